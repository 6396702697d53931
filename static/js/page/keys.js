import { keep, recall } from "./kept.js";

/**
 * Single keys. Whatever a key can do is an element with `data-key` (its key unless the reader chose another): a field
 * gets the focus, anything else is pressed. Never while typing, never together with Ctrl, Alt or Meta.
 */
export function watchKeys() {
  document.addEventListener("keydown", press);
  document.addEventListener("room:key", (event) => press(event.detail));
}

function press(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]") || chosenKeys().off) return;
  const element = elementFor(nameOf(pressed(event)));
  if (!element) return;
  event.preventDefault();
  if (element.matches("input, textarea")) element.select();
  else element.click();
}

/** `{off, changed}`: whether single keys are switched off, and which key stands for which default. */
export function chosenKeys() {
  return { off: false, changed: {}, ...recall("keys") };
}

export function chooseKeys(choice) {
  keep("keys", choice);
}

function nameOf(key) {
  const { changed } = chosenKeys();
  const name = Object.keys(changed).find((one) => changed[one] === key);
  return name ?? (key in changed ? "" : key);
}

/** The key as printed; a letter of another script counts as the Latin one on the same key. */
function pressed(event) {
  const latin = /^Key([A-Z])$/.exec(event.code);
  const letter = event.key.length === 1 && event.key > "~" && latin ? latin[1] : event.key;
  return letter.length === 1 ? letter.toLowerCase() : letter;
}

function elementFor(name) {
  if (!name || name.length > 1) return null;
  const all = document.querySelectorAll(`[data-key="${CSS.escape(name)}"]`);
  return Array.from(all).find((one) => !one.closest("[hidden]") && (!one.matches("input") || one.checkVisibility()));
}

function isTyping(target) {
  return target.matches?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]");
}
