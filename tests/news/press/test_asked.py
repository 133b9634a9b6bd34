"""Which pages a row of the queue asks for, at once and later, and which it leaves alone."""

import shutil

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial import log
from editorial.models import Document
from editorial.workflow import perform
from news import pictures
from news.models import MenuItem, Topic
from news.press.drain import drain, press_lock, print_batch
from news.press.expand import RANGE_SIZE, everything, expand
from news.press.models import Change, Mention, Printed, Priority
from news.press.queue import collecting, note
from tests.factories import make_article, make_banner, make_category, make_page
from tests.news.press.test_exact import assert_true, bytes_of, rebuilt
from tests.news.public import make_live, publish

pytestmark = pytest.mark.django_db


def asked_by(kind: str, subject) -> tuple[list[str], list[str]]:
    """The addresses that a row asks for, and the kinds of the rows that it leaves for later."""
    work = expand(Change(kind=kind, subject=str(subject)))
    return work.addresses, [row.kind for row in work.later]


def ranges() -> list[str]:
    return [row.subject for row in everything() if row.kind == Change.Kind.RANGE]


def test_a_renamed_category_reaches_its_feed_with_its_page_and_before_its_pieces(press):
    category = make_category("Tencu")
    make_live("Bài một", category=category)
    rebuilt(press)
    category.name = "Tenmoi"
    category.save()
    log.record("change", actor=None, subject=f"category:{category.pk}")
    with press_lock(wait=True):
        print_batch(Priority.LIST)
    assert "Tenmoi" in (press / reverse("category-feed", args=[category.slug])[1:] / "index.xml").read_text()
    assert Change.objects.filter(kind="site").exists()


def test_a_page_has_the_whole_site_printed_only_if_it_stands_in_the_menu_and_comes_or_goes(press, chair):
    page = make_page("published", title="Giới thiệu", author=chair)
    rebuilt(press)
    assert asked_by("document", page.document_id)[1] == []
    MenuItem.objects.create(label="Giới thiệu", document=page.document)
    assert asked_by("document", page.document_id)[1] == []  # its text alone has changed
    perform("withdraw", edition=page, actor=chair, version=page.version, reason="Gỡ")
    assert asked_by("document", page.document_id)[1] == ["site"]
    MenuItem.objects.all().delete()
    assert asked_by("document", page.document_id)[1] == []


def test_the_picture_of_a_banner_is_printed_in_each_of_its_forms(press, chair, stored_picture):
    banner = make_banner("published", author=chair, title="Băng rôn", picture=stored_picture, alt="Sen")
    wanted = pictures.addresses([stored_picture.key])
    assert len(wanted) > 1
    for kind, subject in (("document", banner.document_id), ("range", ranges()[0])):
        assert set(wanted) <= set(asked_by(kind, subject)[0])


def test_the_poster_of_a_film_comes_and_goes_with_its_piece(press, chair, stored_picture):
    article = make_live("Phim", video_url="https://video.example/1", video_poster=stored_picture)
    rebuilt(press)
    poster = press / pictures.addresses([stored_picture.key])[0][1:]
    assert poster.exists()
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    drain()
    assert not poster.exists()
    assert_true(press)


def test_pieces_without_a_topic_are_no_neighbours_for_that(press):
    article = make_live("Bài", published="2026-05-01 08:00", category=make_category("Kỳ họp"))
    beside = make_live("Bài cùng mục", published="2026-05-02 08:00", category=article.category)
    elsewhere = make_live("Bài nơi khác", published="2026-05-03 08:00", category=make_category("Giám sát"))
    addresses = asked_by("document", article.document_id)[0]
    assert beside.get_absolute_url() in addresses
    assert elsewhere.get_absolute_url() not in addresses


def test_a_tree_that_was_lost_with_its_index_is_printed_as_it_was(press):
    topic, category = Topic.objects.create(name="Nước sạch"), make_category("Kỳ họp")
    make_live("Bài một", published="2026-05-01 08:00", topic=topic, category=category)
    make_page("published", title="Giới thiệu")
    rebuilt(press)
    before = bytes_of(press)
    assert "sitemap-2026-05.xml" in " ".join(before)
    shutil.rmtree(press)
    Printed.objects.all().delete()
    rebuilt(press)
    assert bytes_of(press) == before


def test_a_rebuild_takes_away_what_once_was_printed_and_nothing_claims(press):
    topic = Topic.objects.create(name="Nước sạch")
    make_live("Bài một", topic=topic)
    rebuilt(press)
    page = press / topic.get_absolute_url()[1:] / "index.html"
    assert page.exists()
    Topic.objects.filter(pk=topic.pk).update(slug="ten-khac")
    rebuilt(press)
    assert not page.exists()


def test_a_rebuild_reaches_each_document_once_from_the_first_to_the_last(press):
    assert ranges() == []
    Document.objects.create(pk=RANGE_SIZE, kind="article")
    assert ranges() == ["1"]
    Document.objects.create(pk=RANGE_SIZE + 1, kind="article")
    assert ranges() == [str(RANGE_SIZE + 1), "1"]


def test_the_index_knows_who_mentions_a_piece_and_forgets_it_with_the_mention(press, chair):
    category = make_category("Kỳ họp", on_home=True)
    article = make_live("Bài một", published="2026-05-01 08:00", category=category)
    make_live("Bài hai", published="2026-06-01 08:00", author=article.author)
    rebuilt(press)
    mentioning = set(Mention.objects.filter(number=article.document_id).values_list("page__address", flat=True))
    assert {"/", category.get_absolute_url()} <= mentioning
    assert not any(address.startswith(("/luu-tru/", "/sitemap")) for address in mentioning)
    assert not Mention.objects.exclude(page__archive="").exists()
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    drain()
    assert not Mention.objects.filter(number=article.document_id).exclude(page__status=410).exists()
    assert Mention.objects.filter(page__address="/").exists()


def test_an_address_that_is_nothing_leaves_nothing_in_the_tree_and_in_the_index(press):
    addresses = ["/tin/khong-co-9/", "/anh/0123456789abcdef-400.jpg"]
    for address in addresses:
        Change.objects.create(kind="address", subject=address)
    stray = press / "tin/khong-co-9/index.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("<html>lạ</html>")
    drain()
    assert [path for path in press.rglob("*") if path.is_file()] == []
    assert not Printed.objects.exists()


def test_a_request_collects_its_own_rows_and_none_that_come_after_it(press, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with collecting() as own:
            note("address", "/rss/")
        note("address", "/robots.txt")
    assert [change.subject for change in own] == ["/rss/"]
    assert Change.objects.filter(run_after__lte=timezone.now()).count() == 2


def test_the_press_makes_its_own_room_wherever_it_is_told_to_stand(press, settings, tmp_path):
    settings.PRESS_DIR = tmp_path / "noi" / "khac"
    with press_lock(wait=True) as held:
        assert held
    assert (settings.PRESS_DIR / "press.lock").exists()


def test_a_piece_that_was_read_once_is_asked_for_by_its_number_as_well(press):
    article = publish(make_article(headline="Bài một"))
    assert article.get_absolute_url() in asked_by("range", ranges()[0])[0]
