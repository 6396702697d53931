/** The section in view is marked in the contents. */
export function start(contents) {
  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#p"]')) links.set(link.hash.slice(1), link);
  const rows = Array.from(document.querySelectorAll("#text .row"));
  const sectionOf = new Map();
  let section = null;
  for (const row of rows) {
    section = links.get(row.id) ?? section;
    if (section) sectionOf.set(row.id, section);
  }
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) mark(contents, sectionOf.get(entry.target.id));
  }, { rootMargin: "-20% 0px -78% 0px" });
  const watch = () => {
    for (const row of document.querySelectorAll("#text .row")) seen.observe(row);
  };
  watch();
  document.addEventListener("htmx:after:swap", watch);
}

function mark(contents, link) {
  const before = contents.querySelector("[aria-current]");
  if (!link || link === before) return;
  before?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "location");
  if (contents.scrollHeight > contents.clientHeight) follow(contents, link);
}

/** Keep the marked entry in view without moving the page. */
function follow(contents, link) {
  const top = link.offsetTop - contents.clientHeight / 3;
  if (link.offsetTop < contents.scrollTop || link.offsetTop > contents.scrollTop + contents.clientHeight - 60) {
    contents.scrollTo({ top });
  }
}
