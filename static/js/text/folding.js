/**
 * Text as a search in the page compares it: without case, accents, vowel signs and kinds of space.
 * `folded` is the text, `units[i]` the UTF-16 unit of the original where the folded unit i comes from (one more at the end).
 */
export function fold(text) {
  const units = [];
  let folded = "";
  let at = 0;
  for (const character of text) {
    const plain = foldOne(character, folded);
    for (let unit = 0; unit < plain.length; unit += 1) units.push(at);
    folded += plain;
    at += character.length;
  }
  units.push(text.length);
  return { folded, units };
}

/** Spans of `needle` in what `fold` gave, as pairs of UTF-16 units of the original text. They never overlap. */
export function spansOf(needle, { folded, units }) {
  const spans = [];
  if (!needle) return spans;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
    spans.push([units[at], units[at + needle.length]]);
  }
  return spans;
}

function foldOne(character, before) {
  if (character <= "~") {
    if (character > " ") return character.toLowerCase();
    return before.endsWith(" ") ? "" : " ";
  }
  if (/\s/u.test(character)) return before.endsWith(" ") ? "" : " ";
  if (character === "\u2019" || character === "\u2018") return "'";
  if (character === "\u201c" || character === "\u201d") return '"';
  return character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
