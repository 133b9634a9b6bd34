"""How lengths of time are written."""

from django import template

register = template.Library()


@register.filter
def duration(seconds: int) -> str:
    """Give seconds as minutes and seconds: 90 → "1 phút 30 giây"."""
    minutes, rest = divmod(seconds, 60)
    words = [f"{minutes} phút"] if minutes else []
    if rest or not minutes:
        words.append(f"{rest} giây")
    return " ".join(words)
