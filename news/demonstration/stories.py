"""Tells each piece's story: who wrote, took, approved and published it, and when; then runs all of them in order.

The moves are the ordinary ones; only the clock on the wall is set to the moment of each while it is made.
"""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from editorial.declaring import declare_read
from editorial.editing import begin_edit, create_document, open_edition
from editorial.lane import mark_urgent
from editorial.models import Edition, Note, State
from editorial.workflow import perform
from news.demonstration import documents
from news.demonstration.material import Material
from news.word.taking import read_draft, save_draft

HOUR = timedelta(hours=1)
JUST_NOW = "now"
# How many hours before the last step each step is made.
LEAD = {"create": 6, "submit": 5, "take": 4, "approve": 2, "publish": 0}
WAY = {
    State.DRAFT: ["create"],
    State.DISCARDED: ["create", "discard"],
    State.SUBMITTED: ["create", "submit"],
    State.RETURNED: ["create", "submit", "take", "return"],
    State.REJECTED: ["create", "submit", "take", "reject"],
    State.IN_REVIEW: ["create", "submit", "take"],
    State.APPROVED: ["create", "submit", "take", "approve"],
    State.SCHEDULED: ["create", "submit", "take", "approve", "schedule"],
    State.PUBLISHED: ["create", "submit", "take", "approve", "publish"],
    State.HIDDEN: ["create", "submit", "take", "approve", "publish", "hide"],
    State.WITHDRAWN: ["create", "submit", "take", "approve", "publish", "withdraw"],
    State.SUPERSEDED: ["create", "submit", "take", "approve", "publish"],
}
BY_AUTHOR = ("create", "submit", "discard")
BY_EDITOR = ("take", "approve", "return", "reject")


@contextmanager
def past(when: datetime):
    """Let it be this moment, for the demonstration only: its log should look as if people had lived through it."""
    with patch("django.utils.timezone.now", return_value=when):
        yield


class Story:
    """Collects what happened to every piece, and makes it happen in the order of time."""

    def __init__(self, people, categories, topics, today):
        self.people, self.today = people, today
        self.editions: dict[str, Edition] = {}  # by kind and key: the newest edition
        self.material = Material(people, categories, topics, self.editions)
        self._events: list[tuple[datetime, Callable]] = []

    def tell(self, kind: str, piece, *, over: str = "") -> None:
        """Tell one edition's way to the state where it ends; `over` is the key of the article it replaces."""
        state = State(piece.get("state", State.PUBLISHED))
        name, steps = f"{kind} {piece.key}", WAY[state]
        if piece.get("urgent") == "yes":
            steps = ["create", "publish_urgent"]
        if over and self.people[piece.get("author")].is_staff:
            steps = [step for step in steps if step not in ("submit", "take")]
        last = self._last_step(piece, steps)
        if kind == "banner" and state == State.SUPERSEDED:
            steps = [*steps, "expire"]
        for step in steps:
            when = last - LEAD.get(step, 0) * HOUR
            if step in ("hide", "withdraw") and piece.get("since"):
                when = piece.moment("since")
            if step == "expire":
                when = piece.moment("ends")
            self._events.append((min(when, self._now()), self._act(step, kind, name, piece, over)))
        if piece.get("lane"):
            self._events.append((self._now(), lambda: self._hurry(name, piece)))

    def run(self, progress) -> None:
        """Make everything happen; `progress` is told how many of how many acts are done."""
        events = sorted(self._events, key=lambda event: event[0])
        for done, (when, act) in enumerate(events, start=1):
            with past(when):
                act()
            progress(done, len(events))

    def _last_step(self, piece, steps) -> datetime:
        """Give the moment from which the hours of LEAD are counted back."""
        if piece.get("since") == JUST_NOW:
            return self._now() + LEAD[steps[-1]] * HOUR
        return piece.moment("published") or piece.moment("since") or self._now()

    def _now(self) -> datetime:
        return timezone.now()

    def _act(self, step, kind, name, piece, over) -> Callable:
        if step == "create":
            create = self._take_word if piece.get("word") else self._create
            return lambda: self._open(kind, name, piece, over) if over else create(kind, name, piece)
        return lambda: self._move(step, name, piece)

    def _create(self, kind, name, piece) -> None:
        author = self.people[piece.get("author")]
        actor = self.people[piece.get("typed_by") or piece.get("author")]
        with transaction.atomic():
            edition = self.material.edition(kind, piece)
            create_document(edition, actor=actor, author=author)
            self.material.add_children(edition, piece)
        self._keep(name, edition)
        self._stand_for_files(edition, author)
        self._write_notes(edition, piece)

    def _take_word(self, kind, name, piece) -> None:
        """Let the author send the piece as a Word file, and put it where it belongs."""
        author = self.people[piece.get("author")]
        edition = save_draft(
            read_draft(documents.word_draft(piece), actor=author), actor=author, file_name=piece.get("word")
        )
        with transaction.atomic():
            change = begin_edit(edition, actor=author, version=edition.version)
            self.material.place(edition, piece)
            edition.save()
            change.finish()
        self._keep(name, edition)

    def _hurry(self, name, piece) -> None:
        """Put a piece in the urgent lane, for the reason that its author gives."""
        edition = self.editions[name]
        self._keep(name, mark_urgent(edition, actor=self.people[piece.get("author")], reason=piece.get("lane")))

    def _open(self, kind, name, piece, over) -> None:
        """Open an edition over the live one and give it this piece's content."""
        author = self.people[piece.get("author")]
        edition = open_edition(self.editions[f"{kind} {over}"], actor=author)
        with transaction.atomic():
            change = begin_edit(edition, actor=author, version=edition.version)
            self.material.fill(edition, piece)
            edition.save()
            self.material.replace_children(edition, piece)
            change.finish()
        self._keep(name, edition)
        self._stand_for_files(edition, author)
        self._write_notes(edition, piece)

    def _move(self, step, name, piece) -> None:
        edition = self.editions[name]
        edition.refresh_from_db()
        role = "author" if step in BY_AUTHOR else "editor" if step in BY_EDITOR else "publisher"
        moved = perform(
            step,
            edition=edition,
            actor=None if step == "expire" else self.people[piece.get(role) or piece.get("publisher")],
            version=edition.version,
            reason=piece.get("reason"),
            time=piece.moment("scheduled"),
        )
        self._keep(name, moved)

    def _keep(self, name, edition) -> None:
        self.editions[name] = edition

    def _stand_for_files(self, edition, author) -> None:
        """Let the author say to have read what is only drawn: no machine can."""
        for unread in edition.unread_files():
            declare_read(edition, sha256=unread.sha256, agreed=True, actor=author)

    def _write_notes(self, edition, piece) -> None:
        for line in piece.all("note"):
            account, _, text = line.partition("|")
            Note.objects.create(
                document=edition.document,
                edition_number=edition.number,
                author=self.people[account.strip()],
                text=text.strip(),
            )
