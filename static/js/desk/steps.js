import { ask } from "../page/requests.js";
import { say, shown } from "../page/say.js";

/** Steps are sent one after the other, each from the page as the step before has left it. */
export class Steps {
  constructor(columns, hand) {
    this.columns = columns;
    this.hand = hand;
    this.waiting = 0;
    this.last = Promise.resolve();
  }

  /** Do something once every step under way has come back; at once when there is none. */
  after(task) {
    if (!this.waiting) return void task();
    this.waiting += 1;
    this.last = this.last.then(task).finally(() => (this.waiting -= 1));
    return undefined;
  }

  /** Send what `read` finds to be sent when its turn has come. */
  send(read) {
    this.waiting += 1;
    this.last = this.last.then(() => this.sendNow(read())).finally(() => (this.waiting -= 1));
  }

  async sendNow(data) {
    if (!data || !this.columns.isConnected) return undefined;
    data.delete("csrfmiddlewaretoken");
    data.set("count", this.hand.rows.length);
    this.columns.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(this.hand.form.getAttribute("action"), { data });
      return this.take(answer);
    } catch {
      return void say("offline");
    } finally {
      this.columns.removeAttribute("aria-busy");
    }
  }

  take({ status, ok, elements }) {
    document.getElementById("problem")?.remove();
    const [first] = elements;
    if (!first) return status === 409 ? location.reload() : say("failed");
    if (ok) return this.show(elements);
    if (first.id === "columns") {
      // Someone else was faster: everything anew, with what they did.
      this.columns.replaceWith(first);
      shown();
      first.querySelector("#problem")?.focus();
      document.querySelector("#others .banner")?.remove();
      return undefined;
    }
    this.hand.row.querySelector(".kind").before(first);
    first.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  show(elements) {
    const { elsewhere } = elements[0].dataset;
    if (elsewhere) return location.assign(elsewhere);
    const from = document.activeElement?.closest("#to-look-at, #turns, #steps-taken");
    let key = "";
    for (const element of elements) {
      if (element.matches("ol.lines")) key = this.exchange(element);
      else renew(element);
    }
    this.hand.take(this.hand.find(key) ?? this.hand.rows[0], { focus: !from });
    if (from && document.activeElement === document.body) {
      document.querySelector(`#${from.id} button:not([disabled])`)?.focus();
    }
    return shown();
  }

  /** Put the changed rows in place of those they were; gives the key of the row to go on with. */
  exchange(list) {
    const { start, stop, hand, turn } = list.dataset;
    this.hand.putTools();
    const { rows } = this.hand;
    const old = rows.slice(Number(start), Number(stop));
    const place = rows[Number(stop)] ?? null;
    for (const row of old) row.remove();
    const lines = this.columns.querySelector("#lines");
    for (const row of Array.from(list.children)) lines.insertBefore(row, place);
    for (const field of document.querySelectorAll("input[name=turn]")) field.value = turn;
    return hand;
  }
}

/** An element in place of the one with its id; what was folded open stays so. */
function renew(element) {
  const before = document.getElementById(element.id);
  if (!before) return;
  if (before.matches("details")) element.open = before.open;
  before.replaceWith(element);
}
