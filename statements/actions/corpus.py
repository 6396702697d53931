"""A large invented room to measure with: statements here, the notes on them in `corpus_notes.py`.

Not for a room that people use: nothing of it can be taken out again. Rows are written in bulk, with everything a
publication writes: paragraphs with addresses and sentences, parties, topics, index entries, events.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from taggit.models import Tag, TaggedItem

from statements.actions.corpus_notes import Writers, add_notes, people_of_corpus
from statements.actions.sample_room import SAMPLES
from statements.actions.statement import parties_named
from statements.ingest import IMPORTER_VERSION
from statements.models import Edition, Event, IndexEntry, Paragraph, Room, Statement, StatementParty, Upload, User
from statements.models.index import edition_entries
from statements.text import invented
from statements.text.invented import Lexicon
from statements.text.sentences import sentence_borders
from statements.vocabulary import BlockKind, StatementKind, TranslationKind, Verb

BATCH = 250  # statements in one transaction
FIRST_YEAR, LAST_YEAR = 1990, 2026
REAL_SHARE = 0.05  # of all paragraphs
UNDATED_SHARE = 0.01
NUMBERED_SHARE = 0.5
LANGUAGES = {"en": 0.8, "zh": 0.1, "ru": 0.1}
KINDS = {
    **{StatementKind.JOINT_STATEMENT: 50, StatementKind.COMMUNIQUE: 18, StatementKind.DECLARATION: 14},
    **{StatementKind.AGREEMENT: 6, StatementKind.TREATY: 4, StatementKind.DIGEST: 5, StatementKind.OTHER: 3},
}
PARTY_COUNTS = {1: 8, 2: 68, 3: 12, 4: 5, 5: 4, 7: 2, 12: 1}
PARTIES = (
    "CHN China|RUS Russian Federation|USA United States|FRA France|GBR United Kingdom|DEU Germany|JPN Japan|IND India|"
    "BRA Brazil|ZAF South Africa|KAZ Kazakhstan|KOR Republic of Korea|AUS Australia|CAN Canada|ITA Italy|TUR Türkiye|"
    "IDN Indonesia|VNM Viet Nam|EGY Egypt|SAU Saudi Arabia|ARE United Arab Emirates|PAK Pakistan|MNG Mongolia|"
    "UZB Uzbekistan|KGZ Kyrgyzstan|TJK Tajikistan|BLR Belarus|SRB Serbia|HUN Hungary|POL Poland|UKR Ukraine|ESP Spain|"
    "MEX Mexico|ARG Argentina|CHL Chile|NGA Nigeria|KEN Kenya|ETH Ethiopia|DZA Algeria|THA Thailand|MYS Malaysia|"
    "SGP Singapore|PHL Philippines|NZL New Zealand|IRN Iran|"
    " European Union| ASEAN| African Union| League of Arab States"
)
PLACES = ("Beijing", "Moscow", "Washington", "Paris", "Geneva", "New Delhi", "Astana", "Tokyo", "Brasilia", "Cairo", "")
TOPICS = (
    *("security", "trade", "outer space", "climate", "disarmament", "terrorism", "energy", "health", "migration"),
    *("information security", "education", "sea"),
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is asked for; `paragraphs` are those of a statement on average. Without `indexed` the worker indexes it."""

    statements: int
    annotations: int = 0
    seed: int = 1
    paragraphs: int = 10
    indexed: bool = True


class Made(NamedTuple):
    statements: int
    paragraphs: int
    annotations: int


@dataclass(frozen=True, slots=True)
class Material:
    """What statements are made of; the dice are thrown for statements alone, words have their own."""

    dice: Random
    lexicons: dict[str, Lexicon]
    real: list[invented.Paragraph]
    parties: list[Any]
    topics: list[Tag]
    editor: User


def room_is_used() -> bool:
    """Whether the room holds anything that came from people."""
    return Statement.objects.exists() or Upload.objects.exists()


def make_corpus(corpus: Corpus, *, tell: Callable[[str], Any] | None = None) -> Made:
    """Fill the room. The same seed gives the same texts, metadata and notes. Batch by batch: what is done stays."""
    with transaction.atomic():
        people, team = people_of_corpus()
        material = _material(corpus.seed, people[0])
    first = (Statement.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1
    paragraphs = 0
    for begin in range(first, first + corpus.statements, BATCH):
        numbers = range(begin, min(begin + BATCH, first + corpus.statements))
        with transaction.atomic():
            paragraphs += _add_batch(material, corpus, numbers)
        if tell:
            tell(f"{numbers[-1] - first + 1} / {corpus.statements}")
    writers = Writers(people, team, material.lexicons["en"])
    notes = add_notes(corpus.annotations, writers=writers, seed=corpus.seed, since=first, indexed=corpus.indexed)
    return Made(corpus.statements, paragraphs, notes)


def _material(seed: int, editor: User) -> Material:
    real = list(_real_paragraphs())
    printed = (word.lower() for paragraph in real for word in paragraph.text.split() if word.isalpha())
    known = [word for word, _times in Counter(printed).most_common() if word != invented.COMMON]
    return Material(
        dice=Random(f"statements/{seed}"),  # noqa: S311 - the same seed must give the same
        lexicons={language: Lexicon(language, seed, known if language == "en" else ()) for language in LANGUAGES},
        real=real,
        parties=parties_named({"iso": party[:3].strip(), "name": party[3:].strip()} for party in PARTIES.split("|")),
        topics=[Tag.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0] for name in TOPICS],
        editor=editor,
    )


def _real_paragraphs() -> Iterator[invented.Paragraph]:
    for path in sorted(SAMPLES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = line.strip()
            if len(text) > 200:
                yield invented.Paragraph(text, sentence_borders(text, "en"))


def _add_batch(material: Material, corpus: Corpus, numbers: range) -> int:
    """Statements with everything that hangs on them; returns how many paragraphs they have."""
    statements = Statement.objects.bulk_create(_statement(material, number) for number in numbers)
    _add_parties(material, statements)
    _add_topics(material, statements)
    texts = [_blocks(material, statement, corpus.paragraphs) for statement in statements]
    editions = Edition.objects.bulk_create(_edition(material, *pair) for pair in zip(statements, texts, strict=True))
    for edition, blocks in zip(editions, texts, strict=True):
        for block in blocks:
            block.edition = edition
    paragraphs = Paragraph.objects.bulk_create([block for blocks in texts for block in blocks], batch_size=1_000)
    if corpus.indexed:
        IndexEntry.objects.bulk_create(
            (
                entry
                for edition, blocks in zip(editions, texts, strict=True)
                for entry in edition_entries(edition, ((block.pk, block.text) for block in blocks))
            ),
            batch_size=500,
        )
    _tell_of(editions, followed=corpus.indexed)
    return len(paragraphs)


def _statement(material: Material, number: int) -> Statement:
    dice = material.dice
    language = dice.choices([*LANGUAGES], [*LANGUAGES.values()])[0]
    kind = dice.choices([*KINDS], [*KINDS.values()])[0]
    title = material.lexicons[language].title(dice.randint(4, 9))
    day = None if dice.random() < UNDATED_SHARE else _day(dice)
    signed = dice.random() < 0.9
    words = slugify(title)[:60].strip("-") or str(kind)
    return Statement(
        slug=f"{day.isoformat() if day else 'undated'}-{words}-{number}",
        title=title,
        kind=kind,
        place=dice.choice(PLACES),
        date_signed=day if signed else None,
        date_published=day if not signed else None,
        language=language,
    )


def _day(dice: Random) -> date:
    """More of them as the years go on, as with real collections."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    year = dice.choices(years, cum_weights=list(accumulate(10 + place for place in range(len(years)))))[0]
    return date(year, 1, 1) + timedelta(days=dice.randrange(365))


def _add_parties(material: Material, statements: list[Statement]) -> None:
    dice, known = material.dice, material.parties
    weights = list(accumulate(1 / rank for rank in range(1, len(known) + 1)))
    rows = []
    for statement in statements:
        number = dice.choices([*PARTY_COUNTS], [*PARTY_COUNTS.values()])[0]
        drawn = dict.fromkeys(dice.choices(range(len(known)), cum_weights=weights, k=number * 3))
        rows += [
            StatementParty(statement=statement, party=known[place], order=order)
            for order, place in enumerate([*drawn][:number])
        ]
    StatementParty.objects.bulk_create(rows, batch_size=1_000)


def _add_topics(material: Material, statements: list[Statement]) -> None:
    dice, of_statements = material.dice, ContentType.objects.get_for_model(Statement)
    TaggedItem.objects.bulk_create(
        TaggedItem(tag=tag, content_type=of_statements, object_id=statement.pk)
        for statement in statements
        for tag in dice.sample(material.topics, dice.choice((0, 0, 1, 2)))
    )


def _blocks(material: Material, statement: Statement, mean: int) -> list[Paragraph]:
    """The title and its paragraphs, half of the statements with printed numbers."""
    dice, lexicon = material.dice, material.lexicons[statement.language]
    numbered = dice.random() < NUMBERED_SHARE
    blocks = [_block(0, BlockKind.TITLE, "title", invented.Paragraph(statement.title, [(0, len(statement.title))]), 0)]
    # Real paragraphs are English and stand in English statements, so that there their share is larger.
    real_share = REAL_SHARE / LANGUAGES["en"] if statement.language == "en" else 0
    for number in range(1, dice.randint(max(1, mean // 3), 2 * mean - max(1, mean // 3)) + 1):
        start = blocks[-1].end + len(Paragraph.SEPARATOR)
        given = dice.choice(material.real) if dice.random() < real_share else lexicon.paragraph()
        kind, address = (BlockKind.ITEM, f"{number}.1") if numbered else (BlockKind.PARAGRAPH, str(number))
        block = _block(number, kind, address, given, start)
        block.marker = f"{number}." if numbered else ""
        blocks.append(block)
    return blocks


def _block(order: int, kind: str, address: str, given: invented.Paragraph, start: int) -> Paragraph:
    spans = [list(span) for span in given.sentences]
    return Paragraph(order=order, kind=kind, address=address, text=given.text, start=start, sentences=spans)


def _edition(material: Material, statement: Statement, blocks: list[Paragraph]) -> Edition:
    text = Paragraph.SEPARATOR.join(block.text for block in blocks)
    return Edition(
        statement=statement,
        language=statement.language,
        number=1,
        title=statement.title,
        translation_kind=TranslationKind.ORIGINAL,
        rights_note="Invented text, to measure with.",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        importer_version=IMPORTER_VERSION,
        word_count=len(text) if statement.language == "zh" else len(text.split()),
        length=len(text),
        published_at=timezone.now(),
        published_by=material.editor,
    )


def _tell_of(editions: list[Edition], *, followed: bool) -> None:
    """One event for each edition; the worker need not follow those whose index is written."""
    room, _made = Room.objects.select_for_update().get_or_create(pk=Room.KEY)
    if followed and room.followed_to == room.last_event:
        room.followed_to += len(editions)
    Event.objects.bulk_create(
        Event(
            number=number,
            at=edition.published_at,
            actor=edition.published_by,
            verb=Verb.PUBLISHED,
            statement=edition.statement,
            edition=edition,
        )
        for number, edition in enumerate(editions, room.last_event + 1)
    )
    room.last_event += len(editions)
    room.save(update_fields=["last_event", "followed_to"])
