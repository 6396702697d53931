import { keptNames } from "../page/kept.js";
import { whenAwake } from "../page/wake.js";
import { Cards } from "../reading/cards.js";

/**
 * The text: cards are fetched where one reads. All that waits for the reader (walking, taking a note in hand, writing) is
 * loaded at the first sign of life, or at once where the address names a note or something was left half written.
 */
export function start(text) {
  const cards = new Cards(text);
  const begin = async () => (await import("../reading/notes.js")).startNotes(text, cards);
  if (location.hash || keptNames("draft.").length) begin();
  else whenAwake(begin);
}
