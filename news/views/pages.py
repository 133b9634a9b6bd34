"""Pages that are not articles: the office's own, the site map, the board, the imprint."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from editorial.finding import find_standing
from editorial.models import Appointment, State
from editorial.models.board import BOARD_OFFICES
from news.models import Article, Category, Page, Topic
from news.months import archive_of
from news.standing import answer_instead

TOPICS = 50


@require_safe
def page(request, slug: str, number: int):
    """Show a live page, or one kept with a notice; the rest as for an article."""
    edition = find_standing(Page, number)
    instead = answer_instead(request, edition)
    if instead:
        return instead
    if slug != edition.slug:
        return redirect(edition, permanent=True)
    return render(request, "news/page.html", page_context(edition))


def page_context(edition: Page) -> dict:
    """Give what the template of a page needs, live or not (previews use it)."""
    return {
        "page": edition,
        "is_kept": edition.state == State.WITHDRAWN,
        "widths": {use.picture.key: use.picture.width for use in edition.picture_uses()},
    }


@require_safe
def site_map(request):
    """Show every place of the site: categories, pages, topics, months."""
    return render(
        request,
        "news/site_map.html",
        {
            "categories": Category.objects.top().prefetch_related("children"),
            "pages": Page.objects.live().defer("body").order_by("title"),
            "topics": Topic.objects.shown()[:TOPICS],
            "years": archive_of(Article.objects.live()),
        },
    )


@require_safe
def board(request):
    """Show who is on the board today, by which decision: chair, deputies, members by given name."""
    in_force = Appointment.objects.on(timezone.localdate()).filter(office__in=BOARD_OFFICES)
    appointments = in_force.select_related("person", "decision").order_by("person__sort_key")
    ranks = {office: rank for rank, office in enumerate(BOARD_OFFICES)}
    return render(
        request,
        "news/board.html",
        {"appointments": sorted(appointments, key=lambda appointment: ranks[appointment.office])},
    )


@require_safe
def imprint(request):
    """Show who stands behind the site."""
    return render(request, "news/imprint.html")
