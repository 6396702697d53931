import { elementsOf } from "../page/requests.js";

const OFTEN = 4_000;
const SELDOM = 15_000;
const IDLE = 120_000;

/**
 * Ask now and then whether there is something new on this page, and show the server's quiet link when there is. Nothing
 * is asked while the page is hidden; less often when nobody has touched it for two minutes.
 */
export function start(place) {
  let touched = performance.now();
  let timer = 0;
  let etag = "";
  const wait = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(look, performance.now() - touched > IDLE ? SELDOM : OFTEN);
  };
  const look = async () => {
    try {
      const answer = await fetch(`${place.dataset.address}&after=${place.dataset.after}`, {
        headers: { "X-Requested-With": "fetch", ...(etag && { "If-None-Match": etag }) },
        cache: "no-store",
      });
      if (answer.status === 401 || answer.status === 404 || answer.status === 410) return;
      etag = answer.headers.get("ETag") ?? etag;
      if (answer.status === 200) place.replaceChildren(...elementsOf(await answer.text()));
      if (answer.status === 204) place.replaceChildren();
    } catch {
      // Not reached: the next turn asks again.
    }
    wait();
  };
  for (const name of ["pointerdown", "keydown", "scroll"]) {
    document.addEventListener(name, () => (touched = performance.now()), { passive: true });
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : look()));
  wait();
}
