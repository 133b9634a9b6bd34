"""Filling a database for measuring: what comes in looks like what the moves would have left."""

from io import StringIO

import pytest
from django.core.management import CommandError
from django.db import connection
from django.utils import timezone

from editorial import guards
from editorial.editing import create_document
from editorial.models import Document, LogEntry, Office, State, User
from editorial.models.state import OPEN
from news import richtext
from news.filling.cast import gather_cast
from news.filling.pieces import PieceMaker
from news.filling.rows import insert_open, insert_published
from news.models import Article, Category, Picture, SearchEntry, Topic
from news.search import index_article, search
from news.search.index import make_entry
from tests.factories import make_category, make_person
from tests.roles import call_as_owner

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def fill(count: int) -> str:
    out = StringIO()
    call_as_owner("fill", articles=count, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def filled(db):
    """Forty live articles and one in each open state."""
    maker = PieceMaker(gather_cast(), seed=1)
    insert_published(maker, [NOW.replace(year=NOW.year - 1, day=1, microsecond=number) for number in range(40)])
    insert_open(maker, len(OPEN), NOW)


@pytest.mark.django_db(transaction=True)
def test_the_command_fills_and_fills_again():
    assert fill(30).startswith("Đã thêm 30 tin, bài")
    fill(20)
    assert Article.objects.live().count() == SearchEntry.objects.count() == 50
    assert Article.objects.open().count() == 7 + 7
    assert Document.objects.count() == 64
    assert len(set(Article.objects.values_list("body", flat=True))) == 64
    assert search("mẫu").total == 50
    # What others refer to is made once.
    assert User.objects.count() == 8
    assert Picture.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_what_waits_at_the_desk_stays_bounded(monkeypatch):
    monkeypatch.setattr("news.management.commands.fill.MOST_OPEN", 10)
    fill(20)
    fill(20)
    fill(20)
    assert Article.objects.open().count() == 10


@pytest.mark.django_db(transaction=True)
def test_the_indexes_of_search_are_there_after_filling():
    with connection.cursor() as cursor:
        before = connection.introspection.get_constraints(cursor, "news_searchentry")
        fill(6)
        assert connection.introspection.get_constraints(cursor, "news_searchentry") == before


@pytest.fixture
def copied(transactional_db, monkeypatch):
    """Two pieces made one by one, and four copies of each of three others."""
    monkeypatch.setattr("news.management.commands.fill.MOST_MADE", 4)
    fill(17)


def test_many_pieces_are_copies_of_a_few(copied):
    live = Article.objects.live()
    assert live.count() == SearchEntry.objects.count() == 17
    assert len(set(live.values_list("body", flat=True))) == 5
    assert len(set(live.values_list("headline", flat=True))) == 17
    assert Picture.objects.count() == 6 + 12


def test_copies_are_as_the_moves_leave_them_but_for_the_fingerprint(copied):
    for article in Article.objects.live():
        assert article.findings("publish") == []
        assert article.first_published_at == article.document.first_published_at == article.published_at
        assert article.first_published_at <= timezone.now()
        assert article.lead.caption
        assert article.created_at < article.first_published_at
    assert guards.missing(connection) == []


def test_each_copy_has_words_of_its_own_in_the_index_of_search(copied):
    for article in Article.objects.live():
        entry = article.document.search_entry
        captions = [use.caption for use in article.picture_uses()]
        assert set(entry.terms.split()) == set(make_entry(article, entry.pk, captions).terms.split())
    copy = Article.objects.live().order_by("-pk").first()
    results = search(copy.headline.split()[-1])
    assert [hit.article.pk for hit in results.hits] == [copy.pk]


def test_a_piece_written_after_copying_gets_the_next_number(copied):
    assert Document.objects.create(kind="article").pk == max(Document.objects.values_list("pk", flat=True))


def test_a_database_with_pieces_of_people_is_refused(transactional_db):
    create_document(Article(headline="Bài thật"), actor=make_person())
    with pytest.raises(CommandError, match="do người soạn"):
        fill(5)
    assert Document.objects.count() == 1


@pytest.mark.parametrize("count", [0, -3])
def test_a_number_that_is_none_is_refused(count):
    with pytest.raises(CommandError, match="từ 1 trở lên"):
        fill(count)
    assert not Document.objects.exists()


def test_filled_pieces_are_as_the_moves_leave_them(filled):
    for article in Article.objects.live():
        assert article.fingerprint() == article.approved_fingerprint
        assert richtext.clean_html(article.body) == article.body
        assert article.findings("publish") == []
        assert article.approver_id not in article.author_ids
        assert article.first_published_at == article.document.first_published_at == article.published_at
        assert article.section_id == article.category.section_id
        assert article.lead.caption


def test_every_open_state_is_there(filled):
    assert sorted(Article.objects.open().values_list("state", flat=True)) == sorted(OPEN)
    for article in Article.objects.filter(state__in=(State.APPROVED, State.SCHEDULED)):
        assert article.fingerprint() == article.approved_fingerprint


def test_entries_of_search_are_those_that_a_publication_writes(filled):
    before = list(SearchEntry.objects.order_by("pk").values())
    for article in Article.objects.live():
        index_article(article)
    assert list(SearchEntry.objects.order_by("pk").values()) == before


def test_pieces_of_the_same_moment_do_not_clash(db):
    maker = PieceMaker(gather_cast(), seed=1)
    insert_published(maker, [NOW, NOW])
    insert_published(maker, [NOW])
    assert SearchEntry.objects.count() == 3


def test_the_same_seed_makes_the_same_pieces(db):
    cast = gather_cast()
    once, again = PieceMaker(cast, seed=7), PieceMaker(cast, seed=7)
    document = Document.objects.create(kind="article")
    for _ in range(5):
        assert once.open(document, State.DRAFT, NOW).article.body == again.open(document, State.DRAFT, NOW).article.body


def test_people_and_categories_that_are_there_are_used(db):
    author, chair = make_person(Office.CONTRIBUTOR), make_person(Office.CHAIR)
    category = make_category()
    cast = gather_cast()
    assert (cast.authors, cast.board, cast.categories) == ([author], [chair], [category])
    assert Topic.objects.count() == len(cast.topics) == 40


def test_categories_are_made_on_two_levels(db):
    gather_cast()
    assert Category.objects.filter(parent=None).count() == 8
    assert Category.objects.exclude(parent=None).filter(parent__parent=None).count() == 9


def test_nobody_can_log_in_as_a_made_person(db):
    gather_cast()
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_filling_is_no_decision(filled):
    assert not LogEntry.objects.exists()
