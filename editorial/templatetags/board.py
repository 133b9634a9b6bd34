"""What the desk's templates ask for."""

from django import template

from editorial import queue, reading
from editorial.sites import desk_site

register = template.Library()
register.filter("how_long", queue.how_long)
register.filter("edition_address", reading.edition_address)


@register.simple_tag(takes_context=True)
def desk_menu(context):
    """Give the menu of the desk for whoever asks; nothing outside it."""
    request = context.get("request")
    if request is None or not desk_site.has_permission(request):
        return []
    return desk_site.get_app_list(request)


@register.inclusion_tag("editorial/changes.html")
def show_changes(changes):
    """Show the parts that differ, each in words: what went struck out, what came underlined."""
    return {"changes": changes}


@register.filter
def verbose_name(row) -> str:
    """Give what kind of thing a row is, in words."""
    return row._meta.verbose_name
