import { chooseKeys, chosenKeys } from "../page/keys.js";
import { say } from "../page/say.js";

/**
 * The list of keys: each row may hold a field (`data-default`) in which another key can be pressed, and one box
 * switches all single keys off. What is chosen is kept in this browser.
 */
export function start(list) {
  show(list);
  list.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (!target.matches("[data-default]") || key === "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key.length > 1 && key !== "Backspace" && key !== "Delete") return;
    event.preventDefault();
    event.stopPropagation();
    change(list, target.dataset.default, key.length === 1 ? key.toLowerCase() : target.dataset.default);
  });
  list.addEventListener("change", ({ target }) => {
    if (target.matches("[data-keys-on]")) chooseKeys({ ...chosenKeys(), off: !target.checked });
    show(list);
  });
}

function change(list, name, key) {
  const { off, changed } = chosenKeys();
  const others = Array.from(list.querySelectorAll("[data-default]"), (field) => field.dataset.default);
  if (others.some((other) => other !== name && (changed[other] ?? other) === key)) return void say("key-taken", { key });
  const next = { ...changed, [name]: key };
  if (key === name) delete next[name];
  chooseKeys({ off, changed: next });
  show(list);
}

function show(list) {
  const { off, changed } = chosenKeys();
  for (const field of list.querySelectorAll("[data-default]")) {
    field.value = changed[field.dataset.default] ?? field.dataset.default;
    field.disabled = off;
  }
  const box = list.querySelector("[data-keys-on]");
  if (box) box.checked = !off;
}
