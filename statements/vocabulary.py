"""Closed word lists. Every value that is stored or sent by name is spelled here once.

Plain Python: no model, no request, no setting. Labels are lazy translations, so that reading a label needs Django's
settings but importing this module does not.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # a name of the type stubs alone


class Word(StrEnum):
    """One word of a closed list: its value is what is stored, its label what people read."""

    label: _StrPromise

    def __new__(cls, value: str, label: _StrPromise | None = None) -> Self:
        # Every word is given its label; the default is for type checkers, to whom the look-up `RoomRole("editor")`
        # is a call of this method.
        assert label is not None
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, _StrPromise]]:
        """Pairs of stored value and label, in the order of the list, as form and model fields want them."""
        return [(word.value, word.label) for word in cls]


class StatementKind(Word):
    JOINT_STATEMENT = "joint-statement", _("Joint statement")
    COMMUNIQUE = "communique", _("Communiqué")
    DECLARATION = "declaration", _("Declaration")
    TREATY = "treaty", _("Treaty")
    AGREEMENT = "agreement", _("Agreement")
    DIGEST = "digest", _("Digest")
    OTHER = "other", _("Other")


class Profile(Word):
    STATEMENT = "statement", _("Statement")
    DIGEST = "digest", _("Digest")


class BlockKind(Word):
    TITLE = "title", _("Title")
    DATELINE = "dateline", _("Place or date line")
    PREAMBLE = "preamble", _("Preamble clause")
    FORMULA = "formula", _("Declaration formula")
    HEADING = "heading", _("Heading")
    ITEM = "item", _("Numbered item")
    PARAGRAPH = "paragraph", _("Paragraph")
    BULLET = "bullet", _("Bullet")
    QUOTATION = "quotation", _("Quotation")
    TABLE = "table", _("Table row")
    FOOTNOTE = "footnote", _("Footnote")
    SIGNATURE = "signature", _("Signature")
    ANNEX = "annex", _("Annex")


class EditionState(Word):
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TranslationKind(Word):
    ORIGINAL = "original", _("Original language")
    OFFICIAL = "official", _("Official translation")
    AGENCY = "agency", _("News agency translation")
    MACHINE = "machine", _("Machine translation")
    THIRD_PARTY = "third-party", _("Third-party translation")


class UploadState(Word):
    RECEIVED = "received", _("Received")
    FAILED = "failed", _("Not understood")
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    DISCARDED = "discarded", _("Set aside")
    PURGED = "purged", _("Purged")


class BatchState(Word):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being read")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Finished")


class BatchItemState(Word):
    """What became of one file of a batch. "Draft" lacks nothing but someone's look."""

    WAITING = "waiting", _("Waiting")
    IN_HAND = "in-hand", _("Being read")
    PUBLISHED = "published", _("Published")
    DRAFT = "draft", _("Draft")
    NEEDS_YOU = "needs-you", _("Needs you")
    HELD = "held", _("Already here")
    REFUSED = "refused", _("Refused")
    STOPPED = "stopped", _("Not read")
    PASSED_OVER = "passed-over", _("Passed over")


class Motivation(Word):
    """Why a note was made; the words of the W3C Web Annotation vocabulary."""

    HIGHLIGHTING = "highlighting", _("Highlight")
    COMMENTING = "commenting", _("Comment")
    QUESTIONING = "questioning", _("Question")
    DESCRIBING = "describing", _("Description")
    LINKING = "linking", _("Link")


class Visibility(Word):
    PRIVATE = "private", _("Only you")
    TEAM = "team", _("Your team")
    ROOM = "room", _("Everyone in the room")


class AnnotationState(Word):
    OPEN = "open", _("Open")
    RESOLVED = "resolved", _("Resolved")


class Relation(Word):
    """How the second passage of a note says what the first one says."""

    SAME = "same", _("Same")
    SOFTENED = "softened", _("Softened")
    HARDENED = "hardened", _("Hardened")
    DROPPED = "dropped", _("Dropped")
    NEW = "new", _("New")


class ParallelKind(Word):
    """How two passages of two statements say alike, the surest first."""

    VERBATIM = "verbatim", _("Word for word")
    NEAR = "near", _("Nearly the same words")
    REWORDED = "reworded", _("In other words")
    SAME_TOPIC = "same_topic", _("On the same subject")
    FORMULA = "formula", _("Formula of the genre")


class RowKind(Word):
    """What a row of the compare page shows: first of two editions, then of two statements."""

    SAME = "same", _("The same")
    EDITED = "edited", _("Edited")
    MOVED = "moved", _("Moved")
    MOVED_EDITED = "moved_edited", _("Moved and edited")
    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    ONLY_A = "only_a", _("Only in the first text")
    ONLY_B = "only_b", _("Only in the second text")
    VERBATIM = "verbatim", _("Word for word")
    NEAR = "near", _("Nearly the same words")
    REWORDED = "reworded", _("In other words")
    SAME_TOPIC = "same_topic", _("On the same subject")
    FORMULA = "formula", _("Formula of the genre")
    CHOSEN = "chosen", _("Chosen by you")


class TargetState(Word):
    PLACED = "placed", _("In its place")
    CARRIED_FORWARD = "carried_forward", _("Carried forward")
    NEEDS_A_LOOK = "needs_a_look", _("Needs a look")
    LEFT_BEHIND = "left_behind", _("Left behind")


class Outcome(Word):
    """What becomes of a note in the next edition."""

    EXACT = "exact", _("Exact")
    MOVED = "moved", _("Moved with the same words")
    DECIDED = "decided", _("Decided by hand")
    LOOK = "look", _("Needs a look")
    GONE = "gone", _("Left behind")


class RoomRole(Word):
    READER = "reader", _("Reader")
    EDITOR = "editor", _("Editor")
    OPERATOR = "operator", _("Operator")


class TeamRole(Word):
    READER = "reader", _("Reader")
    ANALYST = "analyst", _("Analyst")
    LEAD = "lead", _("Lead")


class ThemeState(Word):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("In the codebook")


class Pattern(Word):
    """How a theme's line is drawn under its words; never colour alone."""

    SOLID = "solid", _("Solid line")
    DASH = "dash", _("Dashes")
    DOUBLE = "double", _("Double line")
    HATCH = "hatch", _("Hatching")
    DOT = "dot", _("Dots")
    TEETH = "teeth", _("Teeth")
    DASHDOT = "dashdot", _("Dash and dot")
    LONG = "long", _("Long dashes")
    TICKS = "ticks", _("Ticks")
    PAIR = "pair", _("Paired strokes")
    THICK = "thick", _("Thick line")
    SPARSE = "sparse", _("Sparse dots")
    BLOCK = "block", _("Blocks")


class ReferenceState(Word):
    LINKED = "linked", _("Held here")
    AMBIGUOUS = "ambiguous", _("More than one held text fits")
    NOT_HELD = "not-held", _("Not held")


class Verb(Word):
    """What an event says was done."""

    PUBLISHED = "published", _("published")
    WITHDREW = "withdrew", _("withdrew")
    CORRECTED = "corrected", _("corrected the metadata of")
    UPLOADED = "uploaded", _("handed in")
    SET_ASIDE = "set-aside", _("set aside")
    PURGED = "purged", _("purged")
    ANNOTATED = "annotated", _("wrote a note on")
    EDITED = "edited", _("edited a note on")
    DELETED = "deleted", _("deleted a note on")
    RESTORED = "restored", _("restored a note on")
    REPLIED = "replied", _("replied on")
    EDITED_REPLY = "edited-reply", _("edited a reply on")
    DELETED_REPLY = "deleted-reply", _("deleted a reply on")
    PLACED = "placed", _("placed a note on")
    PAIRED = "paired", _("said which paragraphs belong together in")
    RESOLVED = "resolved", _("resolved a note on")
    REOPENED = "reopened", _("reopened a note on")
    INVITED = "invited", _("invited someone to")
    UNINVITED = "uninvited", _("withdrew an invitation to")
    JOINED = "joined", _("joined")
    CHANGED_TEAM = "changed-team", _("changed who belongs to")
    PASSWORD_LINK = "password-link", _("made a password link for")
    OPENED_NOTES = "opened-notes", _("opened the notes of the room to visitors")
    PROPOSED_THEME = "proposed-theme", _("proposed a theme")
    DECIDED_THEME = "decided-theme", _("decided about a theme")
