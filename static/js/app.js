/**
 * Starts the behaviour each element asks for (`data-behaviour="name"`), on load and after every swap.
 * A behaviour is a module with `start(element)`. It gets one element, reads its dataset, listens inside it, and writes
 * no HTML: whatever is shown comes from the server.
 */
import { watchExchanges } from "./page/exchanges.js";
import { watchKeys } from "./page/keys.js";
import { showTimes } from "./page/times.js";

const behaviours = {
  cite: () => import("./behaviours/cite.js"),
  contents: () => import("./behaviours/contents.js"),
  copy: () => import("./behaviours/copy.js"),
  draft: () => import("./behaviours/draft.js"),
  "find-here": () => import("./behaviours/find-here.js"),
  grow: () => import("./behaviours/grow.js"),
  "keep-fragment": () => import("./behaviours/keep-fragment.js"),
  keys: () => import("./behaviours/keys.js"),
  "keys-link": () => import("./behaviours/keys-link.js"),
  layers: () => import("./behaviours/layers.js"),
  news: () => import("./behaviours/news.js"),
  "next-here": () => import("./behaviours/next-here.js"),
  "note-link": () => import("./behaviours/note-link.js"),
  print: () => import("./behaviours/print.js"),
  reading: () => import("./behaviours/reading.js"),
  scheme: () => import("./behaviours/scheme.js"),
  "selection-bar": () => import("./behaviours/selection-bar.js"),
  slip: () => import("./behaviours/slip.js"),
  themes: () => import("./behaviours/themes.js"),
  toast: () => import("./behaviours/toast.js"),
};
const started = new WeakSet();

function startAll() {
  for (const element of document.querySelectorAll("[data-behaviour]")) {
    const load = behaviours[element.dataset.behaviour];
    if (!load || started.has(element)) continue;
    started.add(element);
    load().then((module) => module.start(element));
  }
  showTimes();
}

watchExchanges();
watchKeys();
document.addEventListener("htmx:after:swap", startAll);
document.addEventListener("room:shown", startAll);
startAll();
