"""The table of moves, on one screen, and the one function that performs any of them.

Nothing else writes `state`. Admin, contributors' pages, clock and command line all come through here; the
buttons are drawn from the same table (allowed_moves).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from editorial import audiences as hear
from editorial import demands, effects, log, notices, rights
from editorial.due import set_due
from editorial.gates import blocking, examine
from editorial.models import Document, Edition, Note, Snapshot, State, User
from editorial.models.edition import fingerprint_of
from editorial.refusals import Blocked, Conflict, NotAllowed, Refusal
from editorial.refusing import record_refusal

S = State


@dataclass(frozen=True)
class Move:
    """A named change of state: who may make it, from where, what it demands, what else it does."""

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    who: Callable
    effect: Callable = effects.nothing
    demand: Callable = demands.nothing
    gates: bool = False
    reason: bool = False
    tells: tuple[Callable, ...] = ()  # who must hear of it beside whoever held the piece before (audiences.py)
    is_urgent: bool = False  # told by mail at once, whatever a person has chosen (notices.py)
    steps: tuple[str, ...] = ()  # one tap: the missing moves in one transaction, a log entry each
    by_clock: bool = False
    asks_again: bool = False  # wants a second factor no older than five minutes (accounts/confirming.py)


TABLE = (
    Move("submit", "Gửi bài", (S.DRAFT, S.RETURNED), S.SUBMITTED, rights.is_author, effects.submitted, gates=True,
         tells=(hear.editor_or_secretary,)),
    Move("recall", "Rút bài", (S.SUBMITTED,), S.DRAFT, rights.is_author, effects.released),
    Move("discard", "Bỏ bản này", (S.DRAFT, S.RETURNED), S.DISCARDED, rights.is_author_or_secretary,
         tells=(hear.authors,)),
    Move("assign", "Phân công", (S.SUBMITTED, S.IN_REVIEW), S.IN_REVIEW, rights.hands_out_work, effects.assigned,
         demands.a_member_not_an_author, tells=(hear.authors, hear.editor)),
    Move("take", "Tiếp nhận", (S.SUBMITTED, S.IN_REVIEW), S.IN_REVIEW, rights.may_take, effects.taken,
         tells=(hear.authors,)),
    Move("return", "Đề nghị chỉnh sửa", (S.IN_REVIEW, S.APPROVED), S.RETURNED, rights.is_editor_or_may_publish,
         effects.returned, reason=True, tells=(hear.authors, hear.editor)),
    Move("reject", "Không sử dụng", (S.SUBMITTED, S.IN_REVIEW), S.REJECTED, rights.is_member_not_author, reason=True,
         tells=(hear.authors, hear.editor)),
    Move("approve", "Trình duyệt đăng", (S.IN_REVIEW,), S.APPROVED, rights.is_member_not_author, effects.approved,
         gates=True, tells=(hear.who_may_publish,)),
    Move("reopen", "Đưa về biên tập", (S.APPROVED, S.SCHEDULED), S.IN_REVIEW, rights.is_approver_or_may_publish,
         effects.reopened, reason=True, tells=(hear.editor,)),
    Move("publish", "Duyệt đăng", (S.APPROVED,), S.PUBLISHED, rights.may_publish, effects.published,
         demands.same_as_approved, gates=True, tells=(hear.authors, hear.editor), asks_again=True),
    Move("publish_now", "Duyệt và đăng", (S.SUBMITTED, S.IN_REVIEW), S.PUBLISHED, rights.may_publish_not_author,
         gates=True, steps=("take", "approve", "publish"), asks_again=True),
    Move("schedule", "Hẹn giờ đăng", (S.APPROVED,), S.SCHEDULED, rights.may_publish, effects.scheduled,
         demands.a_time_to_come, gates=True, tells=(hear.authors, hear.editor), asks_again=True),
    Move("unschedule", "Bỏ hẹn", (S.SCHEDULED,), S.APPROVED, rights.may_publish, effects.unscheduled,
         tells=(hear.editor, hear.who_may_publish)),
    Move("publish_small", "Sửa lỗi nhỏ", (S.IN_REVIEW,), S.PUBLISHED, rights.may_publish_correction,
         effects.published_small, demands.small_change, gates=True, tells=(hear.authors, hear.editor), asks_again=True),
    Move("publish_urgent", "Đăng khẩn", (S.DRAFT, S.SUBMITTED, S.IN_REVIEW, S.APPROVED), S.PUBLISHED,
         rights.may_publish, effects.published_urgently, gates=True, reason=True, tells=(hear.authors, hear.board),
         is_urgent=True, asks_again=True),
    Move("confirm", "Hậu kiểm", (S.PUBLISHED,), S.PUBLISHED, rights.may_confirm, effects.confirmed,
         tells=(hear.publisher,)),
    Move("hide", "Tạm gỡ", (S.PUBLISHED,), S.HIDDEN, rights.is_member, effects.taken_down, reason=True,
         tells=(hear.authors, hear.editor, hear.who_may_publish), is_urgent=True),
    Move("restore", "Đăng lại", (S.HIDDEN,), S.PUBLISHED, rights.may_publish, effects.restored,
         demands.same_as_published, tells=(hear.authors, hear.editor), asks_again=True),
    Move("withdraw", "Gỡ", (S.PUBLISHED, S.HIDDEN), S.WITHDRAWN, rights.may_publish, effects.withdrawn,
         demands.a_way_to_withdraw, reason=True, tells=(hear.authors, hear.board), is_urgent=True, asks_again=True),
    Move("close", "Gỡ hẳn", (S.WITHDRAWN,), S.WITHDRAWN, rights.may_close, effects.closed, reason=True,
         tells=(hear.authors, hear.board), is_urgent=True, asks_again=True),
    Move("review", "Đã rà soát, còn đúng", (S.PUBLISHED,), S.PUBLISHED, rights.may_review, effects.reviewed),
    Move("go_live", "Đăng theo giờ hẹn", (S.SCHEDULED,), S.PUBLISHED, rights.may_publish, effects.published,
         demands.due_and_same_as_approved, gates=True, tells=(hear.authors, hear.editor, hear.publisher),
         by_clock=True),
    Move("lapse", "Hẹn giờ không thành", (S.SCHEDULED,), S.APPROVED, rights.anybody, effects.unscheduled,
         by_clock=True),  # the clock itself says why it could not be (clock.py)
    Move("expire", "Hết hạn", (S.PUBLISHED,), S.SUPERSEDED, rights.anybody, effects.taken_down,
         demands.past_its_end, tells=(hear.authors,), by_clock=True),
)  # fmt: skip
MOVES = {move.name: move for move in TABLE}


@dataclass
class Request:
    """What comes with a move: who asks (for the clock: whose right counts), why, to whom, for when, from where."""

    actor: User | None
    standing: rights.Standing
    reason: str = ""
    person: User | None = None
    time: datetime | None = None
    origin: log.Origin | None = None
    held_by: int | None = None  # who held the piece before
    withdrawal: str = ""  # one of Withdrawal, for what is withdrawn; "" is the plain way
    target: Document | None = None  # into which it is merged


def perform(
    name: str,
    *,
    edition: Edition,
    actor: User | None,
    version: int,
    reason: str = "",
    person: User | None = None,
    time: datetime | None = None,
    origin: log.Origin | None = None,
    withdrawal: str = "",
    target: Document | None = None,
) -> Edition:
    """Make a move under the document's lock and give the edition as it then stands.

    `version` is the one the person saw; `actor` is None for the clock. Raises Conflict (409) when state or
    version has changed, NotAllowed (403), Blocked (422, with findings) when a demand is not met; a refusal
    changes nothing and is logged in a transaction of its own.
    """
    move = MOVES[name]
    try:
        with transaction.atomic(durable=True):
            current = lock(edition, target)
            request = _read_request(move, current, actor, reason.strip(), person, time, origin)
            request.withdrawal, request.target = withdrawal, target
            _check(move, current, version, request)
            *before, last = _steps(move, current)
            for step in before:  # of one tap people hear once
                _apply(step, current, request, is_told=False)
            _apply(last, current, request)
            return current
    except Refusal as refusal:
        log_refusal(move.name, edition, actor, refusal, origin)
        raise


def lock(edition: Edition, other: Document | None = None) -> Edition:
    """Lock the document, and another if given, and give the edition as the database has it.

    Must be inside a transaction. Two documents are locked in the order of their numbers.
    """
    numbers = {edition.document_id, *([other.pk] if other else [])}
    rows = Document.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
    locked = {document.pk: document for document in rows}
    current = type(edition)._default_manager.get(pk=edition.pk)
    current.document = locked[edition.document_id]
    return current


def allowed_moves(edition: Edition, standing: rights.Standing) -> list[Move]:
    """Give the moves a person of this standing may make from the edition's state now, in the table's order."""
    return [
        move for move in TABLE if not move.by_clock and edition.state in move.sources and move.who(edition, standing)
    ]


def log_refusal(name: str, edition: Edition, actor, refusal: Refusal, origin=None) -> None:
    """Log that a move was refused, in a transaction of its own (refusing.py)."""
    record_refusal(
        name,
        actor=actor,
        refusal=type(refusal).__name__,
        data={"kind": edition.kind},
        document=edition.document,
        edition_number=edition.number,
        origin=origin,
    )


def _read_request(move, edition, actor, reason, person, time, origin) -> Request:
    """Read afresh the person whose right counts: the actor; for the clock, whoever set the time, on that day."""
    if move.by_clock and actor is not None:
        raise NotAllowed(f"«{move.label}» chỉ do bộ hẹn giờ thực hiện.")
    if actor is None and move.by_clock:
        setter = User.objects.filter(pk=edition.scheduled_by_id).first()
        day = timezone.localdate(edition.scheduled_for) if edition.scheduled_for else None
        return Request(setter, rights.standing_of(setter, day), reason, origin=origin, held_by=edition.editor_id)
    acting = User.objects.filter(pk=getattr(actor, "pk", None)).first()
    return Request(acting, rights.standing_of(acting), reason, person, time, origin, edition.editor_id)


def _check(move: Move, edition: Edition, version: int, request: Request) -> None:
    if edition.state not in move.sources:
        raise Conflict(effects.what_happened(edition, f"không còn thực hiện được «{move.label}»"))
    if edition.version != version:
        raise Conflict(effects.what_happened(edition, "phiên bản đang xem đã cũ"))
    if move.asks_again and request.origin and not request.origin.is_confirmed:
        raise NotAllowed(f"«{move.label}» cần xác nhận lại bằng bước thứ hai.")
    if not move.who(edition, request.standing):
        raise NotAllowed(f"Tài khoản này không có quyền «{move.label}» đối với tin bài này.")
    move.demand(edition, request)
    found = blocking(examine(edition, move.name)) if move.gates else []
    if found:
        raise Blocked(f"Chưa thể «{move.label}»: còn điều kiện chưa đạt.", found)
    if move.reason and not request.reason:
        raise Blocked(f"Xin ghi lý do khi «{move.label}».")


def _steps(move: Move, edition: Edition) -> list[Move]:
    """Give the moves that are really made: the one itself, or for one tap those still missing."""
    if not move.steps:
        return [move]
    return [MOVES[name] for name in move.steps if MOVES[name].target != edition.state]


def _apply(move: Move, edition: Edition, request: Request, *, is_told: bool = True) -> None:
    before = edition.state
    if edition.state != move.target:
        edition.state_since = timezone.now()
    edition.state = move.target
    edition.version += 1
    said = move.effect(edition, request, before) or {}
    set_due(edition)
    edition.save_desk()
    if edition.state == State.PUBLISHED and before not in (State.PUBLISHED, State.HIDDEN):
        edition.went_live()
    keep_snapshot(edition, edition.changed_by)
    if request.reason and move.reason:
        Note.objects.create(
            document=edition.document,
            edition_number=edition.number,
            author_id=request.standing.person_id,
            text=request.reason,
            move=move.name,
        )
    if is_told:
        notices.tell_of_move(move, edition, request)
    if edition.state in (State.HIDDEN, State.WITHDRAWN):
        _unschedule_open_edition(edition, request)
    log.record(
        move.name,
        actor=None if move.by_clock else request.actor,
        document=edition.document,
        edition_number=edition.number,
        data={
            "kind": edition.kind,
            "from": before,
            "to": edition.state,
            "fingerprint": edition.fingerprint(),
            **said,
        },
        origin=request.origin,
    )


def keep_snapshot(edition: Edition, saved_by: User | None, text: str = "") -> None:
    """Keep the canonical text (the edition's own when none is given) under its fingerprint, once.

    `saved_by` is whoever wrote the text as it stands.
    """
    text = text or edition.canonical_text()
    Snapshot.objects.get_or_create(
        document=edition.document,
        edition_number=edition.number,
        fingerprint=fingerprint_of(text),
        defaults={"text": text, "saved_by": saved_by, "saved_at": timezone.now()},
    )


def _unschedule_open_edition(edition: Edition, request: Request) -> None:
    waiting = edition.open_edition()
    if waiting and waiting.state == State.SCHEDULED:
        waiting.document = edition.document
        _apply(MOVES["unschedule"], waiting, request)
