import { openForm } from "../reading/writing.js";

/** The link to a note on the whole text: its form opens under it. */
export function start(link) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openForm(link.href, { home: link.closest(".actions") });
  });
}
