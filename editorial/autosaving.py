"""Autosave: what is typed is kept on the server every few seconds, for the person who typed it.

Each form carries a ticket: signed, it names the person, the address of the form, the edition and the window. It is
what lets a form that was sent after the login had ended be kept for its person, and for nobody else.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from editorial import effects, rights
from editorial.models import Autosave, User
from editorial.models.edition import kind_named
from editorial.refusals import Blocked, Conflict, NotAllowed
from editorial.text import strip_hidden

FIELD = "tu-luu"  # of the form: its ticket; of an address: which autosave the form is to be opened with
TYPED_AT = "tu-luu-luc"
NOT_TYPED = {"csrfmiddlewaretoken", FIELD, TYPED_AT, "act", "form_key", "_save", "_move"}
MOST_BYTES = 1_000_000
MOST_OPEN = 40  # of one person
VALID_WITHOUT_LOGIN = 24 * 60 * 60  # seconds since the form was shown
KNOWN_AS_DONE = timedelta(days=2)
SALT = "editorial.autosave"
SAVED = Q(is_done=True, typed_at=0)  # with its form; is_done with a moment: brought into another form (adopt)

TOO_LONG = "Bài dài hơn 1 MB nên không tự lưu được. Xin bấm «Lưu», hoặc chia bài thành nhiều phần."
TOO_MANY = f"Đã có {MOST_OPEN} bản tự lưu chưa dùng đến. Xin mở danh sách bản tự lưu và bỏ bớt."
NO_TICKET = "Biểu mẫu này không còn dùng được. Xin chép phần đã gõ ra nơi khác rồi tải lại trang."


@dataclass(frozen=True)
class Ticket:
    """What a form says of itself: whose it is, where it stands, what it changes."""

    person: int
    place: str
    kind: str
    edition: int | None
    token: str

    def signed(self) -> str:
        return signing.dumps(astuple(self), salt=SALT)


def new_token() -> str:
    return secrets.token_urlsafe(12)


def make_ticket(person: User, place: str, kind: str, edition: int | None = None, token: str = "") -> Ticket:
    """Give the ticket of a form that is about to be shown to this person at this address."""
    return Ticket(person.pk, place, kind, edition, token or new_token())


def read_ticket(value: str, max_age: int | None = None) -> Ticket | None:
    """Give the ticket that a form was sent with; None when it was not issued here, or longer ago than `max_age`."""
    try:
        return Ticket(*signing.loads(value, salt=SALT, max_age=max_age))
    except (signing.BadSignature, TypeError):
        return None


def keep(ticket: Ticket, fields: Mapping[str, list[str]], typed_at: int = 0) -> Autosave | None:
    """Keep what stands in a form; give its row, None when that form was saved meanwhile.

    `typed_at` in milliseconds: what was typed earlier, or came before, replaces nothing; 0 replaces all.
    Raises NotAllowed or Conflict when the person may not change the edition (any more), Blocked when it is too much.
    """
    typed = {
        strip_hidden(name): [*map(strip_hidden, values)] for name, values in fields.items() if name not in NOT_TYPED
    }
    own = Autosave.objects.filter(person=ticket.person, token=ticket.token)
    moment = typed_at or time.time_ns() // 1_000_000
    if own.filter(SAVED | Q(is_done=True, typed_at__gte=moment)).exists():  # nothing that was typed is missing
        return None
    _check(ticket, typed)
    values = {"fields": typed, "typed_at": moment, "saved_at": timezone.now(), "is_done": False}
    newer = {} if not typed_at else {"typed_at__lt": typed_at}
    if not own.exclude(SAVED).filter(**newer).update(**values):
        row = own.first() or _insert(ticket, values)
        return None if row is None or row.is_done else row
    return own.get()


def _insert(ticket: Ticket, values: dict) -> Autosave | None:
    if Autosave.objects.filter(person=ticket.person, is_done=False).count() >= MOST_OPEN:
        raise Blocked(TOO_MANY)
    try:
        with transaction.atomic():
            return Autosave.objects.create(
                person_id=ticket.person,
                token=ticket.token,
                place=ticket.place,
                kind=ticket.kind,
                edition=ticket.edition,
                **values,
            )
    except IntegrityError:  # two of one form at once; the other one is as good
        return Autosave.objects.filter(person=ticket.person, token=ticket.token).first()


def _check(ticket: Ticket, typed: Mapping[str, list[str]]) -> None:
    person = User.objects.filter(pk=ticket.person).first()
    standing = rights.standing_of(person)
    if not standing.may_write:
        raise NotAllowed("Tài khoản này không có quyền soạn tin bài.")
    if ticket.edition is not None:
        edition = kind_named(ticket.kind)._default_manager.visible_to(standing).filter(pk=ticket.edition).first()
        if edition is None:
            raise NotAllowed("Tài khoản này không được xem tin bài này.")
        if not rights.may_edit(edition, standing):
            raise Conflict(effects.what_happened(edition, "nội dung không còn sửa được"))
    if sum(len(value.encode()) for values in typed.values() for value in values) > MOST_BYTES:
        raise Blocked(TOO_LONG)


def keep_sent(data) -> Ticket | None:
    """Keep a form that was sent by somebody who is not logged in any more; give its ticket, None if nothing was kept.

    The ticket says whose it is: the text is shown to that person alone, after a login.
    """
    ticket = read_ticket(data.get(FIELD, ""), VALID_WITHOUT_LOGIN)
    if ticket is None:
        return None
    try:
        return ticket if keep(ticket, dict(data.lists())) else None
    except (NotAllowed, Conflict, Blocked):
        return None


def close(data, person: User) -> None:
    """Note that a form was saved: its autosave is not needed any more, and what of it arrives later is old."""
    ticket = read_ticket(data.get(FIELD, ""))
    if ticket and ticket.person == person.pk:
        values: dict[str, Any] = {"place": ticket.place, "kind": ticket.kind, "edition": ticket.edition, "typed_at": 0}
        values |= {"fields": {}, "saved_at": timezone.now(), "is_done": True}
        Autosave.objects.update_or_create(person=person, token=ticket.token, defaults=values)


def open_of(person: User):
    """Give the autosaves of a person that were not saved, the newest first."""
    return Autosave.objects.filter(person=person.pk, is_done=False).order_by("-saved_at", "-pk")


@transaction.atomic
def adopt(row: Autosave) -> None:
    """Give the autosave to a form that is about to be opened; what another window types on becomes one of its own."""
    former, row.token = row.token, new_token()
    row.save(update_fields=["token"])
    values = {"place": row.place, "kind": row.kind, "edition": row.edition, "typed_at": row.typed_at}
    Autosave.objects.create(
        person_id=row.person_id, token=former, fields={}, saved_at=timezone.now(), is_done=True, **values
    )


def renewed(ticket: Ticket) -> Ticket:
    """Give the ticket for what is typed on in a form that was saved (the page the back button shows)."""
    return replace(ticket, token=new_token())


def sweep(most: int = 1000) -> int:
    """Delete autosaves that were not touched for AUTOSAVE_DAYS, and old notes of what was saved; give how many."""
    now = timezone.now()
    limits = ((False, timedelta(days=settings.AUTOSAVE_DAYS)), (True, KNOWN_AS_DONE))
    old = [
        pk
        for is_done, age in limits
        for pk in Autosave.objects.filter(is_done=is_done, saved_at__lt=now - age).values_list("pk", flat=True)[:most]
    ]
    return Autosave.objects.filter(pk__in=old).delete()[0]
