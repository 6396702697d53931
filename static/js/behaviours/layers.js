const PLACE = "room.place";

/**
 * The bar of layers. Its links work by themselves; following one keeps the place in the text. On narrow screens the
 * two panels it opens (layers, contents) close on Escape, and the focus goes back to what opened them.
 */
export function start(bar) {
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-walk]");
    if (button) document.dispatchEvent(new CustomEvent("room:walk", { detail: button.dataset.walk }));
    if (event.target.closest('a[href^="?"]')) keepPlace();
  });
  returnToPlace();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    closeMenus(event.target);
    closePanel(bar);
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details:is(.layer-menu, .row-menu, .menu-fold)[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

/** The next page is the same text with other notes: it opens where this one stood. */
function keepPlace() {
  sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollY]));
}

function returnToPlace() {
  const [path, place] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  sessionStorage.removeItem(PLACE);
  if (path === location.pathname) scrollTo(0, place);
}

function closeMenus(focus) {
  for (const menu of document.querySelectorAll("details:is(.layer-menu, .row-menu, .menu-fold)[open]")) {
    menu.open = false;
    if (menu.contains(focus)) menu.querySelector("summary").focus();
  }
}

function closePanel(bar) {
  const panel = document.querySelector(":is(#contents, #layer-set):target");
  if (!panel) return;
  location.hash = "text";
  bar.querySelector(`a[href="#${panel.id}"]`)?.focus({ preventScroll: true });
}
