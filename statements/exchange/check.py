"""Proof that the room is as it says: every place, address, hash, index entry and count. Writes nothing."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db import models
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from statements.actions.original import OriginalMissing, read_original
from statements.models import (
    Alignment,
    Annotation,
    Edition,
    Event,
    IndexEntry,
    Notice,
    Paragraph,
    Reference,
    Room,
    Target,
    Upload,
    User,
)
from statements.models.index import annotation_entries, edition_entries, index_annotation, index_edition
from statements.queries.carrying import texts_of
from statements.text.align import align_blocks
from statements.text.selectors import CONTEXT
from statements.vocabulary import TargetState, UploadState

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as it should be: of what kind, where, and what to do."""

    check: str
    where: str
    problem: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem} {self.advice}"


Check = Callable[[], Iterator[Finding]]


def check_room(*, index: bool = True) -> tuple[list[Finding], bool]:
    """Everything that is not as it should be, and whether the search index was looked at: it is not while events wait
    for the worker, nor where `index` is false.
    """
    findings = [finding for check in CHECKS for finding in check()]
    looked = index and not _worker_has_work()
    return findings + (list(check_index()) if looked else []), looked


def check_editions() -> Iterator[Finding]:
    """Places, lengths and addresses of paragraphs; the sentences inside them; the words of references."""
    advice = _("The rows of an edition never change once published: restore them from a backup.")
    for edition in Edition.objects.select_related("statement").order_by("pk").iterator(chunk_size=200):
        for problem in _problems_of(edition):
            yield Finding("edition", str(edition), problem, advice)


def _problems_of(edition: Edition) -> Iterator[str]:
    paragraphs = list(edition.paragraphs.order_by("order"))
    text = Paragraph.SEPARATOR.join(paragraph.text for paragraph in paragraphs)
    if len(text) != edition.length and edition.length:
        yield _("its length is given as {given} and is {found}.").format(given=edition.length, found=len(text))
    if not _SHA256.fullmatch(edition.sha256):
        yield _("its hash is no SHA-256.")
    ids = Counter(f"p{paragraph.address}" for paragraph in paragraphs)
    start = 0
    for paragraph in paragraphs:
        if paragraph.start != start:
            yield _("paragraph {address} begins at {found}, not {given}.").format(
                address=paragraph.address, found=start, given=paragraph.start
            )
        start += len(paragraph.text) + len(Paragraph.SEPARATOR)
        ids.update(f"p{paragraph.address}s{number}" for number in range(1, len(paragraph.sentences) + 1))
        for begin, end in paragraph.sentences:
            if not 0 <= begin < end <= len(paragraph.text):
                yield _("a sentence of {address} is outside of it.").format(address=paragraph.address)
    for name in (name for name, times in ids.items() if times > 1):
        yield _("{name} names two places.").format(name=name)
    for reference in Reference.objects.filter(edition=edition):
        if text[reference.start : reference.end] != reference.exact:
            yield _("a reference does not say what stands at {start}.").format(start=reference.start)


def check_targets() -> Iterator[Finding]:
    """The words of every passage stand at its place in its edition, and what stands around them."""
    advice = _("Restore this row from a backup; until then the note is drawn at the wrong words.")
    targets = Target.objects.select_related("edition__statement", "annotation").order_by("edition", "pk")
    for edition, rows in groupby(targets.iterator(chunk_size=2_000), key=attrgetter("edition")):
        texts = edition.paragraphs.order_by("order").values_list("text", flat=True)
        text = Paragraph.SEPARATOR.join(texts)
        for target in rows:
            problem = _problem_of(target, text)
            if problem:
                yield Finding("place", f"{edition}, {target.annotation.uuid}/{target.passage}", problem, advice)


def _problem_of(target: Target, text: str) -> str:
    if target.start is None or target.end is None:
        return ""
    start, end = target.start, target.end
    if text[start:end] != target.exact:
        return _("other words stand at {start} to {end}.").format(start=start, end=end)
    around = (text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])
    # White space at the far ends does not count: it was once cut off between paragraphs.
    if [words.strip() for words in (target.prefix, target.suffix)] != [words.strip() for words in around]:
        return _("what stands around the words is not what was kept.")
    return ""


def check_carried() -> Iterator[Finding]:
    """No note of an edition is missing in the next one, each was carried from itself, and every paragraph of both is
    in exactly one group.
    """
    advice = _("Restore the rows of this edition from a backup.")
    strange = Target.objects.filter(carried_from__isnull=False).exclude(
        carried_from__annotation=models.F("annotation"), carried_from__passage=models.F("passage")
    )
    for target in strange.select_related("edition__statement"):
        yield Finding("carried", str(target.edition), _("a place was carried from another note."), advice)
    pairs = Alignment.objects.order_by().values_list("old", "new").distinct()
    editions = Edition.objects.select_related("statement").in_bulk({key for pair in pairs for key in pair})
    for old_key, new_key in sorted(pairs):
        old, new = editions[old_key], editions[new_key]
        for problem in _lost_between(old, new):
            yield Finding("carried", f"{old} → {new}", problem, advice)


def _lost_between(old: Edition, new: Edition) -> Iterator[str]:
    there = Target.objects.filter(
        edition=new, annotation=models.OuterRef("annotation"), passage=models.OuterRef("passage")
    )
    carried = Target.objects.filter(edition=old, annotation__created_at__lt=new.published_at)
    lost = carried.filter(~models.Exists(there)).count()
    if lost:
        yield _("{n} passages are in the earlier one only.").format(n=lost)
    groups = list(Alignment.objects.filter(old=old, new=new))
    for edition, name in ((old, "old_orders"), (new, "new_orders")):
        named = sorted(order for group in groups for order in getattr(group, name))
        if named != sorted(edition.paragraphs.values_list("order", flat=True)):
            yield _("the paragraphs of edition {n} are not each in one group.").format(n=edition.number)


def check_addresses() -> Iterator[Finding]:
    """An address means one block of a chain for ever: a block that is new in an edition has one nobody had before."""
    for new_key in sorted(set(Alignment.objects.order_by().values_list("new", flat=True))):
        new = Edition.objects.select_related("statement").get(pk=new_key)
        if new.returns_to_id is not None:
            continue  # its blocks are those of the earlier edition
        surviving = {order for old in _earlier_ones(new) for order in _surviving(old, new)}
        earlier = Edition.objects.filter(statement=new.statement, language=new.language, number__lt=new.number)
        before = set(Paragraph.objects.filter(edition__in=earlier).values_list("address", flat=True))
        for order, address in new.paragraphs.order_by("order").values_list("order", "address"):
            if order not in surviving and address in before:
                problem = _("{address} meant another block in an earlier edition.").format(address=address)
                yield Finding("address", str(new), problem, _("Publish a correction; links to it may mislead."))


def _earlier_ones(new: Edition) -> list[Edition]:
    """The editions that are aligned with this later one."""
    return list(Edition.objects.filter(pk__in=Alignment.objects.filter(new=new).order_by().values("old")))


def _surviving(old: Edition, new: Edition) -> Iterator[int]:
    """Places in `new` of the blocks that gave their addresses on. What people said of an alignment later gave none."""
    rows = Alignment.objects.filter(old=old, new=new)
    if not rows.filter(corrected_at__isnull=False).exists():
        yield from (row.new_orders[0] for row in rows if row.old_orders and row.new_orders)
        return
    for group in align_blocks(texts_of(old), texts_of(new)):
        if group.old and group.new:
            yield group.new[0]


def check_originals() -> Iterator[Finding]:
    """The original of every upload is there, with its hash, and its edition names the same."""
    advice = _("Bring the file back from a backup; without it the text cannot be checked against its source.")
    uploads = Upload.objects.exclude(state=UploadState.PURGED).select_related("edition").defer("report", "draft")
    known: dict[str, bool] = {}
    for upload in uploads.order_by("pk").iterator(chunk_size=200):
        if upload.sha256 not in known:
            known[upload.sha256] = _is_there(upload.sha256)
        if not known[upload.sha256]:
            problem = _("its original {hash} is missing or damaged.").format(hash=upload.sha256[:12])
            yield Finding("original", _("upload {key}").format(key=upload.pk), problem, advice)
        if upload.edition is not None and upload.edition.sha256 != upload.sha256:
            problem = _("its edition names another original.")
            yield Finding("original", _("upload {key}").format(key=upload.pk), problem, advice)


def _is_there(sha256: str) -> bool:
    try:
        return hashlib.sha256(read_original(sha256)).hexdigest() == sha256
    except OriginalMissing:
        return False


def check_counts() -> Iterator[Finding]:
    """The number of the last event, of unread notices, and that states say what is in the rows."""
    room = Room.objects.filter(pk=Room.KEY).first()
    last = Event.objects.aggregate(last=models.Max("number"))["last"] or 0
    if room is not None and room.last_event != last:
        problem = _("the last event is {last}, the counter says {said}.").format(last=last, said=room.last_event)
        yield Finding("count", _("room"), problem, _("Restore a backup: numbers would be given twice."))
    unread = Counter(Notice.objects.filter(read_at__isnull=True).values_list("person", flat=True))
    for key, username, said in User.objects.order_by("pk").values_list("pk", "username", "unread"):
        if unread[key] != said:
            problem = _("{n} notices are unread, the count says {said}.").format(n=unread[key], said=said)
            yield Finding("count", username, problem, _("Opening the inbox and marking it read puts it right."))
    wordless = Target.objects.filter(start__isnull=True).exclude(state=TargetState.LEFT_BEHIND).exclude(exact="")
    for target in wordless:
        yield Finding("count", str(target.pk), _("a passage has words and no place."), _("Restore a backup."))


def check_index() -> Iterator[Finding]:
    """Every entry of the search index is what it would be if it were written now, and none is missing."""
    advice = _("Run check_room --repair-index.")
    for edition in Edition.objects.select_related("statement").order_by("pk"):
        paragraphs = edition.paragraphs.values_list("pk", "text") if edition.is_published else ()
        if _entries(edition=edition) != _expected(edition_entries(edition, paragraphs)):
            yield Finding("index", str(edition), _("its index entries are not true."), advice)
    for note in Annotation.objects.order_by("pk").iterator(chunk_size=500):
        bodies = [(None, note.body), *note.replies.alive().values_list("pk", "body")] if not note.deleted_at else []
        if _entries(annotation=note) != _expected(annotation_entries(note, bodies)):
            yield Finding("index", str(note.uuid), _("its index entries are not true."), advice)


def repair_index() -> int:
    """Write every entry of the search index anew; returns how many there are."""
    editions = sum(index_edition(key) for key in Edition.objects.order_by("pk").values_list("pk", flat=True))
    notes = sum(index_annotation(key) for key in Annotation.objects.order_by("pk").values_list("pk", flat=True))
    return editions + notes


def _entries(**of: models.Model) -> Counter[tuple[object, ...]]:
    columns = ("paragraph_id", "reply_id", "part", "words", "stems")
    return Counter(IndexEntry.objects.filter(**of).values_list(*columns))


def _expected(entries: list[IndexEntry]) -> Counter[tuple[object, ...]]:
    return Counter((entry.paragraph_id, entry.reply_id, entry.part, entry.words, entry.stems) for entry in entries)


def _worker_has_work() -> bool:
    room = Room.objects.filter(pk=Room.KEY).first()
    waiting = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    return bool(room and room.followed_to < room.last_event) or waiting.exists()


CHECKS: tuple[Check, ...] = (
    check_editions,
    check_targets,
    check_carried,
    check_addresses,
    check_originals,
    check_counts,
)
