import { say } from "./say.js";

/** Put a text, or the promise of one, on the clipboard and say so. Without permission the text is shown to be taken. */
export async function copy(text, said = "copied") {
  try {
    await write(text);
  } catch {
    if (!copyBySelecting(await text)) return void say("not-copied");
  }
  say(said);
}

function write(text) {
  if (typeof text === "string") return navigator.clipboard.writeText(text);
  // Safari allows writing after a request only in this form.
  const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

function copyBySelecting(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
