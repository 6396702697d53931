/**
 * Starts the behaviour each element asks for (`data-behaviour="name"`), on load and after every swap.
 * A behaviour is a module with `start(element)`. It gets one element, reads its dataset, listens inside it, and writes
 * no HTML: whatever is shown comes from the server. Those in `atOnce` start with the page, the others when the reader
 * first stirs (page/wake.js). Neither keeps the text from being seen: nothing begins before it is drawn.
 */
import { sleep, whenAwake, whenDrawn } from "./page/wake.js";

const atOnce = {
  contents: () => import("./behaviours/contents.js"),
  desk: () => import("./behaviours/desk.js"),
  draft: () => import("./behaviours/draft.js"),
  grow: () => import("./behaviours/grow.js"),
  news: () => import("./behaviours/news.js"),
  presence: () => import("./behaviours/presence.js"),
  reading: () => import("./behaviours/reading.js"),
  slip: () => import("./behaviours/slip.js"),
  toast: () => import("./behaviours/toast.js"),
};
const onceAwake = {
  "choose-place": () => import("./behaviours/choose-place.js"),
  changes: () => import("./behaviours/changes.js"),
  cite: () => import("./behaviours/cite.js"),
  copy: () => import("./behaviours/copy.js"),
  "find-here": () => import("./behaviours/find-here.js"),
  "keep-fragment": () => import("./behaviours/keep-fragment.js"),
  keys: () => import("./behaviours/keys.js"),
  "keys-link": () => import("./behaviours/keys-link.js"),
  layers: () => import("./behaviours/layers.js"),
  "next-here": () => import("./behaviours/next-here.js"),
  "note-link": () => import("./behaviours/note-link.js"),
  print: () => import("./behaviours/print.js"),
  scheme: () => import("./behaviours/scheme.js"),
  "selection-bar": () => import("./behaviours/selection-bar.js"),
  themes: () => import("./behaviours/themes.js"),
};
const started = new WeakSet();

function startAll(behaviours) {
  const starting = [import("./page/times.js").then(({ showTimes }) => showTimes())];
  for (const element of document.querySelectorAll("[data-behaviour]")) {
    const load = behaviours[element.dataset.behaviour];
    if (!load || started.has(element)) continue;
    started.add(element);
    starting.push(load().then((module) => module.start(element)));
  }
  return Promise.all(starting);
}

function startAgain() {
  startAll(atOnce);
  whenAwake(() => startAll(onceAwake));
}

/** Who stirs before the page has begun finds everything begun when the first press is let go. */
async function begin() {
  const { loadHtmx } = await import("./page/htmx.js");
  await loadHtmx();
  await startAll(atOnce);
}

whenAwake(async () => {
  const [{ watchExchanges, watchKeys }] = await Promise.all([import("./page/awake.js"), begin()]);
  watchExchanges();
  watchKeys();
  await startAll(onceAwake);
});
for (const name of ["htmx:after:swap", "room:shown"]) document.addEventListener(name, startAgain);
sleep();
whenDrawn(begin);
