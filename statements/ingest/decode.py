"""Bytes to text: byte order marks, UTF-8 and UTF-16, a declared charset, then a guess that is said to be one."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from statements.ingest.charsets import best_charset, is_known, usual
from statements.ingest.errors import CannotUnderstand

MOST_BYTES = 20 * 1024 * 1024
KEPT = "The original was kept as it came."
# A declared encoding is believed unless another one fits the letters better than by this.
_DOUBT = 0.15

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
# Browsers read these labels as the wider table (WHATWG encoding standard); files in the wild rely on it.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text (NFC, line ends as they came) and how it was read: `certain` is False for a guessed encoding.

    `declared` is what the page said falsely of its encoding, None when it said nothing or was right.
    """

    text: str
    encoding: str
    certain: bool
    declared: str | None = None


def decode(data: bytes, *, is_html: bool) -> Decoded:
    """The text of a file. Raises CannotUnderstand for empty, too large, binary and unreadable files."""
    refuse_size(data)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _finished(_strict(data[len(mark) :], encoding), encoding, certain=True)
    _refuse_known_formats(data)
    wide = _utf16_without_mark(data)
    if wide:
        return _finished(_strict(data, wide), wide, certain=False)
    if b"\0" in data:
        raise CannotUnderstand(
            "binary",
            f"The file holds NUL bytes, so it is not a text. {KEPT} Hand in the statement as plain text or as a "
            f"web page.",
        )
    return _by_trial(data, is_html=is_html)


def refuse_size(data: bytes) -> None:
    """Raises CannotUnderstand for a file that is too large or empty."""
    if len(data) > MOST_BYTES:
        raise CannotUnderstand(
            "too-large",
            f"The file has {len(data) / 1048576:.0f} MB; the room reads files up to {MOST_BYTES // 1048576} MB. "
            "Nothing of it was read. Hand in the statement alone, without the pages around it.",
        )
    if not data.strip(b" \t\r\n\0\x0b\x0c"):
        raise CannotUnderstand("empty", f"The file is empty. {KEPT} Check the file and hand it in again.")


def _refuse_known_formats(data: bytes) -> None:
    for start, name in _FORMATS:
        if data.startswith(start) and (len(start) > 2 or b"\0" in data[:4096]):
            raise CannotUnderstand(
                "unknown-format",
                f"This is {name}, which the room cannot read yet. {KEPT} "
                "Save the statement as plain text or as a web page and hand that in.",
            )


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of a mostly Latin text shows as NULs on every other byte; the side tells the byte order. Other scripts
    show it by their spaces and line ends, which are the only signs of theirs with a NUL."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.3 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.02 * half:
        return "utf-16-be"
    return next((name for name in ("utf-16-le", "utf-16-be") if _reads_as_text(sample, name)), None)


def _reads_as_text(sample: bytes, encoding: str) -> bool:
    """Letters, stops and spaces alone, among them a space or a line end."""
    text = sample.decode(encoding, "replace")
    sound = sum(char.isalnum() or char in " \r\n\t" or unicodedata.category(char)[0] in "PM" for char in text)
    return sound >= 0.98 * len(text) and any(char in " \n\u3000" for char in text)


def _by_trial(data: bytes, *, is_html: bool) -> Decoded:
    if data.find(b"\x1b$") >= 0 and not any(byte > 0x7F for byte in data):
        # Mail of the nineties: Japanese in seven bits, which is also sound UTF-8.
        with suppress(UnicodeDecodeError):
            return _finished(data.decode("iso2022_jp"), "iso-2022-jp", certain=True)
    try:
        return _finished(data.decode("utf-8"), "utf-8", certain=True)
    except UnicodeDecodeError:
        pass
    if _nearly_utf8(data):
        return _finished(data.decode("utf-8", "replace"), "utf-8", certain=False)
    declared = _declared(data) if is_html else None
    best = best_charset(data)
    if declared and _believed(data, declared, best):
        try:
            return _finished(data.decode(declared), declared, certain=True)
        except (UnicodeDecodeError, LookupError):
            pass
    return _guessed(data, best, declared)


def _believed(data: bytes, declared: str, best: str | None) -> bool:
    """A declaration is believed unless its letters are unusual and those of another encoding are not."""
    if best is None:
        return not is_known(declared) or usual(data, declared) > 0
    return usual(data, declared) >= usual(data, best) - _DOUBT


def _nearly_utf8(data: bytes) -> bool:
    """A few broken bytes in a text of many whole signs: cut in the middle of one, or two files put together."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - lost
    return lost <= max(1, whole // 50) and whole >= 20 * lost


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:8192]) or _XML_DECLARED.search(data[:200])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return _WIDER.get(name, name)


def _guessed(data: bytes, best: str | None, declared: str | None) -> Decoded:
    """By the usual letters of languages; only what these leave open is given to charset-normalizer."""
    for encoding in (best, None if best else _normalizers_guess(data)):
        if encoding:
            try:
                return _finished(data.decode(encoding), encoding.replace("_", "-"), certain=False, declared=declared)
            except (UnicodeDecodeError, LookupError):
                pass
    raise CannotUnderstand(
        "unreadable-encoding",
        f"The letters of this file are stored in a way the room does not recognise. {KEPT} "
        "Save the statement again as UTF-8 text and hand that in.",
    )


def _normalizers_guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else None


def _strict(data: bytes, encoding: str) -> str:
    if encoding.startswith("utf-16"):
        data = data[: len(data) - len(data) % 2]
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CannotUnderstand(
            "unreadable-encoding",
            f"The file says it is {encoding.upper()}, but byte {error.start + 1} is none. {KEPT} "
            "Save the statement again as UTF-8 text and hand that in.",
        ) from error


def _finished(text: str, encoding: str, *, certain: bool, declared: str | None = None) -> Decoded:
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise CannotUnderstand("empty", f"The file holds nothing but spaces. {KEPT} Check it and hand it in again.")
    strange = sum(1 for char in text[:20_000] if char < " " and char not in "\t\n\r\f\v\x1b")
    if "\0" in text or strange > 0.02 * min(len(text), 20_000):
        raise CannotUnderstand(
            "binary",
            f"The file holds control characters as programs and pictures do, so it is not a text. {KEPT} "
            "Hand in the statement as plain text or as a web page.",
        )
    return Decoded(unicodedata.normalize("NFC", text), encoding, certain, declared)


def lines_of(text: str) -> list[str]:
    """The lines of a text as an editor counts them: parted by LF, CR LF or CR and by nothing else."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")
