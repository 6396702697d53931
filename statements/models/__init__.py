"""One file per noun; this module only gathers them for Django."""

from statements.models.alignment import Alignment
from statements.models.annotation import Annotation
from statements.models.batch import Batch, BatchItem
from statements.models.draft import Draft
from statements.models.edition import Edition, Signatory
from statements.models.event import Event
from statements.models.fingerprint import Fingerprint, FingerprintBand
from statements.models.index import IndexEntry
from statements.models.instrument import Instrument, Reference
from statements.models.invitation import Invitation
from statements.models.notice import Notice
from statements.models.paragraph import Paragraph
from statements.models.party import Party
from statements.models.place_decision import PlaceDecision
from statements.models.placing import Placing
from statements.models.presence import Presence
from statements.models.reply import Reply
from statements.models.revision import Revision
from statements.models.room import Room
from statements.models.statement import Statement, StatementParty, StatementRedirect
from statements.models.target import Target
from statements.models.team import Membership, Team
from statements.models.theme import Theme, ThemedAnnotation
from statements.models.upload import Upload
from statements.models.user import User

__all__ = [
    "Alignment",
    "Annotation",
    "Batch",
    "BatchItem",
    "Draft",
    "Edition",
    "Event",
    "Fingerprint",
    "FingerprintBand",
    "IndexEntry",
    "Instrument",
    "Invitation",
    "Membership",
    "Notice",
    "Paragraph",
    "Party",
    "PlaceDecision",
    "Placing",
    "Presence",
    "Reference",
    "Reply",
    "Revision",
    "Room",
    "Signatory",
    "Statement",
    "StatementParty",
    "StatementRedirect",
    "Target",
    "Team",
    "Theme",
    "ThemedAnnotation",
    "Upload",
    "User",
]
