"""Which look the site wears: the board says from when to when, the clock puts it on and takes it off."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from news.models import Change, Look
from news.models.look import Occasion
from news.press.queue import note

STYLESHEET = "look"  # the name of the one address


def in_force(now: datetime) -> Look | None:
    """Give the look whose days these are: mourning goes before a holiday, what began last before what began earlier."""
    looks = list(Look.objects.within(now).order_by("-starts_at", "-pk"))
    return next((look for look in looks if look.occasion == Occasion.MOURNING), looks[0] if looks else None)


def shown() -> Look | None:
    """Give the look that citizens see."""
    return Look.objects.filter(is_shown=True).first()


def swap(now: datetime) -> None:
    """Show the look that is in force, if another is shown, and have its stylesheet printed; no other page changes."""
    if in_force(now) == shown():
        return
    with transaction.atomic():
        list(Look.objects.select_for_update())  # another clock waits, and then finds it done
        wanted = in_force(now)
        Look.objects.filter(is_shown=True).update(is_shown=False)
        if wanted:
            Look.objects.filter(pk=wanted.pk).update(is_shown=True)
        note_stylesheet()


def note_stylesheet() -> None:
    """Have the one stylesheet printed anew."""
    note(Change.Kind.ADDRESS, reverse(STYLESHEET))


def swap_when_due(sender, **kwargs) -> None:
    """At each round of the clock."""
    swap(timezone.now())
