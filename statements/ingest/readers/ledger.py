"""The decoded input of a file that has no lines of its own, written down line by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from statements.ingest.parsed import Warning
from statements.ingest.source import Line, Source

_SHORT = 90
_MOST_WARNINGS = 50


class Ledger:
    """Lines in the order of the file: a paragraph, a line after a manual break, a table row, or a piece left out.

    Their numbers are the line numbers of everything that is said about the file. What stands around the text
    (running heads, notes, comments) is written after it.
    """

    def __init__(self, format: str) -> None:
        self.source = Source(format, [])
        self._blank = True
        self._blanks: list[bool] = []

    def add(
        self,
        text: str,
        *,
        hint: str = "",
        level: int = 0,
        table: int = 0,
        goes_on: bool = False,
        label: str = "",
        printed: Sequence[str] = (),
    ) -> int:
        """One line of the text, returned by number. `goes_on`: a manual break alone parts it from the line before.

        `label` is the list label that `text` begins with; `printed` are the lines that it was put together from, where
        there are several.
        """
        text = unicodedata.normalize("NFC", text)
        first = self._number(printed or [text])
        last = len(self.source.printed)
        self.source.lines.append(Line(first, last, text, not goes_on, True, hint, level, table=table, label=label))
        self._blanks.append(self._blank)
        self._blank = False
        return first

    def leave_out(self, text: str, reason: str) -> int:
        """One line that is no part of the text, with the reason; it can be restored at the desk."""
        text = unicodedata.normalize("NFC", text)
        first = self._number([text])
        self.source.lines.append(Line(first, first, text, True, True, "chrome", 0, reason))
        self._blanks.append(True)
        return first

    def blank(self) -> None:
        """An empty paragraph stands here."""
        self._blank = True

    def warn(self, code: str, message: str, line: int) -> None:
        if sum(warning.code == code for warning in self.source.warnings) < _MOST_WARNINGS:
            self.source.warnings.append(Warning(code, message, line))

    def say(self, sentence: str) -> None:
        self.source.said.append(sentence)

    def insertion_at(self, line: int) -> None:
        self.warn(
            "tracked-insertion",
            f"Line {line}: words inserted in tracked changes are part of the text. Leave them out at the desk if they "
            "were not agreed.",
            line,
        )

    def deletion_at(self, line: int) -> None:
        self.warn(
            "tracked-deletion",
            f"Line {line}: words deleted in tracked changes are left out. They can be restored at the desk.",
            line,
        )

    def report_changes(self, inserted: int, deleted: int) -> None:
        """`inserted` paragraphs hold inserted words, `deleted` pieces were left out."""
        if inserted or deleted:
            self.say(
                f"Tracked changes are accepted: inserted words in {inserted} paragraphs are in; deleted words "
                f"({deleted} pieces) are out and can be restored."
            )

    def report_macros(self) -> None:
        self.say("The file holds macros; they were neither read nor run.")
        self.warn("macros", "The file holds macros. They were neither read nor run; the original keeps them.", 1)

    def finished(self) -> Source:
        """The source, with gaps as the writer of the file meant them and without emphasis that says nothing."""
        self._part_by_blanks()
        self._forget_common_bold()
        return self.source

    def _number(self, printed: Sequence[str]) -> int:
        self.source.printed.extend(printed)
        return len(self.source.printed) - len(printed) + 1

    def _part_by_blanks(self) -> None:
        """Where empty paragraphs part the text, short lines without one between them stand together."""
        lines = self.source.lines
        long = [at for at, line in enumerate(lines) if at and len(line.text) > _SHORT and not line.hint]
        if len(long) < 2 or sum(self._blanks[at] for at in long) < 0.6 * len(long):
            return
        for at in range(1, len(lines)):
            before, line = lines[at - 1], lines[at]
            short = len(line.text) <= _SHORT and len(before.text) <= _SHORT
            if short and not self._blanks[at] and "chrome" not in (before.hint, line.hint):
                line.gap = False

    def _forget_common_bold(self) -> None:
        body = [line for line in self.source.lines if line.hint in ("", "bold")]
        bold = sum(len(line.text) for line in body if line.hint == "bold")
        if bold > 0.5 * sum(len(line.text) for line in body):
            for line in body:
                line.hint = ""
