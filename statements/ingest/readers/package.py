"""Reads the parts of a ZIP-based file (DOCX, ODT, EPUB) without trusting a word of its directory.

Nothing is ever extracted: parts are read into memory one by one, each and all together below a limit, whatever sizes
the directory states. XML is parsed without entities, without a DTD and without the network. Every refusal is a
CannotUnderstand with a sentence.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from io import BytesIO
from typing import IO

from lxml import etree

from statements.ingest.decode import KEPT
from statements.ingest.errors import CannotUnderstand

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 4_000
MOST_OF_ONE = 32 * MEGABYTE
MOST_READ = 64 * MEGABYTE
MOST_STATED = 256 * MEGABYTE
# Office XML shrinks to a tenth or a thirtieth; pictures hardly at all.
BOMB_RATIO = 150
BOMB_FROM = 8 * MEGABYTE


class Package:
    """The parts of one file by name. `wanted` says what was expected, for the sentences ("a Word file")."""

    def __init__(self, data: bytes, *, wanted: str) -> None:
        self.wanted = wanted
        self._left = MOST_READ
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeError) as error:
            raise damaged(wanted) from error
        _refuse_bombs(members, len(data), wanted)
        _refuse_unsafe(members, wanted)
        self._members = {member.filename: member for member in members}
        if len(self._members) != len(members):
            raise damaged(wanted)
        self.names = frozenset(self._members)

    def has(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises CannotUnderstand for a missing, encrypted, damaged or too large one."""
        member = self._members.get(name)
        if member is None:
            raise damaged(self.wanted)
        if member.flag_bits & 0x1:
            raise encrypted(self.wanted)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(self.wanted)
        most = min(MOST_OF_ONE, self._left)
        try:
            with self._zip.open(member) as stream:
                data = _read_at_most(stream, most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise damaged(self.wanted) from error
        if data is None:
            raise _bomb(self.wanted)
        if len(data) != member.file_size:
            raise damaged(self.wanted)
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """The tree of an XML part, without comments and processing instructions."""
        return parse_xml(self.read(name), wanted=self.wanted)


def parse_xml(data: bytes, *, wanted: str) -> etree._Element:
    """A tree without entities. Raises CannotUnderstand for one that declares entities, is broken or nested too deep."""
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise CannotUnderstand(
            "xml-entities",
            f"Inside this file stand entity declarations, which {wanted} never needs and attackers use. {KEPT} "
            "Open it in the program it was made with, save it anew and hand that in.",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False,
        remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(wanted) from error
    if root is None:
        raise damaged(wanted)
    return root


def damaged(wanted: str) -> CannotUnderstand:
    return CannotUnderstand(
        "damaged",
        f"This looks like {wanted}, but it is damaged or cut off: a part of it cannot be read. {KEPT} "
        "Open it in the program it was made with, save it anew and hand that in, or paste the statement as text.",
    )


def encrypted(wanted: str) -> CannotUnderstand:
    return CannotUnderstand(
        "encrypted",
        f"This is {wanted} that is protected by a password, so its text cannot be read. {KEPT} "
        "Save it without the password and hand that in.",
    )


def too_deep(wanted: str) -> CannotUnderstand:
    return CannotUnderstand(
        "too-deep",
        f"This is {wanted} whose parts are nested so deep that its text cannot be read whole. {KEPT} "
        "Paste the statement as plain text.",
    )


def _bomb(wanted: str) -> CannotUnderstand:
    return CannotUnderstand(
        "zip-bomb",
        f"This looks like {wanted}, but unpacked it would be far larger than a statement can be, so it was not "
        f"unpacked. {KEPT} Paste the statement as plain text.",
    )


def _read_at_most(stream: IO[bytes], most: int) -> bytes | None:
    """The bytes of a stream, None for more than `most`; never more than that is held."""
    data = stream.read(most + 1)
    return None if len(data) > most else data


def _refuse_bombs(members: list[zipfile.ZipInfo], size: int, wanted: str) -> None:
    stated = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or stated > MOST_STATED or (stated > BOMB_FROM and stated > BOMB_RATIO * size):
        raise _bomb(wanted)


def _refuse_unsafe(members: list[zipfile.ZipInfo], wanted: str) -> None:
    """Names that lead out of the archive and links do no harm here, but no honest program writes them."""
    for member in members:
        parts = member.orig_filename.replace("\\", "/").split("/")
        outside = ".." in parts or parts[0] == "" or (len(parts[0]) == 2 and parts[0][1] == ":")
        if outside or "\0" in member.orig_filename or stat.S_ISLNK(member.external_attr >> 16):
            raise CannotUnderstand(
                "unsafe-archive",
                f"This looks like {wanted}, but a part of it is a link or is named so that it would land outside "
                f"its folder when unpacked; honest files hold no such thing. {KEPT} "
                "Open it in the program it was made with, save it anew and hand that in.",
            )
