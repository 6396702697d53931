"""A room with a row in every table a backup keeps, and four originals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from statements.actions.annotation import delete_annotation, edit_annotation, set_state
from statements.actions.near_same import keep_fingerprint
from statements.actions.original import store_original
from statements.models import (
    Alignment,
    Annotation,
    Batch,
    BatchItem,
    Draft,
    Edition,
    Event,
    Instrument,
    Invitation,
    Notice,
    Party,
    PlaceDecision,
    Placing,
    Reference,
    Room,
    Signatory,
    Statement,
    StatementRedirect,
    Target,
    Theme,
    Upload,
    User,
)
from statements.vocabulary import (
    AnnotationState,
    BatchItemState,
    BatchState,
    RoomRole,
    StatementKind,
    TeamRole,
    UploadState,
    Visibility,
)
from tests.make import edition_of, make_annotation, make_edition, make_reply, make_statement, make_team, make_user

LONG_AGO = datetime(2001, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
WORDS = "Сила “внеблоковая”, 外空 🕊 𠮷 ‏العربية‏ \u2028 line \x85 end"


def make_rich_room() -> None:
    alice, bob = make_user("alice", email="alice@example.org"), make_user("bob")
    oscar = make_user("oscar", role=RoomRole.OPERATOR)
    EmailAddress.objects.create(user=alice, email="alice@example.org", verified=True, primary=True)
    team = make_team("desk", alice=TeamRole.LEAD, bob=TeamRole.ANALYST)
    statement = _statement()
    edition = edition_of(statement)
    _stand_off(statement, edition)
    _notes(alice, bob, team, edition)
    _uploads(oscar, edition)
    Invitation.objects.create(
        name="Carol", team=team, team_role=TeamRole.READER, invited_by=oscar, expires_at=LONG_AGO + timedelta(days=7)
    )
    Draft.objects.create(user=bob, key="note:1", content={"body": WORDS, "themes": ["外空"]})
    Draft.objects.update(updated_at=LONG_AGO)
    Room.objects.filter(pk=Room.KEY).update(notes_opened_at=LONG_AGO, notes_opened_by=oscar, worker_seen_at=LONG_AGO)
    LogEntry.objects.create(
        user=oscar,
        content_type=ContentType.objects.get_for_model(Statement),
        object_id=str(statement.pk),
        object_repr=WORDS,
        action_flag=CHANGE,
    )


def _statement() -> Statement:
    statement = make_statement(
        title="Joint statement",
        slug="2008-05-23-joint-statement",
        paragraphs=[("title", "Joint statement"), ("1.1", WORDS), ("2.1", "Security of all.")],
        parties=["China", "Russian Federation"],
        date_signed=date(2008, 5, 23),
        edition={"sha256": store_original(b"first original"), "published_by": User.objects.get(username="oscar")},
    )
    keep_fingerprint(edition=statement.editions.get(), texts=[WORDS, "Security of all."])
    Party.objects.filter(name="China").update(iso="CHN")
    statement.topics.add("arms control", "外空")
    Statement.objects.update(created_at=LONG_AGO)
    return statement


def _stand_off(statement: Statement, edition: Edition) -> None:
    charter = Instrument.objects.create(title="Charter", slug="charter", date=date(1945, 6, 26))
    held = Instrument.objects.create(title="Joint statement", slug="joint-statement", statement=statement)
    digest = make_statement(title="Digest", slug="digest", kind=StatementKind.DIGEST, digest_of=held)
    StatementRedirect.objects.create(slug="joint-statement-2008", statement=digest)
    Reference.objects.create(edition=edition, instrument=charter, start=0, end=5, exact="Joint")
    Signatory.objects.create(edition=edition, order=1, name="Hu", office="President", party=Party.objects.first())


def _notes(alice: User, bob: User, team, edition: Edition) -> None:
    parent = Theme.objects.create(name="Outer space", definition=WORDS, proposed_by=alice)
    Theme.objects.create(name="外空", parent=parent, hue=3, pattern="dash")
    private = make_annotation(by=alice, on="🕊 𠮷", edition=edition, body=WORDS)
    shared = make_annotation(by=bob, on="Security", edition=edition, body="*one*", team=team, themes=["外空"])
    edit_annotation(
        annotation=shared,
        by=bob,
        body="*two*",
        motivation=shared.motivation,
        themes=["外空"],
        visibility=shared.visibility,
        team=team,
        wording=shared.wording,
    )
    make_reply(shared, by=alice)
    set_state(annotation=shared, by=bob, state=AnnotationState.RESOLVED)
    gone = make_annotation(by=bob, edition=edition, team=team, visibility=Visibility.ROOM)
    delete_annotation(annotation=gone, by=bob)
    later = make_edition(statement=edition.statement, paragraphs=["Security of all."])
    old = Target.objects.get(annotation=private)
    carried = Target.objects.create(
        annotation=private, edition=later, start=0, end=8, exact="Security", carried_from=old, score=0.5, method="diff"
    )
    was = {"start": 0, "end": 3, "exact": "Sec", "method": "diff", "score": 0.4, "state": "needs_a_look"}
    Placing.objects.create(target=carried, by=None, at=None, until=LONG_AGO, **was)
    Alignment.objects.create(
        old=edition, new=later, order=0, old_orders=[2], new_orders=[0], kind="same", method="identity", score=1.0
    )
    Notice.objects.create(person=alice, event=Event.objects.latest("number"))


def _uploads(oscar: User, edition: Edition) -> None:
    Upload.objects.create(
        filename="первый.txt",
        sha256=edition.sha256,
        size=14,
        state=UploadState.PUBLISHED,
        report={"blocks": [{"text": WORDS, "b": 1, "a": [1.5, None, True]}]},
        edition=edition,
        handed_in_by=oscar,
    )
    for data in (b"second\r\n original", bytes(range(256)) * 50):
        Upload.objects.create(sha256=store_original(data), size=len(data), state=UploadState.DRAFT, draft={"x": [1]})
    words = {"start": 3, "end": 8, "exact": "外空 🕊 𠮷", "around": WORDS, "offset": 3, "by": oscar, "at": LONG_AGO}
    decided = {"passage": 1, "state": "carried_forward", "method": "chosen", "score": 0.25, **words}
    draft = Upload.objects.filter(state=UploadState.DRAFT).earliest("pk")
    PlaceDecision.objects.create(upload=draft, annotation=Annotation.objects.earliest("pk"), **decided)
    Upload.objects.create(sha256="ab" * 32, size=3, state=UploadState.PURGED, purged_at=timezone.now(), purged_by=oscar)
    Upload.objects.update(created_at=LONG_AGO, updated_at=LONG_AGO)
    batch = Batch.objects.create(name="первые.zip", state=BatchState.DONE, handed_in_by=oscar, finished_at=LONG_AGO)
    refused = {"state": BatchItemState.REFUSED, "why": WORDS, "archive": store_original(b"an archive"), "member": 3}
    BatchItem.objects.create(batch=batch, order=0, name="外空.txt", size=5, upload=Upload.objects.earliest("pk"))
    BatchItem.objects.create(batch=batch, order=1, name="x.png", size=6, **refused)
    Batch.objects.update(created_at=LONG_AGO)
