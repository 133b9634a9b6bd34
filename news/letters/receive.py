"""A citizen's letter comes in and is given a receipt; and a receipt is looked up."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from editorial import notices, rights
from editorial.finding import find_document
from editorial.models import BOARD_OFFICES
from editorial.refusals import Conflict
from news.letters import bounds, due
from news.letters.token import Ticket, hash_of_code, plain_code
from news.models import Letter, LetterCount, LetterKind

# Of so many letters in an hour the board is told one by one; of more, the desk shows how many wait.
TOLD_EACH = 10
NUMBER = re.compile(r"\s*YK[\s–-]*([0-9]{4})[\s–-]*([0-9]{1,9})\s*", re.IGNORECASE)
WRITTEN = ("text", "place", "name", "contact")


@dataclass(frozen=True)
class Receipt:
    """What the citizen is given: the letter with its number, and the code that opens its state."""

    letter: Letter
    code: str


def receive(kind: str, written: dict[str, str], *, ticket: Ticket, address: str) -> Receipt:
    """Store a letter and tell the board; give its receipt, the same again for a form that was sent before.

    `written` holds the cleaned words under the names of WRITTEN; `address` is where the request came from.
    Raises Flood when too many came, Conflict when this form was sent before with other words.
    """
    known = Letter.objects.filter(token_hash=ticket.hash).first()
    if known is None:
        bounds.check(address)  # before the lock is taken, which a flood would hold
    with transaction.atomic():
        count = _lock_count()
        known = known or Letter.objects.filter(token_hash=ticket.hash).first()
        if known:
            return _again(known, written, ticket)
        bounds.check(address)
        return Receipt(_store(kind, written, ticket, address, count), ticket.code)


def look_up(number: str, code: str) -> Letter | None:
    """Give the letter of a receipt as it was typed; None for an unknown number and for a wrong code alike."""
    found = NUMBER.fullmatch(number[:60])
    plain = f"YK-{found[1]}-{int(found[2]):06}" if found else ""
    letter = Letter.objects.filter(number=plain).select_related("closed_by").first()
    kept = letter.code_hash if letter else "0" * 64
    return letter if constant_time_compare(kept, hash_of_code(plain, plain_code(code))) else None


def _lock_count() -> LetterCount:
    """Take the lock that lets one letter in at a time, and give the count of this year."""
    return LetterCount.objects.select_for_update().get_or_create(year=timezone.localdate().year)[0]


def _again(letter: Letter, written: dict[str, str], ticket: Ticket) -> Receipt:
    if any(getattr(letter, name) != written.get(name, "") for name in WRITTEN):
        raise Conflict(
            f"Biểu mẫu này đã được gửi một lần (biên nhận {letter.number}). Nội dung dưới đây khác lần trước và chưa"
            " được gửi: muốn gửi thành ý kiến mới, xin bấm «Gửi» lần nữa."
        )
    return Receipt(letter, ticket.code)


def _store(kind: str, written: dict[str, str], ticket: Ticket, address: str, count: LetterCount) -> Letter:
    now = timezone.now()
    count.last += 1
    count.save()
    number = f"YK-{count.year}-{count.last:06}"
    letter = Letter.objects.create(
        **{name: written.get(name, "") for name in WRITTEN},
        kind=kind,
        number=number,
        document=find_document(written.get("place", "")) if kind == LetterKind.WRONG else None,
        consent_id=ticket.consent_id,
        keep_days=settings.LETTER_DAYS,
        code_hash=hash_of_code(number, ticket.code),
        token_hash=ticket.hash,
        sender_mark=next(iter(bounds.marks_of(address)), ""),
        received_at=now,
        due_at=due.due_of(kind, now),
    )
    if bounds.count_lately() <= TOLD_EACH:
        _tell_board(letter)
    return letter


def _tell_board(letter: Letter) -> None:
    """Tell of a new letter without a word of it, and without who wrote."""
    until = f", hạn trả lời {timezone.localtime(letter.due_at):%d/%m/%Y}" if letter.due_at else ""
    board = rights.people_holding(*BOARD_OFFICES).values_list("pk", flat=True)
    notices.tell(board, f"Ý kiến mới {letter.number}: {letter.get_kind_display()}{until}")
