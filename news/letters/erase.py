"""Letters are erased by the clock: what a person wrote goes; number, kind and dates stay."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from editorial import log
from news.models import Letter

IN_ROUND = 100
ERASED = {"text": "", "place": "", "name": "", "contact": "", "answer": "", "notes": [], "sender_mark": ""}


def erase_letters() -> int:
    """Erase the letters whose time has come; give how many. One that was taken up again meanwhile stays."""
    now, longest = timezone.now(), timedelta(days=settings.LETTER_DAYS)
    due = Letter.objects.to_erase(now, longest)
    numbers = list(due.values_list("pk", flat=True)[:IN_ROUND])
    for pk in numbers:
        with transaction.atomic():
            if Letter.objects.to_erase(now, longest).filter(pk=pk).update(**ERASED, erased_at=now):
                log.record("letter_erased", actor=None, subject=f"letter:{pk}")
    return len(numbers)
