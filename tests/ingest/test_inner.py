"""A letter that transmits a declaration: both are told apart, and the day of signing is that of the declaration."""

from __future__ import annotations

from tests.ingest.texts import outline, parsed_from

LETTER = """United Nations A/78/901

General Assembly

22 May 2024

Letter dated 20 May 2024 from the Permanent Representatives of Chile and Peru to the Secretary-General

We have the honour to transmit herewith a declaration on the southern ocean (see annex).

(Signed) Paula Rojas
Permanent Representative of Chile

(Signed) Victor Quispe
Permanent Representative of Peru

"""
DECLARATION = """Joint Declaration of the Republic of Chile and the Republic of Peru on the Southern Ocean

Arica, 16 May 2024

Recalling their long friendship,

Convinced that the sea belongs to all,

Declare as follows:

1. The sides will count the whales.

2. The sides will share what they find.
"""
ANNEX = "Annex to the letter dated 20 May 2024 from the Permanent Representatives of Chile and Peru\n\n"


def test_a_letter_that_transmits_a_text_keeps_both_apart() -> None:
    parsed = parsed_from(LETTER + ANNEX + DECLARATION)
    assert outline(parsed) == [
        ("dateline", "dateline"), ("title", "title"), ("1", "paragraph"), ("sig.1", "signature"),
        ("sig.2", "signature"), ("annex.1", "annex"), ("annex.1.title", "title"), ("annex.1.dateline", "dateline"),
        ("annex.1.pre.1", "preamble"), ("annex.1.pre.2", "preamble"), ("annex.1.pre.3", "formula"),
        ("annex.1.1.1", "item"), ("annex.1.2.1", "item"),
    ]  # fmt: skip
    facts = (parsed.place, parsed.date_signed, parsed.date_published, parsed.kind)
    assert facts == ("Arica", "2024-05-16", "2024-05-22", "declaration")
    assert [warning.code for warning in parsed.warnings] == ["text-inside"]
    assert [who.party for who in parsed.signatories] == ["CHL", "PER"]


def test_an_annex_of_a_declaration_is_no_text_inside() -> None:
    parsed = parsed_from(DECLARATION + "\nAnnex\n\nStatement of costs\n\nThe boats cost nothing at all to anybody.\n")
    assert parsed.warnings == ()
    assert parsed.title and parsed.title.startswith("Joint Declaration of the Republic of Chile")
    assert [block.kind for block in parsed.blocks].count("title") == 1
