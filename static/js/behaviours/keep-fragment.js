/** A sign-in form leads back to the passage: the part behind # never reaches the server, so it is added here. */
export function start(form) {
  form.addEventListener("submit", () => {
    const next = form.elements.next;
    if (next?.value && !next.value.includes("#")) next.value += location.hash;
  });
}
