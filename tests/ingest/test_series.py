"""Numbers that are missing, mistyped, printed twice or hidden in a paragraph: kept as printed, and told."""

from __future__ import annotations

import pytest

from tests.ingest.texts import outline, parsed_from


def communique(*numbers: str) -> str:
    items = "\n\n".join(f"{number} They agreed on one more thing." for number in numbers)
    return f"Communiqué of the Ministers of the Delta\n\n{items}\n"


def codes(text: str) -> list[tuple[str, int]]:
    return [(warning.code, warning.first_line) for warning in parsed_from(text).warnings]


def test_a_mistyped_number_is_an_item_and_told() -> None:
    text = communique("1.", "2.", "3.", "41.", "5.", "6.")
    assert [block.marker for block in parsed_from(text).blocks if block.kind == "item"] == [
        "1.", "2.", "3.", "41.", "5.", "6.",
    ]  # fmt: skip
    assert codes(text) == [("number-mistyped", 9), ("number-gap", 11)]


def test_more_strange_numbers_than_are_missing_open_nothing() -> None:
    parsed = parsed_from(communique("1.", "2.", "90.", "80.", "4.", "5."))
    assert [block.marker for block in parsed.blocks if block.kind == "item"] == ["1.", "2.", "4.", "5."]


def test_a_series_goes_on_over_several_holes() -> None:
    parsed = parsed_from(communique("1.", "2.", "5.", "7.", "8.", "11.", "12."))
    assert [block.marker for block in parsed.blocks if block.kind == "item"] == [
        "1.", "2.", "5.", "7.", "8.", "11.", "12.",
    ]  # fmt: skip
    assert [warning.code for warning in parsed.warnings] == ["number-gap"] * 3


def test_a_number_inside_a_paragraph_is_named_with_its_line() -> None:
    text = (
        "Communiqué of the Delta\n\n1. They met.\n\n2. They read. 3. They liked it.\n\n4. They left.\n\n5. So be it.\n"
    )
    (warning,) = parsed_from(text).warnings
    assert warning.code == "number-gap"
    assert "in the middle of line 5" in warning.message


def test_a_number_in_a_sentence_is_not_taken_for_the_missing_one() -> None:
    text = "Communiqué of the Delta\n\n1. They met.\n\n2. They read No. 3 of it.\n\n4. They left.\n\n5. So be it.\n"
    (warning,) = parsed_from(text).warnings
    assert "look for the missing number" in warning.message


def test_roman_divisions_below_a_number_carry_its_address() -> None:
    text = (
        "Final Act of the Lake\n\n1. Principles of the participating States are these:\n\nI. Equality\n\n"
        "They are equal, and they remain so for all time.\n\nII. Peace\n\nThey keep the peace and keep it well.\n\n"
        "2. Measures follow.\n"
    )
    assert outline(parsed_from(text))[1:] == [
        ("1.1", "item"), ("1.i", "heading"), ("1.2", "paragraph"), ("1.ii", "heading"), ("1.3", "paragraph"),
        ("2.1", "item"),
    ]  # fmt: skip


def test_principles_are_numbered_like_articles() -> None:
    text = "Declaration of Recife\n\n" + "\n\n".join(
        f"Principle {number}\n\nRivers are shared by all who live along them." for number in (1, 2, 4)
    )
    parsed = parsed_from(text + "\n\nPrinciple 5\n\nSo it is.\n")
    assert [block.address for block in parsed.blocks if block.kind == "heading"] == ["1.1", "2.1", "4.1", "5.1"]
    assert [warning.code for warning in parsed.warnings] == ["number-gap"]


@pytest.mark.parametrize("slip", ["l5 May", "in 2O24", "the c0untry"])
def test_slips_of_text_recognition_are_told(slip: str) -> None:
    assert codes(f"Report on the Delta\n\nThey met on {slip} and agreed.\n") == [("recognition-slip", 3)]


@pytest.mark.parametrize("name", ["G20", "CO2", "H1N1", "5G", "3D", "G7"])
def test_names_with_figures_are_no_slips(name: str) -> None:
    assert codes(f"Report on the Delta\n\nThey spoke of {name} and agreed.\n") == []


def test_a_number_with_a_dash_belongs_to_the_series_around_it() -> None:
    parsed = parsed_from(communique("1.", "2.", "3.-", "4."))
    assert [block.address for block in parsed.blocks if block.kind == "item"] == ["1.1", "2.1", "3.1", "4.1"]
    assert parsed.warnings == ()


def test_numerals_alone_on_their_lines_head_parts() -> None:
    body = "　　双方指出，两国关系持续发展。\n　　双方将继续合作，造福两国人民。\n"
    parsed = parsed_from(f"中华人民共和国和挪威王国联合声明\n\n　　一\n{body}　　二\n{body}")
    assert [(block.kind, block.text) for block in parsed.blocks if len(block.text) == 1] == [
        ("heading", "一"), ("heading", "二"),
    ]  # fmt: skip


def test_lettered_divisions_above_short_items_are_headings() -> None:
    parsed = parsed_from(
        "Declaration of the Lakes\n\nA. Strong and Sustainable Growth of All\n\nGlobal Situation\n\n1. Storms came "
        "over the lakes in every month of the year and took boats.\n\n"
        "B. Accelerating Progress\n\n2. We go on.\n"
    )
    assert [block.text for block in parsed.blocks if block.kind == "heading"] == [
        "Strong and Sustainable Growth of All", "Global Situation", "Accelerating Progress",
    ]  # fmt: skip


@pytest.mark.parametrize("stop", ["۔", "।", "."])
def test_numbers_end_with_the_stop_of_their_script(stop: str) -> None:
    parsed = parsed_from(f"Report\n\n1{stop} دونوں فریق ملے۔\n\n2{stop} وہ دوبارہ ملیں گے۔\n\n3{stop} وزیر گئے۔\n")
    assert [block.marker for block in parsed.blocks if block.kind == "item"] == [f"1{stop}", f"2{stop}", f"3{stop}"]
