"""Which articles: the sets and orders that lists, feeds and the press ask for."""

from django.db import models

from editorial.models import EditionQuerySet
from news.models.body import PictureUse
from news.models.children import ArticlePicture


class ArticleQuerySet(EditionQuerySet):
    def corrected(self):
        """Give the live pieces with a correction, the newest correction first."""
        return self.live().filter(corrected_at__isnull=False).order_by("-corrected_at", "-pk")

    def newest(self):
        """Order by first publication, the newest first; the order of every list."""
        return self.order_by("-first_published_at", "-pk")

    def within(self, category):
        """Give the pieces of a category; of a first-level one, those of its whole section."""
        if category.parent_id is None:
            return self.filter(section=category)
        return self.filter(category=category)

    def first_published_between(self, start, end):
        """Give the pieces first published from start up to, but not at, end."""
        return self.filter(first_published_at__gte=start, first_published_at__lt=end)

    def older_than(self, article):
        """Give the pieces first published before this one, the newest first."""
        return self.filter(first_published_at__lt=article.first_published_at).newest()

    def first_and_last(self):
        """Give the times of the first and the last publication, (None, None) when there is none.

        Two queries that each read one row of an index; a single one with MIN and MAX reads it all on SQLite.
        """
        times = self.order_by("first_published_at").values_list("first_published_at", flat=True)
        return times.first(), times.last()

    def without_body(self):
        """Fetch what a line of a list shows, with its category, in one query."""
        return self.select_related("category").defer("body", "correction_note", "video_summary")

    def for_corrections(self):
        """Fetch what the page of corrections shows, in one query."""
        return self.select_related("category").defer("body", "video_summary")

    def for_lists(self):
        """Fetch what a list shows, with its category and lead picture, in two queries."""
        return self.without_body().prefetch_related(lead_pictures())


def lead_pictures() -> models.Prefetch:
    """Give the prefetch of the lead pictures of articles, which `Article.lead` then finds without a query."""
    leads = ArticlePicture.objects.filter(role=PictureUse.Role.LEAD).select_related("picture")
    return models.Prefetch("uses", queryset=leads, to_attr="lead_uses")
