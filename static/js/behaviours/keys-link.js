import { showDialog } from "../page/dialog.js";

/** The link to the keys shows them in a dialog; they are the list (`data-list`) on the page it leads to. */
export function start(link) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const heading = there.getElementById(link.hash.slice(1));
      showDialog(heading.textContent.trim(), [there.getElementById(link.dataset.list ?? "all-keys")]);
    } catch {
      location.assign(link.href);
    }
  });
}
