"""Archives and batches for tests."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from statements.actions.batch import add_file, open_batch
from statements.models import Batch, User

MEGABYTE = 1024 * 1024


def words(year: int) -> bytes:
    """A statement that lacks nothing, of this year, unlike those of other years."""
    topics = (
        "rivers",
        "harbours",
        "railways",
        "forests",
        "stars",
        "deserts",
        "schools",
        "wells",
        "bridges",
        "archives",
    )
    topic, other = topics[year % 10], topics[year // 10 % 10]
    said = " ".join(f"In year {year + at} both sides count {topic} {at * year} and {other}." for at in range(6))
    return (
        f"Joint Declaration on {topic} and {other} of {year}\n\nMoscow, 16 July {year}\n\n"
        f"1. The two sides support work on {topic}. {said}\n2. They stand ready to speak about {other} in {year}.\n"
    ).encode()


def zip_of(members: dict[str | zipfile.ZipInfo, bytes]) -> bytes:
    """By name, or by a ZipInfo that says more."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted(data: bytes, name: str) -> bytes:
    """The archive with the flag of encryption set on one member."""
    return _changed(data, name, 6, 8, lambda flags: flags | 1, "<H")


def lying(data: bytes, name: str, size: Callable[[int], int]) -> bytes:
    """The archive with another size stated for one member."""
    return _changed(data, name, 22, 24, size, "<I")


def _changed(data: bytes, name: str, local: int, central: int, change: Callable[[int], int], kind: str) -> bytes:
    out = bytearray(data)
    for sign, at_value, at_name in ((b"PK\x03\x04", local, 30), (b"PK\x01\x02", central, 46)):
        at = out.find(sign)
        while at >= 0:
            if out[at + at_name : at + at_name + len(name)] == name.encode():
                (value,) = struct.unpack_from(kind, out, at + at_value)
                struct.pack_into(kind, out, at + at_value, change(value))
            at = out.find(sign, at + 4)
    return bytes(out)


def make_batch(*, by: User | None, name: str = "papers", publish: bool = False, **files: bytes) -> Batch:
    """A batch that waits to be read, of these files; `name.txt` is written `name`."""
    batch, _is_new = open_batch(name=name, by=by, publish=publish)
    for stem, data in files.items():
        add_file(batch=batch, name=f"{stem}.txt", data=data)
    return batch


def outcomes(batch: Batch) -> dict[str, str]:
    """What became of each file by its name."""
    found: Any = batch.items.with_outcome().order_by("order").values_list("name", "outcome")
    return dict(found)
