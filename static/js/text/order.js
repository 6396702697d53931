/**
 * The notes of a page in order of the text: those on the statement as a whole first, then by their first segment.
 * `segments` are the values of `data-a` in order of the page ("12 57"), `whole` keys of notes without words.
 */
export function inOrder(whole, segments) {
  const keys = new Set(whole);
  let before = "";
  for (const segment of segments) {
    if (segment !== before) for (const key of segment.split(" ")) keys.add(key);
    before = segment;
  }
  return [...keys];
}

/** The key `step` places from `key`; from nowhere the one at `place`. Stops at both ends. */
export function stepFrom(keys, key, step, place = 0) {
  if (!keys.length) return null;
  const at = keys.indexOf(key);
  const next = at < 0 ? place + Math.min(step, 0) : at + step;
  return keys[Math.max(0, Math.min(next, keys.length - 1))];
}
