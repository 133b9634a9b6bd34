"""What waits for a person, the most late first: one bounded query for each kind over its open states, merged here."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from editorial import rights
from editorial.models import State
from editorial.models.edition import Edition, kinds

LIMIT = 300  # of each kind; open work is hundreds

JUST_NOW = "vừa xong"
IN_HAND = (State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.SCHEDULED)
AT_AUTHOR = (State.DRAFT, State.RETURNED)
MOST_LATE = F("due_at").asc(nulls_last=True)


@dataclass
class Section:
    """One heading of the queue with its editions, the most late first."""

    key: str
    title: str
    editions: list[Edition] = field(default_factory=list)

    @property
    def late(self) -> int:
        """How many of them are overdue."""
        return sum(edition.is_late for edition in self.editions)


TITLES = {
    "mine": "Chờ tôi",
    "to_take": "Cần tiếp nhận",
    "to_approve": "Chờ người khác trình duyệt",
    "to_publish": "Chờ duyệt đăng",
    "to_confirm": "Chờ hậu kiểm",
    "scheduled": "Hẹn giờ đăng",
    "sent": "Tôi đã gửi",
}


def queue_of(person) -> list[Section]:
    """Give what waits for this person, across kinds, under the headings of TITLES; empty ones are left out."""
    standing = rights.standing_of(person)
    sections = {key: Section(key, title) for key, title in TITLES.items()}
    for edition in sorted(_open_work(person), key=_most_late_first):
        key = _heading(edition, standing)
        if key:
            sections[key].editions.append(edition)
    return [section for section in sections.values() if section.editions]


def how_long(since: datetime, now: datetime | None = None) -> str:
    """Give in words how long ago a moment was, in one unit: "5 phút", "3 giờ", "2 ngày"."""
    minutes = int(((now or timezone.now()) - since).total_seconds() // 60)
    if minutes < 1:
        return JUST_NOW
    if minutes < 60:
        return f"{minutes} phút"
    if minutes < 24 * 60:
        return f"{minutes // 60} giờ"
    return f"{minutes // (24 * 60)} ngày"


def held_for(since: datetime, now: datetime | None = None) -> str:
    """Give in words how long something has lasted: "đã 3 giờ", "vừa xong"."""
    length = how_long(since, now)
    return length if length == JUST_NOW else f"đã {length}"


def due_words(edition: Edition, now: datetime | None = None) -> str:
    """Give in words how long an edition is overdue, or has left: "Quá hạn 3 giờ", "Còn 40 phút"; "" without a due time.

    As people see it on the clock on the wall, not in working time.
    """
    if edition.due_at is None:
        return ""
    now = now or timezone.now()
    if edition.due_at <= now:
        return (
            "Vừa đến hạn" if now - edition.due_at < timedelta(minutes=1) else f"Quá hạn {how_long(edition.due_at, now)}"
        )
    left = max(edition.due_at - now, timedelta(minutes=1))
    return f"Còn {how_long(now - left, now)}"


def _most_late_first(edition: Edition) -> tuple:
    return edition.due_at is None, edition.due_at or edition.state_since, edition.state_since


def _open_work(person) -> list[Edition]:
    found: list[Edition] = []
    for model in kinds():
        editions = model._default_manager.select_related("author", "editor").without_texts()
        own = model._default_manager.open_work_of(person)
        found += editions.open().filter(state__in=IN_HAND).order_by(MOST_LATE, "state_since")[:LIMIT]
        found += editions.filter(pk__in=own, state__in=AT_AUTHOR).order_by("state_since")[:LIMIT]
        found += editions.filter(awaits_confirmation=True).order_by("state_since")[:LIMIT]
    return found


def _heading(edition: Edition, who: rights.Standing) -> str:
    """Give the heading under which this person finds the edition; "" when it waits for somebody else."""
    if edition.awaits_confirmation:
        return "to_confirm"
    is_author = who.person_id in edition.author_ids
    if rights.may_edit(edition, who) or (edition.state == State.SUBMITTED and rights.is_editor(edition, who)):
        return "mine"
    if edition.state == State.SUBMITTED and not is_author and (edition.editor_id is None or who.leads):
        return "to_take"
    # What a member opened over a live piece never is submitted: it waits for a second pair of eyes.
    if edition.state == State.IN_REVIEW and edition.editor_id in edition.author_ids and not is_author:
        return "to_approve"
    if edition.state == State.APPROVED and rights.may_publish(edition, who):
        return "to_publish"
    if edition.state == State.SCHEDULED and (rights.may_publish(edition, who) or rights.is_editor(edition, who)):
        return "scheduled"
    return "sent" if is_author and edition.state in IN_HAND else ""
