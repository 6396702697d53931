"""Who speaks, and what a digest says of the statement that it digests."""

from __future__ import annotations

from tests.ingest.texts import outline, parsed_from

BODY = "The two sides will dig wells along the road, and they will keep them in good repair for all who pass.\n"


def codes(text: str) -> list[str | None]:
    return [party.iso for party in parsed_from(text).parties]


def test_parties_stand_in_the_first_sentence_below_names_of_sessions_and_places() -> None:
    text = "Third River Summit\n\nZinder Declaration\n\nThe Green House, Zinder\n\n3 May 2001\n\nPreamble\n\n"
    text += "1. We, the Leaders of the Republic of Chad, the Republic of Niger and the Kingdom of Morocco, met.\n\n"
    assert codes(text + f"2. {BODY}") == ["TCD", "NER", "MAR"]


def test_turkish_capitals_name_states() -> None:
    text = "TÜRKİYE VE NİJER ORTAK BİLDİRİSİ\n\nTaraflar bu metin ile iki ülke arasında ve tüm bölge için "
    assert codes(text + "su yolları yapar, bu yollar da herkes için olacak.\n") == ["TUR", "NER"]


def test_a_date_right_after_the_title_is_that_of_the_digested_statement() -> None:
    parsed = parsed_from(
        "Key points of the wells statement\n\nChad and Niger issued the “Joint Statement of Chad and Niger on Wells” "
        "on 4 May 2010.\n\nThey will “dig wells”.\n\nThey will “build roads”.\n"
    )
    assert parsed.profile == "digest"
    assert (parsed.digest_of and parsed.digest_of.date, parsed.date_signed) == ("2010-05-04", "2010-05-04")
    assert [party.iso for party in parsed.parties] == ["TCD", "NER"]


def test_a_chinese_digest_names_its_statement_in_title_marks() -> None:
    parsed = parsed_from(
        "联合声明要点\n\n新华社尼亚美3月21日电 双方签署《乍得和尼日尔关于水井的联合声明》。要点如下：\n\n"
        "双方“将挖水井”。\n"
    )
    assert parsed.digest_of is not None
    assert (parsed.digest_of.title, parsed.digest_of.date) == ("乍得和尼日尔关于水井的联合声明", None)


def test_an_office_above_the_title_is_left_out() -> None:
    parsed = parsed_from(f"Ministry of Wells of the Republic of Chad\n\nJoint Statement of Chad and Niger\n\n{BODY}")
    assert outline(parsed) == [("title", "title"), ("1", "paragraph")]
    assert [(row.text, row.reason) for row in parsed.dropped] == [
        ("Ministry of Wells of the Republic of Chad", "letterhead above the title")
    ]


def test_the_name_of_a_page_above_the_title_is_left_out() -> None:
    parsed = parsed_from(
        "<html><head><title>Joint Statement of Chad and Niger - River News Room</title></head><body>"
        f"<div>River News Room</div><h1>Joint Statement of Chad and Niger</h1><p>{BODY}</p></body></html>",
        filename="a.html",
    )
    assert outline(parsed) == [("title", "title"), ("1", "paragraph")]


def test_a_group_is_one_party_by_both_its_names() -> None:
    text = "DECLARATION OF ASEAN\n\nWE, the Member States of the Association of Southeast Asian Nations (ASEAN), met;"
    assert [party.name for party in parsed_from(text + f"\n\n1. {BODY}\n2. {BODY}").parties] == ["ASEAN"]


def test_the_sort_of_release_above_the_title_is_left_out() -> None:
    parsed = parsed_from(f"FOR IMMEDIATE RELEASE\n\nJoint Statement of Chad and Niger\n\n{BODY}")
    assert outline(parsed) == [("title", "title"), ("1", "paragraph")]
