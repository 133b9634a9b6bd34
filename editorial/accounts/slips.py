"""Slips by which people set their own passwords: an invitation, a new password, or both factors anew."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from editorial import log, notices, rights
from editorial.accounts import factors, sessions
from editorial.models import BOARD_OFFICES, AccountSlip, Office, User
from editorial.models.account_slip import Purpose
from editorial.refusals import Conflict, NotAllowed

LIVES = timedelta(hours=72)


def issue(
    person: User, *, purpose: str, actor: User | None, origin=None, alone: bool = False
) -> tuple[AccountSlip, str]:
    """Make a slip and give it with the secret of its link, which is nowhere else; earlier ones no longer work.

    `actor` is None for the command line (break-glass), which may do without a confirmation (`alone`). Raises NotAllowed
    for who does not keep accounts, and for the own account.
    """
    if actor and not rights.standing_of(actor).is_technical:
        raise NotAllowed("Chỉ người quản trị kỹ thuật lập phiếu tài khoản.")
    if actor and actor.pk == person.pk:
        raise NotAllowed("Không ai lập phiếu cho chính mình.")
    secret = secrets.token_urlsafe(24)
    now = timezone.now()
    with transaction.atomic():
        if alone and actor:
            raise NotAllowed("Phiếu cấp lại cần một thành viên Ban biên tập xác nhận.")
        AccountSlip.objects.open().filter(person=person).update(cancelled_at=now)
        slip = AccountSlip.objects.create(
            person=person,
            purpose=purpose,
            secret_hash=hash_of(secret),
            issued_by=actor,
            is_alone=alone,
            issued_at=now,
            expires_at=now + LIVES,
        )
        _tell(
            person, actor, f"lập phiếu «{slip.get_purpose_display()}» cho tài khoản {person.username} ({person})", slip
        )
        _record("issue_slip", slip, actor, origin)
    return slip, secret


def may_confirm(slip: AccountSlip, standing: rights.Standing) -> bool:
    """A board member who neither made the slip nor is meant by it."""
    other = standing.person_id not in (slip.person_id, slip.issued_by_id)
    return standing.is_board and other and slip.needs_confirmation


def confirm(slip: AccountSlip, *, actor: User, origin=None) -> None:
    """Let a recovery slip work. Raises NotAllowed, or Conflict when it no longer waits."""
    with transaction.atomic():
        current = AccountSlip.objects.select_for_update().open().filter(pk=slip.pk).first()
        if current is None or not current.needs_confirmation:
            raise Conflict("Phiếu này không còn chờ xác nhận.")
        if not may_confirm(current, rights.standing_of(actor)):
            raise NotAllowed("Người xác nhận phải là thành viên Ban biên tập khác với người lập và người được cấp lại.")
        current.confirmed_by = actor
        current.save(update_fields=["confirmed_by"])
        _tell(current.person, actor, f"xác nhận cấp lại cho tài khoản {current.person.username}", current)
        _record("confirm_slip", current, actor, origin)


def waiting_for(standing: rights.Standing) -> list[AccountSlip]:
    """Give the recovery slips that this person can confirm."""
    waiting = AccountSlip.objects.open().filter(purpose=Purpose.RECOVER, confirmed_by=None, is_alone=False)
    return [slip for slip in waiting.select_related("person")[:20] if may_confirm(slip, standing)]


def find(secret: str) -> AccountSlip | None:
    """Give the slip of a link that works now; None for any other, whatever the reason."""
    slip = AccountSlip.objects.open().select_related("person").filter(secret_hash=hash_of(secret)).first()
    return slip if slip and not slip.needs_confirmation else None


def use(secret: str, *, password: str, origin=None) -> User:
    """Set the password of the slip's person, once, and end every session; a recovery takes the second factors away.

    Raises ValidationError for a password that is refused, Conflict when the slip no longer works.
    """
    with transaction.atomic():
        found = AccountSlip.objects.select_for_update().filter(secret_hash=hash_of(secret)).first()
        slip = find(secret) if found else None
        if slip is None:
            raise Conflict("Phiếu này không còn dùng được.")
        person = slip.person
        validate_password(password, person)
        slip.used_at = timezone.now()
        slip.save(update_fields=["used_at"])
        person.set_password(password)
        person.save(update_fields=["password"])
        if slip.purpose == Purpose.RECOVER:
            factors.remove_all(person)
        sessions.end_others(person)
        _tell(person, person, f"đã dùng phiếu «{slip.get_purpose_display()}» và đặt mật khẩu mới", slip)
        _record("use_slip", slip, person, origin)
    return person


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _tell(person: User, actor: User | None, sentence: str, slip: AccountSlip) -> None:
    """Tell the person and the chair; of a recovery the whole board, which confirms it."""
    offices = BOARD_OFFICES if slip.purpose == Purpose.RECOVER else (Office.CHAIR,)
    board = set(rights.people_holding(*offices).order_by().values_list("pk", flat=True))
    who = actor or "Người vận hành máy chủ"
    notices.tell((board | {person.pk}) - {getattr(actor, "pk", None)}, f"{who}: {sentence}"[:500], is_urgent=True)


def _record(action: str, slip: AccountSlip, actor: User | None, origin) -> None:
    data = {"purpose": slip.purpose}
    log.record(action, actor=actor, subject=f"user:{slip.person_id}", data=data, origin=origin)
