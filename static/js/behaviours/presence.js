import { ask } from "../page/requests.js";

const EVERY = 20_000;
const SOON = 1_500;

/** Says now and then that this desk is open, and shows who else is at it and what they changed. */
export function start(place) {
  let timer = 0;
  const beat = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    const data = new FormData();
    data.set("turn", document.querySelector("#step [name=turn]")?.value ?? "");
    try {
      const { ok, status, elements } = await ask(place.dataset.address, { data });
      // Said again only when there is something else to say: screen readers hear it.
      if (ok && elements.length && elements[0].textContent !== place.textContent) place.replaceChildren(...elements);
      if (status === 401 || status === 403 || status === 404) return;
    } catch {
      // Not reached: the next turn asks again.
    }
    timer = setTimeout(beat, EVERY);
  };
  document.addEventListener("visibilitychange", beat);
  timer = setTimeout(beat, SOON);
}
