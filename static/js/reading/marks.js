import { NoteOrder } from "../text/order.js";

/**
 * The marks of the page and the notes on them. Looked up once, in idle moments, and again after rows were drawn anew:
 * a selector over ten thousand notes at every press would take longer than a press.
 */
let marks = null;
let order = null;

export function forgetMarks() {
  marks = null;
  whenIdle(() => read());
}

export function keysInOrder() {
  const whole = Array.from(document.querySelectorAll(".notes.whole [data-key]"), (card) => card.dataset.key);
  return read().keys(whole);
}

export function marksOf(key) {
  return read()
    .places(key)
    .map((place) => marks[place]);
}

function read() {
  if (marks) return order;
  marks = Array.from(document.querySelectorAll("mark[data-a]"));
  order = new NoteOrder(marks.map((mark) => mark.dataset.a));
  const building = order;
  const go = () => building.turn() || whenIdle(go);
  whenIdle(go);
  return order;
}

function whenIdle(task) {
  if (globalThis.requestIdleCallback) requestIdleCallback(task, { timeout: 2_000 });
  else setTimeout(task, 50);
}
