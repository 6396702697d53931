/**
 * A page that is only read needs little: most scripts are loaded at the first sign of life, before the first press.
 * Should a press come sooner it is held, and made again when everything is there.
 */
const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "focusin", "selectionchange"];
const PRESSED = "a[href], button, mark[data-a], [data-key]";
const held = { click, submit, keydown };
const waiting = [];
let awake = null;

/** Call `task` at the first sign of life; what it promises is waited for before anything held is let go. */
export function whenAwake(task) {
  if (awake) return void task();
  waiting.push(task);
}

/** Call `task` once a frame with the whole page is on the screen; in a tab nobody looks at, at once. */
export function whenDrawn(task) {
  if (document.hidden) return void task();
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(task)));
}

export function sleep() {
  for (const name of SIGNS) addEventListener(name, wake, { passive: true, capture: true });
  for (const [name, hold] of Object.entries(held)) addEventListener(name, hold, { capture: true });
}

export function wake() {
  if (awake) return awake;
  for (const name of SIGNS) removeEventListener(name, wake, { capture: true });
  awake = Promise.allSettled(waiting.map((task) => task())).then(() => {
    for (const [name, hold] of Object.entries(held)) removeEventListener(name, hold, { capture: true });
  });
  return awake;
}

function click(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const target = event.target.closest(PRESSED);
  if (target) later(event, () => target.click());
}

function submit(event) {
  const { target, submitter } = event;
  later(event, () => target.requestSubmit(submitter));
}

/** A key cannot be pressed again by a script; whoever listens takes it from here. */
function keydown(event) {
  if (event.key.length !== 1 || event.target.closest("input, textarea, select, [contenteditable]")) return;
  wake().then(() => document.dispatchEvent(new CustomEvent("room:key", { detail: event })));
}

function later(event, again) {
  event.preventDefault();
  event.stopImmediatePropagation();
  wake().then(again);
}
