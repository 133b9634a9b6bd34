"""A row of the queue says what changed; here it becomes the addresses that must be printed because of it.

Those are the pages that mention it (the index says which) and the pages that must show it now: a number that does
not grow with the archive. What concerns more becomes further rows, in low priority.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from editorial.models import Document, State
from editorial.models.edition import kind_named
from editorial.models.state import FROZEN
from news import corrections, pictures
from news.models import Article, Attachment, Banner, Category, MenuItem, Page, Tag, Topic
from news.models.body import PictureUse
from news.months import Month
from news.press import archive
from news.press.addresses import STATUS_PAGES
from news.press.models import Change, Mention, Printed, Priority
from news.standing import documents_leading_to
from news.views.article import RELATED

RANGE_SIZE = 25  # documents in one row of a rebuild: less than a second's work
MANY = 2000
SITE_PAGES = ("site-map", "sitemap", "sitemap-places", "readers")
Kind = Change.Kind


@dataclass
class Work:
    """What a row asks for: addresses in the order of their urgency, and rows for what may come later."""

    addresses: list[str] = field(default_factory=list)
    later: Iterable[Change] = ()


def expand(change: Change) -> Work:
    """Give the work of a row, as the database stands now."""
    if change.kind == Kind.ADDRESS:
        return Work([change.subject])
    if change.kind == Kind.SITE:
        return Work([], everything())
    if change.kind == Kind.LIST:
        return Work([], later(dict.fromkeys(archive.pages_of_list(change.subject))))
    work = EXPANSIONS[change.kind](int(change.subject))
    work.addresses = list(dict.fromkeys(work.addresses))
    return work


def _expand_document(number: int) -> Work:
    document = Document.objects.filter(pk=number).first()
    if not document or document.kind not in OF_DOCUMENT:
        return Work()
    work = OF_DOCUMENT[document.kind](number)
    for other in documents_leading_to(number):
        work.addresses += _own(_published(kind_named(other.kind), other.pk))
    return work


def _expand_article(number: int) -> Work:
    editions = list(_published(Article, number).select_related("category__parent", "section", "topic"))
    categories = {c.pk: c for e in editions for c in (e.category, e.section) if c}.values()
    topics = {e.topic.pk: e.topic for e in editions if e.topic}.values()
    pages = [*_own(editions), *_uploads(Article, editions), reverse("home")]
    pages += Mention.objects.filter(number=number).order_by("page").values_list("page__address", flat=True)
    for category in categories:
        pages += [category.get_absolute_url(), reverse("category-feed", args=[category.slug])]
    pages += [topic.get_absolute_url() for topic in topics]
    pages += [reverse("feed"), *_neighbours(editions)]
    pages += [reverse(name) for name in SITE_PAGES]
    for corrected in {e.corrected_at for e in editions if e.corrected_at}:
        pages += corrections.pages_of(corrected)
    for published in {e.first_published_at for e in editions}:
        month = Month.of(published)
        pages.append(reverse("sitemap-month", args=[month.year, month.number]))
        for category in (None, *categories):
            pages += archive.pages_of_piece(category, published)
    return Work(pages)


def _expand_page(number: int) -> Work:
    editions = list(_published(Page, number))
    pages = [*_own(editions), *_uploads(Page, editions), *(reverse(name) for name in SITE_PAGES)]
    live = next((e.get_absolute_url() for e in editions if e.state == State.PUBLISHED), None)
    printed = Printed.objects.filter(address__in=_own(editions), status=200).values_list("address", flat=True).first()
    if live != printed and MenuItem.objects.filter(document=number).exists():
        return Work(pages, [Change(kind=Kind.SITE, priority=Priority.REST)])
    return Work(pages)


def _expand_banner(number: int) -> Work:
    editions = list(_published(Banner, number))
    keys = {banner.picture.key for banner in editions if banner.picture_id}
    return Work([reverse("home"), *_categories(), *pictures.addresses(sorted(keys))])


def _expand_category(pk: int) -> Work:
    """What a category is called stands on all of its pieces; where it stands, on the pages of places."""
    pages = [reverse("home"), *(reverse(name) for name in SITE_PAGES), *_categories()]
    category = Category.objects.filter(pk=pk).first()
    if category:
        pages.append(reverse("category-feed", args=[category.slug]))
    return Work(pages, [Change(kind=Kind.SITE, priority=Priority.REST)])


def _expand_topic(pk: int) -> Work:
    topic = Topic.objects.filter(pk=pk).first()
    if topic is None:
        return Work()
    pages = [topic.get_absolute_url(), reverse("site-map"), reverse("sitemap-places")]
    return Work(pages, _pages_of(Article.objects.live().filter(topic=topic)))


def _expand_tag(pk: int) -> Work:
    tag = Tag.objects.filter(pk=pk).first()
    return Work([], _pages_of(Article.objects.live().filter(tags=tag))) if tag else Work()


def _expand_range(first: int) -> Work:
    """The pages, pictures and files of the documents whose numbers begin here."""
    pages: list[str] = []
    for model in (Article, Page):
        known = model.objects.filter(document__gte=first, document__lt=first + RANGE_SIZE, state__in=FROZEN)
        editions = list(known.defer("body").order_by("document"))
        pages += [*_own(editions), *_uploads(model, editions)]
    banners = Banner.objects.filter(document__gte=first, document__lt=first + RANGE_SIZE, picture__isnull=False)
    return Work(
        pages + pictures.addresses(sorted(set(banners.filter(state__in=FROZEN).values_list("picture__key", flat=True))))
    )


EXPANSIONS: dict[str, Callable[[int], Work]] = {
    Kind.DOCUMENT: _expand_document,
    Kind.CATEGORY: _expand_category,
    Kind.TOPIC: _expand_topic,
    Kind.TAG: _expand_tag,
    Kind.RANGE: _expand_range,
}
OF_DOCUMENT = {"article": _expand_article, "page": _expand_page, "banner": _expand_banner}


def everything() -> list[Change]:
    """Give a row for every page of the site, in low priority: single pages, lists of months, ranges of documents.

    Some thousand rows at a million documents, the newest of these first: they are read most.
    """
    fixed = ("home", *SITE_PAGES, "board", "imprint", "search", "feed", "robots", "look", "corrections")
    pages = [*STATUS_PAGES.values(), *(reverse(name) for name in fixed), *_categories()]
    pages += [reverse("category-feed", args=[category.slug]) for category in Category.objects.all()]
    pages += [topic.get_absolute_url() for topic in Topic.objects.shown()]
    pages += [reverse("corrections-feed"), *map(corrections.address_of, corrections.months())]
    for month in archive.months_of(Article.objects.live()):
        pages.append(reverse("sitemap-month", args=[month.year, month.number]))
    known = Printed.objects.filter(archive="")
    for room in ("/tin/", "/trang/", "/anh/", "/tep/"):  # these stand in the ranges
        known = known.exclude(address__startswith=room)
    pages += known.order_by("pk").values_list("address", flat=True)
    last = Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = later(dict.fromkeys(pages))
    rows += [_later(Kind.LIST, address) for address in archive.lists()]
    return rows + [_later(Kind.RANGE, first) for first in reversed(range(1, last + 1, RANGE_SIZE))]


def later(addresses: Iterable[str]) -> list[Change]:
    """Give a row in low priority for each address."""
    return [_later(Kind.ADDRESS, address) for address in addresses]


def _later(kind: str, subject) -> Change:
    return Change(kind=kind, subject=str(subject), priority=Priority.REST)


def _published(model, number: int):
    """All editions that citizens read once, or read now."""
    return model.objects.filter(document=number, state__in=FROZEN).exclude(first_published_at=None)


def _own(editions) -> list[str]:
    """The addresses that a document has and had."""
    return [edition.get_absolute_url() for edition in editions]


def _pages_of(articles) -> list[Change]:
    """Give a row for each of these pieces; for all of the site where they are too many to list in one batch."""
    if articles[MANY:].exists():
        return everything()
    rows = articles.only("document", "slug").order_by("-first_published_at")
    return later(article.get_absolute_url() for article in rows.iterator())


def _categories() -> list[str]:
    return [category.get_absolute_url() for category in Category.objects.all()]


def _uploads(model, editions) -> list[str]:
    """The addresses of the pictures and files of these editions, each of which may be live or not."""
    ids = [edition.pk for edition in editions]
    uses: type[PictureUse] = model.use_model
    keys = set(uses._default_manager.filter(**{f"{uses.edition_key}__in": ids}).values_list("picture__key", flat=True))
    if model is not Article:
        return pictures.addresses(sorted(keys))
    posters = Article.objects.filter(pk__in=ids, video_poster__isnull=False)
    keys |= set(posters.values_list("video_poster__key", flat=True))
    attached = Attachment.objects.filter(article__in=ids).values_list("file__key", "file__name").distinct()
    return pictures.addresses(sorted(keys)) + [reverse("file", args=pair) for pair in attached]


def _neighbours(editions) -> list[str]:
    """The pieces among whose related ones this document stands or should: the next newer of topic and category."""
    pages = []
    for edition in editions:
        newer = Article.objects.live().filter(first_published_at__gt=edition.first_published_at)
        for circle in ({"topic": edition.topic_id}, {"category": edition.category_id}):
            if None in circle.values():
                continue
            times = newer.filter(**circle).order_by("first_published_at").values("first_published_at").distinct()
            near = list(times.values_list("first_published_at", flat=True)[:RELATED])
            pieces = newer.filter(**circle, first_published_at__in=near).only("document", "slug")
            pages += _own(pieces)
    return pages
