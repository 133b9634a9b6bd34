"""RSS: the newest pieces of the site and of each category. Addresses come from the settings, not from the request."""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed

from news.models import Article, Category, Imprint

NEWEST = 30
EMPTY_SINCE = datetime(2000, 1, 1, tzinfo=UTC)


def absolute(address: str) -> str:
    """Give the full address of a path of this site."""
    return settings.SITE_ORIGIN.rstrip("/") + address


class DatedFeed(Rss201rev2Feed):
    """RSS whose date is that of its newest piece; an empty feed has an old one, not that of the moment."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else EMPTY_SINCE


class PiecesFeed(Feed):
    """What both feeds say of a piece."""

    feed_type = DatedFeed
    language = "vi"
    item_guid_is_permalink = False

    def item_title(self, item) -> str:
        return item.headline

    def item_description(self, item) -> str:
        return item.standfirst

    def item_link(self, item) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item) -> str:
        """The document's number: a corrected headline does not make an old piece new to a reader."""
        return absolute(f"/tin/{item.document_id}")

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.published_at

    def item_categories(self, item) -> list[str]:
        return [item.category.name]

    def item_author_name(self, item) -> str | None:
        return item.byline or None


class SiteFeed(PiecesFeed):
    def get_object(self, request):
        return Imprint.load()

    def title(self, obj) -> str:
        return obj.site_name

    def description(self, obj) -> str:
        return f"Tin, bài mới nhất của {obj.site_name}"

    def link(self, obj) -> str:
        return absolute(reverse("home"))

    def feed_url(self, obj) -> str:
        return absolute(reverse("feed"))

    def items(self, obj):
        return Article.objects.live().newest().without_body()[:NEWEST]


class CorrectionsFeed(SiteFeed):
    """The corrections: each is new when it is made, however old the piece."""

    def title(self, obj) -> str:
        return f"Đính chính - {obj.site_name}"

    def description(self, obj) -> str:
        return f"Những chỗ đã sửa trong tin, bài của {obj.site_name}"

    def link(self, obj) -> str:
        return absolute(reverse("corrections"))

    def feed_url(self, obj) -> str:
        return absolute(reverse("corrections-feed"))

    def items(self, obj):
        return Article.objects.corrected().for_corrections()[:NEWEST]

    def item_description(self, item) -> str:
        return item.correction_note

    def item_guid(self, item) -> str:
        """A second correction of the same piece is another one."""
        return absolute(f"/tin/{item.document_id}#{item.corrected_at:%Y%m%d%H%M%S}")

    def item_pubdate(self, item):
        return item.corrected_at


class CategoryFeed(PiecesFeed):
    def get_object(self, request, slug: str):
        return get_object_or_404(Category, slug=slug)

    def title(self, obj) -> str:
        return f"{obj.name} - {Imprint.load().site_name}"

    def description(self, obj) -> str:
        return obj.description or f"Tin, bài mới nhất của chuyên mục {obj.name}"

    def link(self, obj) -> str:
        return absolute(obj.get_absolute_url())

    def feed_url(self, obj) -> str:
        return absolute(reverse("category-feed", args=[obj.slug]))

    def items(self, obj):
        return Article.objects.live().within(obj).newest().without_body()[:NEWEST]
