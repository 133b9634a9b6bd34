"""What was corrected: the newest on one page, older ones on the pages of their months."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news import corrections
from news.months import Month


@require_safe
def newest(request):
    """Show the newest corrections."""
    pieces, older = corrections.newest()
    context = {"articles": pieces, "older": older, "older_address": corrections.address_of(older) if older else ""}
    return render(request, "news/corrections.html", context)


@require_safe
def month(request, year: int, number: int):
    """Show the corrections of a month; 404 when there are none."""
    wanted = Month(year, number)
    pieces = corrections.of_month(wanted)
    if not pieces:
        raise Http404
    earlier, later = corrections.month_before(wanted), corrections.month_after(wanted)
    context = {
        "month": wanted,
        "address": corrections.address_of(wanted),
        "articles": pieces,
        "is_cut": len(pieces) == corrections.MOST_IN_MONTH,
        "earlier": earlier,
        "earlier_address": corrections.address_of(earlier) if earlier else "",
        "later": later,
        "later_address": corrections.address_of(later) if later else "",
    }
    return render(request, "news/corrections_month.html", context)
