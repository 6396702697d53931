/** A turn of building that leaves the page free to answer, in milliseconds. */
const TURN = 6;

/**
 * Where each note stands among the segments of a page. `segments` are the values of `data-a` in order of the text
 * ("12 57"). Ten thousand notes are tens of thousands of entries, so it can be built in turns.
 */
export class NoteOrder {
  constructor(segments) {
    this.segments = segments;
    this.runs = new Map();
    this.at = 0;
    this.before = new Set();
  }

  /** Go on building for one turn; true when it is finished. */
  turn(now = () => performance.now()) {
    const stop = now() + TURN;
    while (this.at < this.segments.length && now() < stop) this.step();
    return this.at === this.segments.length;
  }

  step() {
    const keys = this.segments[this.at].split(" ");
    for (const key of keys) {
      if (this.before.has(key)) continue;
      const runs = this.runs.get(key);
      if (runs) runs.push(this.at);
      else this.runs.set(key, [this.at]);
    }
    this.before = new Set(keys);
    this.at += 1;
  }

  finish() {
    while (this.at < this.segments.length) this.step();
  }

  /** Keys in order of the text: notes without words (`whole`) first, then by their first segment. */
  keys(whole = []) {
    this.finish();
    return [...whole.filter((key) => !this.runs.has(key)), ...this.runs.keys()];
  }

  /** The numbers of the segments a note covers. */
  places(key) {
    this.finish();
    const places = [];
    for (const run of this.runs.get(key) ?? []) {
      for (let at = run; at < this.segments.length && this.segments[at].split(" ").includes(key); at += 1) places.push(at);
    }
    return places;
  }
}

/** The key `step` places from `key`; from nowhere the one at `place`. Stops at both ends. */
export function stepFrom(keys, key, step, place = 0) {
  if (!keys.length) return null;
  const at = keys.indexOf(key);
  const next = at < 0 ? place + Math.min(step, 0) : at + step;
  return keys[Math.max(0, Math.min(next, keys.length - 1))];
}
