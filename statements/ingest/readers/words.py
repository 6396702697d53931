"""What the reader of a word processor's file found in one paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree


@dataclass(slots=True)
class Segment:
    """Words between two manual breaks; `hard` after a page or column break."""

    text: str = ""
    chars: int = 0
    bold: int = 0
    hard: bool = False


@dataclass(slots=True)
class Words:
    """One paragraph read: its segments, the pieces that are not printed, and the text boxes anchored in it."""

    segments: list[Segment] = field(default_factory=lambda: [Segment()])
    left_out: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    inserted: bool = False
    pictures: int = 0

    def add(self, text: str, *, bold: bool) -> None:
        segment = self.segments[-1]
        segment.text += text
        words = len("".join(text.split()))
        segment.chars += words
        segment.bold += words if bold else 0

    def leave_out(self, text: str, reason: str) -> None:
        if not text:
            return
        if self.left_out and self.left_out[-1][1] == reason:
            text = self.left_out.pop()[0] + text
        self.left_out.append((text, reason))

    def line_break(self, *, hard: bool = False) -> None:
        self.segments.append(Segment(hard=hard))
