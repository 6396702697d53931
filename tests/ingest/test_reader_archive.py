"""What lies in an archive, told from its directory; members read one by one, never extracted."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from statements.ingest.errors import CannotUnderstand
from statements.ingest.readers import archive
from statements.ingest.readers.archive import MOST_FILES, is_passed_over, members_of, read_member, shown_name
from tests.ingest.office import docx, epub, odt, p, xhtml
from tests.make_batch import MEGABYTE, encrypted, link, lying, zip_of

LIMIT = 10 * MEGABYTE


def listed(data: bytes) -> list[tuple[str, str]]:
    """Names, with the first words of why each is refused."""
    return [(member.name, member.refused[:24]) for member in members_of(data, most_of_one=LIMIT) or []]


def refusal_of(data: bytes, tmp_path: Path, index: int = 0, most: int = LIMIT) -> str:
    path = tmp_path / "archive"
    path.write_bytes(data)
    with pytest.raises(CannotUnderstand) as refusal:
        read_member(path, index, most=most)
    assert refusal.value.sentence.endswith(".")
    return refusal.value.code


def test_members_are_listed_in_order_and_read_by_their_place(tmp_path) -> None:
    data = zip_of({"b/": b"", "b/two.txt": b"Two.", "a.txt": b"One."})
    assert [(member.index, member.name, member.size) for member in members_of(data, most_of_one=LIMIT)] == [
        (1, "b/two.txt", 4),
        (2, "a.txt", 4),
    ]
    (tmp_path / "archive").write_bytes(data)
    assert read_member(tmp_path / "archive", 2, most=LIMIT) == b"One."


@pytest.mark.parametrize(
    "data",
    [b"Joint Statement", docx(p("One")), odt("<text:p>One</text:p>"), epub(xhtml("<p>One</p>")), b"PK\x03\x04 cut off"],
    ids=["text", "docx", "odt", "epub", "damaged"],
)
def test_what_is_one_statement_or_no_archive_is_none(data) -> None:
    assert members_of(data, most_of_one=LIMIT) is None


def test_harm_is_refused_member_by_member() -> None:
    data = zip_of(
        {
            "good.txt": b"Good.",
            "../up.txt": b"x",
            "a/../../up.txt": b"x",
            "/root.txt": b"x",
            "..\\windows.txt": b"x",
            "C:/drive.txt": b"x",
            link("link.txt"): b"/etc/passwd",
            "locked.txt": b"x",
            "bomb.txt": bytes(LIMIT + 1),
            "photo.jpg": b"x",
        }
    )
    assert listed(encrypted(data, "locked.txt")) == [
        ("good.txt", ""),
        ("../up.txt", "Its name leads out of th"),
        ("a/../../up.txt", "Its name leads out of th"),
        ("/root.txt", "Its name leads out of th"),
        ("..\\windows.txt", "Its name leads out of th"),
        ("C:/drive.txt", "Its name leads out of th"),
        ("link.txt", "It is a link and no file"),
        ("locked.txt", "It is protected by a pas"),
        ("bomb.txt", "Unpacked it would have m"),
        ("photo.jpg", "By the ending of its nam"),
    ]


def test_what_the_system_made_is_passed_over() -> None:
    names = ["__MACOSX/._a.txt", "a/.DS_Store", ".git/config", "Thumbs.db", "a/desktop.ini", "a/good.txt"]
    members = members_of(zip_of(dict.fromkeys(names, b"x")), most_of_one=LIMIT)
    assert [member.is_passed_over for member in members] == [True, True, True, True, True, False]
    assert not is_passed_over("../a.txt")


@pytest.mark.parametrize("stated", [lambda size: size + 100, lambda size: size - 2], ids=["more", "less"])
def test_a_size_that_lies_is_refused(tmp_path, stated) -> None:
    data = lying(zip_of({"a.txt": b"words " * 50}), "a.txt", stated)
    assert refusal_of(data, tmp_path) in ("lying-size", "damaged")


def test_a_bomb_that_calls_itself_small_is_not_unpacked(tmp_path) -> None:
    data = lying(zip_of({"a.txt": bytes(60 * MEGABYTE)}), "a.txt", lambda _size: 100)
    assert members_of(data, most_of_one=LIMIT)[0].refused == ""
    assert refusal_of(data, tmp_path) in ("lying-size", "damaged")


@pytest.mark.parametrize(
    "inner",
    [zip_of({"a.txt": b"x"}), zip_of({}), b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x00", b"\x1f\x8b\x08", b"BZh9"],
    ids=["zip", "empty", "7z", "rar", "gzip", "bzip2"],
)
def test_an_archive_inside_is_refused(tmp_path, inner) -> None:
    assert refusal_of(zip_of({"inner.txt": inner}), tmp_path) == "archive"


def test_a_word_file_inside_is_read(tmp_path) -> None:
    (tmp_path / "archive").write_bytes(zip_of({"a.docx": docx(p("One"))}))
    assert read_member(tmp_path / "archive", 0, most=LIMIT) == docx(p("One"))


def test_a_method_nobody_uses_is_refused(tmp_path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("a.txt", b"words")
    assert refusal_of(out.getvalue(), tmp_path) == "method"


def test_too_many_files_and_too_much_together_are_refused_whole(monkeypatch) -> None:
    with pytest.raises(CannotUnderstand) as refusal:
        members_of(zip_of({f"{number}.txt": b"" for number in range(MOST_FILES + 1)}), most_of_one=LIMIT)
    assert refusal.value.code == "too-many"
    assert "Nothing was stored." in refusal.value.sentence
    monkeypatch.setattr(archive, "MOST_UNPACKED", 3 * MEGABYTE)
    with pytest.raises(CannotUnderstand) as refusal:
        members_of(zip_of({"a.txt": bytes(2 * MEGABYTE), "b.txt": bytes(2 * MEGABYTE)}), most_of_one=LIMIT)
    assert refusal.value.code == "zip-bomb"


def test_a_directory_that_would_fill_the_memory_is_not_read() -> None:
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    directory = entry * 300_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(directory), 0, 0)
    assert members_of(b"PK\x03\x04" + directory + end, most_of_one=LIMIT) is None
    assert members_of(b"PK\x05\x06" + directory + end, most_of_one=LIMIT) is None


def test_names_are_shown_without_signs_that_deceive() -> None:
    assert shown_name("evil\u202etxt.exe\n\ud800\x00") == "eviltxt.exe"
    assert shown_name("\u202e") == "?"
    assert shown_name("x" * 900) == "x" * 500


def test_utf_8_names_without_the_flag_are_read_as_such() -> None:
    data = zip_of({"xxxxxx.txt": b"One."}).replace(b"xxxxxx", "声明".encode())
    assert [member.name for member in members_of(data, most_of_one=LIMIT)] == ["声明.txt"]


GOOD = zip_of({"a.txt": b"One word after the other.", "b/c.html": b"<p>Two"})


@hypothesis_settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_damage_is_listed_or_none_and_read_or_refused(tmp_path_factory, damage) -> None:
    broken = bytearray(GOOD)
    for at, value in damage:
        broken[at] = value
    try:
        members = members_of(bytes(broken), most_of_one=LIMIT) or []
    except CannotUnderstand:
        return
    path = tmp_path_factory.mktemp("broken") / "archive"
    path.write_bytes(bytes(broken))
    for member in members:
        try:
            assert isinstance(read_member(path, member.index, most=LIMIT), bytes)
        except CannotUnderstand as refusal:
            assert refusal.sentence.endswith(".")
