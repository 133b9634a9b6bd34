"""Requests to take something down: entered by any board member, decided by whoever may publish the piece.

Hiding, withdrawing and restoring are moves of their own (workflow.perform); the request is closed after the move. A
process that dies between the two leaves the request open, and deciding it again only closes it.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from editorial import editing, log, notices, rights
from editorial.finding import find_standing
from editorial.models import BOARD_OFFICES, Edition, State, TakedownRequest, User, Withdrawal
from editorial.models.edition import kind_named
from editorial.refusals import Blocked, Conflict, NotAllowed
from editorial.workflow import perform

Outcome = TakedownRequest.Outcome
MOST_SHOWN = 20


def enter_request(request: TakedownRequest, *, actor: User, origin: log.Origin | None = None) -> None:
    """Save a new request with the time its basis gives, tell whoever decides, and log it."""
    if not rights.standing_of(actor).is_board:
        raise NotAllowed("Chỉ thành viên Ban biên tập ghi yêu cầu gỡ bài.")
    request.entered_by = actor
    request.due_at = request.received_at + timedelta(hours=request.basis.hours)
    with transaction.atomic():
        request.save()
        remind(request, f"mới nhận, {request.time_left}")
        _record("takedown", request, actor, {"hours": request.basis.hours, "basis": request.basis_id}, origin)


def piece_of(request: TakedownRequest) -> Edition | None:
    """Give the edition that says what the document's address answers; None when it was never live."""
    return find_standing(kind_named(request.document.kind), request.document_id)


def may_decide(request: TakedownRequest, standing: rights.Standing) -> bool:
    """The chair, or who may publish this piece; not for what was decided."""
    piece = piece_of(request)
    return bool(piece) and request.is_waiting and rights.may_publish(piece, standing)


def can_be_hidden(piece: Edition) -> bool:
    """Whether citizens can read the piece now, or are led elsewhere from its address."""
    return piece.state == State.PUBLISHED or piece.withdrawal not in ("", Withdrawal.ERROR)


def hide(request: TakedownRequest, *, actor: User, origin=None) -> Edition:
    """Hide the piece at once, or take down for good what can be read as kept; any board member."""
    piece = piece_of(request)
    if piece is None or not request.is_waiting:
        raise Conflict("Yêu cầu này đã được giải quyết.")
    name = "close" if piece.state == State.WITHDRAWN else "hide"
    reason = f"{request} ({request.paper_number or request.get_channel_display()})"
    return perform(name, edition=piece, actor=actor, version=piece.version, reason=reason, origin=origin)


def decide(request: TakedownRequest, outcome: str, *, actor: User, answer: str, origin=None) -> None:
    """Make the move that the outcome needs, where it is not made yet, and close the request.

    Raises Conflict when it was decided, NotAllowed, Blocked without a reason or when the move is refused.
    """
    if not request.is_waiting:
        raise Conflict("Yêu cầu này đã được giải quyết.")
    if not may_decide(request, rights.standing_of(actor)):
        raise NotAllowed("Chỉ Trưởng ban hoặc người có quyền duyệt đăng mới quyết định.")
    if outcome not in Outcome.values:
        raise Blocked("Xin chọn cách giải quyết.")
    if not answer.strip():
        raise Blocked("Xin ghi lý do.")
    _move(request, outcome, actor, answer.strip(), origin)
    with transaction.atomic():
        current = TakedownRequest.objects.select_for_update().get(pk=request.pk)
        if not current.is_waiting:
            raise Conflict("Yêu cầu này vừa được người khác giải quyết.")
        current.outcome, current.answer = outcome, answer.strip()
        current.decided_by, current.decided_at = actor, timezone.now()
        current.save()
        remind(current, f"đã giải quyết: {current.get_outcome_display().lower()}")
        _record("takedown_decided", current, actor, {"outcome": outcome}, origin)


def remind_when_due(sender, **kwargs) -> None:
    """At each round of the clock: one reminder for each moment that has passed, once, whatever the clocks do."""
    now = timezone.now()
    for request in TakedownRequest.objects.waiting():
        passed = [words for moment, words in request.reminders() if moment <= now]
        if len(passed) > request.reminded:
            with transaction.atomic():
                known = TakedownRequest.objects.filter(pk=request.pk, reminded=request.reminded, decided_at=None)
                if known.update(reminded=len(passed)):
                    remind(request, passed[-1])


def remind(request: TakedownRequest, words: str) -> None:
    """Tell whoever may decide; the whole board when the time has run out, or there is nobody who may."""
    piece = piece_of(request)
    board = rights.people_holding(*BOARD_OFFICES)
    deciding = {person.pk for person in board if piece and rights.may_publish(piece, rights.standing_of(person))}
    everybody = request.is_over or not deciding
    due = timezone.localtime(request.due_at)
    sentence = f"{request} (tin bài số {request.document_id}): {words}; hạn {due:%H:%M, %d/%m/%Y}"
    told = {person.pk for person in board} if everybody else deciding
    number = piece.number if piece else None
    notices.tell(told, sentence, document=request.document, edition_number=number, is_urgent=True)


def _move(request: TakedownRequest, outcome: str, actor: User, answer: str, origin) -> None:
    piece = piece_of(request)
    if piece is None:
        return
    how = {"edition": piece, "actor": actor, "version": piece.version, "origin": origin}
    readable = piece.state in (State.PUBLISHED, State.HIDDEN)
    if outcome == Outcome.WITHDRAWN and readable:
        perform("withdraw", reason=answer, withdrawal=Withdrawal.ERROR, **how)
    elif outcome == Outcome.WITHDRAWN and piece.withdrawal not in ("", Withdrawal.ERROR):
        perform("close", reason=answer, **how)
    elif outcome == Outcome.CORRECTED and not readable:
        raise Blocked("Nội dung đã được gỡ; không còn bản nào để sửa.")
    elif outcome == Outcome.CORRECTED and piece.open_edition() is None:
        editing.open_edition(piece, actor=actor, origin=origin)
    elif outcome == Outcome.REFUSED and piece.state == State.HIDDEN:
        perform("restore", **how)


def _record(action: str, request: TakedownRequest, actor: User, data: dict, origin) -> None:
    subject = f"takedownrequest:{request.pk}"
    log.record(action, actor=actor, document=request.document, subject=subject, data=data, origin=origin)
