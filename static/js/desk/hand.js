/** The row in hand: it carries the tools, and what is pressed is done to it. */
const SETTLED = 300;

export class Hand {
  constructor(columns) {
    this.columns = columns;
    this.form = columns.querySelector("#step");
    this.row = columns.querySelector(".line.in-hand");
    this.timer = 0;
  }

  get tools() {
    return this.columns.querySelector("#tools");
  }

  get rows() {
    return Array.from(this.columns.querySelectorAll("#lines > .line"));
  }

  find(key) {
    return document.getElementById(`r${key}`);
  }

  /** The block that follows the row in hand, past entries that are left out. */
  get blockAfter() {
    const { rows } = this;
    return rows.slice(rows.indexOf(this.row) + 1).find((row) => row.dataset.kind) ?? null;
  }

  take(row, { focus = true } = {}) {
    if (!row) return;
    const { tools } = this;
    this.row?.classList.remove("in-hand");
    this.row?.removeAttribute("aria-current");
    this.row = row;
    row.classList.add("in-hand");
    row.setAttribute("aria-current", "true");
    if (tools) {
      if (tools.dataset.hand !== row.dataset.row) tools.querySelector("#fix")?.remove();
      row.querySelector(".kind").append(tools);
      this.fit(tools, row);
    }
    if (focus) row.focus({ preventScroll: true });
    if (focus) row.scrollIntoView({ block: "nearest" });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.remember(), SETTLED);
  }

  /** Let the tools speak of this row. */
  fit(tools, row) {
    const { row: key, kind = "" } = row.dataset;
    tools.dataset.hand = key;
    tools.querySelector(".for-block").hidden = !kind;
    tools.querySelector(".kind-now").textContent = row.querySelector(".is")?.textContent ?? "";
    for (const button of tools.querySelectorAll("[name=kind]")) {
      if (button.value === kind) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    for (const fold of tools.querySelectorAll("details")) fold.open = false;
    for (const link of tools.querySelectorAll("a[href]")) {
      const address = new URL(link.href);
      address.searchParams.set("at", key);
      link.href = address.href;
    }
    const doubt = row.querySelector(".doubt [name=settle]");
    lend(tools.querySelector("[data-key=r]"), kind ? "" : key.slice(1));
    lend(tools.querySelector("[data-key=x]"), doubt?.value ?? "");
    this.form.elements.hand.value = key;
    this.form.elements.address.value = kind ? key : "";
  }

  /** Keep the tools while rows are exchanged around them. */
  putTools() {
    if (this.tools) this.columns.append(this.tools);
  }

  step(by) {
    const { rows } = this;
    const row = rows[rows.indexOf(this.row) + by];
    if (row) this.take(row);
    else this.columns.querySelector(by > 0 ? ".pages [rel=next]" : ".pages [rel=prev]")?.click();
  }

  /** A page loaded again opens at this row. */
  remember() {
    const { row: key } = this.row.dataset;
    const address = `?at=${encodeURIComponent(key)}`;
    if (location.search !== address) history.replaceState(history.state, "", location.pathname + address);
  }
}

/** A key that does nothing here is switched off. */
function lend(button, value) {
  button.value = value;
  button.disabled = !value;
}
