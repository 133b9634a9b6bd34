"""What templates of the desk ask about a person, and how they say how long something has lasted."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.timesince import timesince

from editorial import rights

register = template.Library()


@register.filter
def may_write(person) -> bool:
    """Whether this person may write pieces today."""
    return rights.standing_of(person).may_write


@register.filter
def lasting(since) -> str:
    """Give how long something has lasted, in its greatest unit: "đã 3 ngày", "vừa xong"."""
    if timezone.now() - since < timedelta(minutes=1):
        return "vừa xong"
    return f"đã {timesince(since, depth=1)}"
