"""Held texts that say nearly the same as one that waits at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from statements.ingest.parsed import Block, ParsedStatement
from statements.models import Edition, FingerprintBand, Paragraph, Upload
from statements.text.passages import SAID
from statements.text.shingles import bands, folded_words, likeness, words_hash
from statements.vocabulary import EditionState

ALIKE = 0.55  # share of shingles in both; other statements of the genre share less than a fifth
LEAST_WORDS = 30  # a text of fewer words is like many others
_MOST_COMPARED = 5  # held texts whose words are read


@dataclass(frozen=True, slots=True)
class NearSame:
    """A held edition and how much of it the text has: `likeness` is 1 when the words are the same, in their order."""

    edition: Edition
    likeness: float

    @property
    def is_same_text(self) -> bool:
        return self.likeness == 1.0


def near_same(upload: Upload) -> list[NearSame]:
    """The current wordings held that are nearly the text of a draft, the most alike first; empty once somebody has said
    what it is: an edition of a statement (`about`), or other than these (`other_than`).

    Four queries at most, whatever the size of the collection.
    """
    if not upload.draft or (upload.about or {}).get("statement"):
        return []
    parsed = ParsedStatement.from_json(upload.draft)
    folded = folded_words(said(parsed.blocks))
    if len(folded) < LEAST_WORDS:
        return []
    candidates = _candidates(folded).exclude(pk__in=upload.other_than)
    found = {edition.pk: edition for edition in candidates}
    texts = _words_of(found)
    near = [NearSame(edition, likeness(folded, texts[key])) for key, edition in found.items()]
    best: dict[tuple[int, str], NearSame] = {}
    for one in sorted(near, key=lambda one: (-one.likeness, -one.edition.number)):
        if one.likeness >= ALIKE:
            best.setdefault((one.edition.statement_id, one.edition.language), one)
    return list(best.values())


def said(blocks: Iterable[Block]) -> list[str]:
    """What a text says: titles, date lines, headings and signatures are told differently from wrapping to wrapping."""
    return [block.text for block in blocks if block.kind in SAID]


def _candidates(folded: Sequence[str]) -> QuerySet[Edition]:
    """Published editions with the same words, or with the most bands in common."""
    same = Edition.objects.published().filter(fingerprint__words_hash=words_hash(folded)).values_list("pk", flat=True)
    counted = (
        FingerprintBand.objects.filter(value__in=bands(folded), fingerprint__edition__state=EditionState.PUBLISHED)
        .order_by()
        .values("fingerprint__edition")
        .annotate(shared=Count("value", distinct=True))
        .order_by("-shared", "-fingerprint__edition")
        .values_list("fingerprint__edition", flat=True)
    )
    keys = {*same[:_MOST_COMPARED], *counted[:_MOST_COMPARED]}
    return Edition.objects.filter(pk__in=keys).select_related("statement")


def _words_of(editions: Iterable[int]) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = {key: [] for key in editions}
    rows = Paragraph.objects.filter(edition__in=texts, kind__in=[kind.value for kind in SAID]).order_by("order")
    for edition, text in rows.values_list("edition", "text"):
        texts[edition].append(text)
    return {key: folded_words(paragraphs) for key, paragraphs in texts.items()}
