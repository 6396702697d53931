/**
 * The one place where the browser's positions (UTF-16 units) and the room's (Unicode code points) meet.
 * tests/data/offsets.json holds both for the same passages; the Python tests read it too.
 */

/** Code points that lie wholly before the UTF-16 unit `units` of `text`. */
export function toCodePoints(text, units) {
  const stop = Math.min(units, text.length);
  let points = 0;
  for (let at = 0; at < stop; points += 1) {
    at += isPair(text, at) ? 2 : 1;
    if (at > stop) break;
  }
  return points;
}

/** The UTF-16 unit at which the code point number `points` of `text` begins. */
export function toUnits(text, points) {
  let at = 0;
  for (let seen = 0; seen < points && at < text.length; seen += 1) at += isPair(text, at) ? 2 : 1;
  return at;
}

/** `units`, moved out of the middle of a character that takes two: back for a beginning, on for an end. */
export function outside(text, units, { end }) {
  return units > 0 && isPair(text, units - 1) ? units + (end ? 1 : -1) : units;
}

function isPair(text, at) {
  const first = text.charCodeAt(at);
  if (first < 0xd800 || first > 0xdbff) return false;
  const second = text.charCodeAt(at + 1);
  return second >= 0xdc00 && second <= 0xdfff;
}
