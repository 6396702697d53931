/** The browser could not reach the room. */
export class NoConnection extends Error {}

/**
 * Ask the room for a fragment. Gives `{status, ok, elements}`; `elements` is empty when the answer is a whole page (a
 * refusal drawn for people who came by a link). Throws NoConnection.
 */
export async function ask(address, { data = null } = {}) {
  const headers = { "X-Requested-With": "fetch", "HX-Current-URL": location.href };
  if (data) headers["X-CSRFToken"] = cookie("csrftoken");
  let response;
  try {
    response = await fetch(address, { method: data ? "POST" : "GET", headers, body: data });
  } catch {
    throw new NoConnection();
  }
  return { status: response.status, ok: response.ok, response, elements: elementsOf(await response.text()) };
}

/** The elements of a fragment; none for a whole page. */
export function elementsOf(text) {
  if (isPage(text)) return [];
  return Array.from(new DOMParser().parseFromString(text, "text/html").body.children);
}

export function isPage(text) {
  return /^\s*<!doctype/i.test(text);
}

export function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
