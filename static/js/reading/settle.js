/** As in text/marks.py: after the fortieth anchor of a row the cards join the fortieth. */
const LAST_ANCHOR = "40";

/**
 * After the words of a row were drawn anew their anchors are counted anew: its cards follow, and the card of a new note
 * gets its place among them. False when the row has no margin yet and has to be fetched.
 */
export function settle(row) {
  const fresh = row.querySelector(':scope > .notes[data-behaviour="settle"]');
  const margin = row.querySelector(":scope > .notes:not([data-behaviour])");
  if (fresh && !margin) {
    delete fresh.dataset.behaviour;
    return false;
  }
  if (margin) setAnew(row, margin, Array.from(fresh?.children ?? []));
  fresh?.remove();
  return true;
}

/**
 * The margin is taken out while it changes and put back whole: Chromium (156) crashes when a chain of notes, each level
 * with its words and below the one before (anchor positioning), changes in the frame in which its words were replaced.
 */
function setAnew(row, margin, notes) {
  const focus = margin.contains(document.activeElement) ? document.activeElement : null;
  margin.remove();
  follow(row, margin);
  for (const note of notes) place(note, margin);
  row.append(margin);
  focus?.focus({ preventScroll: true });
}

function follow(row, margin) {
  const anchors = anchorsOf(row);
  for (const note of margin.querySelectorAll(":scope > .note:not(.note-form)")) {
    const key = note.dataset.key ?? note.querySelector("[data-key]")?.dataset.key;
    if (key && note.dataset.at) note.dataset.at = anchors.get(key) ?? LAST_ANCHOR;
  }
}

function place(note, margin) {
  const at = Number(note.dataset.at);
  const below = Array.from(margin.querySelectorAll(":scope > .note")).find((other) => Number(other.dataset.at) > at);
  if (below) below.before(note);
  else margin.append(note);
}

/** The anchor of the segment in which each note of the row begins. */
function anchorsOf(row) {
  const anchors = new Map();
  for (const mark of row.querySelectorAll("mark[data-a]")) {
    for (const key of mark.dataset.a.split(" ")) {
      if (!anchors.has(key)) anchors.set(key, mark.dataset.anchor ?? LAST_ANCHOR);
    }
  }
  return anchors;
}
