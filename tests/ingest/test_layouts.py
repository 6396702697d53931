"""Layouts of ministries' papers and pages; each rule beside the text in which it must not act."""

from __future__ import annotations

import pytest

from statements.ingest.parsed import ParsedStatement
from statements.ingest.understand import understand
from tests.ingest.texts import parsed_from

_BODY = (
    "The ministers met in the old town hall and went through every question that the two delegations had prepared "
    "since the spring, from ferries to fisheries."
)
_ITEMS = f"1. {_BODY}\n\n2. {_BODY}\n\n"


def _signed(parsed: ParsedStatement) -> list[tuple[str | None, str | None]]:
    return [(one.name, one.party) for one in parsed.signatories]


def _texts(parsed: ParsedStatement, kind: str) -> list[str]:
    return [block.text for block in parsed.blocks if block.kind == kind]


def _page(inside: str, head: str = "") -> str:
    return f"<html><head><meta charset=utf-8>{head}</head><body>{inside}</body></html>"


def test_states_above_their_signatories_belong_to_the_columns() -> None:
    text = (
        f"挪威王国和智利共和国联合声明\n\n一、{'双方满意地看到两国渔业合作不断发展。' * 3}\n\n"
        f"二、{'双方同意明年再次会晤。' * 4}\n\n挪威王国　　　　　　　　智利共和国\n"
        "外交大臣　　　　　　　　外交部长\n约翰·汉森（签字）　　　佩德罗·索托（签字）\n"
    )
    parsed = parsed_from(text)
    assert _texts(parsed, "signature") == [
        "挪威王国\n外交大臣\n约翰·汉森（签字）",
        "智利共和国\n外交部长\n佩德罗·索托（签字）",
    ]
    assert _signed(parsed) == [("约翰·汉森", "NOR"), ("佩德罗·索托", "CHL")]


def test_a_row_of_office_and_name_is_one_signatory() -> None:
    text = f"Protocol of Talks\n\n{_ITEMS}Ambassador of Norway    K. Nordby\nMinister of Trade of Chile    P. Soto\n"
    assert _texts(parsed_from(text), "signature") == [
        "Ambassador of Norway\nK. Nordby",
        "Minister of Trade of Chile\nP. Soto",
    ]


def test_columns_of_names_above_offices_are_read_down() -> None:
    text = f"Protocol of Talks\n\n{_ITEMS}Kari Nordby    Pedro Soto\nMinister of Norway    Minister of Chile\n"
    assert _texts(parsed_from(text), "signature") == [
        "Kari Nordby\nMinister of Norway",
        "Pedro Soto\nMinister of Chile",
    ]


@pytest.mark.parametrize(
    ("below", "left", "right"),
    [
        ("and Customs", "Minister of Norway\nand Customs", "Minister of Chile"),
        ("        and Customs", "Minister of Norway", "Minister of Chile\nand Customs"),
    ],
)
def test_a_line_under_one_column_goes_on_with_that_column(below: str, left: str, right: str) -> None:
    text = f"Protocol of Talks\n\n{_ITEMS}Kari Nordby    Pedro Soto\nMinister of Norway    Minister of Chile\n{below}\n"
    assert _texts(parsed_from(text), "signature") == [f"Kari Nordby\n{left}", f"Pedro Soto\n{right}"]


def test_a_table_of_signatures_on_a_page_is_read_down_its_columns() -> None:
    table = (
        "<table><tr><td>Sd/-</td><td>Sd/-</td></tr><tr><td>Kari Nordby</td><td>Pedro Soto</td></tr>"
        "<tr><td>Prime Minister</td><td>President</td></tr>"
        "<tr><td>Kingdom of Norway</td><td>Republic of Chile</td></tr></table>"
    )
    parsed = parsed_from(_page(f"<h1>Joint Statement</h1><p>1. {_BODY}</p><p>2. {_BODY}</p>{table}"), filename="p.html")
    assert _signed(parsed) == [("Kari Nordby", "NOR"), ("Pedro Soto", "CHL")]
    assert _texts(parsed, "table") == []


def test_a_table_that_counts_its_rows_is_one_of_data() -> None:
    table = (
        "<table><tr><td>No.</td><td>Paper</td><td>Signed by</td></tr><tr><td>1</td><td>Ferries</td><td>Minister of "
        "Ports</td></tr><tr><td>2</td><td>Fisheries</td><td>Minister of Food</td></tr></table>"
    )
    parsed = parsed_from(_page(f"<h1>Joint Statement</h1><p>{_BODY}</p>{table}"), filename="p.html")
    assert len(_texts(parsed, "table")) == 3
    assert parsed.signatories == ()


def test_who_signs_stands_on_a_line_of_its_own_in_a_wrapped_text() -> None:
    state = "For the United Kingdom of Great Britain and Northern Ireland:"
    lines = "1. The ministers met in the old town hall and went through every\nquestion that both had prepared.\n\n"
    text = f"Memorandum\n\n{lines}{lines.replace('1.', '2.')}{state}\n(Signed) Jane Martin\n"
    assert _texts(parsed_from(text), "signature") == [f"{state}\n(Signed) Jane Martin"]


@pytest.mark.parametrize(
    ("line", "signed", "published"),
    [("<p>May 3, 2021</p>", None, "2021-05-03"), ("<p>Oslo, May 3, 2021</p>", "2021-05-03", "2021-05-03")],
)
def test_a_bare_day_that_the_page_states_of_itself_is_its_own(line: str, signed: str | None, published: str) -> None:
    head = '<meta property="article:published_time" content="2021-05-03T10:00:00Z">'
    page = _page(f"<h1>Joint Statement of Norway and Chile</h1>{line}<p>{_BODY}</p>", head)
    parsed = parsed_from(page, filename="p.html")
    assert (parsed.date_signed, parsed.date_published) == (signed, published)


def test_a_place_and_day_of_the_office_below_the_text_are_not_those_of_signing() -> None:
    foot = "<p><b>New Delhi</b><br><b>June 22, 2021</b></p>"
    title = "<h2>Joint Statement of Norway and India</h2><p>June 22, 2021</p>"
    own = parsed_from(_page(f"{title}<p>Oslo, 20 June 2021</p><p>{_BODY}</p>{foot}"), filename="p.html")
    assert (own.place, own.date_signed, own.date_published) == ("Oslo", "2021-06-20", "2021-06-22")
    none = parsed_from(_page(f"{title}<p>{_BODY}</p>{foot}"), filename="p.html")
    assert (none.place, none.date_signed) == ("New Delhi", "2021-06-22")


def test_a_place_between_two_days_belongs_to_the_one_below() -> None:
    head = "<h1>Joint Statement of Norway and Chile</h1><p>May 9, 2021</p><p>Oslo, Norway</p><p>3 May 2021</p>"
    parsed = parsed_from(_page(f"{head}<p>{_BODY}</p>"), filename="p.html")
    assert (parsed.place, parsed.date_signed) == ("Oslo, Norway", "2021-05-03")


def test_a_place_apart_above_the_last_day_signs_nothing() -> None:
    signed = "Kari Nordby    Pedro Soto\nMinister of Norway    Minister of Chile\n\n"
    parsed = parsed_from(f"Protocol of Talks\n\n{_ITEMS}{signed}New Harbour\n3 May 2021\n")
    assert [one.name for one in parsed.signatories] == ["Kari Nordby", "Pedro Soto"]
    assert (parsed.place, parsed.date_signed) == ("New Harbour", "2021-05-03")


def test_a_name_above_the_day_in_its_own_signature_stays_a_name() -> None:
    text = f"Protocol of Talks\n\n{_ITEMS}Minister of Norway\nKari Nordby\n3 May 2021\n"
    parsed = parsed_from(text)
    assert [one.name for one in parsed.signatories] == ["Kari Nordby"]
    assert parsed.place is None


def test_the_hour_below_a_day_makes_it_the_day_of_the_page() -> None:
    page = _page(f"<h1>Joint Statement of Norway and Chile</h1><div>May 3, 2021<br>18:00</div><p>{_BODY}</p>")
    parsed = parsed_from(page, filename="p.html")
    assert (parsed.date_signed, parsed.date_published) == (None, "2021-05-03")
    assert _texts(parsed, "dateline") == ["May 3, 2021", "18:00"]


def test_the_day_above_a_press_release_is_that_of_the_release() -> None:
    body = f"Joint Statement of Norway and Chile\n\n{_BODY}\n"
    released = parsed_from(f"FOR IMMEDIATE RELEASE\nMay 3, 2021\n\n{body}")
    assert (released.date_signed, released.date_published) == (None, "2021-05-03")
    assert parsed_from(f"May 3, 2021\n\n{body}").date_signed == "2021-05-03"


def test_an_occasion_with_its_day_is_a_title_and_no_place() -> None:
    title = "Council meeting (3 May 2021) – Conclusions"
    parsed = parsed_from(f"{title}\n\n{_ITEMS}")
    assert (parsed.title, parsed.date_signed, parsed.place) == (title, None, None)
    assert parsed_from(f"Joint Statement\n\nOslo (3 May 2021)\n\n{_ITEMS}").date_signed == "2021-05-03"


@pytest.mark.parametrize("heading", ["Press contacts", "Related News:", "Дополнительные материалы", "相关新闻"])
def test_what_a_page_adds_below_the_text_is_left_out(heading: str) -> None:
    added = f"<h3>{heading}</h3><p>Jane Martin</p><p>Press officer</p><p>Write to the office with your questions.</p>"
    parsed = parsed_from(_page(f"<h1>Joint Statement</h1>{f'<p>{_BODY}</p>' * 3}{added}"), filename="p.html")
    assert [block.kind for block in parsed.blocks] == ["title", *["paragraph"] * 3]
    assert "Jane Martin" in [entry.text for entry in parsed.dropped]


def test_a_heading_of_that_name_above_paragraphs_stays() -> None:
    parsed = parsed_from(f"Joint Statement\n\n{_ITEMS}Topics\n\n3. {_BODY} {_BODY}\n\n4. {_BODY}\n")
    assert _texts(parsed, "heading") == ["Topics"]


def test_the_number_of_a_page_below_its_heading_is_left_out() -> None:
    page = _page(f"<h1>Joint Statement</h1><p>1482-12-08-2021</p><p>{_BODY}</p>")
    assert [block.kind for block in parsed_from(page, filename="p.html").blocks] == ["title", "paragraph"]


@pytest.mark.parametrize("last", ["Recalling their talks of last year.", "Recalling their talks of last year,"])
def test_a_preamble_may_close_its_last_clause_and_leave_its_subject_open(last: str) -> None:
    text = (
        'Agreement\n\nThe Government of Norway and the Government of Chile (hereinafter, the "Parties")\n\n'
        "Wishing to deepen their friendship in every field,\n\nNoting the needs of their coasts,\n\n"
        f"{last}\n\nHave agreed as follows:\n\n{_ITEMS}"
    )
    parsed = parsed_from(text)
    assert [block.kind for block in parsed.blocks][1:6] == ["preamble"] * 4 + ["formula"]
    assert parsed.self_name == "Parties"


def test_the_name_of_a_division_stands_below_its_number() -> None:
    text = f"Treaty of Friendship\n\n{_BODY}\n\nCHAPTER I\nOF FERRIES\n\n{_BODY}\n\nCHAPTER II\nOF FISH\n\n{_BODY}\n"
    assert _texts(parsed_from(text), "heading") == ["CHAPTER I", "OF FERRIES", "CHAPTER II", "OF FISH"]


def test_a_list_of_states_with_one_unknown_among_them_gives_no_parties() -> None:
    text = "Declaration\n\n{} are resolved to keep the peace on the great lake and on all the rivers of it.\n"
    known = parsed_from(text.format("The Republic of Chile, the Kingdom of Norway and the Republic of Kenya"))
    assert [party.iso for party in known.parties] == ["CHL", "NOR", "KEN"]
    for end in (
        "the Republic of Kenya and the Kingdom of Ruritania",
        "the Kingdom of Ruritania and the Republic of Kenya",
    ):
        assert parsed_from(text.format(f"The Republic of Chile, the Kingdom of Norway, {end}")).parties == ()


def test_a_list_that_goes_on_behind_brackets_gives_no_parties() -> None:
    group = "The group (Chile, Norway, with the help of the office of the lakes) and Kenya"
    assert parsed_from(f"Plan of Action\n\n{group} welcome this plan.\n").parties == ()


def test_a_state_that_is_no_more_is_a_party_without_a_code() -> None:
    text = f"Treaty between the Kingdom of Norway and the Union of Soviet Socialist Republics\n\n{_ITEMS}"
    assert [(party.name, party.iso) for party in parsed_from(text).parties] == [
        ("Kingdom of Norway", "NOR"),
        ("Union of Soviet Socialist Republics", None),
    ]


def test_a_place_is_named_as_it_is_called() -> None:
    body = "Стороны отметили развитие сотрудничества и договорились продолжить его в следующем году."
    text = f"Совместное заявление\n\n1. {body}\n\n2. {body}\n\nСовершено в Женеве 3 мая 2011 года.\n"
    assert (parsed_from(text).place, parsed_from(text).date_signed) == ("Женева", "2011-05-03")


def test_a_long_heading_does_not_hide_that_a_text_is_wrapped() -> None:
    words = (
        "The ministers met in the old town hall and went through all questions\nNorway had prepared, and then heard the"
        " reports of those who came from\nTromsø."
    )
    long = "issued by the ministers who took part in the eleventh meeting of the council of the northern lakes in Hamar"
    items = "\n\n".join(f"{at}. {words}" for at in range(1, 6))
    parsed = parsed_from(f"Lake Declaration\n\n{long}\n\n{items}\n")
    assert _texts(parsed, "item") == [" ".join(words.split())] * 5


def test_japanese_of_seven_bits_is_read() -> None:
    text = "共同声明\n\n2011年5月3日\n\n一、両国は友好を深める。\n\n二、両国は会談を続ける。\n"
    parsed = understand(text.encode("iso2022_jp"), filename="a.txt")
    assert (parsed.title, parsed.language, parsed.date_signed) == ("共同声明", "ja", "2011-05-03")
