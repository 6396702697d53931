/** What waits until the page can be seen. */

let htmx = null;

/** Call `task` once a frame with the whole page is on the screen; in a tab nobody looks at, at once. */
export function whenDrawn(task) {
  if (document.hidden) return void task();
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(task)));
}

/** Load htmx, once, if the page names its file. Where it does not come, links and forms are plain ones. */
export function loadHtmx() {
  htmx ??= new Promise((settle) => {
    const file = document.querySelector("script[data-htmx]")?.dataset.htmx;
    if (!file) return void settle();
    const script = document.createElement("script");
    script.src = file;
    // It reads the page in a timer of its own, set before this one.
    script.onload = script.onerror = () => setTimeout(settle);
    document.head.append(script);
  });
  return htmx;
}
