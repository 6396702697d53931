"""`make_corpus`: a large invented room."""

from __future__ import annotations

import hashlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from statements.models import (
    Annotation,
    Edition,
    Event,
    IndexEntry,
    Paragraph,
    Revision,
    Room,
    Statement,
    Target,
)
from statements.queries.search import Search, search
from statements.text.invented import FORMS, Lexicon
from tests.make import make_statement, text_of


def told(capsys) -> str:
    return capsys.readouterr().out.strip()


@pytest.fixture
def corpus(db, capsys):
    call_command("make_corpus", statements=150, annotations=60, seed=1, paragraphs=5)
    assert told(capsys) == f"Made 150 statements with {Paragraph.objects.count()} paragraphs, and 60 notes."


def test_corpus_has_the_shape_it_is_measured_by(corpus):
    assert (Statement.objects.count(), Annotation.objects.count()) == (150, 60)
    texts = [(p.text, p.edition.language) for p in Paragraph.objects.exclude(kind="title").select_related("edition")]
    assert 430 < sum(len(text) for text, _language in texts) / len(texts) < 510
    shares = {tag: sum(language == tag for _text, language in texts) / len(texts) for tag in ("zh", "ru")}
    assert 0.04 < shares["zh"] < 0.18
    assert 0.04 < shares["ru"] < 0.18
    assert 0.33 < sum("cooperation" in text.lower() for text, _language in texts) / len(texts) < 0.47
    years = {statement.date.year for statement in Statement.objects.filter(date__isnull=False)}
    assert 1990 <= min(years) <= max(years) <= 2026


def test_corpus_is_what_a_publication_leaves(corpus):
    for edition in Edition.objects.all()[:20]:
        text = text_of(edition)
        assert edition.sha256 == hashlib.sha256(text.encode()).hexdigest()
        assert edition.length == len(text)
        for paragraph in edition.paragraphs.all():
            assert text[paragraph.start : paragraph.end] == paragraph.text
            spans = paragraph.sentences
            assert "".join(paragraph.text[start:end] for start, end in spans).replace(
                " ", ""
            ) == paragraph.text.replace(" ", "")
    for target in Target.objects.select_related("edition"):
        text = text_of(target.edition)
        assert text[target.start : target.end] == target.exact
        assert text[: target.start].endswith(target.prefix)
        assert text[target.end :].startswith(target.suffix)
    assert Revision.objects.count() == Annotation.objects.exclude(body="").count()
    room = Room.objects.get()
    assert (room.last_event, room.followed_to, Event.objects.count()) == (210, 210, 210)


def test_corpus_can_be_searched(corpus):
    entries = set(IndexEntry.objects.filter(paragraph__isnull=False).values_list("paragraph", flat=True))
    assert entries == set(Paragraph.objects.values_list("pk", flat=True))
    holding = Paragraph.objects.filter(text__icontains="cooperation").count()
    assert search(AnonymousUser(), Search("cooperation")).places == holding > 0


def test_index_can_be_left_to_the_worker(db, capsys):
    call_command("make_corpus", statements=3, paragraphs=2, leave_index_to_worker=True)
    room = Room.objects.get()
    assert (IndexEntry.objects.count(), room.last_event, room.followed_to) == (0, 3, 0)


def test_same_seed_makes_the_same_texts(db, capsys):
    def made(seed: int) -> list[str]:
        newest = Paragraph.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        call_command("make_corpus", statements=4, paragraphs=3, seed=seed, into_this_room=True)
        return list(Paragraph.objects.filter(pk__gt=newest).order_by("pk").values_list("text", flat=True))

    first, again, other = made(1), made(1), made(2)
    assert first == again != other


def test_room_in_use_is_refused(db):
    make_statement()
    with pytest.raises(CommandError, match="This room holds statements or uploads already"):
        call_command("make_corpus", statements=2)
    assert Statement.objects.count() == 1


def test_nothing_is_refused(db):
    with pytest.raises(CommandError, match="at least one statement"):
        call_command("make_corpus", statements=0)


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_lexicon_holds_as_many_words_as_promised_and_draws_them_by_rank(language):
    lexicon = Lexicon(language, seed=1)
    assert len(set(lexicon.words)) == len(lexicon.words) >= FORMS
    drawn = [next(lexicon._drawn) for _word in range(20_000)]
    first, tenth = (drawn.count(lexicon.words[rank - 1]) for rank in (1, 10))
    assert 6 < first / tenth < 16
