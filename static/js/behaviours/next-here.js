/** A link to the sign-in page carries the passage one is at (`#p5.4`) in its `next`. */
export function start(link) {
  const carry = () => {
    const address = new URL(link.href);
    const next = address.searchParams.get("next") ?? "";
    address.searchParams.set("next", next.split("#")[0] + location.hash);
    link.href = address.pathname + address.search;
  };
  for (const name of ["pointerdown", "focus", "click"]) link.addEventListener(name, carry);
}
