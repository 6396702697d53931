import { hasEditor } from "../page/editors.js";
import { ask } from "../page/requests.js";
import { shown } from "../page/say.js";

/** Thirty cards lay out in 25 ms, a hundred in 61: so many may be in the page at once. */
const MOST = 40;
const AT_ONCE = 8;
const PAUSE = 120;

/**
 * The cards of the margin: rows near the view get theirs from the server, rows far away lose them again. Never a card
 * that holds an open editor or is in hand.
 */
export class Cards {
  constructor(text) {
    this.text = text;
    this.near = new Set();
    this.asked = new Set();
    this.timer = 0;
    this.observer = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: "60% 0px" });
    this.watch();
  }

  /** Observe the rows there are now; those swapped in later too. */
  watch() {
    for (const row of this.text.querySelectorAll(".row")) this.observer.observe(row);
  }

  /** Fetch the cards of one row now, whether or not it is near. Anew: even if it has them. */
  async ensure(row, { anew = false } = {}) {
    if (!anew && row.querySelector(":scope > .notes")) return;
    await this.fetch([row], true);
  }

  /** The open card of one note whose place is not among those of the margin: it stands at `mark` until put down. */
  async guest(key, mark) {
    const place = mark?.closest(".row");
    const at = place ? (mark.dataset.anchor ?? 0) : 0;
    const { ok, elements } = await ask(`${this.text.dataset.here}notes/?key=${key}&anchor=${at}`);
    const [card] = ok ? elements : [];
    const margin = (place ?? document).querySelector(place ? ":scope > .notes" : ".notes.whole");
    if (!card || !margin || document.getElementById(card.id)) return null;
    const below = Array.from(margin.querySelectorAll(":scope > .note")).find((note) => Number(note.dataset.at) > at);
    if (below) below.before(card);
    else margin.append(card);
    globalThis.htmx.process(card);
    shown();
    return card;
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.near.add(target);
      else this.near.delete(target);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fill(), PAUSE);
  }

  async fill() {
    for (const row of this.near) if (!row.isConnected) this.near.delete(row);
    const wanted = [...this.near].filter((row) => this.lacks(row)).sort(byDistance);
    if (!wanted.length) return;
    const rows = [];
    let count = 0;
    for (const row of wanted) {
      if (rows.length && count + countOf(row) > MOST) break;
      rows.push(row);
      count += countOf(row);
    }
    const found = await this.fetch(rows).catch(() => false);
    // Where there was no place for them the others wait too, until the reader moves on.
    if (found && wanted.length > rows.length) this.seen([]);
  }

  lacks(row) {
    return countOf(row) && !this.asked.has(row) && !row.querySelector(":scope > .notes .note");
  }

  /** True when cards were put into the page. */
  async fetch(rows, asked = false) {
    for (const row of rows) this.asked.add(row);
    const query = rows.map((row) => `at=${encodeURIComponent(row.dataset.address)}`);
    if (this.text.dataset.layers) query.push(this.text.dataset.layers);
    const { ok, elements } = await ask(`${this.text.dataset.here}notes/?${query.join("&")}`);
    if (!ok) return false;
    let found = false;
    for (const aside of elements) {
      const row = document.getElementById(aside.dataset.row);
      if (!row || !aside.querySelector(".note")) continue;
      const free = this.makeRoom(row, aside.querySelectorAll("[data-key]").length, asked);
      if (free > 0) {
        cut(aside, free);
        await this.put(row, aside);
        found = true;
      }
    }
    shown();
    return found;
  }

  /** Put a margin into its row, a few cards in each frame: all at once would hold the page up. */
  async put(row, aside) {
    const before = row.querySelector(":scope > .notes");
    if (before && isBusy(before)) return;
    const rest = Array.from(aside.querySelectorAll(":scope > .note")).slice(AT_ONCE);
    for (const note of rest) note.remove();
    if (before) before.replaceWith(aside);
    else row.append(aside);
    while (rest.length) {
      await nextFrame();
      if (!aside.isConnected) return;
      aside.append(...rest.splice(0, AT_ONCE));
    }
    globalThis.htmx.process(aside);
  }

  /**
   * Take out the cards of the rows farthest from the view, down to those nearer than `row` (all, where the cards were
   * `asked` for), until `more` have a place. Gives the number of places that are free; 0: the row waits.
   */
  makeRoom(row, more, asked) {
    const own = row.querySelectorAll(":scope > .notes [data-key]").length;
    let count = this.text.querySelectorAll("[data-key]").length - own;
    const here = distance(row);
    for (const { one, away } of this.farthest()) {
      if (count + more <= MOST || (away <= here && !asked)) break;
      if (one === row || isBusy(one)) continue;
      const aside = one.querySelector(":scope > .notes");
      count -= aside.querySelectorAll("[data-key]").length;
      aside.remove();
      this.asked.delete(one);
    }
    if (count >= MOST) this.asked.delete(row);
    return Math.max(0, MOST - count);
  }

  farthest() {
    const rows = Array.from(this.text.querySelectorAll(":scope .notes"), (aside) => aside.closest(".row"));
    return rows
      .filter(Boolean)
      .map((one) => ({ one, away: distance(one) }))
      .sort((one, other) => other.away - one.away);
  }
}

function countOf(row) {
  return Math.min(Number(row.querySelector(".count")?.textContent) || 0, MOST);
}

/** Leave the first `most` cards of a margin; what leads to the others stays. */
function cut(aside, most) {
  let count = 0;
  for (const note of aside.querySelectorAll(":scope > .note:not(.more)")) {
    count += note.dataset.key ? 1 : note.querySelectorAll("[data-key]").length;
    if (count > most) note.remove();
  }
}

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function isBusy(element) {
  return hasEditor(element) || element.querySelector(".in-hand") || element.contains(document.activeElement);
}

function byDistance(one, other) {
  return distance(one) - distance(other);
}

/** How far a row is from the view; rows in it that reach less into its middle count as a little farther. */
function distance(row) {
  const { top, bottom } = row.getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom);
}
