"""What the clock does about due times: keeps them true, and reminds, once before and once after.

A reminder is claimed on the row (`reminded_at`, `overdue_told_at`) in the transaction of its notice, so two clocks tell
nobody twice. Whoever would get more than a few at once gets one sentence that says how many there are.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from editorial import notices
from editorial.due import Due, Rules, stage_of
from editorial.holding import holder_words, holders_of, overseers
from editorial.models import Edition, Stage, State
from editorial.models.edition import kinds

MOST = 2000  # of each kind; open work is hundreds
FEW = 3  # reminders of one sort for one person at one round


def keep_due_times(sender=None, **kwargs) -> None:
    """Bring every due time up to date and send the reminders that are due; a round of the clock."""
    rules, now = Rules.read(), timezone.now()
    soon: list[Edition] = []
    late: list[Edition] = []
    with transaction.atomic():
        for edition in _waiting():
            due = rules.due_of(edition)
            if (due.at if due else None) != edition.due_at:
                _write_due(edition, due, now)
            if due is None or edition.state == State.SCHEDULED:
                continue
            if due.at <= now and edition.overdue_told_at is None and _claim(edition, "overdue_told_at", now):
                late.append(edition)
            elif due.at > now >= due.remind_at and edition.reminded_at is None and _claim(edition, "reminded_at", now):
                soon.append(edition)
        _tell(soon, "Sắp đến hạn", {edition.pk: holders_of(edition) for edition in soon})
        told = overseers() if late else set()
        _tell(late, "Quá hạn", {edition.pk: holders_of(edition) | told for edition in late})


def _waiting() -> Iterator[Edition]:
    for model in kinds():
        editions = model._default_manager.select_related("author", "editor", "document").without_texts()
        yield from editions.open().exclude(state=State.DRAFT).order_by("state_since", "pk")[:MOST]
        yield from editions.filter(awaits_confirmation=True).order_by("state_since", "pk")[:MOST]


def _row(edition: Edition):
    """Give the row as it was read: a move made meanwhile has its own say."""
    return type(edition)._default_manager.filter(pk=edition.pk, version=edition.version)


def _write_due(edition: Edition, due: Due | None, now: datetime) -> None:
    """Write the due time; what was told is forgotten only when there is time again (another clock may just tell)."""
    written: dict[str, datetime | None] = {"due_at": due.at if due else None}
    if due is None or due.at > now:
        written |= {"reminded_at": None, "overdue_told_at": None}
    for name, value in written.items():
        setattr(edition, name, value)
    _row(edition).update(**written)


def _claim(edition: Edition, mark: str, now: datetime) -> bool:
    return bool(_row(edition).filter(**{mark: None}).update(**{mark: now}))


def _tell(editions: list[Edition], word: str, recipients: dict[int, set[int]]) -> None:
    of_person: defaultdict[int, list[Edition]] = defaultdict(list)
    for edition in editions:
        for pk in recipients[edition.pk]:
            of_person[pk].append(edition)
    crowded = {pk for pk, waiting in of_person.items() if len(waiting) > FEW}
    for pk in crowded:
        notices.tell({pk}, f"{word}: {len(of_person[pk])} tin bài, xem ở «Việc cần xử lý»")
    for edition in editions:
        people = recipients[edition.pk] - crowded
        notices.tell(people, _sentence(edition, word), document=edition.document, edition_number=edition.number)


def _sentence(edition: Edition, word: str) -> str:
    when = date_format(timezone.localtime(edition.due_at), "H:i, d/m/Y")
    stage = Stage(stage_of(edition)).label.lower()
    title = edition.title_text() or f"số {edition.document_id}"
    holder = edition.editor.full_name if edition.editor_id else holder_words(edition, edition.author)
    return f"{word} {stage} ({when}; đang ở: {holder}): {title}"[:500]
