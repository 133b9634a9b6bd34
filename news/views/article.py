"""One article, as it is published now; what was withdrawn says so."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from editorial.models import State
from news.models import Article
from news.models.body import PictureUse

RELATED = 5


@require_safe
def article(request, slug: str, number: int):
    """Show a live article; 410 if it was withdrawn, 404 for anything else; another slug is sent to the right one."""
    known = Article.objects.filter(document_id=number, state__in=(State.PUBLISHED, State.WITHDRAWN))
    # "published" comes before "withdrawn": what is live counts, whatever was taken down before it.
    edition = known.select_related("category__parent", "topic", "video_poster").order_by("state").first()
    if edition is None:
        raise Http404
    if edition.state == State.WITHDRAWN:
        return render(request, "410.html", status=410)
    if slug != edition.slug:
        return redirect(edition, permanent=True)
    return render(request, "news/article.html", article_context(edition))


def article_context(edition: Article) -> dict:
    """Give what the template of an article needs, live or not (previews use it); a fixed number of queries."""
    uses = list(edition.picture_uses())
    return {
        "article": edition,
        "lead": next((use for use in uses if use.role == PictureUse.Role.LEAD), None),
        "widths": {use.picture.key: use.picture.width for use in uses},
        "photos": [use for use in uses if use.role == PictureUse.Role.PHOTO],
        "attachments": edition.attachments.select_related("file"),
        "tags": edition.tags.all(),
        "related": related_pieces(edition) if edition.first_published_at else [],
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
