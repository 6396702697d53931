"""Which cards stand in the margin, and how: alone, in a stack, or as a line of highlights."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.urls import reverse

from statements.models import Annotation, Edition
from statements.queries.cards import Card, cards_for
from statements.queries.layers import Layers
from statements.queries.places import SENTENCE
from statements.queries.reading import ReadingPage, Row, open_reading, redraw_rows
from statements.queries.thread import ShownReply, thread_of
from statements.text.marks import ANCHORS

FIRST = 12  # cards of the first screens; a script fetches more as needed, without one the counts lead to them
IN_PAGE = 40  # cards in a page at once: thirty lay out in 25 ms, a thousand in a third of a second
FEW = 6  # notes of a paragraph that is drawn anew with all its cards
STACK_FROM = 3  # notes on the same words


@dataclass(slots=True)
class Group:
    """What stands at one place of the margin; `template` draws it. `more` counts notes left out of the page there."""

    template: str
    anchor: int
    cards: list[Card] = field(default_factory=list)
    more: int = 0
    href: str = ""
    thread: list[ShownReply] = field(default_factory=list)

    @property
    def card(self) -> Card:
        return self.cards[0]

    @property
    def count(self) -> int:
        return len(self.cards)


def lay_out(user: Any, page: ReadingPage, *, at: str = "") -> None:
    """Put the cards of at most `FIRST` notes into the page: those on the statement as a whole, then those of the
    paragraph `at` and of the paragraphs after it (of the first paragraphs when there is none).
    """
    whole = list(dict.fromkeys([*page.whole, *(key for row in page.front for key in row.keys)]))
    own = _own_keys(page.rows, seen=set(whole))
    first = _index(page.rows, at)
    room = FIRST - min(len(whole), FIRST // 2 if first is None else FIRST // 4)
    chosen: dict[str, list[int]] = {}
    for row in page.rows[first or 0 :]:
        keys = own[row.address]
        if keys and len(keys) > room and chosen:
            break
        chosen[row.address] = keys[:room]
        room -= len(chosen[row.address])
        if room <= 0:
            break
    whole_shown = whole[: FIRST - sum(len(keys) for keys in chosen.values())]
    cards = cards_for(user, {*whole_shown, *(key for keys in chosen.values() for key in keys)}, edition=page.edition)
    page.whole_cards = _groups([cards[key] for key in whole_shown if key in cards], {})
    if len(whole) > len(whole_shown):
        page.whole_cards.append(_more(page.edition, "", len(whole) - len(whole_shown)))
    for row in page.rows:
        shown = chosen.get(row.address, [])
        row.cards = _groups([cards[key] for key in shown if key in cards], row.anchors)
        if shown and len(own[row.address]) > len(shown):
            row.cards.append(_more(page.edition, row.address, len(own[row.address]) - len(shown)))


def lay_out_all(user: Any, page: ReadingPage) -> None:
    """Every note of the page, each with its words and a number, as print wants them.

    The places that numbers stand at are counted on through the text, also where a passage only goes on, because that is
    how the style sheet counts them.
    """
    whole = list(dict.fromkeys([*page.whole, *(key for row in page.front for key in row.keys)]))
    own = _own_keys(page.rows, seen=set(whole))
    cards = cards_for(user, {*whole, *(key for keys in own.values() for key in keys)}, edition=page.edition)
    page.whole_cards = [_alone(cards[key]) for key in whole if key in cards]
    before = 0
    for row in page.rows:
        row.cards = []
        for key in own[row.address]:
            if key in cards:
                cards[key].anchor = row.anchors[key]
                cards[key].number = before + row.anchors[key]
                row.cards.append(_alone(cards[key]))
        before += max(row.anchors.values(), default=0)


def rows_with_cards(
    user: Any, edition: Edition, addresses: Collection[str], layers: Layers | None = None, *, active: int | None = None
) -> list[Row]:
    """Some paragraphs of an edition, drawn, with the cards of the notes that begin in them; `IN_PAGE` cards at most."""
    rows = redraw_rows(user, edition, addresses, layers, active)
    keys = list(dict.fromkeys(key for row in rows for key in row.keys))
    cards = cards_for(user, {*keys[: IN_PAGE * 2], *([active] if active else [])}, edition=edition)
    room = IN_PAGE
    for row in rows:
        own = [cards[key] for key in row.keys if key in cards and _begins_in(cards[key], edition, row)]
        row.cards = _groups(own[:room], row.anchors, user=user, in_hand=active)
        if len(own) > room or len(keys) > IN_PAGE * 2:
            row.cards.append(_more(edition, row.address, max(len(own) - room, len(keys) - IN_PAGE * 2)))
        room = max(room - len(own), 0)
    return rows


def stirred_rows(
    user: Any, edition: Edition, addresses: Collection[str], layers: Layers, *, fresh: Card
) -> list[tuple[Row, bool]]:
    """What a note just stored (`fresh`) changes: each paragraph it touches, drawn. Those with few notes have all their
    cards; the others (True) only that of the new note, because storing one note must not cost the drawing of forty.
    """
    rows = redraw_rows(user, edition, addresses, layers)
    calm = {row.address for row in rows if len(row.keys) <= FEW}
    wanted = {key for row in rows if row.address in calm for key in row.keys} - {fresh.key}
    cards = {fresh.key: fresh, **(cards_for(user, wanted, edition=edition) if wanted else {})}
    for row in rows:
        keys = row.keys if row.address in calm else [fresh.key]
        own = [cards[key] for key in keys if key in row.anchors and _begins_in(cards[key], edition, row)]
        row.cards = _groups(own, row.anchors)
    return [(row, row.address not in calm) for row in rows]


def edition_notes_address(edition: Edition) -> str:
    """The list of notes of an edition; `?at=` narrows it to paragraphs, `?whole=1` to notes on the whole statement."""
    return reverse("edition_notes", args=[edition.statement.slug, edition.language, edition.number])


def _own_keys(rows: Sequence[Row], seen: set[int]) -> dict[str, list[int]]:
    """The notes that begin in each row: a note's card stands once, where its first words are."""
    own: dict[str, list[int]] = {}
    for row in rows:
        own[row.address] = [key for key in row.keys if key not in seen]
        seen.update(row.keys)
    return own


def _begins_in(card: Card, edition: Edition, row: Row) -> bool:
    starts = [p.start for p in card.passages if p.edition == edition.pk and p.start is not None]
    return bool(starts) and min(starts) >= row.start


def _index(rows: Sequence[Row], at: str) -> int | None:
    named = SENTENCE.fullmatch(at)
    names = (at, named["paragraph"]) if named else (at,)
    return next((place for place, row in enumerate(rows) if row.address in names), None)


def listed_cards(
    user: Any, edition: Edition, layers: Layers, *, at: Collection[str], whole: bool, page: str
) -> tuple[Page[int], list[Card]]:
    """One page of all notes of an edition in the order of the text, or of those that touch some paragraphs, or of those
    on the statement as a whole.
    """
    shown = open_reading(user, edition, layers)
    rows = [row for row in (*shown.front, *shown.rows) if not at or row.address in at]
    touching = [key for row in rows for key in row.keys] if not whole else []
    keys = list(dict.fromkeys([*([] if at else shown.whole), *touching]))
    here: Page[int] = Paginator(keys, IN_PAGE).get_page(page)
    chosen = list(here)
    cards = cards_for(user, chosen, edition=edition)
    return here, [cards[key] for key in chosen if key in cards]


def _groups(cards: list[Card], anchors: dict[int, int], *, user: Any = None, in_hand: int | None = None) -> list[Group]:
    for card in cards:
        card.anchor = anchors.get(card.key, 0)
    opened = [in_hand_group(user, card) for card in cards if card.key == in_hand]
    cards = [card for card in cards if card.key != in_hand]
    groups: list[Group] = list(opened)
    # Sorting is stable: at one place the notes stay in reading order.
    for anchor, together in groupby(sorted(cards, key=lambda card: card.anchor), key=lambda card: card.anchor):
        here = list(together)
        silent = [card for card in here if card.is_brief]
        groups += _spoken([card for card in here if not card.is_brief], anchor)
        if silent:
            groups.append(Group("annotations/_brief.html", anchor, silent))
    return sorted(groups, key=lambda group: group.anchor) if opened else groups


def in_hand_group(user: Any, card: Card) -> Group:
    """A note opened in the margin: its thread and all one may do with it."""
    note = Annotation.objects.get(pk=card.key)
    return Group("annotations/_in_hand.html", card.anchor, [card], thread=thread_of(user, note))


def _spoken(cards: list[Card], anchor: int) -> Iterable[Group]:
    """Notes with words that begin at one place: those on the very same words as a stack."""
    by_words: dict[object, list[Card]] = {}
    for card in cards:
        words = "" if anchor in (0, ANCHORS) else tuple((p.start, p.end) for p in card.passages[:1])
        by_words.setdefault(words, []).append(card)
    for together in by_words.values():
        if len(together) >= STACK_FROM and anchor:
            yield Group("annotations/_stack.html", anchor, together)
        else:
            yield from map(_alone, together)


def _alone(card: Card) -> Group:
    return Group("annotations/_stub.html" if card.deleted_at else "annotations/_note.html", card.anchor, [card])


def _more(edition: Edition, address: str, count: int) -> Group:
    list_of_all = edition_notes_address(edition) + (f"?at={quote(address)}" if address else "?whole=1")
    return Group("annotations/_more.html", ANCHORS if address else 0, more=count, href=list_of_all)
