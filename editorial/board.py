"""Who holds which office, and to whom the right to publish is lent: every write of it, each an entry of the log.

Recorded by the chair, a deputy or the secretary; by a technical administrator only while no chair is in force.
Nobody changes their own rights, and what has been in force is ended, never deleted.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from editorial import log, notices, rights
from editorial.models import BOARD_OFFICES, Appointment, Decision, Delegation, Office, User
from editorial.refusals import Blocked, Conflict, NotAllowed

MOST_WAITING = 20


def may_record(standing: rights.Standing) -> bool:
    """Whether a person of this standing records decisions and appointments."""
    return standing.leads or (standing.is_technical and not rights.people_holding(Office.CHAIR).exists())


def record_appointment(appointment: Appointment, *, actor: User, origin=None) -> Appointment:
    """Save a new appointment, not saved yet, and tell the board.

    Raises NotAllowed for who may not record, and for the person appointed.
    """
    _require_recorder(actor, origin)
    if appointment.person_id == actor.pk:
        raise NotAllowed("Không ai tự ghi chức danh cho chính mình.")
    with transaction.atomic():
        appointment.save()
        _tell_board(f"{appointment.person}: {appointment.get_office_display()} theo {appointment.decision}", actor)
        _record("appoint", appointment, actor, origin, fields=["person", "office", "starts_on"])
    return appointment


def may_end(appointment: Appointment, standing: rights.Standing) -> bool:
    """Whether a person of this standing sets the last day: never of their own office, never of a past one."""
    over = appointment.ends_on is not None and appointment.ends_on < timezone.localdate()
    return not over and appointment.person_id != standing.person_id and may_record(standing)


def may_drop(appointment: Appointment, standing: rights.Standing) -> bool:
    """Whether the row may go: only one that was never in force."""
    return appointment.starts_on > timezone.localdate() and may_end(appointment, standing)


def end_appointment(appointment: Appointment, *, ends_on: date | None, actor: User, origin=None) -> Appointment:
    """Set the last day of an appointment (None: open) and tell the board.

    Raises NotAllowed for who may not record, for the person appointed, and for an appointment that is over.
    """
    require_confirmed(origin)
    with transaction.atomic():
        current = Appointment.objects.select_for_update().get(pk=appointment.pk)
        if not may_end(current, rights.standing_of(actor)):
            raise NotAllowed("Tài khoản này không thay đổi được chức danh này.")
        current.ends_on = ends_on
        current.save(update_fields=["ends_on"])
        until = f"đến hết ngày {ends_on:%d/%m/%Y}" if ends_on else "chưa có ngày kết thúc"
        _tell_board(f"{current.person}: {current.get_office_display()} {until}", actor)
        _record("end_appointment", current, actor, origin, fields=["ends_on"])
    return current


def drop_appointment(appointment: Appointment, *, actor: User, origin=None) -> None:
    """Remove an appointment that was never in force. Raises NotAllowed for any other."""
    require_confirmed(origin)
    with transaction.atomic():
        current = Appointment.objects.select_for_update().get(pk=appointment.pk)
        if not may_drop(current, rights.standing_of(actor)):
            raise NotAllowed("Chức danh đã có hiệu lực thì kết thúc, không xóa.")
        _tell_board(f"Bỏ chức danh chưa có hiệu lực: {current}", actor)
        _record("remove", current, actor, origin)
        current.delete()


def lend_right(delegation: Delegation, *, actor: User, paper: Decision | None = None, origin=None) -> Delegation:
    """Save a new delegation, not saved yet; it waits for another member's confirmation.

    `paper` is the paper by which the right is lent, when it is not recorded yet. The chair lends; while there is no
    chair any board member records who is acting. Raises NotAllowed, or Blocked when the holder is neither deputy nor
    member.
    """
    require_confirmed(origin)
    standing = rights.standing_of(actor)
    if not may_lend(standing, is_acting=delegation.is_acting):
        raise NotAllowed("Chỉ Trưởng Ban biên tập giao quyền duyệt đăng; khi khuyết Trưởng ban mới ghi phụ trách.")
    if not rights.people_holding(Office.DEPUTY, Office.MEMBER).filter(pk=delegation.holder_id).exists():
        raise Blocked("Người được giao phải là Phó Trưởng ban hoặc thành viên Ban biên tập đương chức.")
    with transaction.atomic():
        if paper:
            paper.save()
            delegation.decision = paper
            _record("add", paper, actor, origin)
        delegation.granted_by = actor
        delegation.save()
        _tell_board(f"Chờ xác nhận: {delegation}", actor)
        _record("lend", delegation, actor, origin, fields=["holder", "scopes", "starts_on", "ends_on"])
    return delegation


def may_lend(standing: rights.Standing, *, is_acting: bool) -> bool:
    """Whether a person of this standing lends the right: the chair; any member while there is none."""
    if is_acting:
        return standing.is_board and not rights.people_holding(Office.CHAIR).exists()
    return standing.is_chair


def may_confirm(delegation: Delegation, standing: rights.Standing) -> bool:
    """Whether this person confirms: another board member than who lent the right and who holds it."""
    waiting = delegation.confirmed_at is None and delegation.revoked_at is None
    return waiting and standing.is_board and standing.person_id not in (delegation.granted_by_id, delegation.holder_id)


def waiting_for(standing: rights.Standing) -> list[Delegation]:
    """Give the delegations, a few, that this person can put in force."""
    waiting = Delegation.objects.filter(confirmed_at=None, revoked_at=None).select_related("holder", "decision")
    return [delegation for delegation in waiting.order_by("pk")[:MOST_WAITING] if may_confirm(delegation, standing)]


def may_revoke(delegation: Delegation, standing: rights.Standing) -> bool:
    """Whether this person takes the right back: the chair, who lent it, or its holder (who gives it up)."""
    own = standing.person_id in (delegation.granted_by_id, delegation.holder_id)
    return delegation.revoked_at is None and standing.is_board and (standing.is_chair or own)


def confirm_delegation(delegation: Delegation, *, actor: User, origin=None) -> Delegation:
    """Put a delegation in force. Raises NotAllowed, or Conflict when it was confirmed or revoked meanwhile."""
    require_confirmed(origin)
    with transaction.atomic():
        current = _lock_open(delegation)
        if current.confirmed_at:
            raise Conflict("Việc giao quyền này đã được xác nhận.")
        if not may_confirm(current, rights.standing_of(actor)):
            raise NotAllowed("Người xác nhận phải là thành viên khác với người giao và người được giao.")
        current.confirmed_by, current.confirmed_at = actor, timezone.now()
        current.save(update_fields=["confirmed_by", "confirmed_at"])
        _tell_board(f"Đã xác nhận: {current}", actor)
        _record("confirm_delegation", current, actor, origin)
    return current


def revoke_delegation(delegation: Delegation, *, actor: User, origin=None) -> Delegation:
    """Take the right back at once. Raises NotAllowed, or Conflict when it was revoked meanwhile."""
    require_confirmed(origin)
    with transaction.atomic():
        current = _lock_open(delegation)
        if not may_revoke(current, rights.standing_of(actor)):
            raise NotAllowed("Tài khoản này không thu hồi được quyền duyệt đăng này.")
        current.revoked_at = timezone.now()
        current.save(update_fields=["revoked_at"])
        _tell_board(f"Đã thu hồi: {current}", actor)
        _record("revoke_delegation", current, actor, origin)
    return current


def report_absence(*, actor: User, away_from: date | None, away_until: date | None, origin=None) -> None:
    """Set the days on which a person is away; pieces go to the stand-in meanwhile."""
    with transaction.atomic():
        actor.away_from, actor.away_until = away_from, away_until
        actor.save(update_fields=["away_from", "away_until"])
        _record("away", actor, actor, origin, fields=["away_from", "away_until"])


def _require_recorder(actor: User, origin) -> None:
    require_confirmed(origin)
    if not may_record(rights.standing_of(actor)):
        raise NotAllowed("Chỉ Trưởng ban, Phó Trưởng ban hoặc thư ký ghi quyết định và chức danh.")


def require_confirmed(origin) -> None:
    """Raise NotAllowed for a request whose person was not asked again in the last five minutes (issue: at the act)."""
    if origin and not origin.is_confirmed:
        raise NotAllowed("Việc này cần xác nhận lại bằng bước thứ hai.")


def _lock_open(delegation: Delegation) -> Delegation:
    current = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if current.revoked_at:
        raise Conflict("Quyền duyệt đăng này đã được thu hồi.")
    return current


def _tell_board(sentence: str, actor: User) -> None:
    ids = set(rights.people_holding(*BOARD_OFFICES).order_by().values_list("pk", flat=True))
    notices.tell(ids - {actor.pk}, f"{actor}: {sentence}"[:500])


def _record(action: str, row, actor: User, origin, fields=()) -> None:
    subject = f"{row._meta.model_name}:{row.pk}"
    log.record(action, actor=actor, subject=subject, data={"fields": list(fields)}, origin=origin)
