/** An open editor is sacred: whatever is swapped around it, it stays, with what was typed and the focus. */

/** Editors inside `element` that hold something, apart from the one whose words were just stored. */
export function openEditors(element, sent = null) {
  const forms = Array.from(element.querySelectorAll("form[data-draft-key]"));
  const open = forms.filter((form) => form !== sent && (form.dataset.changed || isNew(form)));
  return open.map((form) => form.closest(".note-form") ?? form);
}

export function hasEditor(element) {
  return openEditors(element).length > 0;
}

/** Move editors into the fragment that replaces their surroundings, and give the focus back afterwards. */
export function saveEditors(editors, fragment) {
  const focus = editors.some((editor) => editor.contains(document.activeElement)) ? document.activeElement : null;
  for (const editor of editors) place(editor, fragment);
  if (focus) queueMicrotask(() => setTimeout(() => focus.focus({ preventScroll: true })));
}

function place(editor, fragment) {
  const twin = editor.id && fragment.querySelector(`#${CSS.escape(editor.id)}`);
  if (twin) return twin.replaceWith(editor);
  const note = editor.closest(".note[id]");
  const home = note && note !== editor ? fragment.querySelector(`#${CSS.escape(note.id)}`) : null;
  if (home) return home.append(editor);
  const aside = fragment.querySelector("aside.notes") ?? emptied(editor.closest("aside.notes"), editor);
  if (!aside.isConnected && !fragment.contains(aside)) fragment.querySelector(".row")?.append(aside);
  aside.querySelector(".sheet-handle")?.after(editor);
  if (!aside.contains(editor)) aside.prepend(editor);
  return undefined;
}

/** The margin the editor stood in, with nothing but the editor. */
function emptied(aside, editor) {
  for (const note of aside.querySelectorAll(":scope > .note")) if (note !== editor) note.remove();
  return aside;
}

function isNew(form) {
  return form.closest(".note-form") !== null;
}
