"""What a person is told when the request that publishes, withdraws or arranges is answered."""

import logging

import pytest
from django.utils import timezone

from editorial.models import Office, State
from news.models import Article
from news.press import middleware, tree
from news.press.drain import drain
from news.press.models import Change, Priority
from tests.desk import desk_client, sent_by
from tests.factories import make_article, make_category, make_person
from tests.news.press.test_exact import assert_true, rebuilt

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chair(client):
    person = make_person(Office.CHAIR)
    desk_client(client, person)
    return person


def told_after(client, address, sent=None) -> set[str]:
    """Send a form and give which of the press's two sentences the next page says."""
    page = client.post(address, sent or {}, follow=True).content.decode()
    return {sentence for sentence in (middleware.NOT_YET, middleware.ALL_PAGES) if sentence in page}


def publish(client, article) -> set[str]:
    return told_after(client, f"/ban-lam-viec/article/{article.pk}/buoc/publish_now/", {"version": article.version})


def full_disk(*args, **kwargs):
    raise OSError(28, "No space left on device")


def test_a_publication_that_is_printed_says_nothing_of_the_press(press, client, chair):
    rebuilt(press)
    article = make_article(State.SUBMITTED, author=make_person())
    assert publish(client, article) == set()
    assert Article.objects.get().state == State.PUBLISHED
    assert_true(press)


def test_one_that_the_press_cannot_finish_stands_and_says_so(press, client, chair, monkeypatch):
    rebuilt(press)
    article = make_article(State.SUBMITTED, author=make_person())
    with monkeypatch.context() as broken:
        broken.setattr(tree, "_replace", full_disk)
        assert publish(client, article) == {middleware.NOT_YET}
    assert Article.objects.get().state == State.PUBLISHED
    assert Change.objects.exists()
    Change.objects.update(run_after=timezone.now())  # its pause is over
    drain()
    assert_true(press)


def test_so_does_one_whose_press_itself_breaks_and_the_operator_reads_why(press, client, chair, monkeypatch, caplog):
    monkeypatch.setattr(middleware, "finish", full_disk)
    with caplog.at_level(logging.ERROR, logger="news.press.middleware"):
        assert publish(client, make_article(State.SUBMITTED, author=make_person())) == {middleware.NOT_YET}
    assert "No space left" in caplog.text
    assert Article.objects.get().state == State.PUBLISHED


def test_a_category_whose_name_is_changed_concerns_many_pages_and_reading_notices_none(press, client, chair):
    category = make_category("Kỳ họp")
    rebuilt(press)
    address = f"/quan-tri/news/category/{category.pk}/change/"
    sent = sent_by(client.get(address))
    assert told_after(client, address, {**sent, "name": "Các kỳ họp"}) == {middleware.ALL_PAGES}
    drain()
    assert not Change.objects.filter(priority__lt=Priority.REST).exists()
    assert told_after(client, "/ban-lam-viec/thong-bao/da-doc/") == set()
