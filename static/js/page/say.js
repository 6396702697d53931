/** What scripts have to say. Every sentence, and the frame it is shown in, comes from templates/_parts/_sentences.html. */

function part(name) {
  const found = document.getElementById("sentences").content.querySelector(`[data-name="${name}"]`);
  return document.importNode(found, true);
}

/** The sentence with this name, its `{places}` filled in. */
export function words(name, values = {}) {
  return part(name).textContent.trim().replace(/\{(\w+)\}/g, (_all, place) => values[place] ?? "");
}

/** Show a sentence as a message that goes away by itself; screen readers hear it. */
export function say(name, values) {
  return sayWords(words(name, values));
}

export function sayWords(text) {
  const toast = part("toast");
  toast.querySelector("span").textContent = text;
  document.getElementById("messages").append(toast);
  shown();
  return toast;
}

/** A sentence as a banner, to stand in the form it is about. */
export function banner(name, values) {
  const made = part("banner");
  made.querySelector("p").textContent = words(name, values);
  return made;
}

/** New elements stand in the page: let their behaviours start. */
export function shown() {
  document.dispatchEvent(new CustomEvent("room:shown"));
}
