"""The home page: what the board puts first, what is new, and a block for each chosen category."""

from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.models import Article, Category, FrontPageItem
from news.models.article_queries import lead_pictures
from news.readers import shown
from news.views.banners import live_banners

FRONT = 4
NEWEST = 6
IN_BLOCK = 4


@require_safe
def home(request):
    """Show the home page.

    The board's pieces stand first and the newest fill their places; none of them is repeated among the new.
    """
    front = _front_pieces()
    chosen = {piece.pk for piece in front}
    newest = list(Article.objects.live().newest().for_lists()[: NEWEST + FRONT])
    newest = [piece for piece in newest if piece.pk not in chosen]
    missing = FRONT - len(front)
    front += newest[:missing]
    return render(
        request,
        "news/home.html",
        {
            "lead": front[0] if front else None,
            "front": front[1:],
            "newest": newest[missing : missing + NEWEST],
            "blocks": _blocks(),
            "banners": live_banners(),
            "readers": shown.figures(),
        },
    )


def _front_pieces() -> list[Article]:
    """Give the live pieces that the board chose, in its order.

    By their numbers: with a join, SQLite would walk the whole archive in search of them.
    """
    numbers = list(FrontPageItem.objects.values_list("document_id", flat=True))
    pieces = {piece.document_id: piece for piece in Article.objects.live().filter(document__in=numbers).for_lists()}
    return [pieces[number] for number in numbers if number in pieces][:FRONT]


def _blocks() -> list[dict]:
    """Give a block for each category of the home page that has pieces: a query each, and one for the pictures."""
    blocks = []
    for category in Category.objects.on_home():
        pieces = list(Article.objects.live().within(category).newest().without_body()[:IN_BLOCK])
        if pieces:
            blocks.append({"category": category, "articles": pieces})
    prefetch_related_objects([block["articles"][0] for block in blocks], lead_pictures())
    return blocks
