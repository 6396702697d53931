import { fold, spansOf } from "../text/folding.js";
import { highlight } from "../text/highlight.js";
import { pointIn } from "../text/passage.js";

const PAUSE = 120;

/** The button that opens the box "find in this text": all finds are lit, Enter walks them, Escape closes. */
export function start(button) {
  const box = document.getElementById("find-box");
  const field = box.querySelector("input");
  const count = box.querySelector("output");
  let texts = null;
  let finds = [];
  let here = -1;
  let timer = 0;

  const show = (place) => {
    here = finds.length ? (place + finds.length) % finds.length : -1;
    light(finds, here);
    count.textContent = finds.length
      ? count.dataset.some.replace("{n}", here + 1).replace("{total}", finds.length)
      : field.value.trim() && count.dataset.none;
    if (here >= 0) reveal(finds[here]);
  };
  const find = () => {
    texts ??= foldedTexts();
    const words = fold(field.value.trim()).folded;
    finds = texts.flatMap((one) => spansOf(words, one.folded).map((span) => rangeIn(one.element, span)));
    show(nearest(finds));
  };
  const close = () => {
    box.hidden = true;
    light([], -1);
    button.focus({ preventScroll: true });
  };
  button.addEventListener("click", () => {
    box.hidden = false;
    texts = null;
    field.select();
    if (field.value) find();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === field) show(here + (event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
  });
  box.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-find]")?.dataset.find;
    if (wanted === "close") close();
    else if (wanted) show(here + (wanted === "back" ? -1 : 1));
  });
}

function foldedTexts() {
  const elements = Array.from(document.querySelectorAll("[data-start]"));
  return elements.map((element) => ({ element, folded: fold(element.textContent) }));
}

function rangeIn(element, [from, to]) {
  const range = document.createRange();
  range.setStart(...pointIn(element, from));
  range.setEnd(...pointIn(element, to));
  return range;
}

function nearest(finds) {
  const at = finds.findIndex((range) => range.getBoundingClientRect().bottom > 60);
  return Math.max(at, 0);
}

function light(finds, here) {
  const one = finds.slice(here < 0 ? finds.length : here, here + 1);
  highlight("found", finds);
  highlight("found-here", one, 1);
}

function reveal(range) {
  const { top, bottom } = range.getBoundingClientRect();
  if (top < 110 || bottom > innerHeight - 40) scrollBy({ top: top - innerHeight / 3 });
  if (!CSS.highlights) getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}
