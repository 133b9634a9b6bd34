"""What fails: a page, a file, the database; what is taken away for it, and what is left as it is."""

from concurrent.futures import Future
from contextlib import ExitStack

import pytest
from django.db import OperationalError, connection

from editorial.workflow import perform
from news.press import drain as press_drain
from news.press import tree
from news.press.drain import drain, press_lock, print_batch
from news.press.models import Change, Priority
from tests.news.press.test_drain import answering, breaking
from tests.news.press.test_exact import bytes_of, rebuilt, with_picture
from tests.news.public import make_live, publish

pytestmark = pytest.mark.django_db


def ask(*addresses: str) -> None:
    for address in addresses:
        Change.objects.create(kind="address", subject=address, priority=Priority.REST)


def test_a_batch_in_which_something_failed_is_not_the_last(press, monkeypatch):
    monkeypatch.setattr(press_drain, "BATCH_ROWS", 2)
    answering(monkeypatch, breaking)
    ask("/", "/rss/", "/robots.txt")
    assert drain() == 2
    assert (press / "robots.txt").exists()


def test_a_row_that_cannot_be_read_waits_and_stops_no_other(press, caplog):
    row = Change.objects.create(kind="document", subject="không phải số", priority=Priority.REMOVAL)
    ask("/robots.txt")
    assert drain() == 1
    assert (press / "robots.txt").exists()
    row.refresh_from_db()
    assert row.tries == 1
    assert [record.message for record in caplog.records] == [f"press: {row}"]


def test_a_page_that_fails_after_a_publication_stays_as_it_was_and_is_told_to_the_operator(press, monkeypatch, caplog):
    article = make_live("Tubaigo")
    rebuilt(press)
    answering(monkeypatch, breaking)
    article.went_live()
    drain()
    assert "Tubaigo" in (press / "index.html").read_text()
    assert Change.objects.get().priority == Priority.PIECE
    assert "press: /: Unprintable" in caplog.text


def test_a_page_that_many_rows_ask_for_is_printed_once_in_a_batch(press, monkeypatch):
    printed, real = [], press_drain.print_page
    monkeypatch.setattr(press_drain, "print_page", lambda *asked: printed.append(asked[0]) or real(*asked))
    ask("/rss/", "/robots.txt", "/rss/")
    assert drain() == 3
    assert printed == ["/rss/", "/robots.txt"]


def test_a_picture_that_cannot_be_printed_after_a_removal_is_not_left_there(press, monkeypatch, stored_picture, chair):
    pair = [publish(with_picture(stored_picture)) for _ in range(2)]
    rebuilt(press)
    rendition = press / f"anh/{stored_picture.key}-400.jpg"
    assert rendition.exists()
    monkeypatch.setattr(tree, "link", lambda *args: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    perform("withdraw", edition=pair[0], actor=chair, version=pair[0].version, reason="Gỡ")
    drain()
    assert not rendition.exists()
    assert Change.objects.get().tries == 1


def test_a_page_that_fails_and_was_never_printed_stops_no_removal(press, monkeypatch, chair):
    article = make_live("Tubaigo")
    rebuilt(press)
    for path in press.glob("index.html*"):
        path.unlink()
    answering(monkeypatch, breaking)
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    drain()
    assert not any(b"Tubaigo" in data for data in bytes_of(press).values())


@pytest.mark.parametrize("step", ["expand", "print_page"])
def test_a_database_that_is_away_is_no_fault_of_rows_and_pages(press, monkeypatch, chair, caplog, step):
    article = make_live("Tubaigo")
    rebuilt(press)
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    before = bytes_of(press)
    with ExitStack() as cut, monkeypatch.context() as broken:

        def away(*args):
            if not calls:
                cut.enter_context(connection.execute_wrapper(refusing))
            calls.append(args)
            raise OperationalError("server closed the connection unexpectedly")

        calls: list[tuple] = []
        broken.setattr(press_drain, step, away)
        with pytest.raises(OperationalError):
            drain()
    assert len(calls) == 1
    assert bytes_of(press) == before
    assert [record for record in caplog.records if record.message.startswith("press:")] == []
    assert set(Change.objects.values_list("tries", flat=True)) == {0}
    drain()
    assert not any(b"Tubaigo" in data for data in bytes_of(press).values())


def refusing(execute, *args):
    raise OperationalError("server closed the connection unexpectedly")


class Hands:
    """A pool that has done the first so many pages, and never comes to the others."""

    def __init__(self, done: int):
        self.done, self.asked = done, []

    def submit(self, work, address):
        future = Future()
        self.asked.append((address, future))
        if len(self.asked) <= self.done:
            future.set_result(work(address))
        return future


def test_what_was_asked_ahead_and_is_not_printed_in_this_batch_is_called_off(press, monkeypatch):
    monkeypatch.setattr(press_drain, "BATCH_SECONDS", -1)
    ask("/rss/", "/robots.txt", "/sitemap.xml")
    pool = Hands(1)
    with press_lock(wait=True):
        assert print_batch(pool=pool) == (1, 1)
    assert [(address, future.cancelled()) for address, future in pool.asked] == [
        ("/rss/", False),
        ("/robots.txt", True),
        ("/sitemap.xml", True),
    ]


def test_a_pool_is_asked_for_pages_alone_and_for_each_once(press, stored_picture):
    with_picture(stored_picture)
    ask("/rss/", "/rss/", "/khong/co/noi/nay?", f"/anh/{stored_picture.key}-400.jpg", "/robots.txt", "/rss/")
    pool = Hands(9)
    drain(pool=pool)
    assert [address for address, _ in pool.asked] == ["/rss/", "/robots.txt"]
    assert not Change.objects.exists()
