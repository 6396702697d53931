import { showCitation } from "../behaviours/cite.js";
import { reopenDrafts } from "../behaviours/draft.js";
import { stepFrom } from "../text/order.js";
import { countAnew } from "./frame.js";
import { Hand, focusOn, letGoOfTarget, reveal, setCurrent } from "./hand.js";
import { keepLevel, level } from "./level.js";
import { forgetMarks, keysInOrder, marksOf } from "./marks.js";
import { settle } from "./settle.js";
import { openForm } from "./writing.js";

/** Walking from note to note, taking one in hand, writing beside a passage, following links to notes and passages. */
export function startNotes(text, cards) {
  const hand = new Hand(text, cards);
  const main = document.getElementById("main");

  const walk = (step) => {
    const keys = keysInOrder();
    const key = stepFrom(keys, hand.key, step, hand.key === null ? firstInView(keys) : 0);
    // Where the focus is in the margin it goes along, so that Tab leads into the note in hand.
    if (key) hand.take(key, { focus: document.activeElement.closest(".note") !== null });
  };
  const close = () => {
    hand.putDown();
    setCurrent(text, null);
    letGoOfTarget();
    history.replaceState(history.state, "", location.pathname + location.search);
  };
  document.addEventListener("room:walk", (event) => walk(event.detail === "back" ? -1 : 1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) {
      if (!event.target.matches("input, textarea, select")) close();
    }
  });
  main.addEventListener("click", (event) => pressed(event, { hand, walk, close }));
  main.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("mark")) event.target.click();
  });
  followSwaps(text, cards, hand);
  keepLevel(text);
  forgetMarks();
  addEventListener("hashchange", () => arrive(hand, cards));
  arrive(hand, cards);
  reopenDrafts(text, hand);
}

function pressed(event, { hand, walk, close }) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { target } = event;
  const link = target.closest("a[href]");
  const button = target.closest("[data-walk], [data-close]");
  if (button?.dataset.walk && !button.closest(".layers")) return void walk(button.dataset.walk === "back" ? -1 : 1);
  if (button?.dataset.close) return void closeForm(event, button);
  if (link) return void followed(event, link, hand, close);
  const mark = target.closest("mark[data-a]");
  if (mark && getSelection().isCollapsed) return void takeOf(mark, hand);
  const card = target.closest("[data-key]");
  if (card && !target.closest("button, input, textarea, select, label, summary, form")) fromCard(card, hand);
}

/** Words with one note bring it in hand; words with several one after the other, press by press. */
function takeOf(mark, hand) {
  const keys = mark.dataset.a.split(" ");
  const at = keys.indexOf(hand.key);
  hand.take(keys[(at + 1) % keys.length], { scroll: false });
}

function fromCard(card, hand) {
  if (!getSelection().isCollapsed) return;
  const [mark] = marksOf(card.dataset.key);
  if (card.dataset.key !== hand.key) hand.take(card.dataset.key, { scroll: true });
  else if (mark) reveal(mark);
}

function followed(event, link, hand, close) {
  if (link.closest(".sheet-handle") && link.hash === "#text") {
    event.preventDefault();
    return close();
  }
  if (event.defaultPrevented) return undefined;
  if (link.closest(".row-menu") && link.pathname.endsWith("/notes/new/")) return writeHere(event, link);
  if (link.closest(".row-menu") && link.pathname.endsWith("/cite/")) {
    event.preventDefault();
    return showCitation(link.href, link.textContent.trim());
  }
  const card = link.closest("[data-key]");
  const opens = card && (link.closest(".stack") || /^#(thread|reply)$/.test(link.hash));
  if (opens && link.pathname.startsWith("/annotations/")) {
    event.preventDefault();
    return hand.take(card.dataset.key, { focus: true });
  }
  return undefined;
}

function writeHere(event, link) {
  event.preventDefault();
  const row = link.closest(".row");
  link.closest("details").open = false;
  const at = new URL(link.href).searchParams.get("at");
  const words = document.getElementById(`p${at}`)?.closest("span") ?? row.querySelector("[data-start]");
  const range = document.createRange();
  range.selectNodeContents(words);
  return openForm(link.href, { row, range });
}

function closeForm(event, link) {
  const editor = document.getElementById(link.dataset.close);
  if (!editor) return;
  event.preventDefault();
  const row = editor.closest(".row");
  editor.dispatchEvent(new CustomEvent("room:close", { bubbles: true, cancelable: true }));
  (row ?? document).querySelector("a[href], summary")?.focus({ preventScroll: true });
}

/** The place among `keys` of the first note that begins in view or below it. */
function firstInView(keys) {
  for (const row of document.querySelectorAll("#text .row")) {
    if (row.getBoundingClientRect().bottom < 80) continue;
    for (const mark of row.querySelectorAll("mark[data-a]")) {
      if (mark.getBoundingClientRect().bottom > 80) return keys.indexOf(mark.dataset.a.split(" ")[0]);
    }
  }
  return Math.max(keys.length - 1, 0);
}

/** Deep links: `#n12` takes the note in hand, `#p5.4` fetches the notes of the paragraph. */
async function arrive(hand, cards) {
  const note = /^#n(\d+)$/.exec(location.hash);
  if (note && note[1] !== hand.key) return void hand.take(note[1]);
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const row = place?.closest(".row");
  if (row?.querySelector(".count")) await cards.ensure(row).catch(() => {});
}

/** After rows were drawn anew: watch them, keep the note in hand, lead the focus to what was made or changed. */
function followSwaps(text, cards, hand) {
  let keys = new Set();
  let rows = [];
  document.addEventListener("htmx:before:swap", ({ detail: { tasks } }) => {
    keys = new Set(Array.from(text.querySelectorAll("[data-key]"), (card) => card.dataset.key));
    rows = tasks.flatMap((task) => task.target?.closest?.(".row")?.id ?? []);
  });
  document.addEventListener("htmx:after:swap", () => {
    const drawn = [...new Set(rows)].map((id) => document.getElementById(id)).filter(Boolean);
    rows = [];
    if (!drawn.length) return;
    forgetMarks();
    countAnew();
    cards.watch();
    for (const row of drawn) if (!settle(row)) cards.ensure(row, { anew: true }).catch(() => {});
    const found = drawn.flatMap((row) => Array.from(row.querySelectorAll("[data-key]"), (card) => card.dataset.key));
    const made = found.find((key) => !keys.has(key));
    const open = drawn.map((row) => row.querySelector(".note.in-hand[data-key]:not(.note-form)")).find(Boolean);
    const key = made ?? open?.dataset.key;
    if (key) {
      hand.take(key, { scroll: false, focus: true });
      bringIntoView(key);
    } else if (!drawn.some((row) => row.querySelector(".note-form"))) settleOn(drawn[0], hand);
  });
}

/** A form was taller than the note it became: what was made must not be left out of sight. */
function bringIntoView(key) {
  requestAnimationFrame(() => {
    level();
    document.getElementById(`n${key}`)?.scrollIntoView({ block: "nearest" });
  });
}

/** A note was taken away: nothing is in hand, and the focus stays at its paragraph. */
function settleOn(row, hand) {
  hand.putDown();
  if (document.activeElement === document.body) focusOn(row.querySelector(".address a") ?? row);
}
