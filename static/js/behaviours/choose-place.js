import { passageOf, piecesOf } from "../text/passage.js";

const SETTLED = 250;

/** A form that takes the place of a note from what is selected in the text with the id `data-root`. */
export function start(form) {
  const text = document.getElementById(form.dataset.root);
  const chosen = form.querySelector("[data-chosen]");
  let timer = 0;
  const settle = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const passage = passageOf(piecesOf(range, text));
    if (!passage) return;
    for (const name of ["start", "end", "exact"]) form.elements[name].value = passage[name];
    form.elements.quote.value = "";
    chosen.textContent = passage.exact;
    chosen.hidden = false;
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLED);
  });
}
