"""What a reader's hands do: find words on the page, select them, and wait until the page has settled."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from statements.models import Edition

# The first and the last character (as a reader counts them) of words in a paragraph: where they stand in the window.
ENDS_OF_WORDS = """
([first, last]) => {
  const elements = Array.from(document.querySelectorAll("[data-start]"));
  const cut = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const point = (element, units) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode(), before = 0;
    while (node && before + node.length <= units) { before += node.length; node = walker.nextNode(); }
    return node ? [node, units - before] : [walker.currentNode, walker.currentNode.length];
  };
  const rectOf = (element, from, to) => {
    const range = document.createRange();
    range.setStart(...point(element, from));
    const [node, at] = point(element, to - 1);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().toJSON();
  };
  const of = (words) => {
    const element = elements.find((one) => one.textContent.includes(words));
    const from = element.textContent.indexOf(words);
    const clusters = Array.from(cut.segment(words), (one) => one.segment);
    return { element, from, to: from + words.length, clusters };
  };
  const one = of(first), other = of(last);
  one.element.scrollIntoView({ block: "center" });
  const opening = rectOf(one.element, one.from, one.from + one.clusters[0].length);
  const closing = rectOf(other.element, other.to - other.clusters.at(-1).length, other.to);
  const rtl = getComputedStyle(one.element).direction === "rtl";
  return { opening, closing, rtl };
}
"""


def path_of(edition: Edition, rest: str = "") -> str:
    return f"/statements/{edition.statement.slug}/{edition.language}/{edition.number}/{rest}"


def open_text(page: Page, edition: Edition, rest: str = "") -> None:
    """The reading page, with its scripts started."""
    page.goto(path_of(edition, rest))
    ready(page)


def ready(page: Page) -> None:
    page.wait_for_load_state("networkidle")


def select(page: Page, first: str, last: str = "", *, let_go: bool = True) -> None:
    """Draw over words with the mouse, from the beginning of `first` to the end of `last`."""
    ends = page.evaluate(ENDS_OF_WORDS, [first, last or first])
    (x1, y1), (x2, y2) = _point(ends["opening"], ends["rtl"]), _point(ends["closing"], not ends["rtl"])
    page.mouse.move(x1, y1)
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2, steps=3)
    page.mouse.move(x2, y2, steps=3)
    if let_go:
        page.mouse.up()
    if not last:
        assert page.evaluate("() => getSelection().toString()") == first


def press_mark(page: Page, key: int) -> None:
    """Click on the marked words of a note. (A locator's click would aim at the line that leads to the card.)"""
    x, y = page.evaluate(
        """key => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(`mark[data-a~="${key}"]`));
          range.startContainer.scrollIntoView({ block: "center" });
          const line = range.getClientRects()[0];
          return [line.left + line.width / 2, line.top + line.height / 2];
        }""",
        str(key),
    )
    page.mouse.click(x, y)


def _point(rect: dict[str, Any], at_right: bool) -> tuple[float, float]:
    """Just inside one side of a character: the nearest border is the one meant."""
    inside = min(1.0, rect["width"] / 4)
    x = rect["right"] - inside if at_right else rect["left"] + inside
    return x, (rect["top"] + rect["bottom"]) / 2


def bar(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="With the selected words")


def press_in_bar(page: Page, name: str) -> None:
    expect(bar(page)).to_be_visible()
    bar(page).get_by_role("button", name=name).click()


def form(page: Page) -> Locator:
    """The form of a new note, beside its passage or on a page of its own."""
    return page.locator("#new-note")


def marks(page: Page, key: int) -> str:
    """The words marked for a note, as they stand on the page."""
    return "".join(page.locator(f'mark[data-a~="{key}"]').all_text_contents())


def card(page: Page, key: int) -> Locator:
    return page.locator(f"#n{key}")


def tab_to(page: Page, name: str, *, presses: int = 150) -> None:
    """Press Tab until what has the focus is called `name`."""
    called = """() => {
      const one = document.activeElement;
      return one.ariaLabel || one.labels?.[0]?.textContent || one.textContent;
    }"""
    met: list[str] = []
    for _press in range(presses):
        page.keyboard.press("Tab")
        met.append((page.evaluate(called) or "").strip())
        if met[-1] == name:
            return
    raise AssertionError(f"Tab does not reach “{name}”; it went by {[one[:30] for one in met]}")
