"""What the board does with a letter. Each act is a function here and an entry of the log, which holds no word of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from editorial import log, notices, rights
from editorial.models import BOARD_OFFICES, User
from editorial.refusals import Blocked, Conflict, NotAllowed
from editorial.text import clean_text
from news.letters.erase import ERASED
from news.models import Letter, LetterState

INVALID_FOR = timedelta(days=30)  # spam is kept so long, for who marked something wrongly
MOST_NOTES = 50
LONGEST_NOTE = 2000
LONGEST_ANSWER = 6000


def take(letter: Letter, *, actor: User, origin=None) -> None:
    """Take a letter; over from another too, who is told."""
    with _acting("letter_taken", letter, actor, origin) as current:
        _check_waiting(current)
        if current.holder_id == actor.pk:
            raise Conflict("Ý kiến này đang do chính người bấm nút xử lý.")
        if current.holder_id:
            notices.tell([current.holder_id], f"{actor.full_name} nhận xử lý thay ý kiến {current.number}")
        current.holder, current.state = actor, LetterState.TAKEN


def answer(letter: Letter, text: str, *, actor: User, origin=None) -> None:
    """Answer a letter: the citizen reads it with number and code of the receipt. Its time to be erased begins."""
    words = clean_text(text).strip()
    if not words:
        raise Blocked("Xin ghi nội dung trả lời.")
    if len(words) > LONGEST_ANSWER:
        raise Blocked(f"Trả lời dài {len(words)} ký tự, nhiều nhất {LONGEST_ANSWER}.")
    with _acting("letter_answered", letter, actor, origin) as current:
        _check_own(current, actor)
        current.answer = words
        keep = min(current.keep_days, settings.LETTER_DAYS)
        _close(current, LetterState.ANSWERED, actor, timedelta(days=keep))


def mark_invalid(letter: Letter, *, actor: User, origin=None) -> None:
    """Close a letter that is none: spam, a test, abuse. It is not answered, and erased sooner."""
    with _acting("letter_invalid", letter, actor, origin) as current:
        _check_own(current, actor)
        keep = min(INVALID_FOR, timedelta(days=min(current.keep_days, settings.LETTER_DAYS)))
        _close(current, LetterState.INVALID, actor, keep)


def reopen(letter: Letter, *, actor: User, origin=None) -> None:
    """Take up again what was closed; the answer stands as it was until a new one is sent."""
    with _acting("letter_reopened", letter, actor, origin) as current:
        if current.is_waiting:
            raise Conflict("Ý kiến này đang được xử lý.")
        current.state, current.holder = LetterState.TAKEN, actor
        current.closed_by = current.closed_at = current.erase_after = None


def add_note(letter: Letter, text: str, *, actor: User, origin=None) -> None:
    """Add a note that only the board reads; it is erased with the letter."""
    words = clean_text(text).strip()[:LONGEST_NOTE]
    if not words:
        raise Blocked("Xin ghi nội dung ghi chú.")
    with _acting("letter_note", letter, actor, origin) as current:
        if len(current.notes) >= MOST_NOTES:
            raise Blocked(f"Ý kiến này đã có {MOST_NOTES} ghi chú.")
        current.notes = [*current.notes, {"by": actor.pk, "at": timezone.now().isoformat(), "text": words}]


def erase_on_request(letter: Letter, *, is_asked: bool, actor: User, origin=None) -> None:
    """Erase a letter at once because its sender asked for it, who has that right (Luật 91/2025); who leads does it."""
    if not rights.standing_of(actor).leads:
        raise NotAllowed("Chỉ Trưởng ban, Phó Trưởng ban hoặc thư ký xóa ý kiến theo yêu cầu của người gửi.")
    if not is_asked:
        raise Blocked("Xin đánh dấu xác nhận người gửi đã yêu cầu xóa.")
    with _acting("letter_erased_on_request", letter, actor, origin) as current:
        if current.is_waiting:
            _close(current, LetterState.INVALID, actor, timedelta())
        for name, value in ERASED.items():
            setattr(current, name, value)
        current.erased_at = timezone.now()


def counts(now=None) -> dict:
    """Give how many letters wait and how many of them are late: {"waiting", "late"}; one query."""
    late = Count("pk", filter=Q(due_at__lt=now or timezone.now()))
    return Letter.objects.waiting().order_by().aggregate(waiting=Count("pk"), late=late)


def tell_of_late(sender=None, **kwargs) -> None:
    """At each round of the clock: tell who holds a letter that its time has run out, the board when nobody does."""
    now = timezone.now()
    for letter in Letter.objects.late(now).filter(late_told_at=None)[:100]:
        with transaction.atomic():
            if Letter.objects.filter(pk=letter.pk, late_told_at=None).update(late_told_at=now):
                board = rights.people_holding(*BOARD_OFFICES).values_list("pk", flat=True)
                told = [letter.holder_id] if letter.holder_id in set(board) else board
                notices.tell(told, f"Quá hạn trả lời ý kiến {letter.number}", is_urgent=True)


@contextmanager
def _acting(action: str, letter: Letter, actor: User, origin) -> Iterator[Letter]:
    """Give the letter as it stands now, locked; save it and log the act afterwards."""
    if not rights.standing_of(actor).is_board:
        raise NotAllowed("Chỉ thành viên Ban biên tập xử lý ý kiến công dân.")
    with transaction.atomic():
        current = Letter.objects.select_for_update().get(pk=letter.pk)
        if current.is_erased:
            raise Conflict("Nội dung của ý kiến này đã được xóa theo thời hạn lưu.")
        yield current
        current.save()
        log.record(action, actor=actor, subject=f"letter:{current.pk}", origin=origin)


def _check_waiting(letter: Letter) -> None:
    if not letter.is_waiting:
        raise Conflict(f"Ý kiến này đã khép lại: {letter.get_state_display().lower()}.")


def _check_own(letter: Letter, actor: User) -> None:
    """Whoever holds a letter closes it; what nobody holds, anybody of the board."""
    _check_waiting(letter)
    if letter.holder_id not in (None, actor.pk):
        raise Conflict(
            f"Ý kiến này đang do {letter.holder.full_name} xử lý. Muốn làm thay, xin bấm «Nhận xử lý» trước."
        )


def _close(letter: Letter, state: str, actor: User, keep: timedelta) -> None:
    now = timezone.now()
    letter.state, letter.holder = state, letter.holder or actor
    letter.closed_by, letter.closed_at, letter.erase_after = actor, now, now + keep
