let loading = null;

/** Load htmx, once, if the page names its file. Where it does not come, links and forms are plain ones. */
export function loadHtmx() {
  loading ??= new Promise((settle) => {
    const file = document.querySelector("script[data-htmx]")?.dataset.htmx;
    if (!file) return void settle();
    const script = document.createElement("script");
    script.src = file;
    // It reads the page in a timer of its own, set before this one.
    script.onload = script.onerror = () => setTimeout(settle);
    document.head.append(script);
  });
  return loading;
}
