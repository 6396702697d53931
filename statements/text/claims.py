"""Passages as others claim them: places and quotes that may not agree with each other."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from statements.text.carry import GONE, Carried, Carrier
from statements.text.selectors import locate
from statements.vocabulary import TargetState

NOT_IN_OLD = "not in the old text"
SEVERAL = "several in old text"
WHOLE = "whole"


class BadClaim(ValueError):
    """What was handed in is no list of selectors; the message says why."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A selector that nobody has checked; code points of the old text. Without any part it is about the whole of it."""

    start: int | None
    end: int | None
    exact: str
    prefix: str = ""
    suffix: str = ""

    def carried(self, carrier: Carrier) -> Carried:
        """What becomes of it. Words that do not stand at their place are taken where they stand, if only once.

        If they stand nowhere or in several places that the context does not tell apart, they are left behind with the
        method `NOT_IN_OLD` or `SEVERAL`.
        """
        if self.start is None and self.end is None and not self.exact:
            return Carried(None, None, "", WHOLE, 1.0, TargetState.CARRIED_FORWARD)
        places = self._places(carrier.old_text)
        if len(places) == 1:
            return carrier.carry(*places[0])
        return GONE._replace(method=SEVERAL if places else NOT_IN_OLD)

    def _places(self, text: str) -> list[tuple[int, int]]:
        start, end = self.start or 0, self.end or 0
        inside = 0 <= start < end <= len(text)
        if inside and self.exact in ("", text[start:end]):
            return [(start, end)]
        found = locate(text, self.exact, prefix=self.prefix, suffix=self.suffix)
        if len(found) > 1 and (self.prefix or self.suffix):
            found = [place for place in found if self._agrees(text, *place)]
        return found

    def _agrees(self, text: str, start: int, end: int) -> bool:
        return text[:start].rstrip().endswith(self.prefix.rstrip()) and text[end:].lstrip().startswith(
            self.suffix.lstrip()
        )


def read_claims(data: bytes) -> list[Claim]:
    """The selectors of a JSON list of objects. Raises `BadClaim` with a sentence about the first that is none."""
    try:
        rows = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadClaim("it is not written in UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise BadClaim(f"it is not JSON ({error}).") from error
    if not isinstance(rows, list):
        raise BadClaim("it should hold a list of selectors.")
    return [_claim(number, row) for number, row in enumerate(rows, 1)]


def _claim(number: int, row: Any) -> Claim:
    if not isinstance(row, Mapping):
        raise BadClaim(f"selector {number} is no object with start, end and exact.")
    start, end = (row.get(name) for name in ("start", "end"))
    for name, place in (("start", start), ("end", end)):
        if place is not None and (not isinstance(place, int) or isinstance(place, bool)):
            raise BadClaim(f"“{name}” of selector {number} is not a whole number.")
    words = []
    for name in ("exact", "prefix", "suffix"):
        value = row.get(name) or ""
        if not isinstance(value, str):
            raise BadClaim(f"“{name}” of selector {number} is not text.")
        words.append(unicodedata.normalize("NFC", value))
    return Claim(start, end, *words)
