import { ask } from "../page/requests.js";

const PAUSE = 600; // milliseconds; several deeds in a row are counted once
let timer = 0;

/** After a deed: the counts of the layers and the strokes of the contents follow, as the server counts and draws them. */
export function countAnew() {
  clearTimeout(timer);
  timer = setTimeout(fetchFrame, PAUSE);
}

async function fetchFrame() {
  try {
    const { ok, elements } = await ask(location.pathname + location.search);
    if (ok) for (const fresh of elements) follow(document.getElementById(fresh.id), fresh);
  } catch {
    // Not reached: the numbers stay as they were until the next deed or load.
  }
}

/** Part by part, so that what listens to the bar and to the contents goes on listening. */
function follow(shown, fresh) {
  if (!shown) return;
  for (const part of [".who", ".set-group", "a > svg"]) {
    const before = shown.querySelectorAll(part);
    const after = fresh.querySelectorAll(part);
    if (before.length !== after.length) continue;
    // A menu that is open or in use keeps its numbers.
    const idle = (one) => !one.querySelector("details[open]") && !one.contains(document.activeElement);
    before.forEach((one, at) => idle(one) && one.replaceWith(after[at]));
  }
}
