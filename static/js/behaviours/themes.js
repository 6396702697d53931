import { ask } from "../page/requests.js";

const PAUSE = 150;
const BORDER = /[,;\n\u060c\u3001\uff0c\uff1b]/;

/** A field of themes parted by commas: the codebook answers to the one being typed, in any script. */
export function start(field) {
  const list = new Suggestions(field);
  field.setAttribute("role", "combobox");
  // Set here only: without a script the browser has to fill the field again when one comes back from the preview.
  field.autocomplete = "off";
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("input", () => list.later());
  field.addEventListener("keydown", (event) => list.pressed(event));
  field.addEventListener("blur", () => list.close());
}

class Suggestions {
  constructor(field) {
    this.field = field;
    this.box = null;
    this.timer = 0;
    this.turn = 0;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  async look() {
    const turn = (this.turn += 1);
    const { typed } = this.part();
    if (!typed) return this.close();
    const answer = await ask(`/themes/suggest/?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (turn !== this.turn || document.activeElement !== this.field) return undefined;
    const [box] = answer?.ok ? answer.elements : [];
    this.close();
    if (box?.querySelector("[role=option]")) this.show(box);
    return undefined;
  }

  show(box) {
    this.box = box;
    box.classList.add("suggest");
    for (const [at, option] of this.options().entries()) option.id = `${this.field.id}-${at}`;
    box.id = `${this.field.id}-list`;
    this.field.after(box);
    this.field.setAttribute("aria-controls", box.id);
    this.field.setAttribute("aria-expanded", "true");
    // The field keeps the focus while something of the list is pressed.
    box.addEventListener("pointerdown", (event) => event.preventDefault());
    box.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  close() {
    this.turn += 1;
    this.box?.remove();
    this.box = null;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && !this.box) return void this.look();
    if (!this.box) return;
    const options = this.options();
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") this.select(options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp") this.select(options[(at <= 0 ? options.length : at) - 1]);
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0 && !event.ctrlKey) this.choose(options[at]);
    else if (event.key === "Enter" && !event.ctrlKey) this.choose(options[0]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  select(option) {
    for (const one of this.options()) one.setAttribute("aria-selected", String(one === option));
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** Put the theme in place of what was typed of it. */
  choose(option) {
    if (!option) return;
    const { before, after } = this.part();
    const rest = after.replace(/^[\s,;\u060c\u3001\uff0c\uff1b]+/, "");
    const start = before ? `${before.trimEnd()} ` : "";
    this.field.value = `${start}${option.dataset.name}, ${rest}`;
    const caret = start.length + option.dataset.name.length + 2;
    this.field.setSelectionRange(caret, caret);
    this.close();
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** The theme being typed: what stands between the borders around the caret. */
  part() {
    const { value, selectionStart: caret } = this.field;
    const from = value.slice(0, caret).split(BORDER).slice(0, -1).join(" ").length;
    const begin = from ? from + 1 : 0;
    const end = value.slice(caret).search(BORDER);
    const stop = end < 0 ? value.length : caret + end;
    return { before: value.slice(0, begin), typed: value.slice(begin, stop).trim(), after: value.slice(stop) };
  }

  options() {
    return Array.from(this.box.querySelectorAll("[role=option]"));
  }
}
