"""A ZIP of several statements: what lies in it, and why some of it is not read.

Nothing is ever extracted: members are listed from the directory and read into memory one by one, by their place in it,
so that no name of a stranger's ever becomes a path. A member that means harm is refused alone; the others are read.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from statements.ingest.errors import CannotUnderstand

MEGABYTE = 1024 * 1024
MOST_FILES = 500
MOST_UNPACKED = 256 * MEGABYTE
_LONGEST_DIRECTORY = MEGABYTE  # of 500 files with names of 1,000 characters; each entry costs memory when it is read
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
# What tells that a ZIP is one file of an office program, a book or a program, whatever else lies in it.
_ONE_FILE = {"[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml", "META-INF/MANIFEST.MF"}
_UNREAD_KINDS = {
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "tif", "tiff", "heic"), "a picture"),
    **dict.fromkeys(("css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "eot"), "a part of a web page"),
    **dict.fromkeys(("mp3", "mp4", "m4a", "ogg", "wav", "avi", "mov", "mkv", "webm"), "sound or film"),
    **dict.fromkeys(("exe", "dll", "bat", "cmd", "sh", "ps1", "jar", "apk", "msi", "lnk", "scr"), "a program"),
    **dict.fromkeys(("json", "csv", "tsv", "db", "sqlite", "ini", "log", "url", "webloc"), "data, not a text"),
}
_PACKED = (
    (b"7z\xbc\xaf\x27\x1c", 0), (b"Rar!\x1a\x07", 0), (b"\x1f\x8b", 0), (b"BZh", 0), (b"\xfd7zXZ\x00", 0),
    (b"ustar", 257), (b"MSCF", 0),
)  # fmt: skip
_MADE_BY_SYSTEMS = {"__macosx", "thumbs.db", "desktop.ini"}
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_HAND_IN_ALONE = "Hand it in on its own."
_PASSED_OVER = "A hidden file, or one that the system makes in every folder."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: `index` is its place in the directory, `size` what the directory states. `refused` is the
    sentence why it will not be read; `is_passed_over` marks what the system put there and nobody handed in.
    """

    index: int
    name: str
    size: int
    refused: str = ""
    is_passed_over: bool = False


def members_of(data: bytes, *, most_of_one: int) -> list[Member] | None:
    """The files of an archive in the order of its directory. None for what is no ZIP, for office files and books, which
    are ZIPs themselves, and for a directory that cannot be read: the importer says what is wrong with that.

    `most_of_one` is the size limit of one file in bytes. Raises CannotUnderstand for more files, or more bytes
    together, than a batch may have; nothing of it should be stored then.
    """
    if not data.startswith((b"PK\x03\x04", _END)) or not _has_plain_directory(data):
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except (*_DAMAGE, UnicodeError):
        return None
    names = [info.filename for info in infos]
    if _ONE_FILE.intersection(names) or names[:1] == ["mimetype"]:
        return None
    files = [(index, info) for index, info in enumerate(infos) if not info.is_dir()]
    if len(files) > MOST_FILES:
        raise _too_many()
    members = [_member(index, info, most_of_one) for index, info in files]
    if sum(member.size for member in members if not member.refused) > MOST_UNPACKED:
        raise _too_much()
    return members


def read_member(path: Path, index: int, *, most: int) -> bytes:
    """The bytes of one file of the archive at `path`, at most `most` of them. Raises CannotUnderstand with the sentence
    why it is not read: damage, sizes that lie, methods nobody uses, an archive inside the archive.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            info = archive.infolist()[index]
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise CannotUnderstand("method", f"It is packed in a way the room does not unpack. {_HAND_IN_ALONE}")
            with archive.open(info) as stream:
                data = stream.read(min(most, info.file_size) + 1)
    except (*_DAMAGE, IndexError) as error:
        raise CannotUnderstand("damaged", f"It is damaged inside the archive. {_HAND_IN_ALONE}") from error
    if len(data) != info.file_size:
        raise CannotUnderstand(
            "lying-size",
            f"The archive states a size that this file does not have, so it was not read. {_HAND_IN_ALONE}",
        )
    if _is_archive(data, most):
        raise CannotUnderstand("archive", f"This is an archive inside the archive; it was not opened. {_HAND_IN_ALONE}")
    return data


def is_passed_over(name: str) -> bool:
    """Whether a path names a hidden file, or one that the system makes in every folder."""
    parts = [part for part in name.replace("\\", "/").lower().split("/") if part not in ("", ".", "..")]
    return any(part.startswith(".") or part in _MADE_BY_SYSTEMS for part in parts)


def refused_by_name(name: str) -> str:
    """The sentence for a file among others that can be no statement by the ending of its name; else empty."""
    kind = _UNREAD_KINDS.get(PurePosixPath(name).suffix.lower().removeprefix("."))
    return f"By the ending of its name this is {kind}; among several files only texts are read." if kind else ""


def shown_name(name: str) -> str:
    """A stranger's file name as it may be shown and stored: no control or direction signs, no halves of characters."""
    return "".join(char for char in name if char.isprintable())[-500:] or "?"


def _member(index: int, info: zipfile.ZipInfo, most_of_one: int) -> Member:
    name = _name_of(info)
    if is_passed_over(name):
        return Member(index, shown_name(name), info.file_size, _PASSED_OVER, is_passed_over=True)
    return Member(index, shown_name(name), info.file_size, _why_refused(info, name, most_of_one))


def _name_of(info: zipfile.ZipInfo) -> str:
    """Many programs write UTF-8 without saying so; what is neither is shown as the directory has it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _why_refused(info: zipfile.ZipInfo, name: str, most_of_one: int) -> str:
    parts = info.orig_filename.replace("\\", "/").split("/")
    drive = len(parts[0]) == 2 and parts[0][1] == ":"
    if ".." in parts or parts[0] == "" or drive or "\0" in info.orig_filename:
        return "Its name leads out of the archive, as no honest program writes it; it was not read."
    if stat.S_ISLNK(info.external_attr >> 16):
        return f"It is a link and no file; it was not followed. {_HAND_IN_ALONE}"
    if info.flag_bits & 0x1:
        return "It is protected by a password, so it cannot be read. Save it without the password and hand that in."
    if info.file_size > most_of_one:
        return (
            f"Unpacked it would have more than {most_of_one // MEGABYTE} MB, the most the room takes of one text; "
            "it was not unpacked."
        )
    return refused_by_name(name)


def _is_archive(data: bytes, most_of_one: int) -> bool:
    if any(data[at : at + len(sign)] == sign for sign, at in _PACKED):
        return True
    try:
        return members_of(data, most_of_one=most_of_one) is not None
    except CannotUnderstand:
        return True


def _has_plain_directory(data: bytes) -> bool:
    """Whether the directory is where zipfile will look for it, and small: reading it takes 600 bytes for each entry."""
    at = len(data) - _END_SIZE
    if data[at : at + 4] != _END or data[-2:] != b"\0\0":
        at = data.rfind(_END, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT))
    if at < 0 or len(data) < at + _END_SIZE or data[at - 20 : at - 16] == _END_64:
        return False
    (size,) = struct.unpack_from("<L", data, at + 12)
    return bool(size <= _LONGEST_DIRECTORY)


def _too_many() -> CannotUnderstand:
    return CannotUnderstand(
        "too-many",
        f"This archive holds more than {MOST_FILES} files, the most the room takes at once. Nothing was stored. "
        "Hand it in as several smaller ones.",
    )


def _too_much() -> CannotUnderstand:
    return CannotUnderstand(
        "zip-bomb",
        f"Unpacked this archive would have more than {MOST_UNPACKED // MEGABYTE} MB, the most the room takes at once. "
        "Nothing was stored. Hand it in as several smaller ones.",
    )
