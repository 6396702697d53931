import { ask } from "../page/requests.js";
import { say, shown } from "../page/say.js";
import { highlight } from "../text/highlight.js";
import { level } from "./level.js";

// As in level.js: no style attributes, because a swap would copy them.
const levels = new CSSStyleSheet();
document.adoptedStyleSheets.push(levels);

/** Open the note form for an address like `…/notes/new/?start=&end=` beside the passage `range` (or in `row`). */
export async function openForm(address, { row, range = null, focus = true, home = null }) {
  let answer;
  try {
    answer = await ask(address);
  } catch {
    return void say("offline");
  }
  const form = answer.elements.find((element) => element.matches(".note-form"));
  if (!form) return void (answer.status === 401 ? location.assign(address) : say("refused"));
  const before = document.getElementById(form.id);
  if (before?.querySelector("form[data-changed]")) {
    // Another note is being written: it stays, and the reader is led back to it.
    before.scrollIntoView({ block: "nearest" });
    return void before.querySelector("textarea").focus();
  }
  before?.remove();
  for (const field of form.querySelectorAll("[autofocus]")) field.removeAttribute("autofocus");
  if (home) home.after(form);
  else place(form, row, range);
  pend(range, form);
  globalThis.htmx.process(form);
  shown();
  if (focus) {
    const field = form.querySelector("textarea[name=body]");
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    level();
    form.scrollIntoView({ block: "nearest" });
  }
  return form;
}

/** Into the margin of the row, level with the words and between the cards above and below them. */
function place(form, row, range) {
  row.classList.add("current");
  const aside = row.querySelector(":scope > .notes") ?? makeAside(row);
  const top = range ? range.getBoundingClientRect().top : row.getBoundingClientRect().top;
  const level = Math.max(0, top - row.getBoundingClientRect().top - 8);
  const below = Array.from(aside.querySelectorAll(":scope > .note")).find((note) => topOfWords(row, note) > top);
  delete form.dataset.at;
  levels.replaceSync(`.text .note-form { --level: ${level}px; }`);
  if (below) below.before(form);
  else aside.append(form);
}

function topOfWords(row, note) {
  const mark = row.querySelector(`mark[data-anchor="${note.dataset.at}"]`);
  return mark ? mark.getBoundingClientRect().top : Infinity;
}

/** The margin of a row without notes is drawn by the server, as a template of the page. */
function makeAside(row) {
  const aside = document.importNode(document.getElementById("empty-margin").content.firstElementChild, true);
  aside.id = `notes-${row.dataset.address}`;
  aside.setAttribute("aria-label", `${aside.getAttribute("aria-label")} ${row.dataset.address}`);
  aside.querySelector("b").textContent = row.dataset.address;
  row.append(aside);
  return aside;
}

/** The words stay lit while their form is open. */
function pend(range, form) {
  const pending = range && highlight("pending", [range.cloneRange()]);
  if (!pending) return;
  const watch = new MutationObserver(() => {
    if (form.isConnected) return;
    watch.disconnect();
    if (CSS.highlights.get("pending") === pending) CSS.highlights.delete("pending");
  });
  watch.observe(document.getElementById("main"), { childList: true, subtree: true });
}
