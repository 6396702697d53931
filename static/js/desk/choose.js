import { toCodePoints } from "../text/code-points.js";
import { pointIn } from "../text/passage.js";
import { stopsOf } from "./stops.js";

const SHOWN = 8;

/**
 * Choosing a place in the words of the row in hand, with the arrows or the pointer: where it is split, where its border
 * to the next block stands, what of it is a quotation. Nothing is changed before it is done.
 */
export class Choice {
  constructor(columns, hand, { done }) {
    this.hand = hand;
    this.done = done;
    this.box = columns.querySelector("#choose");
    this.home = columns;
    this.name = "";
    this.box.addEventListener("click", (event) => this.clicked(event));
    columns.addEventListener("click", (event) => this.name && event.target.closest(".words") && this.point());
    document.addEventListener("keydown", (event) => this.pressed(event), { capture: true });
  }

  begin(name) {
    this.leave();
    const { row } = this.hand;
    this.element = row.querySelector(".words");
    this.next = this.hand.blockAfter?.querySelector(".words") ?? null;
    this.name = name;
    this.start = null;
    const here = this.stopsIn(this.element);
    if (name === "border") this.stops = this.borderStops(here);
    else this.stops = (name === "split" ? here.starts.slice(1) : here.starts).map((at) => this.place(this.element, at));
    this.sentences = here.sentences.slice(1).map((at) => this.place(this.element, at));
    row.querySelector(".kind").append(this.box);
    this.box.hidden = false;
    const at = this.selected();
    if (name === "quote" && at?.length) return this.quoteSelected(at);
    this.at = at ? this.nearest(at) : this.first();
    this.draw();
    this.box.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  stopsIn(element) {
    return stopsOf(element.textContent, element.closest("[lang]")?.lang);
  }

  /** From the first word of this block over its end to the last word of the next. */
  borderStops(here) {
    const stops = here.starts.slice(1).map((at) => this.place(this.element, at));
    stops.push(this.place(this.element, this.element.textContent.length));
    if (this.next) stops.push(...this.stopsIn(this.next).starts.slice(1).map((at) => this.place(this.next, at)));
    return stops;
  }

  place(element, at) {
    return { element, at };
  }

  /** Where choosing begins: at the sentence nearest to the middle, at the border as it is, at the first word. */
  first() {
    if (this.name === "border") return this.stops.findIndex(({ element, at }) => element === this.element && at === element.textContent.length);
    if (this.name === "quote") return 0;
    const middle = this.element.textContent.length / 2;
    const [near] = [...this.sentences].sort((one, other) => Math.abs(one.at - middle) - Math.abs(other.at - middle));
    return near ? this.nearest(near) : Math.floor(this.stops.length / 2);
  }

  nearest({ element, at }) {
    const before = (stop) => stop.element === element ? stop.at <= at : stop.element === this.element;
    return Math.max(this.stops.findLastIndex(before), 0);
  }

  /** The caret or the selection, if it stands in these words. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const element = [this.element, this.next].find((one) => one?.contains(range.startContainer));
    if (!element) return null;
    const at = unitsBefore(element, range.startContainer, range.startOffset);
    const length = element.contains(range.endContainer) ? range.toString().length : 0;
    return { element, at, length };
  }

  point() {
    const at = this.selected();
    if (!at) return;
    if (this.start !== null && at.at <= this.start) return;
    this.at = this.nearest(at);
    this.draw();
  }

  quoteSelected({ at, length }) {
    this.start = at;
    this.stops = [this.place(this.element, at + length)];
    this.at = 0;
    this.draw();
  }

  move(by) {
    this.at = Math.min(Math.max(this.at + by, 0), this.stops.length - 1);
    this.draw();
  }

  moveSentence(by) {
    const now = this.stops[this.at];
    const ahead = this.sentences.filter(({ element, at }) => element === now.element && (by > 0 ? at > now.at : at < now.at));
    const goal = by > 0 ? ahead[0] : ahead.at(-1);
    if (goal) this.at = this.nearest(goal);
    else this.at = by > 0 ? this.stops.length - 1 : 0;
    this.draw();
  }

  pressed(event) {
    if (!this.name || event.ctrlKey || event.metaKey || event.altKey) return;
    const back = getComputedStyle(this.element).direction === "rtl" ? 1 : -1;
    const deeds = {
      ArrowLeft: () => this.move(back),
      ArrowRight: () => this.move(-back),
      ArrowUp: () => this.moveSentence(-1),
      ArrowDown: () => this.moveSentence(1),
      Enter: () => this.finish(),
      Escape: () => this.leave(),
    };
    const deed = deeds[event.key];
    if (!deed || (event.key === "Enter" && event.target.closest("button"))) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  }

  clicked({ target }) {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.move) this.move(Number(button.dataset.move));
    else if ("do" in button.dataset) this.finish();
    else this.leave();
  }

  finish() {
    const stop = this.stops[this.at];
    if (!stop) return this.leave();
    if (this.name === "quote" && this.start === null) return this.chooseEnd(stop.at);
    const details = this.details(stop);
    this.leave();
    if (details) this.done(details);
    return undefined;
  }

  chooseEnd(start) {
    this.start = start;
    const { ends } = this.stopsIn(this.element);
    this.stops = ends.filter((at) => at > start).map((at) => this.place(this.element, at));
    this.sentences = [];
    this.at = Math.min(2, this.stops.length - 1);
    this.draw();
  }

  /** What the server is told; null when nothing would change. */
  details({ element, at }) {
    const points = toCodePoints(element.textContent, at);
    if (this.name === "split") return { deed: "split", at: points };
    if (this.name === "quote") return { deed: "quote", at: toCodePoints(element.textContent, this.start), end: points };
    if (element === this.next) return { deed: "take", at: points };
    return at === element.textContent.length ? null : { deed: "give", at: points };
  }

  /** The words concerned are shown, and said. */
  draw() {
    const stop = this.stops[this.at];
    if (!stop) return this.say("alone", "");
    const text = stop.element.textContent;
    let [from, to, name] = [stop.at, text.length, this.name];
    if (name === "border") name = stop.element === this.next ? "take" : "give";
    if (name === "take") [from, to] = [0, stop.at];
    if (this.start !== null) [from, to, name] = [this.start, stop.at, "quote-end"];
    if (name === "give" && from === to) name = this.next ? "border" : "alone";
    if (name === "quote") to = this.stops[this.at + 1]?.at ?? text.length;
    highlight(stop.element, from, to);
    const words = text.slice(from, to).trim();
    this.say(name, name === "take" ? last(words) : name === "quote-end" ? words : opening(words));
    return undefined;
  }

  say(name, words) {
    const said = this.box.querySelector("template").content.querySelector(`[data-name="${name}"]`).textContent;
    this.box.querySelector(".says").textContent = said.replace("{words}", words);
  }

  leave() {
    if (!this.name) return;
    this.name = "";
    highlight(null);
    this.box.hidden = true;
    this.home.append(this.box);
  }
}

function highlight(element, from, to) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("chosen");
  if (!element || from >= to) return;
  const range = document.createRange();
  range.setStart(...pointIn(element, from));
  range.setEnd(...pointIn(element, to));
  CSS.highlights.set("chosen", new Highlight(range));
}

function unitsBefore(element, container, offset) {
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(container, offset);
  return before.toString().length;
}

function opening(words) {
  const all = words.split(/\s+/);
  const some = all.slice(0, SHOWN).join(" ");
  return (some.length > 60 ? some.slice(0, 60) : some) + (some.length < words.length || all.length > SHOWN ? " …" : "");
}

function last(words) {
  const all = words.split(/\s+/);
  const some = all.slice(-SHOWN).join(" ");
  return (some.length < words.length ? "… " : "") + (some.length > 60 ? some.slice(-60) : some);
}
