import { copy } from "../page/clipboard.js";
import { keep, recall } from "../page/kept.js";
import { ask } from "../page/requests.js";
import { letGoOfTarget } from "../reading/hand.js";
import { openForm } from "../reading/writing.js";
import { passageOf, piecesOf } from "../text/passage.js";
import { showCitation } from "./cite.js";

const SETTLED = 250;
const MOUSE = matchMedia("(hover: hover)");
const NARROW = matchMedia("(max-width: 68.74rem)");

/** The bar of what can be done with selected words. It shows itself when a selection has settled, and never takes it. */
export function start(bar) {
  const root = document.getElementById("main");
  const home = bar.parentElement;
  let chosen = null;
  let timer = 0;
  let back = null;
  let putOff = false;

  const hide = () => {
    chosen = null;
    bar.hidden = true;
    if (bar.parentElement !== home) home.append(bar);
  };
  const settle = () => {
    if (bar.contains(document.activeElement)) return;
    // Under a hand that still draws, the bar would stand on the words to come.
    putOff = MOUSE.matches && isHeld(bar);
    chosen = putOff ? null : chosenWords(root);
    if (!chosen) return hide();
    bar.hidden = false;
    stand(bar, home, chosen);
  };
  // The key of the bar as a whole leads into it; Escape leads back.
  const enter = () => {
    back = document.activeElement === document.body ? null : document.activeElement;
    bar.querySelector("button").focus({ preventScroll: true });
  };
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLED);
  };
  const letGo = () => putOff && changed();
  document.addEventListener("selectionchange", changed);
  for (const name of ["mouseup", "dragend"]) document.addEventListener(name, letGo);
  settle();
  for (const name of ["pointerdown", "mousedown"]) bar.addEventListener(name, (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (event.target === bar) enter();
    if (!act || !chosen) return;
    // The selection may have grown since the bar settled.
    const words = chosenWords(root) ?? chosen;
    hide();
    acts[act](bar, words);
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return void rove(bar, event);
    event.preventDefault();
    hide();
    (back ?? document.getElementById("text")).focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bar.hidden && !event.defaultPrevented) hide();
  });
}

const acts = {
  highlight,
  note(bar, { passage, row, range, front }) {
    getSelection().removeAllRanges();
    letGoOfTarget();
    const where = new URLSearchParams({ ...passage, start: passage.start, end: passage.end });
    if (passage.exact.length > 1500) where.delete("exact");
    openForm(`${bar.dataset.here}notes/new/?${where}`, { row, range, home: front });
  },
  cite(bar, { passage }) {
    const address = `${bar.dataset.here}cite/?start=${passage.start}&end=${passage.end}`;
    const plain = fetch(`${address}&format=plain`).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)));
    copy(plain);
    showCitation(address, bar.querySelector("[data-act=cite] .t").textContent);
  },
  link(bar, { pieces }) {
    copy(new URL(`${bar.dataset.here}#${placeOf(pieces)}`, location.href).href, "copied-link");
  },
};

async function highlight(bar, { passage, row, range, front }) {
  getSelection().removeAllRanges();
  const address = `${bar.dataset.here}notes/new/`;
  const audience = recall("audience") ?? (await usualAudience(`${address}?start=${passage.start}&end=${passage.end}`));
  const values = { ...passage, ...audience, uuid: crypto.randomUUID(), motivation: "highlighting" };
  let refused = false;
  const judge = ({ detail: { ctx } }) => (refused ||= ctx.response.status >= 400);
  bar.addEventListener("htmx:after:request", judge, { once: true });
  await globalThis.htmx.ajax("POST", address, { source: bar, target: bar, swap: "none", values });
  if (refused) {
    keep("audience", null);
    acts.note(bar, { passage, row, range, front });
  }
}

/** Who sees a first note is the room's choice: as the form offers it. */
async function usualAudience(address) {
  const { elements } = await ask(address).catch(() => ({ elements: [] }));
  const form = elements.map((element) => element.querySelector("form[data-draft-key]")).find(Boolean);
  const { visibility = "", team = "" } = form ? Object.fromEntries(new FormData(form)) : {};
  return { visibility, team };
}

/** Whether a button of the mouse is down anywhere but on the bar: the page itself tells, since the press may have come
 * before this script. */
function isHeld(bar) {
  return document.documentElement.matches(":active") && !bar.matches(":active");
}

function chosenWords(root) {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const anchor = selection.anchorNode;
  const from = (anchor.nodeType === 1 ? anchor : anchor.parentElement).closest("[data-start]");
  if (!from || !root.contains(from)) return null;
  const range = selection.getRangeAt(0);
  const pieces = piecesOf(range, root);
  const passage = passageOf(pieces);
  if (!passage) return null;
  const last = pieces.findLast((piece) => piece.to > piece.from).element;
  const row = pieces.find((piece) => piece.to > piece.from).element.closest(".row");
  const front = row ? null : root.querySelector(".titles .actions");
  return { passage, pieces, range: range.cloneRange(), row, front, last, backward: isBackward(selection) };
}

function isBackward({ anchorNode, anchorOffset, focusNode, focusOffset }) {
  if (anchorNode === focusNode) return focusOffset < anchorOffset;
  return Boolean(anchorNode.compareDocumentPosition(focusNode) & Node.DOCUMENT_POSITION_PRECEDING);
}

/** Wide: floating under the last line chosen, or above the first one where the selection was drawn upwards. */
function stand(bar, home, { range, last, backward }) {
  bar.classList.add("placed");
  if (NARROW.matches) return void (last.closest(".row, .front") ?? home).append(bar);
  if (bar.parentElement !== home) home.append(bar);
  const lines = Array.from(range.getClientRects()).filter((line) => line.width > 1);
  const line = backward ? lines[0] : lines[lines.length - 1];
  const frame = bar.offsetParent.getBoundingClientRect();
  const size = bar.getBoundingClientRect();
  const rtl = getComputedStyle(bar.offsetParent).direction === "rtl";
  const middle = backward ? line.left : line.right - size.width / 2;
  const left = Math.min(Math.max(middle, frame.left), frame.left + last.getBoundingClientRect().right - frame.left - size.width);
  const inline = rtl ? frame.right - left - size.width : left - frame.left;
  const block = backward ? line.top - frame.top - size.height - 8 : line.bottom - frame.top + 8;
  bar.style.setProperty("--sel-block", `${block}px`);
  bar.style.setProperty("--sel-inline", `${inline}px`);
}

function rove(bar, event) {
  const buttons = Array.from(bar.querySelectorAll("button"));
  const at = buttons.indexOf(document.activeElement);
  const on = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = on === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
  const next = { [on]: at + 1, [back]: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const target = buttons[(next + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
  target.focus({ preventScroll: true });
}

/** The one sentence that holds the passage, else its first paragraph. */
function placeOf(pieces) {
  const taken = pieces.filter((piece) => piece.to > piece.from);
  const [first] = taken;
  if (taken.length === 1) {
    let before = 0;
    for (const sentence of first.element.querySelectorAll('span[id^="p"]')) {
      const at = first.element.textContent.indexOf(sentence.textContent, before);
      before = at + sentence.textContent.length;
      if (at <= first.from && first.to <= before) return sentence.id;
    }
  }
  return first.element.closest("[id]").id;
}
