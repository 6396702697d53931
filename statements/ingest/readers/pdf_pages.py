"""Opens a PDF and takes its pages apart into positioned pieces of text. All that pypdf may trip over happens here."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, apply_configuration

from statements.ingest.decode import KEPT
from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers.package import damaged, encrypted
from statements.ingest.readers.pdf_lines import Piece, piece_of

WANTED = "a PDF file"
MOST_PAGES = 400
MOST_PIECES = 400_000
# A page of text has some thousand bytes of instructions; pypdf's own limit is three times as much.
MOST_OF_A_STREAM = 24_000_000
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Page:
    """What one page prints, in its order. `pictured`: it has no letters, but a picture."""

    pieces: list[Piece]
    pictured: bool


def pages_of(data: bytes) -> list[Page]:
    """All pages. Raises CannotUnderstand for a protected file and for one of which any page cannot be read whole."""
    try:
        with apply_configuration(
            zlib_maximum_output_length=MOST_OF_A_STREAM,
            lzw_maximum_output_length=MOST_OF_A_STREAM,
            run_length_maximum_output_length=MOST_OF_A_STREAM,
            array_based_stream_maximum_output_length=MOST_OF_A_STREAM,
        ):
            return _pages(_opened(data))
    except (CannotUnderstand, MemoryError):
        raise
    except Exception as error:  # pypdf raises whatever a broken structure makes of its code, RecursionError included
        raise damaged(WANTED) from error


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except Exception as error:  # a way of encryption that is not known
            raise encrypted(WANTED) from error
        if not opened:
            raise encrypted(WANTED)
    return reader


def _pages(reader: PdfReader) -> list[Page]:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise _too_large(f"has {count:,} pages; the room reads at most {MOST_PAGES}")
    pages: list[Page] = []
    left = MOST_PIECES
    for page in reader.pages:
        pieces = _pieces(page, left)
        left -= len(pieces)
        lettered = any(char.isalpha() for piece in pieces for char in piece.text)
        pages.append(Page(pieces, not lettered and _has_picture(page)))
    return pages


def _pieces(page: PageObject, most: int) -> list[Piece]:
    pieces: list[Piece] = []

    def take(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if not text:
            return
        if len(pieces) >= most:
            raise _too_large("prints far more than a statement can hold")
        pieces.append(piece_of(text, cm, tm, font, float(size)))

    page.extract_text(visitor_text=take)
    return pieces


def _has_picture(page: PageObject) -> bool:
    try:
        return bool(page.images.keys())
    except Exception:  # a broken list of pictures says nothing about the text
        return False


def _too_large(what: str) -> CannotUnderstand:
    return CannotUnderstand(
        "too-large", f"This PDF file {what}. {KEPT} Hand in the pages of the statement alone, or paste its text."
    )
