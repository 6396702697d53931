import { keep, keptNames, recall } from "../page/kept.js";
import { ask, cookie } from "../page/requests.js";
import { say, shown, words } from "../page/say.js";
import { letGoOfTarget } from "../reading/hand.js";
import { openForm } from "../reading/writing.js";
import { rangeOf } from "../text/passage.js";

const PAUSE = 400;
const TO_ROOM = 4_000;
const MONTH = 30 * 24 * 3600 * 1000;
const WRITTEN = ["body", "themes", "quote", "second", "second_quote"];
const NOT_RESTORED = ["draft", "uuid", "start", "end", "exact", "at", "anchor", "writer", "turn"];

/**
 * A form whose words are never lost: kept in this browser at every pause and in the room every few seconds, filled in
 * again on return, and forgotten when they were stored or set aside. Ctrl+Enter sends, Escape closes and keeps. What
 * counts as words is a note's; with `data-written="*"` every field does, and the form is one that a page is loaded for.
 */
export function start(form) {
  new DraftKeeper(form).begin();
}

class DraftKeeper {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.draftKey;
    this.name = nameOf(this.key);
    this.line = form.querySelector("[data-kept]");
    // The room kept a draft and has filled it in.
    this.filled = Boolean(this.line && !this.line.hidden);
    this.pause = 0;
    this.toRoom = 0;
    this.underWay = null;
    this.wholePage = form.dataset.written === "*";
  }

  begin() {
    const { form } = this;
    const before = written(form);
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("keydown", (event) => this.pressed(event));
    form.addEventListener("room:stored", (event) => event.target === form && this.stored());
    (form.closest(".note-form") ?? form).addEventListener("room:close", () => this.close());
    form.addEventListener("submit", () => this.wholePage && (this.sent = true));
    addEventListener("pagehide", () => this.leave());
    // Someone may have typed before this module was there; their words are not written over.
    if (hasWords(form)) this.changed();
    else this.restore(before);
  }

  restore(before) {
    if (this.filled) this.offerDiscard();
    const kept = recall(this.name);
    if (!kept) return;
    const differs = Object.keys(before).some((name) => (kept.fields[name] ?? "").trim() !== (before[name] ?? "").trim());
    if (!differs && this.wholePage && !this.filled) return keep(this.name, null);
    this.form.dataset.changed = "yes";
    if (!differs) return;
    this.earlier = fieldsOf(this.form);
    fill(this.form, kept.fields);
    this.tell("restored");
    this.offerDiscard();
  }

  changed() {
    // A field that is taken away with its form reports a last change.
    if (this.done || !this.form.isConnected) return;
    this.form.dataset.changed = "yes";
    // The first words are kept at once, the next ones at every pause: a tab may be closed at any moment.
    if (!this.pause) this.keepHere();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.keepHere(), PAUSE);
    this.toRoom ||= setTimeout(() => this.keepInRoom(), TO_ROOM);
  }

  keepHere() {
    clearTimeout(this.pause);
    this.pause = 0;
    if (!this.form.dataset.changed) return;
    const something = Object.values(written(this.form)).some((words) => words?.trim());
    const { pathname } = location;
    keep(this.name, something ? { at: Date.now(), page: pathname, back: this.back(), fields: fieldsOf(this.form) } : null);
  }

  async keepInRoom() {
    this.toRoom = 0;
    if (!this.form.dataset.changed || !this.form.isConnected) return;
    try {
      this.underWay = ask("/drafts/", { data: this.data() });
      const { ok } = await this.underWay;
      this.underWay = null;
      if (!this.form.dataset.changed) return;
      if (ok) this.tell("kept", { time: new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) });
      else this.tell("kept-here");
    } catch {
      if (this.form.dataset.changed) this.tell("kept-here");
    }
  }

  data(drop = false) {
    const data = new FormData(this.form);
    data.delete("csrfmiddlewaretoken");
    data.set("key", this.key);
    if (drop) data.set("drop", "1");
    return data;
  }

  /** Where this form is opened again: an address for a new note, nothing for one that stands in a thread. */
  back() {
    const { start, end, at } = fieldsOf(this.form);
    const address = this.form.getAttribute("action");
    if (!address.endsWith("/notes/new/")) return "";
    return `${address}?${new URLSearchParams(start ? { start, end } : at ? { at } : {})}`;
  }

  pressed(event) {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape" && document.querySelector("#text")) {
      event.preventDefault();
      this.close();
    }
  }

  /** Close the form; what was typed stays kept. */
  async close() {
    this.keepHere();
    if (this.form.dataset.changed) this.keepInRoom();
    const editor = this.form.closest(".note-form");
    const row = this.form.closest(".row");
    const edited = /^(\/annotations\/.+\/)edit\/$/.exec(this.form.getAttribute("action"));
    delete this.form.dataset.changed;
    if (!editor) return this.form.querySelector("textarea").blur();
    this.done = true;
    if (edited) await putBack(editor, edited[1]);
    else editor.remove();
    (row?.querySelector(".address a") ?? document.getElementById("text"))?.focus({ preventScroll: true });
    return undefined;
  }

  stored() {
    this.done = true;
    this.forgetHere();
    const { visibility, team } = fieldsOf(this.form);
    if (visibility) keep("audience", team ? { visibility, team } : { visibility });
  }

  forgetHere() {
    clearTimeout(this.pause);
    clearTimeout(this.toRoom);
    this.toRoom = 0;
    // A keeping still under way would bring the draft back after it was dropped.
    this.underWay?.then(() => ask("/drafts/", { data: this.data(true) })).catch(() => {});
    delete this.form.dataset.changed;
    keep(this.name, null);
  }

  async discard() {
    this.forgetHere();
    const dropped = ask("/drafts/", { data: this.data(true) });
    if (this.wholePage) return void dropped.then(() => location.reload(), () => say("offline"));
    try {
      fill(this.form, this.filled ? await this.fresh(dropped) : this.earlier);
    } catch {
      return void say("offline");
    }
    this.filled = false;
    this.tell("discarded");
    this.form.elements.body?.focus();
    return undefined;
  }

  /** The fields as the room draws them once it keeps no draft. */
  async fresh(dropped) {
    await dropped;
    const { elements } = await ask(this.back() || this.form.getAttribute("action"));
    return fieldsOf(elements.map((one) => one.querySelector("form[data-draft-key]")).find(Boolean));
  }

  leave() {
    if (!this.form.dataset.changed || !this.form.isConnected) return;
    this.keepHere();
    // What was just sent is not kept once more by the room; here it is, until a page shows that it arrived.
    if (this.sent) return;
    const data = this.data();
    data.set("csrfmiddlewaretoken", cookie("csrftoken"));
    navigator.sendBeacon("/drafts/", data);
  }

  tell(name, values = {}) {
    if (!this.line) return;
    this.line.hidden = false;
    this.line.textContent = words(name, values);
  }

  offerDiscard() {
    const button = document.importNode(document.getElementById("sentences").content.querySelector('[data-name="discard"]'), true);
    button.addEventListener("click", () => this.discard());
    this.line?.append(button);
  }
}

/** Open again what was being written on this page when it was left or crashed; nothing takes the focus. */
export async function reopenDrafts(text, hand) {
  for (const name of keptNames("draft.")) if (Date.now() - (recall(name)?.at ?? 0) > MONTH) keep(name, null);
  const drafts = keptNames(nameOf("")).map((name) => recall(name)).filter((kept) => kept?.page === location.pathname && kept.back);
  drafts.sort((one, other) => other.at - one.at);
  const [kept] = drafts;
  if (!kept) return;
  const query = new URL(kept.back, location.href).searchParams;
  const range = query.has("start") ? rangeOf(Number(query.get("start")), Number(query.get("end")), document) : null;
  const place = range?.startContainer.parentElement ?? document.getElementById(`p${query.get("at")}`);
  const row = place?.closest(".row");
  const home = row ? null : document.querySelector(".titles .actions");
  if (hand.key === null && row) letGoOfTarget();
  await openForm(kept.back, { row, range, home, focus: false });
}

async function putBack(editor, address) {
  try {
    const { elements } = await ask(`${address}?anchor=${editor.dataset.at ?? 0}`);
    const [card] = elements;
    if (!card) return;
    editor.replaceWith(card);
    globalThis.htmx.process(card);
    shown();
  } catch {
    say("offline");
  }
}

function nameOf(key) {
  return `draft.${document.querySelector("[data-who]")?.dataset.who ?? ""}.${key}`;
}

function fieldsOf(form) {
  return Object.fromEntries(Array.from(new FormData(form)).filter(isKept));
}

function isKept([name, value]) {
  return typeof value === "string" && name !== "csrfmiddlewaretoken";
}

function written(form) {
  const fields = fieldsOf(form);
  return Object.fromEntries(wordsOf(form).map((name) => [name, fields[name]]));
}

function wordsOf(form) {
  if (form.dataset.written !== "*") return WRITTEN;
  return Object.keys(fieldsOf(form)).filter((name) => name !== "seen" && !NOT_RESTORED.includes(name));
}

/** Whether something was typed that the room did not draw. */
function hasWords(form) {
  const fields = wordsOf(form).map((name) => form.elements[name]).filter(Boolean);
  return fields.some((field) => "defaultValue" in field && field.value !== field.defaultValue);
}

function fill(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name];
    if (field && !NOT_RESTORED.includes(name)) field.value = value;
  }
  for (const details of form.querySelectorAll("details")) {
    if (Array.from(details.querySelectorAll("input, textarea")).some((field) => field.value)) details.open = true;
  }
}
