"""The nouns of the desk, one a file."""

from editorial.models.board import BOARD_OFFICES, Appointment, Decision, Delegation, Office
from editorial.models.document import Document
from editorial.models.edition import Edition, EditionQuerySet, State
from editorial.models.log import LogEntry, LogHead, LogOrigin
from editorial.models.note import Note, Notice
from editorial.models.snapshot import Snapshot
from editorial.models.user import User

__all__ = [
    "BOARD_OFFICES",
    "Appointment",
    "Decision",
    "Delegation",
    "Document",
    "Edition",
    "EditionQuerySet",
    "LogEntry",
    "LogHead",
    "LogOrigin",
    "Note",
    "Notice",
    "Office",
    "Snapshot",
    "State",
    "User",
]
