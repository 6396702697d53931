"""What the rows of a comparison are made of, whatever is compared."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from statements.vocabulary import RowKind

SHORT = 64  # characters of a text in the list of changes
LINE = 150  # of a paragraph told in one line


@dataclass(frozen=True, slots=True)
class Ignored:
    """What does not count as a difference."""

    punctuation: bool = False
    case: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One paragraph of one side; `length` in code points."""

    address: str
    marker: str
    html: SafeString
    length: int


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that belong together. `words_a` and `words_b` tell the difference in the list of changes; `line` tells
    a paragraph that is only listed. Of what moved, `stood_after` and `stands_after` are addresses of the paragraphs
    before it, empty at the beginning. `by_hand`: a person said that these belong together.
    """

    kind: RowKind
    a: list[Cell]
    b: list[Cell]
    words_a: str = ""
    words_b: str = ""
    line: str = ""
    moved: bool = False
    stood_after: str = ""
    stands_after: str = ""
    by_hand: bool = False

    @property
    def id(self) -> str:
        """The row's own address in the page: it names its paragraphs, so that a link to it stays true."""
        a, b = (cells[0].address if cells else "" for cells in (self.a, self.b))
        return f"c{a}_{b}" if b and a != b else f"c{a}"

    @property
    def addresses_a(self) -> str:
        return " ".join(cell.address for cell in self.a)

    @property
    def addresses_b(self) -> str:
        return " ".join(cell.address for cell in self.b)

    @property
    def where(self) -> str:
        a, b = (cells[0].address if cells else "" for cells in (self.a, self.b))
        return f"{a} – {b}" if a and b and a != b else a or b

    @property
    def is_changed(self) -> bool:
        return self.kind is not RowKind.SAME


def shortened(text: str, most: int = SHORT) -> str:
    """The text in one line of at most about `most` characters, with "…" where it was cut."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[:most].rpartition(" ")[0] or line[:most]
    return cut.rstrip(" ,;:") + " …"
