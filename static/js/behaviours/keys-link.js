import { showDialog } from "../page/dialog.js";

/** The link to the keys shows them in a dialog; they are taken from the page it leads to. */
export function start(link) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const heading = there.getElementById("keys");
      showDialog(heading.textContent.trim(), [there.getElementById("all-keys")]);
    } catch {
      location.assign(link.href);
    }
  });
}
