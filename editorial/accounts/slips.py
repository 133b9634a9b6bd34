"""Slips by which people set their own passwords: an invitation, a new password, or both factors anew."""

import hashlib
import secrets
import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from editorial import log, notices, rights
from editorial.accounts import factors, sessions
from editorial.models import BOARD_OFFICES, AccountSlip, Office, User
from editorial.models.account_slip import Purpose
from editorial.refusals import Conflict, NotAllowed

LIVES = timedelta(hours=72)
VOID = (
    "Mã không đúng, hoặc phiếu đã dùng, đã hết hạn, đã được thay bằng phiếu khác, hoặc còn chờ Ban biên tập xác nhận. "
    "Xin xem lại mã trên phiếu; nếu vẫn không được, xin liên hệ người quản trị kỹ thuật."
)
# Typed by hand on any Vietnamese keyboard: neither Telex nor VNI turns these letters into others, and no two of them
# look alike (O, I, L, S, Z are read as the digits they resemble). 28 of 25 are 130 bits (ASVS 11.5.1 asks for 128).
SIGNS = "0123456789BCFGHJKMNPQRTVX"
LENGTH = 28
LOOKS_LIKE = str.maketrans("OILSZ", "01152")
HELD = "slip"  # in the session: which slip's code was given, and when


def issue(
    person: User, *, purpose: str, actor: User | None, origin=None, alone: bool = False
) -> tuple[AccountSlip, str]:
    """Make a slip and give it with its secret code, which is nowhere else; earlier ones no longer work.

    `actor` is None for the command line (break-glass), which may do without a confirmation (`alone`). Raises NotAllowed
    for who does not keep accounts, and for the own account.
    """
    if actor and not rights.standing_of(actor).is_technical:
        raise NotAllowed("Chỉ người quản trị kỹ thuật lập phiếu tài khoản.")
    if actor and actor.pk == person.pk:
        raise NotAllowed("Không ai lập phiếu cho chính mình.")
    secret = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
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


def address() -> str:
    """Give the address where a slip's code is typed; the code itself never stands in an address that is sent."""
    return settings.DESK_ORIGIN.rstrip("/") + reverse("use_slip")


def link_of(secret: str) -> str:
    """Give the address with the code behind the #, which a browser keeps to itself (RFC 3986 §3.5); for the QR code."""
    return f"{address()}#{secret}"


def in_groups(secret: str) -> str:
    return "-".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def hash_of(typed: str) -> str:
    """Give what the database knows of a code, however it was typed: in groups or not, small or large letters."""
    signs = typed.upper().translate(LOOKS_LIKE)
    return hashlib.sha256("".join(sign for sign in signs if sign in SIGNS).encode()).hexdigest()


def find(secret_hash: str) -> AccountSlip | None:
    """Give the slip of a code that works now; None for any other, whatever the reason."""
    slip = AccountSlip.objects.open().select_related("person").filter(secret_hash=secret_hash).first()
    return slip if slip and not slip.needs_confirmation else None


def hold(request, slip: AccountSlip) -> None:
    """Remember, in a session with a new key, that the code of this slip was given."""
    request.session[HELD] = {"hash": slip.secret_hash, "at": time.time()}
    sessions.change_key(request)


def held(request) -> AccountSlip | None:
    """Give the slip whose code this session gave a while ago, if it works still."""
    kept = request.session.get(HELD)
    return find(kept["hash"]) if kept and time.time() - kept["at"] <= settings.ENROL_SECONDS else None


def use(slip: AccountSlip, *, password: str, origin=None) -> User:
    """Set the password of the slip's person, once, and end every session; a recovery takes the second factors away.

    Raises ValidationError for a password that is refused, Conflict when the slip no longer works.
    """
    with transaction.atomic():
        AccountSlip.objects.select_for_update().filter(pk=slip.pk).first()  # who comes second waits here
        current = find(slip.secret_hash)
        if current is None:
            raise Conflict(VOID)
        person = current.person
        validate_password(password, person)
        current.used_at = timezone.now()
        current.save(update_fields=["used_at"])
        person.set_password(password)
        person.save(update_fields=["password"])
        if current.purpose == Purpose.RECOVER:
            factors.remove_all(person)
        sessions.end_others(person)
        _tell(person, person, f"đã dùng phiếu «{current.get_purpose_display()}» và đặt mật khẩu mới", current)
        _record("use_slip", current, person, origin)
    return person


def _tell(person: User, actor: User | None, sentence: str, slip: AccountSlip) -> None:
    """Tell the person and the chair; of a recovery the whole board, which confirms it."""
    offices = BOARD_OFFICES if slip.purpose == Purpose.RECOVER else (Office.CHAIR,)
    board = set(rights.people_holding(*offices).order_by().values_list("pk", flat=True))
    who = actor or "Người vận hành máy chủ"
    notices.tell((board | {person.pk}) - {getattr(actor, "pk", None)}, f"{who}: {sentence}"[:500], is_urgent=True)


def _record(action: str, slip: AccountSlip, actor: User | None, origin) -> None:
    data = {"purpose": slip.purpose}
    log.record(action, actor=actor, subject=f"user:{slip.person_id}", data=data, origin=origin)
