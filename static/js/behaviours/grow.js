/** A text field as high as its words, where the browser's own `field-sizing` is missing. */
export function start(field) {
  if (CSS.supports("field-sizing", "content")) return;
  const grow = () => {
    field.style.setProperty("block-size", "auto");
    field.style.setProperty("block-size", `${field.scrollHeight + 2}px`);
  };
  field.addEventListener("input", grow);
  grow();
}
