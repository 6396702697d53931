"""The sample room's data file keeps its own promises: passages exist, people and themes are known, the mix is there."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from statements.vocabulary import AnnotationState, Motivation, Pattern, Relation, RoomRole, TeamRole, Visibility

SAMPLES = Path(__file__).resolve().parents[2] / "statements" / "samples"
ROOM = tomllib.loads((SAMPLES / "room.toml").read_text(encoding="utf-8"))
NOTES = ROOM["notes"]
PEOPLE = {person["username"]: person for person in ROOM["people"]}
WRITERS = {name for name, person in PEOPLE.items() if person.get("team_role") in {"analyst", "lead"}}

every_note = pytest.mark.parametrize("note", NOTES, ids=[note["id"] for note in NOTES])


def statement_text(key):
    file = next(statement["file"] for statement in ROOM["statements"] if statement["key"] == key)
    return (SAMPLES / file).read_text(encoding="utf-8")


def place(passage, key):
    """Start and end of a passage in the file, each step finding its words exactly once."""
    text = statement_text(key)
    if "quote_from" in passage:
        assert text.count(passage["quote_from"]) == 1
        start = text.index(passage["quote_from"])
        assert text.count(passage["quote_to"], start) == 1
        return start, text.index(passage["quote_to"], start) + len(passage["quote_to"])
    near = passage.get("near", passage["quote"])
    assert text.count(near) == 1
    assert near.count(passage["quote"]) == 1
    start = text.index(near) + near.index(passage["quote"])
    return start, start + len(passage["quote"])


def plain(words):
    return " ".join(words.casefold().replace("*", "").split())


@every_note
def test_note_stands_on_exactly_one_passage(note):
    start, end = place(note, note["on"])
    assert start < end
    if "quote" in note:
        assert "\n" not in note["quote"]


def test_second_passages_lie_in_the_other_statement():
    paired = [note for note in NOTES if "second" in note]
    assert len(paired) == 2
    for note in paired:
        assert {note["on"], note["second"]["on"]} == {"2008", "2022"}
        assert note["relation"] in list(Relation)
        place(note["second"], note["second"]["on"])
    assert [note["id"] for note in NOTES if "relation" in note] == [note["id"] for note in paired]


def test_names_are_used_once():
    for things, key in ((NOTES, "id"), (ROOM["people"], "username"), (ROOM["themes"], "slug")):
        names = [thing[key] for thing in things]
        assert sorted(names) == sorted(set(names))


def test_people_fill_the_table_of_roles():
    assert all(name.isascii() and name.islower() for name in PEOPLE)
    assert {person["room_role"] for person in PEOPLE.values()} <= set(RoomRole)
    roles = Counter(person.get("team_role") for person in PEOPLE.values())
    assert roles == {TeamRole.LEAD: 1, TeamRole.ANALYST: 2, TeamRole.READER: 1, None: 1}
    assert [name for name, person in PEOPLE.items() if person["room_role"] == RoomRole.EDITOR] == ["joaquim"]


def test_codebook_is_a_tree_that_can_be_told_apart():
    themes = {theme["slug"]: theme for theme in ROOM["themes"]}
    assert 12 <= len(themes) <= 14
    looks = {(theme["hue"], theme["pattern"]) for theme in themes.values()}
    assert len(looks) == len(themes)
    for theme in themes.values():
        assert 1 <= theme["hue"] <= 12
        assert theme["pattern"] in list(Pattern)
        assert "Not for" in theme["definition"] or "not for" in theme["definition"]
        parent = themes.get(theme.get("parent", ""))
        assert ("parent" in theme) == (parent is not None)
        assert parent is None or parent is not theme
    assert {slug for note in NOTES for slug in note["themes"]} == set(themes)


@every_note
def test_note_uses_known_words_and_people(note):
    assert note["motivation"] in list(Motivation)
    assert note["visibility"] in list(Visibility)
    assert note["state"] in list(AnnotationState)
    assert note["author"] in PEOPLE
    assert note["visibility"] == "private" or note["author"] in WRITERS
    assert (note["state"] == "resolved") == ("resolved_by" in note) == ("resolved_at" in note)
    assert note.get("resolved_by", "nadia") in WRITERS


@every_note
def test_replies_follow_the_note_in_order(note):
    replies = note.get("replies", [])
    assert not (replies and note["visibility"] == "private")
    assert all(reply["author"] in WRITERS and 0 < len(reply["body"]) <= 700 for reply in replies)
    times = [note["created"], *(reply["created"] for reply in replies)]
    assert times == sorted(times)
    last = note.get("resolved_at") or note.get("deleted_at") or times[-1]
    assert times[-1] <= last
    assert all((time.year, time.month in {5, 6}) == (2026, True) for time in [*times, last])
    assert ("earlier" in note) == ("edited" in note)
    assert note.get("edited", times[0]) >= times[0]


@every_note
def test_body_adds_something_to_its_words(note):
    body = note["body"].strip()
    if note["motivation"] == "highlighting":
        assert body == ""
        return
    assert 60 <= len(body) <= 700
    for words in (note.get("quote"), note.get("quote_from"), note.get("quote_to"), note.get("second", {}).get("quote")):
        assert words is None or "near" in note or plain(words) not in plain(body)


def test_mix_shows_what_the_room_can_do():
    live = [note for note in NOTES if not note.get("deleted")]
    threads = Counter(note["state"] for note in live if note.get("replies"))
    assert 28 <= len(NOTES) <= 34
    assert Counter(note["on"] for note in NOTES)["2022"] >= 12
    assert 4 <= sum(note["motivation"] == "highlighting" for note in NOTES) <= 6
    assert {note["motivation"] for note in NOTES} == set(Motivation)
    assert threads["resolved"] >= 3
    assert threads["open"] >= 4
    assert sum("earlier" in note for note in NOTES) == 2
    assert [len(note["replies"]) for note in NOTES if note.get("deleted")] == [1]


def test_visibility_shows_and_hides_in_both_directions():
    seen_by = Counter(note["visibility"] for note in NOTES)
    assert seen_by["room"] >= 10
    assert seen_by["team"] >= 14
    keepers = [note["author"] for note in NOTES if note["visibility"] == "private"]
    assert sorted(keepers) == sorted(PEOPLE)


def test_passages_overlap_coincide_and_cross_paragraphs():
    places = [(note["on"], *place(note, note["on"]), note["author"]) for note in NOTES]
    pairs = [(a, b) for i, a in enumerate(places) for b in places[i + 1 :] if a[0] == b[0]]
    same = [(a, b) for a, b in pairs if a[1:3] == b[1:3]]
    overlapping = [(a, b) for a, b in pairs if a[1] < b[1] < a[2] < b[2] or b[1] < a[1] < b[2] < a[2]]
    crossing = [p for p in places if "\n\n" in statement_text(p[0])[p[1] : p[2]]]
    assert [a[3] != b[3] for a, b in same] == [True]
    assert len(overlapping) >= 3
    assert len(crossing) >= 2
