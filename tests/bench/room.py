"""A room for measuring: the 2008 statement three times, with 100, 1,000 and 10,000 notes, and people to read it.

Run as a program inside a data folder of its own (READING_ROOM_DATA), with where to write the statement's text and the
floor's folder: prints what the measuring needs as one JSON line. The notes are those the floor's own workload makes, so
that both draw the same passages; without a floor they are spread in the same way over the text.
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
import sys
from pathlib import Path
from typing import Any

import django

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = PROJECT / "statements" / "samples" / "2008-joint-statement.txt"
SIZES = (100, 1_000, 10_000)
PASSWORD = "a long bench password"


def load_workload(folder: Path | None) -> Any:
    """The floor's workload module, read where it lies; without a floor a plain one of our own."""
    if folder is None:
        import spread

        return spread
    spec = importlib.util.spec_from_file_location("workload", folder / "workload.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["workload"] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


def publish_sample() -> Any:
    """The 2008 statement through the import path of any upload, by an editor."""
    from statements.actions.edition import publish_upload
    from statements.actions.upload import keep_original, understand
    from statements.models import User

    edith = User.objects.create_user("edith", PASSWORD, name="Edith", role="editor")
    upload = keep_original(data=SAMPLE.read_bytes(), filename=SAMPLE.name, by=edith)
    understand(upload=upload)
    upload.refresh_from_db()
    return publish_upload(upload=upload, by=edith)


def copies(edition: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The same edition under other statements, row for row."""
    from statements.models import Edition, Paragraph, Statement

    made = {}
    paragraphs = list(edition.paragraphs.all())
    for name in names:
        statement = Statement.objects.get(pk=edition.statement_id)
        statement.pk, statement.slug = None, name
        statement.save(force_insert=True)
        copy = Edition.objects.get(pk=edition.pk)
        copy.pk, copy.statement = None, statement
        copy.save(force_insert=True)
        for paragraph in paragraphs:
            paragraph.pk, paragraph.edition = None, copy
        Paragraph.objects.bulk_create(paragraphs)
        made[name] = copy
    return made


def annotate(edition: Any, workload: Any, text: Path, number: int, people: list[Any], team: Any) -> None:
    """`number` notes as the workload makes them: most for the team, some for the room, a few private."""
    from django.utils import timezone

    from statements.models import Annotation, Target, Theme, ThemedAnnotation
    from statements.text import markdown
    from statements.vocabulary import Motivation, Visibility

    dice = random.Random(number)
    paragraphs = list(edition.paragraphs.all())
    patterns = (
        "solid",
        "dash",
        "double",
        "hatch",
        "dot",
        "teeth",
        "dashdot",
        "long",
        "ticks",
        "pair",
        "thick",
        "block",
    )
    themes = {
        name: Theme.objects.get_or_create(
            name=name, defaults={"slug": f"bench-{name}", "hue": 1 + i % 12, "pattern": patterns[i]}
        )[0]
        for i, name in enumerate(workload.TAGS)
    }
    highlights = workload.make_highlights(workload.read_paragraphs(str(text)), number)
    notes, targets, themed = [], [], []
    for highlight in highlights:
        visibility = dice.choices((Visibility.TEAM, Visibility.ROOM, Visibility.PRIVATE), (75, 15, 10))[0]
        author = dice.choice(people)
        note = Annotation(
            author=author,
            team=None if visibility == Visibility.PRIVATE else team,
            visibility=visibility,
            motivation=Motivation.COMMENTING if highlight.comment else Motivation.HIGHLIGHTING,
            body=highlight.comment,
            body_html=markdown.render(highlight.comment) if highlight.comment else "",
            body_html_version=markdown.VERSION,
            drawn_theme=themes[highlight.tags[0]],
            created_at=timezone.now(),
        )
        start = paragraphs[highlight.paragraph].start + highlight.start
        notes.append(note)
        themed += [ThemedAnnotation(tag=themes[name], content_object=note) for name in highlight.tags]
        targets.append(
            Target(
                annotation=note, edition=edition, start=start, end=start + len(highlight.quote), exact=highlight.quote
            )
        )
    Annotation.objects.bulk_create(notes)
    ThemedAnnotation.objects.bulk_create(themed)
    Target.objects.bulk_create(targets)


def session_of(person: Any) -> str:
    """A session in which this person is signed in, so that the measuring needs no form."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


def main() -> None:
    text = Path(sys.argv[1])
    workload = load_workload(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reading_room.settings")
    sys.path.insert(0, str(PROJECT))
    django.setup()
    from django.core.management import call_command

    from statements.models import Membership, Team, User

    call_command("migrate", verbosity=0)
    edition = publish_sample()
    lines = [row.replace("\n", " ") for row in edition.paragraphs.values_list("text", flat=True)]
    text.write_text("\n".join(lines), encoding="utf-8")
    team = Team.objects.create(name="Desk", slug="desk")
    people = [User.objects.create_user(name, PASSWORD, name=name.capitalize()) for name in ("alice", "bob", "carol")]
    Membership.objects.bulk_create([Membership(user=person, team=team, role="analyst") for person in people])
    made = copies(edition, tuple(f"notes-{number}" for number in SIZES))
    for number in SIZES:
        annotate(made[f"notes-{number}"], workload, text, number, people, team)
    sessions = {name: session_of(User.objects.get(username=name)) for name in ("alice", "edith")}
    starts = list(edition.paragraphs.values_list("start", flat=True))
    print(json.dumps({"sessions": sessions, "starts": starts}))


if __name__ == "__main__":
    main()
