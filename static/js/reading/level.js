const WIDE = matchMedia("(min-width: 68.75rem)");
const GAP = 13; // pixels between two notes, as in notes.css
// Places stand in a sheet of their own: a style attribute would be copied in a swap, which the page's policy forbids.
const places = new CSSStyleSheet();
document.adoptedStyleSheets.push(places);

/**
 * The note in hand, or the form being written in, stands level with its words whatever stands above it: those notes move
 * up. Without a script it would be pushed down by them, out of sight of the words it is about.
 */
export function keepLevel(text) {
  let asked = 0;
  const ask = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      level();
    });
  };
  new MutationObserver(ask).observe(text, { subtree: true, childList: true, attributeFilter: ["class"] });
  new ResizeObserver(ask).observe(text);
  text.addEventListener("input", ask);
}

/** Do it now, before something is measured or scrolled to. */
export function level() {
  const notes = Array.from(document.querySelectorAll("#text .notes > .note"));
  for (const note of notes) {
    delete note.dataset.lifted;
    delete note.dataset.level;
  }
  const held = notes.find((note) => note.matches(".note-form")) ?? notes.find((note) => note.matches(".in-hand"));
  if (!WIDE.matches || !held) return;
  held.dataset.level = "";
  const origin = held.offsetParent.getBoundingClientRect().top;
  let limit = held.getBoundingClientRect().top - GAP;
  // All is measured before anything moves: a note's place hangs on the end of the one above it.
  const lifted = [];
  for (const note of notes.slice(0, notes.indexOf(held)).reverse()) {
    const { bottom, height } = note.getBoundingClientRect();
    if (bottom <= limit) break;
    limit -= height;
    lifted.push([note, limit - origin]);
    limit -= GAP;
  }
  for (const [at, [note]] of lifted.entries()) note.dataset.lifted = at;
  places.replaceSync(
    lifted.map(([, top], at) => `.text .note[data-lifted="${at}"] { inset-block-start: ${top}px; }`).join("\n"),
  );
}
