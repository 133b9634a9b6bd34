"""What waits for a person: one bounded query for each kind over its open states, merged here."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, TextField
from django.utils import timezone

from editorial import rights
from editorial.models import State
from editorial.models.edition import Edition, kinds

LIMIT = 300  # of each kind; open work is hundreds

IN_HAND = (State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.SCHEDULED)
AT_AUTHOR = (State.DRAFT, State.RETURNED)


@dataclass
class Section:
    """One heading of the queue with its editions, the longest waiting first."""

    key: str
    title: str
    editions: list[Edition] = field(default_factory=list)


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
    for edition in sorted(_open_work(person), key=lambda edition: edition.state_since):
        key = _heading(edition, standing)
        if key:
            sections[key].editions.append(edition)
    return [section for section in sections.values() if section.editions]


def how_long(since: datetime, now: datetime | None = None) -> str:
    """Give in words how long ago a moment was, in one unit: "5 phút", "3 giờ", "2 ngày"."""
    minutes = int(((now or timezone.now()) - since).total_seconds() // 60)
    if minutes < 1:
        return "vừa xong"
    if minutes < 60:
        return f"{minutes} phút"
    if minutes < 24 * 60:
        return f"{minutes // 60} giờ"
    return f"{minutes // (24 * 60)} ngày"


def _open_work(person) -> list[Edition]:
    found: list[Edition] = []
    for model in kinds():
        long_columns = [f.name for f in model._meta.concrete_fields if isinstance(f, TextField)]
        editions = model._default_manager.select_related("author", "editor").defer(*long_columns)
        own = Q(author=person) | Q(opened_by=person) | Q(submitted_by=person)
        open_work = editions.filter(Q(state__in=IN_HAND) | (Q(state__in=AT_AUTHOR) & own))
        found += open_work.order_by("state_since")[:LIMIT]
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
