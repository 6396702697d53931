/** Where a text can be cut: the borders of its words and of its sentences, in UTF-16 units. */
const OPENING = /[\p{Ps}\p{Pi}"'¿¡]/u;
const CLOSING = /[\p{Pe}\p{Pf}\p{Po}"']/u;

/** `{starts, ends, sentences}`: each word's beginning with the marks that open it, and its end with those that close it. */
export function stopsOf(text, language) {
  const words = pieces(text, "word", language).filter((piece) => piece.isWordLike);
  const starts = words.map(({ index }) => opened(text, index));
  const ends = words.map(({ index, segment }) => closed(text, index + segment.length));
  const sentences = pieces(text, "sentence", language).map(({ index }) => index);
  return { starts: once(starts), ends: once(ends), sentences };
}

function pieces(text, granularity, language) {
  try {
    return Array.from(new Intl.Segmenter(language || undefined, { granularity }).segment(text));
  } catch {
    const pattern = granularity === "word" ? /\S+/g : /\S[^.!?。！？]*[.!?。！？]*/g;
    return Array.from(text.matchAll(pattern), (found) => ({ index: found.index, segment: found[0], isWordLike: true }));
  }
}

function opened(text, at) {
  let start = at;
  while (start > 0 && OPENING.test(text[start - 1])) start -= 1;
  return start;
}

function closed(text, at) {
  let end = at;
  while (end < text.length && CLOSING.test(text[end])) end += 1;
  return end;
}

function once(numbers) {
  return Array.from(new Set(numbers)).sort((one, other) => one - other);
}
