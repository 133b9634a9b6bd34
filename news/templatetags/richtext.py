"""{{ body|rich_text:widths }}: the one door through which a body becomes HTML of a page."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from news import richtext

register = template.Library()


@register.filter
def rich_text(body: str, widths=None) -> SafeString:
    """Give a body as citizens get it; `widths` are those of its pictures by key, so that none is blown up."""
    return mark_safe(richtext.for_display(body, widths))  # noqa: S308 - for_display cleans it again
