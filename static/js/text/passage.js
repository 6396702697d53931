import { outside, toCodePoints, toUnits } from "./code-points.js";

/** Paragraphs are joined by one blank line in an edition's text. */
const BETWEEN = "\n\n";

/**
 * The passage that pieces of neighbouring paragraphs make, as the server wants it: `{start, end, exact}`.
 * A piece is `{text, start, from, to}`: the whole text of the paragraph, the code point of the edition's text where it
 * begins, and the UTF-16 units of the text taken. White space at both ends is left out; null when nothing remains.
 */
export function passageOf(pieces) {
  const taken = trimmed(pieces.map((piece) => widened(piece)));
  if (!taken.length) return null;
  const first = taken[0];
  const last = taken[taken.length - 1];
  return {
    start: first.start + toCodePoints(first.text, first.from),
    end: last.start + toCodePoints(last.text, last.to),
    exact: taken.map((piece) => piece.text.slice(piece.from, piece.to)).join(BETWEEN),
  };
}

/** The pieces of a DOM range that lie in text elements (`[data-start]`) under `root`, in order of the text. */
export function piecesOf(range, root) {
  return textElements(range, root).map((element) => ({
    element,
    text: element.textContent,
    start: Number(element.dataset.start),
    from: element.contains(range.startContainer) ? unitsBefore(element, range.startContainer, range.startOffset) : 0,
    to: element.contains(range.endContainer)
      ? unitsBefore(element, range.endContainer, range.endOffset)
      : element.textContent.length,
  }));
}

function textElements(range, root) {
  const around = range.commonAncestorContainer;
  const own = (around.nodeType === 1 ? around : around.parentElement)?.closest("[data-start]");
  if (own) return root.contains(own) ? [own] : [];
  return Array.from(root.querySelectorAll("[data-start]")).filter((element) => range.intersectsNode(element));
}

function unitsBefore(element, container, offset) {
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(container, offset);
  return before.toString().length;
}

function widened(piece) {
  return {
    ...piece,
    from: outside(piece.text, piece.from, { end: false }),
    to: outside(piece.text, piece.to, { end: true }),
  };
}

function trimmed(pieces) {
  const rest = [...pieces];
  while (rest.length && !words(rest[0])) rest.shift();
  while (rest.length && !words(rest[rest.length - 1])) rest.pop();
  if (!rest.length) return rest;
  const first = rest[0];
  rest[0] = { ...first, from: first.from + words(first, false).search(/\S/u) };
  const last = rest[rest.length - 1];
  rest[rest.length - 1] = { ...last, to: last.from + words(last, false).trimEnd().length };
  return rest;
}

function words(piece, trim = true) {
  const taken = piece.text.slice(piece.from, piece.to);
  return trim ? taken.trim() : taken;
}

/** The DOM range of a passage, from code points of the edition's text; null when the page does not hold it. */
export function rangeOf(start, end, root) {
  const elements = Array.from(root.querySelectorAll("[data-start]"));
  const first = elements.findLast((element) => Number(element.dataset.start) <= start);
  const last = elements.findLast((element) => Number(element.dataset.start) < end);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(...pointIn(first, toUnits(first.textContent, start - first.dataset.start)));
  range.setEnd(...pointIn(last, toUnits(last.textContent, end - last.dataset.start)));
  return range;
}

/** The text node, and the unit in it, at a unit of an element's text. */
export function pointIn(element, units) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = 0;
  let node = walker.nextNode();
  for (; node && before + node.length < units; node = walker.nextNode()) before += node.length;
  return node ? [node, units - before] : [element, element.childNodes.length];
}
