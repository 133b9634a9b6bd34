"""Accounts nobody uses: warned at 30 days, closed at 45 (TCVN 14423:2026, domain.md §2), opened again by the board."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils import timezone

from editorial import log, notices, rights
from editorial.models import BOARD_OFFICES, Notice, User
from editorial.refusals import Conflict, NotAllowed

WARNED_AFTER = timedelta(days=30)
CLOSED_AFTER = timedelta(days=45)
AFTER_WARNING = CLOSED_AFTER - WARNED_AFTER  # nobody is closed who was not warned this long ago
WARNING = "Tài khoản này đã 30 ngày không đăng nhập. Sau 45 ngày không dùng, tài khoản tự đóng; đăng nhập là đủ để giữ."


def is_dormant(user: User) -> bool:
    return not user.is_active and user.dormant_at is not None


def keep_watch(sender=None, **kwargs) -> None:
    """Warn and close what has not been used; a round of the clock, and two clocks do no harm."""
    now = timezone.now()
    unused = User.objects.filter(is_active=True).annotate(used=Coalesce(F("last_login"), F("created_at")))
    told = Notice.objects.filter(sentence=WARNING, made_at__gt=now - CLOSED_AFTER * 2, recipient=OuterRef("pk"))
    # Of this absence, not of an earlier one.
    told = told.filter(made_at__gt=OuterRef("used"))
    late = unused.filter(~Exists(told), used__lt=now - WARNED_AFTER)
    notices.tell(set(late.order_by().values_list("pk", flat=True)), WARNING)
    due = unused.filter(Exists(told.filter(made_at__lte=now - AFTER_WARNING)), used__lt=now - CLOSED_AFTER)
    for pk in list(due.order_by().values_list("pk", flat=True)):
        _close(pk, now)


def _close(pk: int, now) -> None:
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=pk)
        if not user.is_active:
            return
        user.is_active, user.dormant_at = False, now
        user.save(update_fields=["is_active", "dormant_at"])
        notices.tell(_board(), f"Tài khoản {user.username} ({user}) tự đóng vì 45 ngày không dùng.")
        log.record("close_dormant", actor=None, subject=f"user:{pk}")


def offer_reopening(request, user: User):
    """Give the page for who came with the right password to an account that was closed for not being used.

    Asking is one press: the page comes with the first login, the second one asks.
    """
    if request.POST.get("reopen") == "on" and user.reopening_asked_at is None:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(reopening_asked_at=timezone.now())
            notices.tell(_board(), f"{user} ({user.username}) đề nghị mở lại tài khoản đã tự đóng vì không dùng.")
            log.record("ask_reopening", actor=user, subject=f"user:{user.pk}", origin=log.origin_of(request))
        user.refresh_from_db()
    return render(request, "account/dormant.html", {"person": user, "next": request.POST.get("next", "")})


def waiting():
    """Give the accounts whose owners ask to have them opened again."""
    asked = User.objects.filter(is_active=False).exclude(Q(dormant_at=None) | Q(reopening_asked_at=None))
    return asked.order_by("reopening_asked_at")


def reopen(user: User, *, actor: User, origin=None) -> None:
    """Open the account again; by any board member. Raises NotAllowed, or Conflict when nobody asks any more."""
    if not rights.standing_of(actor).is_board:
        raise NotAllowed("Chỉ thành viên Ban biên tập mở lại tài khoản.")
    with transaction.atomic():
        current = User.objects.select_for_update().get(pk=user.pk)
        if not is_dormant(current) or current.reopening_asked_at is None:
            raise Conflict("Tài khoản này không còn chờ mở lại.")
        current.is_active, current.dormant_at, current.reopening_asked_at = True, None, None
        current.last_login = timezone.now()  # the 45 days begin again
        current.save(update_fields=["is_active", "dormant_at", "reopening_asked_at", "last_login"])
        told = (_board() | {current.pk}) - {actor.pk}
        notices.tell(told, f"{actor}: mở lại tài khoản {current.username} ({current})")
        log.record("reopen_account", actor=actor, subject=f"user:{current.pk}", origin=origin)


def _board() -> set[int]:
    return set(rights.people_holding(*BOARD_OFFICES).order_by().values_list("pk", flat=True))
