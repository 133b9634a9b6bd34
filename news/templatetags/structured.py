"""{% json_ld article uses site %}: the data of an article for search engines, as a block that no browser runs."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from news import structured

register = template.Library()

# As django.utils.html.json_script: no text can end the block, or begin a comment in it.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(article, uses, site) -> SafeString:
    """Give the block of an article with the uses of its pictures."""
    data = json.dumps(structured.graph(article, uses, site), ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))  # noqa: S308 - escaped above


@register.simple_tag
def card_picture(use, origin: str) -> dict | None:
    """Give the picture of a social card (news.structured)."""
    return structured.card_picture(use, origin)
