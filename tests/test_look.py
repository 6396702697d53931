"""The look holds together: every icon asked for is drawn, every theme can be drawn, every colour can be read."""

import re
from pathlib import Path

import pytest

from statements.text.marks import ANCHORS, LANES
from statements.vocabulary import Pattern

PROJECT = Path(__file__).resolve().parent.parent
CSS = PROJECT / "static" / "css"
HUES = range(1, 13)
SURFACES = ("paper", "desk", "raised", "wash")


def css(name: str) -> str:
    return (CSS / f"{name}.css").read_text()


def colours() -> dict[str, tuple[str, str]]:
    """Name → its value by day and by night, as they stand before any wish for more contrast."""
    usual = css("tokens").split("[data-scheme", 1)[0]
    return {
        name: (day, night) for name, day, night in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", usual)
    }


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, success criterion 1.4.3."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("names", "least"),
    [
        (["ink"], 10.0),
        (["ink-2"], 7.0),
        (["ink-3", "accent", "bad", "warn", "good"], 4.7),
        ([f"hue-{hue}" for hue in HUES], 4.7),
        (["rule-2"], 3.0),
    ],
)
def test_colours_are_readable_on_every_surface_by_day_and_by_night(names, least):
    known = colours()
    assert set(SURFACES) <= known.keys()
    too_faint = {
        (name, surface, scheme): round(ratio, 2)
        for name in names
        for surface in SURFACES
        for scheme in (0, 1)
        if (ratio := contrast(known[name][scheme], known[surface][scheme])) < least
    }
    assert too_faint == {}


def test_every_theme_can_be_drawn_in_every_lane():
    text = css("marks")
    drawn = set(re.findall(r'\[data-([hl]\d)="(\w+)"\] \{ --[cp]\d:', text))
    wanted = {(f"h{lane}", str(hue)) for lane in range(1, LANES + 1) for hue in (0, *HUES)}
    wanted |= {(f"l{lane}", str(pattern)) for lane in range(1, LANES + 1) for pattern in Pattern}
    assert drawn == wanted


def test_every_numbered_passage_has_its_anchor_and_the_anchors_end_with_the_row():
    text = css("marks")
    numbers = [str(number) for number in range(1, ANCHORS + 1)]
    assert re.findall(r'\[data-anchor="(\d+)"\] \{ anchor-name: --at\1; \}', text) == numbers
    assert re.findall(r'\[data-at="(\d+)"\] \{ position-anchor: --at\1; \}', text) == numbers
    scope = re.search(r"anchor-scope: ([^;]+);", text)[1]
    assert re.findall(r"--at(\d+)", scope) == numbers
    assert "--note" not in scope


def test_every_icon_asked_for_is_drawn():
    drawn = {file.stem for file in (PROJECT / "templates" / "_icons").glob("*.svg")}
    asked = set()
    for page in (PROJECT / "templates").rglob("*.html"):
        text = page.read_text()
        asked |= set(re.findall(r'_icon\.html" with name="([\w-]+)"', text))
        asked |= set(re.findall(r'{% icon "([\w-]+)"', text))
    assert len(asked) > 20
    assert asked - drawn == set()


def test_no_style_is_written_into_a_page_or_fetched_from_elsewhere():
    pages = [
        page for page in (PROJECT / "templates").rglob("*.html") if re.search(r"<style|\sstyle=", page.read_text())
    ]
    assert [page for page in pages if "email" not in page.parts] == []
    sheets = [
        sheet.name for sheet in CSS.glob("*.css") if re.search(r"url\([\"']?(https?:)?//|@import", sheet.read_text())
    ]
    assert sheets == []


def test_rules_live_in_a_layer():
    """So that the order of two sheets never decides. Tokens, faces and the paper's colours stand outside."""
    layers = re.search(r"@layer ([^;{]+);", css("tokens"))[1].split(", ")
    for sheet in CSS.glob("*.css"):
        used = re.findall(r"^@layer (\w+) \{", sheet.read_text(), re.MULTILINE)
        assert set(used) <= set(layers), sheet.name
        assert used or sheet.stem in {"tokens", "fonts"}, sheet.name
