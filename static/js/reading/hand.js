import { hasEditor } from "../page/editors.js";
import { ask } from "../page/requests.js";
import { say, shown } from "../page/say.js";
import { marksOf } from "./marks.js";

const NARROW = matchMedia("(max-width: 68.74rem)");
const PAUSE = 150;

/** The note in hand: its card is open with its thread, its marks are lit, the address names it (`#n12`). */
export class Hand {
  constructor(text, cards) {
    this.text = text;
    this.cards = cards;
    this.key = null;
    this.closed = null; // the card as it stood before it was opened
    this.guest = null; // the card of a note that has none in the page otherwise
    this.turn = 0;
  }

  /** Take a note in hand; true when its card could be shown. With `focus` the card gets the focus. */
  async take(key, { scroll = true, focus = false, open = true } = {}) {
    const turn = (this.turn += 1);
    const marks = marksOf(key);
    const [mark] = marks;
    const row = mark?.closest(".row") ?? document.getElementById(`n${key}`)?.closest(".row");
    if (this.key !== key) this.putDown();
    this.key = key;
    for (const one of marks) one.classList.add("active");
    this.point(row, key);
    if (scroll && mark) reveal(mark);
    try {
      if (row && !document.getElementById(`n${key}`)) await this.cards.ensure(row);
      if (turn === this.turn && !document.getElementById(`n${key}`)) this.guest = await this.cards.guest(key, mark);
    } catch {
      say("offline");
    }
    if (turn !== this.turn) return false;
    return this.show(key, { scroll: scroll && !mark, focus, open, turn });
  }

  show(key, { scroll, focus, open, turn }) {
    const card = document.getElementById(`n${key}`);
    if (!card) return false;
    if (scroll) reveal(card);
    if (card.matches("li")) card.querySelector("a")?.setAttribute("aria-current", "true");
    card.closest(".note").classList.add("in-hand");
    if (NARROW.matches) card.scrollIntoView({ block: "nearest" });
    if (focus) focusOn(card);
    if (open) setTimeout(() => turn === this.turn && this.open(card, focus), PAUSE);
    return true;
  }

  /** Show the whole note with its thread where its card stands. */
  async open(card, focus) {
    if (card.querySelector(".deeds, .thread, .reply, form") || !card.isConnected) return;
    const address = card.querySelector('a[href^="/annotations/"]')?.getAttribute("href").split("#")[0];
    if (!address) return;
    const holder = card.closest(".note");
    try {
      const { ok, elements } = await ask(`${address}?anchor=${holder.dataset.at ?? 0}`);
      const [whole] = elements;
      if (!ok || !whole || card.id !== `n${this.key}` || !card.isConnected) return;
      // "Edit" was pressed meanwhile: its form is on the way to this card.
      if (holder.querySelector(".htmx-request")) return;
      const hadFocus = focus || card.contains(document.activeElement);
      this.unfold(card, holder, whole);
      globalThis.htmx.process(whole);
      shown();
      if (hadFocus) focusOn(whole);
    } catch {
      say("offline");
    }
  }

  unfold(card, holder, whole) {
    this.closed = { card, holder, whole };
    if (card === holder) return holder.replaceWith(whole);
    card.removeAttribute("id");
    holder.classList.remove("in-hand");
    return holder.after(whole);
  }

  /** Put the note down again: its card goes back to what it was, unless something is being written in it. */
  putDown() {
    if (this.key === null) return;
    const key = this.key;
    this.key = null;
    for (const one of document.querySelectorAll("mark.active")) one.classList.remove("active");
    for (const one of document.querySelectorAll(".notes [aria-current]")) one.removeAttribute("aria-current");
    const card = document.getElementById(`n${key}`);
    for (const one of document.querySelectorAll(".note.in-hand:not(.note-form)")) {
      if (!hasEditor(one)) one.classList.remove("in-hand");
    }
    if (card && hasEditor(card)) this.closed = null;
    else this.fold(card);
  }

  fold(open) {
    const { card, holder, whole } = this.closed ?? {};
    const { guest } = this;
    this.closed = null;
    this.guest = null;
    if (guest && guest === open) guest.remove();
    else if (open && open === whole) {
      if (card === holder) {
        card.dataset.at = whole.dataset.at;
        whole.replaceWith(card);
      } else {
        card.id = whole.id;
        whole.remove();
      }
      card.closest(".note").classList.remove("in-hand");
    } else if (open?.querySelector(".deeds, .thread")) {
      // Drawn open by the server: fetch the margin of this paragraph as it is when nothing is in hand.
      const row = open.closest(".row");
      if (row) this.cards.ensure(row, { anew: true }).catch(() => {});
    }
  }

  /** The row of the note is the current one (on narrow screens its notes rise from below), the address names the note. */
  point(row, key) {
    setCurrent(this.text, row);
    letGoOfTarget();
    history.replaceState(history.state, "", `#n${key}`);
  }
}

export function setCurrent(text, row) {
  for (const one of text.querySelectorAll(".row.current")) if (one !== row) one.classList.remove("current");
  row?.classList.add("current");
  const end = row?.querySelector(".sheet-handle .end:not(:has([data-walk]))");
  if (end) end.prepend(document.importNode(document.getElementById("sheet-walk").content, true));
}

/** A fragment followed earlier would keep its own sheet open: leave it, without moving the page or the focus. */
export function letGoOfTarget() {
  if (!document.querySelector(":target")) return;
  const [x, y, focus] = [scrollX, scrollY, document.activeElement];
  location.replace("#-");
  scrollTo({ left: x, top: y, behavior: "instant" });
  if (focus !== document.body) focus.focus({ preventScroll: true });
}

/** Bring words into view when they are not, or stand behind the bar or the sheet. */
export function reveal(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const floor = NARROW.matches ? innerHeight * 0.5 : innerHeight - 40;
  if (top >= 70 && bottom <= floor) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: top - (NARROW.matches ? 110 : innerHeight / 3), behavior: calm ? "instant" : "auto" });
}

export function focusOn(element) {
  const target = element.matches("a, button") ? element : (element.querySelector(":scope > a") ?? element);
  if (target === element) element.tabIndex = -1;
  target.focus({ preventScroll: true });
}
