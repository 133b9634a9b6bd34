"""The single writer: what fails keeps its row, what is interrupted is done again, one holds the press."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections, transaction
from django.http import HttpResponse
from django.utils import timezone

from editorial.models import Office
from editorial.workflow import perform
from news.press import drain as press_drain
from news.press import tree
from news.press.drain import drain, finish, press_lock
from news.press.models import Change, Mention, Printed, Priority
from news.press.render import Unprintable, render
from news.press.serve import PublicTree
from tests.factories import make_article, make_category, make_person
from tests.news.press.test_exact import assert_true, bytes_of, rebuilt
from tests.news.public import make_live

pytestmark = pytest.mark.django_db

HOME = '<link rel="canonical" href="http://127.0.0.1:8000/"></html>'


def answering(monkeypatch, view) -> None:
    """Let the home page be answered by another view."""
    from django.urls import get_resolver

    pattern = next(p for p in get_resolver("news.urls").url_patterns if p.name == "home")
    monkeypatch.setattr(pattern, "callback", view)


def with_cookie(request):
    response = HttpResponse(HOME)
    response.set_cookie("la", "1")
    return response


def varying(request):
    return HttpResponse(HOME, headers={"Vary": "Accept-Encoding, Cookie"})


def reading_session(request):
    return HttpResponse(HOME + f"<!-- {request.session.get('a')} --></html>")


def breaking(request):
    raise ValueError("template")


@pytest.mark.parametrize(
    "view",
    [
        with_cookie,
        varying,
        reading_session,
        breaking,
        lambda request: HttpResponse(HOME.removesuffix("</html>")),
        lambda request: HttpResponse("<p>không có liên kết</p></html>"),
        lambda request: HttpResponse(HOME, status=503),
        lambda request: HttpResponse(HOME, status=302),
    ],
)
def test_an_answer_that_is_not_whole_or_not_for_everybody_is_refused(press, monkeypatch, view):
    answering(monkeypatch, view)
    with pytest.raises(Unprintable):
        render("/")


def test_the_press_asks_with_a_request_of_its_own(press, monkeypatch):
    seen = []
    answering(monkeypatch, lambda request: seen.append(request) or HttpResponse(HOME))
    assert render("/").status == 200
    request = seen[0]
    assert (request.get_host(), request.COOKIES, request.GET.dict()) == ("127.0.0.1:8000", {}, {})
    assert request.user.is_anonymous


def test_a_page_that_fails_keeps_its_row_and_stops_no_other(press, monkeypatch):
    make_live("Bài một")
    with monkeypatch.context() as broken:
        answering(broken, breaking)
        Change.objects.create(kind="address", subject="/rss/")
        before = timezone.now()
        drain()
        row = Change.objects.get()
        assert (row.kind, row.tries) == ("document", 1)
        assert timedelta(seconds=2) <= row.run_after - before < timedelta(minutes=1)
        assert (press / "rss/index.xml").exists()
        assert not (press / "index.html").exists()
    Change.objects.update(run_after=timezone.now())
    drain()
    assert not Change.objects.exists()
    assert (press / "index.html").exists()


def test_a_page_that_fails_after_a_removal_is_removed(press, monkeypatch):
    chair = make_person(Office.CHAIR)
    article = make_live("Tubaigo")
    rebuilt(press)
    answering(monkeypatch, breaking)
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    drain()
    assert not any(b"Tubaigo" in data for data in bytes_of(press).values())
    assert not (press / "index.html").exists()
    assert Change.objects.get().priority == Priority.REMOVAL


def test_a_page_that_fails_after_a_removal_stays_if_it_shows_nothing_of_the_piece(press, monkeypatch):
    chair = make_person(Office.CHAIR)
    article = make_live("Tubaigo")
    rebuilt(press)
    home = press / "index.html"
    home.write_bytes(b"<html></html>")
    answering(monkeypatch, breaking)
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    drain()
    assert home.exists()
    assert Change.objects.get().tries == 1


@pytest.mark.parametrize("step", ["_replace", "sync_folder", "remove", "mark"])
@pytest.mark.parametrize("move", ["publish", "withdraw"])
def test_a_press_that_dies_between_two_steps_is_made_good_by_the_next(press, monkeypatch, step, move):
    chair = make_person(Office.CHAIR)
    article = make_live("Bài một", category=make_category("Kỳ họp"))
    rebuilt(press)
    if move == "withdraw":
        perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    else:
        make_live("Bài hai", category=article.category, author=article.author)
    for at in range(1, 60, 7):
        if not dies_at(monkeypatch, step, at):
            break
        assert Change.objects.filter(tries=0).exists()
    drain()
    assert_true(press)


class Killed(BaseException):
    """As sudden as a signal: nothing of the press catches it."""


def dies_at(monkeypatch, step: str, at: int) -> bool:
    """Let the press die when it makes a step for the n-th time; give whether it did."""
    real, made = getattr(tree, step), []

    def dying(*args, **kwargs):
        made.append(step)
        if len(made) == at:
            raise Killed
        return real(*args, **kwargs)

    with monkeypatch.context() as context:
        context.setattr(tree, step, dying)
        try:
            drain()
        except Killed:
            return True
    return False


def test_a_press_that_dies_before_its_rows_are_gone_prints_them_again(press, monkeypatch):
    make_live("Bài một")
    with monkeypatch.context() as context:
        context.setattr(press_drain, "_conclude", lambda batch: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            drain()
    assert Change.objects.exists()
    assert not Printed.objects.exists()
    drain()
    assert not Change.objects.exists()
    assert Mention.objects.exists()


def test_a_full_disk_keeps_the_rows_and_a_withdrawn_piece_is_gone_all_the_same(press, monkeypatch):
    chair = make_person(Office.CHAIR)
    article = make_live("Tubaigo")
    rebuilt(press)
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    with monkeypatch.context() as full:
        full.setattr(tree, "_replace", lambda *args: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        drain()
        assert not any(b"Tubaigo" in data for data in bytes_of(press).values())
        assert Change.objects.exists()
    Change.objects.update(run_after=timezone.now())
    drain()
    assert_true(press)


def test_the_most_urgent_rows_go_first(press, monkeypatch):
    printed = []
    monkeypatch.setattr(press_drain, "print_page", lambda *asked: printed.append(asked[0]) or real(*asked))
    for priority, address in ((3, "/robots.txt"), (1, "/rss/"), (2, "/sitemap.xml"), (0, "/")):
        Change.objects.create(kind="address", subject=address, priority=priority)
    drain()
    assert printed == ["/", "/rss/", "/sitemap.xml", "/robots.txt"]


real = press_drain.print_page


def test_a_long_queue_does_not_keep_the_clock(press, monkeypatch):
    monkeypatch.setattr(press_drain, "BATCH_ROWS", 1)
    for address in ("/robots.txt", "/rss/"):
        Change.objects.create(kind="address", subject=address, priority=Priority.REST)
    assert drain(seconds=0) == 1
    assert Change.objects.count() == 1


def test_a_batch_ends_after_its_second_and_leaves_the_rest_to_the_next(press, monkeypatch):
    monkeypatch.setattr(press_drain, "BATCH_SECONDS", -1)
    for address in ("/robots.txt", "/rss/", "/sitemap.xml"):
        Change.objects.create(kind="address", subject=address, priority=Priority.REST)
    with press_lock(wait=True):
        assert press_drain.print_batch() == (1, 1)
    assert Change.objects.count() == 2


def test_after_each_batch_it_is_told_how_many_rows_went_and_none_begins_after_its_time(press, monkeypatch):
    monkeypatch.setattr(press_drain, "BATCH_SECONDS", -1)
    for address in ("/robots.txt", "/rss/", "/sitemap.xml"):
        Change.objects.create(kind="address", subject=address, priority=Priority.REST)
    told = []
    assert drain(told.append, seconds=-1) == 1
    assert drain(told.append) == 2
    assert told == [1, 1, 2, 2]


def test_a_row_that_fails_again_and_again_waits_for_an_hour_at_most(press, monkeypatch, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    answering(monkeypatch, breaking)
    row = Change.objects.create(kind="address", subject="/", priority=Priority.REST)
    pauses = []
    for tries in (0, 1, 4, 29, 30):
        Change.objects.filter(pk=row.pk).update(tries=tries, run_after=timezone.now())
        drain(seconds=-1)
        row.refresh_from_db()
        pauses.append((row.run_after - timezone.now()).total_seconds())
        assert row.tries == min(tries + 1, 30)
    assert pauses == [2, 4, 32, 3600, 3600]


@pytest.mark.django_db(transaction=True)
def test_the_press_refuses_to_run_in_a_transaction(press):
    Change.objects.create(kind="address", subject="/robots.txt", priority=Priority.REST)
    for work in (drain, lambda: finish([])):
        with transaction.atomic(), pytest.raises(RuntimeError):
            work()
    assert not (press / "robots.txt").exists()


@pytest.mark.django_db(transaction=True)
def test_one_holds_the_press_and_another_waits_for_its_own_rows_only(press):
    row = Change.objects.create(kind="address", subject="/rss/", priority=Priority.PIECE)
    rest = Change.objects.create(kind="address", subject="/robots.txt", priority=Priority.REST)
    answers = []

    def wait_elsewhere():
        try:
            answers.append(finish([row], patience=0.2))
        finally:
            connections.close_all()

    with press_lock(wait=True) as held:
        assert held
        thread = threading.Thread(target=wait_elsewhere)
        thread.start()
        thread.join()
    assert answers == [False]
    assert finish([row])
    assert list(Change.objects.all()) == [rest]
    assert Path(press.parent, "press.lock").exists()


@pytest.mark.django_db(transaction=True)
def test_a_request_that_withdraws_answers_when_the_tree_is_true(press, client):
    chair = make_person(Office.CHAIR)
    article = make_live("Tubaigo", author=make_person(Office.MEMBER))
    drain()
    assert any(b"Tubaigo" in data for data in bytes_of(press).values())
    client.force_login(chair)
    data = {"version": article.version, "reason": "Gỡ theo yêu cầu"}
    client.post(f"/ban-lam-viec/article/{article.pk}/buoc/withdraw/", data)
    assert not any(b"Tubaigo" in data for data in bytes_of(press).values())
    assert not Change.objects.filter(priority__lt=Priority.REST).exists()


def test_no_server_answers_with_a_page_that_the_press_has_said_is_gone(press, monkeypatch):
    monkeypatch.setattr("news.press.serve.LEASE", 0.3)
    article = make_live()
    drain()
    server = PublicTree(str(press), lambda environ, start_response: start_response("299 Handed on", []))
    assert status_of(server, article.get_absolute_url()) == "200 OK"
    chair = make_person(Office.CHAIR)
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Sai số liệu")
    assert status_of(server, article.get_absolute_url()) == "200 OK"
    drain()
    assert status_of(server, article.get_absolute_url()) != "200 OK"


def status_of(server, address: str) -> str:
    said = []
    server({"REQUEST_METHOD": "GET", "PATH_INFO": address}, lambda status, headers: said.append(status))
    return said[0]


@pytest.mark.django_db(transaction=True)
def test_a_request_says_when_the_tree_is_not_yet_true(press, client, monkeypatch):
    chair = make_person(Office.CHAIR)
    article = make_live("Bài một", author=make_person(Office.MEMBER))
    drain()
    client.force_login(chair)
    answering(monkeypatch, breaking)
    client.raise_request_exception = False  # of the view that the press asks
    data = {"version": article.version, "reason": "Gỡ theo yêu cầu"}
    response = client.post(f"/ban-lam-viec/article/{article.pk}/buoc/withdraw/", data, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert any("trang công khai đang cập nhật" in sentence for sentence in said)


@pytest.mark.django_db(transaction=True)
def test_a_refused_move_and_one_that_rolls_back_leave_no_row(press):
    article = make_article("published")
    Change.objects.all().delete()
    with transaction.atomic():
        article.went_live()
        transaction.set_rollback(True)
    assert not Change.objects.exists()


def test_nothing_is_queued_while_the_press_is_off(db, settings):
    settings.PRESS = False
    make_article("published")
    assert not Change.objects.exists()
