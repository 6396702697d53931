/** The catalogue slip is folded on narrow screens, where it would push the text away. */
export function start(slip) {
  if (matchMedia("(max-width: 40rem)").matches) slip.open = false;
}
