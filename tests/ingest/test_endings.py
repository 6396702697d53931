"""The foot of a text: signatures of several layouts, and the places and dates beside them."""

from __future__ import annotations

from tests.ingest.texts import outline, parsed_from

BODY = "Joint Statement of Chad and Niger\n\nThe two sides will dig wells along the road and keep them in repair.\n\n"
NBSP = "\u00a0"


def signed(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(row.name, row.office, row.party) for row in parsed_from(BODY + text).signatories]


def test_columns_parted_by_no_break_spaces_are_read_downwards() -> None:
    text = f"Moussa Idriss{NBSP * 40}Amina Oumarou\n\nMinister of Chad{NBSP * 30}Minister of Niger\n"
    assert signed(text) == [("Moussa Idriss", "Minister of Chad", "TCD"), ("Amina Oumarou", "Minister of Niger", "NER")]
    blocks = parsed_from(BODY + text).blocks
    assert [(row.text, row.first_line, row.last_line) for row in blocks if row.kind == "signature"] == [
        ("Moussa Idriss\nMinister of Chad", 5, 7),
        ("Amina Oumarou\nMinister of Niger", 5, 7),
    ]


def test_two_rows_of_columns_are_four_signatories() -> None:
    text = (
        "Moussa Idriss          Amina Oumarou\nMinister of Water      Minister of Roads\n"
        "Ali Haroun             Sani Bako\nMinister of Trade      Minister of Health\n"
    )
    assert [row[0] for row in signed(text)] == ["Moussa Idriss", "Amina Oumarou", "Ali Haroun", "Sani Bako"]


def test_for_lines_say_the_party() -> None:
    text = "For the Government of the Republic of Chad:      For the Government of the Republic of Niger:\n\n"
    text += "Moussa Idriss                                    Amina Oumarou\n"
    assert signed(text) == [("Moussa Idriss", None, "TCD"), ("Amina Oumarou", None, "NER")]


def test_initials_in_names_are_no_list_marker() -> None:
    assert signed("A. Moussa Idriss\nPresident of Chad\n\nB. Sani Bako\nPresident of Niger\n") == [
        ("A. Moussa Idriss", "President of Chad", "TCD"),
        ("B. Sani Bako", "President of Niger", "NER"),
    ]


def test_place_above_the_closing_date_is_no_signature() -> None:
    parsed = parsed_from(BODY + "Zinder\n4 May 2010\n")
    assert outline(parsed)[-2:] == [("dateline", "dateline"), ("dateline.2", "dateline")]
    assert (parsed.place, parsed.date_signed, parsed.signatories) == ("Zinder", "2010-05-04", ())


def test_done_at_gives_place_and_date() -> None:
    parsed = parsed_from(BODY + "DONE in duplicate at Zinder in two languages, this 4th day of May, 2010.\n")
    assert (parsed.place, parsed.date_signed) == ("Zinder", "2010-05-04")


def test_short_last_paragraph_is_no_signature() -> None:
    parsed = parsed_from(BODY + "Thank you.\n")
    assert outline(parsed)[-1] == ("2", "paragraph")
    assert parsed.signatories == ()


def test_state_on_the_line_below_for_the_government_of_the() -> None:
    text = "For the Government of the\nRepublic of Chad:\n\n(Signed) Moussa Idriss\n\n"
    text += "For the Government of the\nRepublic of Niger:\n\n(Signed) Amina Oumarou\n"
    assert signed(text) == [("Moussa Idriss", None, "TCD"), ("Amina Oumarou", None, "NER")]


def test_names_alone_without_blank_lines_are_one_signatory_each() -> None:
    assert [row[0] for row in signed("Moussa Idriss\nAmina Oumarou\nSani Bako\n")] == [
        "Moussa Idriss",
        "Amina Oumarou",
        "Sani Bako",
    ]


def test_office_and_name_on_one_line() -> None:
    assert signed("President of Chad M. IDRISS\n\nPrime Minister of Niger A. OUMAROU\n") == [
        ("M. IDRISS", "President of Chad", "TCD"),
        ("A. OUMAROU", "Prime Minister of Niger", "NER"),
    ]


def test_lines_of_office_and_name_without_blank_lines_are_one_signatory_each() -> None:
    assert signed("中华人民共和国主席 胡锦涛\n俄罗斯联邦总统 梅德韦杰夫\n") == [
        ("胡锦涛", "中华人民共和国主席", None),
        ("梅德韦杰夫", "俄罗斯联邦总统", None),
    ]


def test_name_after_the_colon_of_whom_it_is_for() -> None:
    assert signed("For the French Republic: Jeanne Martin\n\nFor the Kingdom of Spain: Pedro Ruiz\n") == [
        ("Jeanne Martin", None, "FRA"),
        ("Pedro Ruiz", None, "ESP"),
    ]


def test_signatures_in_indonesian() -> None:
    text = "Untuk Pemerintah Republik Indonesia        Untuk Pemerintah Malaysia\n\n"
    text += "BUDI SANTOSO                               AHMAD RAZAK\nPresiden           Perdana Menteri\n"
    parsed = parsed_from(
        "PERNYATAAN BERSAMA\n\n1. Kedua pihak sepakat untuk bertemu lagi dan bekerja sama pada tahun depan.\n\n"
        "2. Kedua negara dan pemerintah ini menyambut baik perjanjian dengan yang lain.\n\n" + text
    )
    assert [(row.name, row.office, row.party) for row in parsed.signatories] == [
        ("BUDI SANTOSO", "Presiden", "IDN"),
        ("AHMAD RAZAK", "Perdana Menteri", "MYS"),
    ]


def test_a_last_sentence_about_a_minister_is_no_signature() -> None:
    for sentence in ("The Prime Minister thanked the people of Chad.", "Министр поблагодарил хозяев встречи."):
        parsed = parsed_from(BODY + sentence + "\n")
        assert (outline(parsed)[-1], parsed.signatories) == (("2", "paragraph"), ())


def test_witnesses_are_no_signatories() -> None:
    text = "Moussa Idriss          Amina Oumarou\n\nMinister of Water      Minister of Roads\n"
    text += "Republic of Chad       Togolese Republic\n\nWitnessed by:\n\nSani Bako\n"
    assert signed(text) == [
        ("Moussa Idriss", "Minister of Water Republic of Chad", "TCD"),
        ("Amina Oumarou", "Minister of Roads Togolese Republic", "TGO"),
    ]


def test_names_in_brackets_are_read_without_them() -> None:
    assert signed("(Moussa Idriss)\nMinister of Chad\n\n(Amina Oumarou)\nMinister of Niger\n") == [
        ("Moussa Idriss", "Minister of Chad", "TCD"),
        ("Amina Oumarou", "Minister of Niger", "NER"),
    ]
