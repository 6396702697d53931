import { copy } from "../page/clipboard.js";

/** A button that copies the text of the field named by `data-from`. */
export function start(button) {
  button.addEventListener("click", () => copy(document.getElementById(button.dataset.from).value));
}
