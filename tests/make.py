"""Things for tests, made by the same actions people use where there is one. Speak in quotes: `on="the words"`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from statements.actions.annotation import annotate
from statements.actions.passage import Passage
from statements.actions.reply import reply
from statements.models import (
    Annotation,
    Edition,
    Membership,
    Paragraph,
    Party,
    Reply,
    Statement,
    StatementParty,
    Team,
    Theme,
    User,
)
from statements.text.sentences import sentence_borders
from statements.vocabulary import BlockKind, StatementKind, TeamRole, Visibility

TEXT = (
    "The two sides oppose the Cold War mentality. They support the role of the United Nations.",
    "The security of one state must not rest on the security of others.",
    "Outer space is for peaceful uses alone.",
)

_numbers = count(1)


def make_user(username: str = "", **fields: Any) -> User:
    """A person with the password "secret"; `name` is the user name with a capital unless given."""
    username = username or f"person{next(_numbers)}"
    return User.objects.create_user(username, "secret", **{"name": username.capitalize(), **fields})


def make_team(slug: str = "", **members: str) -> Team:
    """A team; arguments name roles by user name: `make_team("desk", alice="analyst")`. People are found or made."""
    slug = slug or f"team-{next(_numbers)}"
    team, _ = Team.objects.get_or_create(slug=slug, defaults={"name": slug.replace("-", " ").capitalize()})
    for username, role in members.items():
        join(User.objects.filter(username=username).first() or make_user(username), team, role)
    return team


def join(user: User, team: Team, role: str = TeamRole.ANALYST) -> Membership:
    """Make `user` a member and forget what the object remembered about its teams."""
    user.__dict__.pop("joined", None)
    return Membership.objects.create(user=user, team=team, role=role)


def make_theme(name: str = "Sovereignty", **fields: Any) -> Theme:
    return Theme.objects.create(name=name, **fields)


def make_party(name: str = "China", iso: str = "") -> Party:
    return Party.objects.get_or_create(name=name, defaults={"slug": slugify(name), "iso": iso})[0]


def make_statement(
    *,
    text: str = "",
    paragraphs: Sequence[str | tuple[str, str]] = (),
    parties: Sequence[str] = (),
    edition: dict[str, Any] | None = None,
    **fields: Any,
) -> Statement:
    """A statement with one published edition. `text` is cut at blank lines; `paragraphs` are texts, or pairs of address
    and text; `edition` are fields of the edition. Without either it has the three paragraphs of `TEXT`.
    """
    number = next(_numbers)
    defaults = {"title": f"Joint statement {number}", "kind": StatementKind.JOINT_STATEMENT, "language": "en"}
    fields = {**defaults, **fields}
    fields.setdefault("slug", slugify(f"{fields['title']}-{number}"))
    statement = Statement.objects.create(**fields)
    for order, name in enumerate(parties):
        StatementParty.objects.create(statement=statement, party=make_party(name), order=order)
    make_edition(statement=statement, text=text, paragraphs=paragraphs, **(edition or {}))
    return statement


def make_edition(
    *,
    statement: Statement | None = None,
    text: str = "",
    paragraphs: Sequence[str | tuple[str, str]] = (),
    **fields: Any,
) -> Edition:
    """A published edition of a statement (of a new one unless given), the next number of its language chain."""
    if statement is None:
        return edition_of(make_statement(text=text, paragraphs=paragraphs, edition=fields))
    language = fields.setdefault("language", statement.language)
    fields.setdefault("number", statement.editions.filter(language=language).count() + 1)
    defaults = {"title": statement.title, "sha256": hashlib.sha256(text.encode()).hexdigest(), "importer_version": "1"}
    edition = Edition.objects.create(statement=statement, **{**defaults, "published_at": timezone.now(), **fields})
    make_paragraphs(edition, paragraphs or (text.split("\n\n") if text else TEXT))
    return edition


def make_paragraphs(edition: Edition, paragraphs: Sequence[str | tuple[str, str]]) -> list[Paragraph]:
    """Blocks of an edition one after the other, addressed 1, 2, … unless given as pairs of address and text."""
    made, start = [], 0
    for order, given in enumerate(paragraphs):
        address, text = (str(order + 1), given) if isinstance(given, str) else given
        made.append(
            Paragraph(
                edition=edition,
                order=order,
                kind=BlockKind.PARAGRAPH,
                address=address,
                text=text,
                start=start,
                sentences=[list(pair) for pair in sentence_borders(text, edition.language)],
            )
        )
        start += len(text) + len(Paragraph.SEPARATOR)
    return Paragraph.objects.bulk_create(made)


def edition_of(statement: Statement) -> Edition:
    """Its first edition."""
    return statement.editions.select_related("statement").earliest("pk")


def text_of(edition: Edition) -> str:
    """The text of an edition: its paragraphs joined by one blank line."""
    return Paragraph.SEPARATOR.join(edition.paragraphs.order_by("order").values_list("text", flat=True))


def place_of(edition: Edition, words: str) -> tuple[int, int]:
    """Start and end of the first place of `words`, in code points of the edition's text. They must be there."""
    start = text_of(edition).index(words)
    return start, start + len(words)


def make_annotation(
    *,
    by: User,
    on: str = "",
    edition: Edition | None = None,
    and_on: str = "",
    and_edition: Edition | None = None,
    body: str = "What is new here?",
    visibility: str = Visibility.PRIVATE,
    team: Team | None = None,
    themes: Sequence[str] = (),
    **given: Any,
) -> Annotation:
    """A note on the first place of the words `on` (on the whole statement without them), through the action.

    `and_on` are the words of a second passage, of `and_edition` if that is given. A team without a visibility means
    a team note.
    """
    edition = edition or make_edition()
    if team is not None and visibility == Visibility.PRIVATE:
        visibility = Visibility.TEAM
    passages = [Passage(*(place_of(edition, on) if on else (None, None)))]
    if and_on:
        other = and_edition or edition
        passages.append(Passage(*place_of(other, and_on), edition=other))
    return annotate(
        by=by,
        edition=edition,
        passages=passages,
        body=body,
        visibility=visibility,
        team=team,
        themes=list(themes),
        **given,
    )


def make_reply(annotation: Annotation, *, by: User, body: str = "I read it the same way.", **given: Any) -> Reply:
    return reply(annotation=annotation, by=by, body=body, **given)
