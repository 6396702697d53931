/**
 * The list of changes: marks the one in hand and points the two walking links (`data-walk`) at its neighbours. Without
 * a script each row has plain links to the change before and after it.
 */
export function start(list) {
  const links = Array.from(list.querySelectorAll("ol a"));
  const walks = Array.from(list.querySelectorAll("[data-walk]"));
  const show = () => {
    const here = links.findIndex((link) => link.hash === decodeURIComponent(location.hash));
    links.forEach((link, place) => {
      if (place === here) link.setAttribute("aria-current", "true");
      else if (here >= 0) link.removeAttribute("aria-current");
    });
    if (here >= 0) keepInSight(list, links[here]);
    for (const walk of walks) {
      const step = Number(walk.dataset.walk);
      const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : (here + step + links.length) % links.length;
      walk.hash = links[next].hash;
    }
  };
  addEventListener("hashchange", show);
  show();
}

function keepInSight(list, link) {
  const above = link.offsetTop - list.offsetTop < list.scrollTop;
  const below = link.offsetTop - list.offsetTop + link.offsetHeight > list.scrollTop + list.clientHeight;
  if (above || below) list.scrollTop = link.offsetTop - list.offsetTop - list.clientHeight / 2;
}
