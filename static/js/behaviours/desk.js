import { Choice } from "../desk/choose.js";
import { Hand } from "../desk/hand.js";
import { Steps } from "../desk/steps.js";
import { ask } from "../page/requests.js";
import { say } from "../page/say.js";

/** The columns of the upload desk: one row is in hand, steps change only the rows they touch, everything has a key. */
export function start(columns) {
  const hand = new Hand(columns);
  const steps = new Steps(columns, hand);
  const choice = new Choice(columns, hand, {
    done: (details) => steps.send(() => withDetails(hand.form, details)),
  });
  new Desk({ columns, hand, steps, choice }).begin();
}

class Desk {
  constructor(parts) {
    Object.assign(this, parts);
  }

  begin() {
    const { columns, hand } = this;
    if (hand.row) hand.take(hand.row, { focus: false });
    this.listen("submit", (event) => this.submitted(event));
    this.listen("click", (event) => this.clicked(event));
    this.listen("keydown", (event) => this.pressed(event));
    if (!columns.querySelector("#problem") && hand.row && location.hash === `#r${hand.row.dataset.row}`) {
      hand.row.focus({ preventScroll: true });
    }
  }

  /** The warnings beside the columns belong to them; a desk that was replaced hears nothing any more. */
  listen(name, hear) {
    const heard = (event) => {
      if (this.columns.isConnected) hear(event);
      else document.removeEventListener(name, heard);
    };
    document.addEventListener(name, heard);
  }

  submitted(event) {
    const { target: form, submitter } = event;
    if (form.getAttribute("action") !== this.hand.form.getAttribute("action") || form.matches(".set-aside")) return;
    event.preventDefault();
    const again = form !== this.hand.form;
    const { name, value } = submitter ?? {};
    if (name === "restore") this.steps.after(() => this.hand.take(this.hand.find(`-${value}`), { focus: false }));
    this.choice.leave();
    // What a tool does is read when its turn has come: the step before may have changed the address of the row.
    const typed = again ? new FormData(form, submitter) : null;
    this.steps.send(() => {
      if (typed) return withTurn(typed, this.hand.form);
      const data = new FormData(this.hand.form);
      if (name) data.set(name, value);
      return data;
    });
  }

  clicked(event) {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = target.closest("[data-choose], [data-panel], [data-close-panel], [data-go], [data-hop], .ad");
    if (link) return this.followed(event, link);
    for (const fold of this.columns.querySelectorAll("details[data-fold][open]")) {
      if (!fold.contains(target)) fold.open = false;
    }
    const row = target.closest("#lines > .line");
    if (row && target.closest(".is")) this.hand.take(row);
    if (row && target.closest(".is")) row.querySelector("[data-fold]").open = true;
    else if (row && row !== this.hand.row && !target.closest("a, button, summary, input, label")) {
      this.choice.leave();
      this.hand.take(row, { focus: false });
    }
    return undefined;
  }

  followed(event, link) {
    const { choose, go, hop } = link.dataset;
    if (go && !this.hand.find(go)) return;
    event.preventDefault();
    this.steps.after(() => {
      if (choose) this.choice.begin(choose);
      else if (hop) this.hop(hop);
      else if (go) this.hand.take(this.hand.find(go));
      else if (link.matches(".ad")) this.hand.take(link.closest(".line"));
      else if ("panel" in link.dataset) this.openPanel(link.href);
      else this.closePanel();
    });
  }

  hop(where) {
    this.choice.leave();
    if (where === "doubt") this.nextDoubt();
    else this.hand.step(where === "next" ? 1 : -1);
  }

  /** The next row somebody should look at: on this page, on another one, or a field nobody has filled in. */
  nextDoubt() {
    const { rows, row } = this.hand;
    const doubtful = rows.filter((one) => "doubt" in one.dataset);
    const next = doubtful.find((one) => rows.indexOf(one) > rows.indexOf(row));
    const elsewhere = Array.from(document.querySelectorAll("#to-look-at [data-go]")).find((one) => !this.hand.find(one.dataset.go));
    const field = document.querySelector('#to-look-at a[href^="#id_"]');
    if (next) this.hand.take(next);
    else if (elsewhere) elsewhere.click();
    else if (doubtful.length) this.hand.take(doubtful[0]);
    else if (field) document.getElementById(field.hash.slice(1))?.focus();
  }

  async openPanel(address) {
    try {
      const { elements } = await ask(`${address.split("#")[0]}&only=tools`);
      const tools = elements.find((one) => one.id === "tools");
      this.hand.tools.replaceWith(tools);
      this.hand.fit(tools, this.hand.row);
      tools.querySelector("#fix input:not([type=hidden])")?.focus();
    } catch {
      say("offline");
    }
  }

  closePanel() {
    this.columns.querySelector("#fix")?.remove();
    this.hand.row.focus({ preventScroll: true });
  }

  pressed(event) {
    const { key, target } = event;
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    if (key === "Escape") return this.escape(target);
    if (target.closest("input, textarea, select")) return;
    const turn = (event.ctrlKey || event.metaKey) && { z: event.shiftKey ? "redo" : "undo", y: "redo" }[key.toLowerCase()];
    const move = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[key];
    const button = turn ? document.getElementById(turn) : move && this.hand.tools.querySelector(`[value="${move}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  escape(target) {
    const fold = target.closest("details[data-fold][open]");
    if (fold) {
      fold.open = false;
      fold.querySelector("summary").focus();
    } else if (target.closest("#fix")) this.closePanel();
    else if (target.closest("#about-form")) this.hand.row?.focus();
  }
}

function withDetails(form, details) {
  const data = new FormData(form);
  for (const [name, value] of Object.entries(details)) data.set(name, value);
  return data;
}

function withTurn(data, form) {
  data.set("turn", form.elements.turn.value);
  return data;
}
