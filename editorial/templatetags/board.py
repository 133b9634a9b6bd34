"""What the desk's templates ask for."""

import re

from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from editorial import holding, notices, nudge, queue, rights
from editorial.sites import desk_site

register = template.Library()
register.filter("how_long", queue.how_long)
register.filter("held_for", queue.held_for)
register.filter("due_words", queue.due_words)


@register.simple_tag(takes_context=True)
def desk_menu(context):
    """Give the menu of the desk for whoever asks; nothing outside it."""
    if "available_apps" in context:
        return context["available_apps"]
    request = context.get("request")
    if request is None or not desk_site.has_permission(request):
        return []
    return desk_site.get_app_list(request)


@register.inclusion_tag("editorial/changes.html")
def show_changes(changes):
    """Show the parts that differ, each in words: what went struck out, what came underlined."""
    return {"changes": changes}


register.filter("held_by", holding.holder_words)


@register.inclusion_tag("editorial/nudge.html", takes_context=True)
def nudge_button(context, edition):
    """Offer to remind, through the phone's own sharing, whoever is to act on a waiting piece; else nothing."""
    person = context["request"].user
    waits = nudge.waits_for_another(edition, person)
    return {"sentence": nudge.sentence_of(edition) if waits else "", "on_desk": person.is_staff}


@register.inclusion_tag("editorial/notices_link.html")
def notices_link(person):
    """Lead to the person's notices, with how many are not read."""
    return {"count": notices.count_words(person)}


@register.filter
def with_absence(person) -> str:
    """Give a person's name where people are chosen, with a word when the person is away today."""
    return f"{person.full_name} (vắng mặt)" if person.is_away(timezone.localdate()) else person.full_name


@register.filter
def is_on_board(person) -> bool:
    """Whether this person holds an office of the board today."""
    return rights.standing_of(person).is_board


@register.filter
def verbose_name(row) -> str:
    """Give what kind of thing a row is, in words."""
    return row._meta.verbose_name


YES_NO = re.compile(r'<img src="[^"]*" alt="(True|False|None)">')
NOTHING = "–"


@register.filter
def with_labels(cells, headers) -> SafeString:
    """Give the cells of a row of Django's list, each with its heading (shown on a phone) and yes or no in words."""
    made = []
    for cell, header in zip(cells, headers, strict=True):
        cell = YES_NO.sub(lambda found: "có" if found[1] == "True" else NOTHING, cell)
        mark = ' data-empty=""' if f">{NOTHING}</td>" in cell else ""
        label = escape(capfirst(header["text"]))
        made.append(re.sub(r"^<(t[hd]) ", rf'<\1 data-label="{label}"{mark} ', cell, count=1))
    return mark_safe("".join(made))  # noqa: S308 - cells come escaped from Django's result_list, labels from escape()
