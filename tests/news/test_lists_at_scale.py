"""Lists read their own index from its end, whatever a database knows of the numbers in its tables; and no more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial.models import Document, Office, State
from editorial.models.state import CLOSED, OPEN
from news.models import Article, Picture
from tests.desk import desk_client, list_address
from tests.factories import make_article, make_category, make_person
from tests.roles import as_owner

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]
MOVED = ("-state_since", "-pk")


@pytest.fixture
def as_if_large():
    """Let PostgreSQL plan as for a large table, with statistics of its own; SQLite without statistics always does."""
    if connection.vendor == "postgresql":
        insert_articles(states=(State.PUBLISHED,) * 13 + tuple(State), each=20)
        with as_owner(), connection.cursor() as cursor:  # of another it would be skipped, and nothing said
            cursor.execute("ANALYZE news_article, news_picture")
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'news_article'")
            assert cursor.fetchone()[0] >= 20 * len(State)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")


def insert_articles(*, states, each: int) -> None:
    """Insert bare articles, each of another author of ten, under one document each."""
    category, people = make_category(), [make_person() for _ in range(10)]
    documents = Document.objects.bulk_create(Document(kind=Article.kind) for _ in range(each * len(states)))
    Article.objects.bulk_create(
        Article(
            document=document,
            state=states[place % len(states)],
            author=people[place % 10],
            category=category,
            state_since=timezone.now() - timedelta(hours=place),
        )
        for place, document in enumerate(documents)
    )


@pytest.mark.parametrize(
    ("index", "rows"),
    [
        ("article_newest", lambda: Article.objects.live().newest()[:20]),
        ("article_newest", lambda: Article.objects.live().newest().for_lists()[:20]),
        ("article_newest", lambda: Article.objects.live().order_by("first_published_at")[:1]),
        ("article_open", lambda: Article.objects.open().order_by(*MOVED)[:50]),
        ("article_open", lambda: Article.objects.open().order_by("state_since")[:300]),
        *(("article_open", lambda s=s: Article.objects.in_state(s).order_by(*MOVED)[:50]) for s in OPEN),
        *(("article_closed", lambda s=s: Article.objects.in_state(s).order_by(*MOVED)[:50]) for s in CLOSED),
        ("article_moved", lambda: Article.objects.in_state(State.PUBLISHED).order_by(*MOVED)[:50]),
        ("article_moved", lambda: Article.objects.order_by("-state_since")[:50]),
        ("article_awaits", lambda: Article.objects.filter(awaits_confirmation=True).order_by("state_since")[:50]),
        ("article_of_author", lambda: Article.objects.filter(author=1).order_by(*MOVED)[:50]),
        ("article_merged", lambda: Article.objects.merged_into({1, 2})),
        ("article_corrected", lambda: Article.objects.corrected()[:30]),
        ("article_to_review", lambda: Article.stale_in(1, timezone.now())),
        ("picture_of_uploader", lambda: Picture.objects.filter(uploaded_by=1).order_by("-pk")[:50]),
    ],
)
def test_a_list_reads_its_own_index(as_if_large, index, rows):
    assert index in rows().explain()


def test_a_list_of_a_category_reads_its_own_index(as_if_large):
    category = make_category()
    below = make_category(parent=category)
    assert "article_of_section" in Article.objects.live().within(category).newest()[:20].explain()
    assert "article_of_category" in Article.objects.live().within(below).newest()[:20].explain()


LISTS = {
    "": 7,
    "?state=published": 7,
    "?mine=author": 8,
    "?mine=editor&state=published": 8,
    "?category={category}&state=published": 8,
    "?genre=news&state=published": 8,
    "?q=1": 7,
    "?state=published&p=2": 7,
}


@pytest.mark.parametrize("count", [51, 160])
def test_the_list_of_articles_costs_the_same_for_few_and_for_many(client, count, django_assert_num_queries):
    chair, category = make_person(Office.CHAIR), make_category()
    for number in range(count):
        state = State.PUBLISHED if number % 2 or number < 51 else State.SUBMITTED
        make_article(state, author=chair, category=category, editor=chair)
    desk_client(client, chair)
    for query, queries in LISTS.items():
        with django_assert_num_queries(queries, info=query):
            page = client.get(list_address(Article) + query.format(category=category.pk))
        assert page.status_code == 200


def test_a_filter_without_an_index_looks_among_the_newest_only(client, monkeypatch):
    monkeypatch.setattr("editorial.admin.filters.WINDOW", 2)
    chair, category, now = make_person(Office.CHAIR), make_category(), timezone.now()
    times = [now - timedelta(hours=age) for age in range(4)]
    made = [make_article(State.PUBLISHED, author=chair, category=category, state_since=time) for time in times]
    desk_client(client, chair)
    for query in ("genre=news", "mine=author", f"category={category.pk}", "q=khai+mac"):
        page = client.get(f"{list_address(Article)}?state=published&{query}")
        shown = [article.pk for article in page.context["cl"].result_list]
        # What is live is found by words however old it is: the site's search knows it.
        assert shown == [article.pk for article in (made if "q=" in query else made[:2])]


def test_the_pages_beside_the_list_cost_the_same_for_few_and_for_many(client):
    chair, category = make_person(Office.CHAIR), make_category()
    live = make_article(State.PUBLISHED, author=chair, category=category)
    waiting = make_article(State.SUBMITTED, category=category)
    make_article(State.DRAFT, author=chair, category=category)
    add_pictures(chair, "first")
    desk_client(client, chair)
    pages = [
        reverse("admin:index"),
        list_address(Picture),
        reverse("admin:news_frontpageitem_add"),
        reverse("admin:editorial_logentry_changelist"),
        reverse("admin:news_article_change", args=[live.pk]),
        reverse("admin:news_article_change", args=[waiting.pk]),
        reverse("admin:news_article_history", args=[live.pk]),
        reverse("admin:autocomplete") + "?app_label=news&model_name=article&field_name=video_poster",
        reverse("contributor_pieces"),
        reverse("contributor_pictures"),
    ]
    few = [queries_of(client, address) for address in pages]
    for number in range(40):
        make_article((State.PUBLISHED, State.SUBMITTED)[number % 2], author=chair, category=category)
    add_pictures(chair, *map(str, range(40)))
    many = [queries_of(client, address) for address in pages]
    assert many == few
    assert max(many) <= 31  # an open piece: its gates ask what the site knows, what files hold, what links answered


def add_pictures(person, *keys: str) -> None:
    Picture.objects.bulk_create(Picture(sha256=key, key=key, width=1, height=1, uploaded_by=person) for key in keys)


def queries_of(client, address: str) -> int:
    """Give how many queries a page makes that was seen before."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
