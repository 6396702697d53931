import { showDialog } from "../page/dialog.js";
import { ask } from "../page/requests.js";
import { say } from "../page/say.js";

/** A link to a citation: its three forms in a dialog instead of on a page. */
export function start(link) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showCitation(link.href, link.textContent.trim());
  });
}

export async function showCitation(address, title) {
  try {
    const { ok, elements } = await ask(address);
    if (!ok || !elements.length) location.assign(address);
    else showDialog(title, elements);
  } catch {
    say("offline");
  }
}
