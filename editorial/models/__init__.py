"""The nouns of the desk, one a file."""

from editorial.models.account_slip import AccountSlip
from editorial.models.attempt import Attempt
from editorial.models.autosave import Autosave
from editorial.models.board import BOARD_OFFICES, Appointment, Decision, Delegation, Office
from editorial.models.declaration import Declaration, Unread
from editorial.models.document import Document
from editorial.models.due import DueTime, Holiday, Stage, WorkingHours
from editorial.models.edition import Edition
from editorial.models.edition_queries import EditionQuerySet
from editorial.models.lift import Lift
from editorial.models.log import LogEntry, LogHead, LogKeeping, LogOrigin
from editorial.models.note import Note, Notice
from editorial.models.slip import SignedSlip
from editorial.models.snapshot import Snapshot
from editorial.models.state import State, Withdrawal
from editorial.models.takedown import Expunction, TakedownBasis, TakedownRequest
from editorial.models.user import MailPace, User

__all__ = [
    "BOARD_OFFICES",
    "AccountSlip",
    "Appointment",
    "Attempt",
    "Autosave",
    "Decision",
    "Declaration",
    "Delegation",
    "Document",
    "DueTime",
    "Edition",
    "EditionQuerySet",
    "Expunction",
    "Holiday",
    "Lift",
    "LogEntry",
    "LogHead",
    "LogKeeping",
    "LogOrigin",
    "MailPace",
    "Note",
    "Notice",
    "Office",
    "SignedSlip",
    "Snapshot",
    "Stage",
    "State",
    "TakedownBasis",
    "TakedownRequest",
    "Unread",
    "User",
    "Withdrawal",
    "WorkingHours",
]
