import { say } from "../page/say.js";

const SHORT = 7_000;
const LONG = 20_000;

/** A message goes away by itself, later when something can be undone, and never while pointed at or focused. */
export function start(toast) {
  const form = toast.querySelector("form");
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (toast.matches(":hover, :focus-within") ? wait() : toast.remove()), form ? LONG : SHORT);
  };
  wait();
  form?.addEventListener("submit", async (event) => {
    if (!document.querySelector(".reading")) return;
    event.preventDefault();
    await undo(form, toast);
  });
}

async function undo(form, toast) {
  try {
    await globalThis.htmx.ajax("POST", form.getAttribute("action"), { source: form, swap: "none", target: "#messages" });
    toast.remove();
  } catch {
    say("offline");
  }
}
