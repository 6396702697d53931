import { shown } from "./say.js";

/** Show elements in the one dialog of the page, under this title. The focus goes back where it was on closing. */
export function showDialog(title, elements) {
  const dialog = document.getElementById("dialog");
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector(".in").replaceChildren(...elements);
  if (!dialog.open) dialog.showModal();
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
  shown();
}
