"""The one form in which text is kept."""

from __future__ import annotations

import unicodedata


def normalise(text: str) -> str:
    r"""`text` in Unicode form NFC with `\n` as its only line end (from `\r\n` and from `\r` alone).

    Nothing else is changed: no space is trimmed, no quotation mark exchanged. To do it twice changes nothing more.
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
