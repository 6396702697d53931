"""The command that carries selectors from one file to another; no database."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

OLD = """Joint Declaration

Moscow, 16 July 2001

1. The two sides support the central role of the United Nations in international affairs.

2. They stand ready to work together for peace and for the development of all countries.

3. The two sides oppose any attempt to weaken the treaty of 1972, which is the cornerstone of stability.

4. The exhibition of books will be shown in both capitals in the autumn.
"""
NEW = """Joint Declaration

Moscow, 16 July 2001

1. The two sides support the central role of the United Nations in international affairs.

2. The two sides oppose any attempt to undermine the treaty of 1972, which is the cornerstone of stability.

3. They stand ready to work together for peace and for the development of all countries.
"""


@pytest.fixture
def papers(tmp_path):
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)
    return tmp_path


def carried(papers, selectors, *options):
    (papers / "selectors.json").write_text(selectors if isinstance(selectors, str) else json.dumps(selectors))
    out = StringIO()
    arguments = (str(papers / name) for name in ("old.txt", "new.txt", "selectors.json"))
    call_command("carry_selectors", *arguments, *options, stdout=out)
    return out.getvalue()


def as_json(papers, selectors):
    return json.loads(carried(papers, selectors, "--json"))


def edition_text(path):
    out = StringIO()
    call_command("inspect_statement", str(path), "--json", stdout=out)
    return "\n\n".join(block["text"] for block in json.loads(out.getvalue())["blocks"])


def on(text, words):
    return {"start": text.index(words), "end": text.index(words) + len(words), "exact": words}


def placed(text, words, method, state, **more):
    return {**on(text, words), "method": method, "score": 1.0, "state": state, **more}


GONE = {"start": None, "end": None, "exact": "", "score": 0.0, "state": "left_behind"}


def test_each_selector_has_its_answer_in_the_order_asked(papers):
    old, new = edition_text(papers / "old.txt"), edition_text(papers / "new.txt")
    asked = [
        "exhibition of books",
        "work together for peace",
        "central role of the United Nations",
        "weaken the treaty",
    ]
    assert as_json(papers, [on(old, words) for words in asked]) == [
        {**GONE, "method": "gone"},
        placed(new, "work together for peace", "moved", "carried_forward"),
        placed(new, "central role of the United Nations", "exact", "carried_forward"),
        placed(new, "undermine the treaty", "changed", "needs_a_look", score=0.6667),
    ]


def test_a_wrong_place_is_mended_by_the_words_if_these_stand_but_once(papers):
    new = edition_text(papers / "new.txt")
    selectors = [
        {"start": 3, "end": 26, "exact": "work together for peace"},
        {"exact": "The two sides"},
        {"exact": "The two sides", "suffix": " oppose"},
        {"start": 0, "end": 9, "exact": "words that are nowhere"},
        {"start": 7, "end": 5, "exact": ""},
    ]
    assert as_json(papers, selectors) == [
        placed(new, "work together for peace", "moved", "carried_forward"),
        {**GONE, "method": "several in old text"},
        {**on(new, "The two sides oppose"), "end": new.index("The two sides oppose") + 13, "exact": "The two sides"}
        | {"method": "exact", "score": 1.0, "state": "carried_forward"},
        {**GONE, "method": "not in the old text"},
        {**GONE, "method": "not in the old text"},
    ]


def test_a_selector_of_nothing_is_about_the_whole_statement(papers):
    whole = {"start": None, "end": None, "exact": "", "method": "whole", "score": 1.0, "state": "carried_forward"}
    assert as_json(papers, [{"start": None, "end": None, "exact": ""}]) == [whole]


def test_people_get_a_line_for_each(papers):
    old = edition_text(papers / "old.txt")
    told = carried(papers, [on(old, "exhibition of books"), on(old, "central role")])
    assert told.splitlines() == [
        "Left behind: no place (gone, 0.00)",
        "Carried forward: 67–79 (exact, 1.00) central role",
    ]
    assert carried(papers, []).strip() == "There are no selectors in the file."


@pytest.mark.parametrize(
    ("selectors", "said"),
    [
        ("{", "it is not JSON"),
        ('{"start": 1}', "it should hold a list"),
        ("[3]", "selector 1 is no object"),
        ('[{"exact": "a"}, {"start": "1", "end": 2, "exact": "a"}]', "“start” of selector 2 is not a whole number"),
        ('[{"start": 1, "end": true, "exact": "a"}]', "“end” of selector 1 is not a whole number"),
        ('[{"start": 1, "end": 2, "exact": 5}]', "“exact” of selector 1 is not text"),
    ],
)
def test_selectors_that_are_none_are_refused_with_a_sentence(papers, selectors, said):
    with pytest.raises(CommandError, match=said):
        carried(papers, selectors)


def test_files_that_cannot_be_read_are_named(papers):
    with pytest.raises(CommandError, match=r"none\.json cannot be read"):
        call_command("carry_selectors", str(papers / "old.txt"), str(papers / "new.txt"), str(papers / "none.json"))
    (papers / "new.txt").write_text("")
    with pytest.raises(CommandError, match=r"new\.txt: The file is empty"):
        carried(papers, [])
