/** Light `ranges` under a name that static/css/marks.css knows; returns the browser's highlight, null where it has none. */
export function highlight(name, ranges, priority = 0) {
  if (!CSS.highlights) return null;
  const lit = new Highlight(...ranges);
  lit.priority = priority;
  CSS.highlights.set(name, lit);
  document.documentElement.dataset.highlights = "";
  return lit;
}
