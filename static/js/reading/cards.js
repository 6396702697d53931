import { hasEditor } from "../page/editors.js";
import { ask } from "../page/requests.js";
import { shown } from "../page/say.js";

/** Thirty cards lay out in 25 ms, a hundred in 61: so many may be in the page at once. */
const MOST = 40;
const BATCH = 6;
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
    await this.fetch([row], anew);
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
    if (wanted.length) await this.fetch(wanted.slice(0, BATCH)).catch(() => {});
    if (wanted.length > BATCH) this.seen([]);
  }

  lacks(row) {
    return row.querySelector(".count") && !this.asked.has(row) && !row.querySelector(":scope > .notes .note");
  }

  async fetch(rows, anew = false) {
    for (const row of rows) this.asked.add(row);
    const query = rows.map((row) => `at=${encodeURIComponent(row.dataset.address)}`);
    if (this.text.dataset.layers) query.push(this.text.dataset.layers);
    const { ok, elements } = await ask(`${this.text.dataset.here}notes/?${query.join("&")}`);
    if (!ok) return;
    this.makeRoom(rows);
    for (const aside of elements) this.put(document.getElementById(aside.dataset.row), aside, anew);
    shown();
  }

  put(row, aside, anew) {
    const before = row?.querySelector(":scope > .notes");
    if (!row || !aside.querySelector(".note") || (before && (!anew || isBusy(before)))) return;
    if (before) before.replaceWith(aside);
    else row.append(aside);
    globalThis.htmx.process(aside);
  }

  /** Take out the cards of the rows farthest from the view until those of `rows` have a place. */
  makeRoom(rows) {
    const far = Array.from(this.text.querySelectorAll(".row:has(> .notes)"))
      .filter((row) => !this.near.has(row) && !rows.includes(row) && !isBusy(row))
      .sort(byDistance)
      .reverse();
    let count = this.text.querySelectorAll("[data-key]").length + rows.length * 3;
    for (const row of far) {
      if (count <= MOST) return;
      const aside = row.querySelector(":scope > .notes");
      count -= aside.querySelectorAll("[data-key]").length;
      aside.remove();
      this.asked.delete(row);
    }
  }
}

function isBusy(element) {
  return hasEditor(element) || element.querySelector(".in-hand") || element.contains(document.activeElement);
}

function byDistance(one, other) {
  return distance(one) - distance(other);
}

function distance(row) {
  const { top, bottom } = row.getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom);
}
