"""One article, as it is published now; what was withdrawn says so."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from editorial.finding import find_standing
from editorial.models import State
from news.models import Article
from news.models.body import PictureUse
from news.standing import answer_instead

RELATED = 5


@require_safe
def article(request, slug: str, number: int):
    """Show a live article, or one kept with a notice; another slug is sent to the right one; else 410, 404, 301."""
    edition = find_standing(Article, number, "category__parent", "topic", "video_poster")
    instead = answer_instead(request, edition)
    if instead:
        return instead
    if slug != edition.slug:
        return redirect(edition, permanent=True)
    return render(request, "news/article.html", article_context(edition))


def article_context(edition: Article) -> dict:
    """Give what the template of an article needs, live or not (previews use it); a fixed number of queries."""
    uses = list(edition.picture_uses())
    is_kept = edition.state == State.WITHDRAWN
    return {
        "article": edition,
        "uses": uses,
        "lead": next((use for use in uses if use.role == PictureUse.Role.LEAD), None),
        "widths": {use.picture.key: use.picture.width for use in uses},
        "photos": [use for use in uses if use.role == PictureUse.Role.PHOTO],
        "attachments": edition.attachments.select_related("file"),
        "is_kept": is_kept,
        # What is kept stands alone: it is in no list, and none is to change it.
        "tags": [] if is_kept else edition.tags.all(),
        "related": related_pieces(edition) if edition.first_published_at and not is_kept else [],
    }


def related_pieces(edition: Article) -> list[Article]:
    """Give older live pieces: of the same topic first, then of the same category.

    Only older ones, so that an article's page does not change when the next is published.
    """
    older = Article.objects.live().older_than(edition)
    of_topic = older.filter(topic=edition.topic_id).values_list("pk", flat=True) if edition.topic_id else []
    of_category = older.filter(category=edition.category_id).values_list("pk", flat=True)
    chosen = list(dict.fromkeys([*of_topic[:RELATED], *of_category[:RELATED]]))[:RELATED]
    pieces = {piece.pk: piece for piece in Article.objects.filter(pk__in=chosen).for_lists()}
    return [pieces[pk] for pk in chosen]
