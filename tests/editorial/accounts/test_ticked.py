"""One confirmation for the pieces ticked on one screen, each listed with its fingerprint."""

import pytest

from editorial.models import LogEntry, Office
from tests.factories import make_article, make_person
from tests.second_factor import add_application, code, grow_old, log_in

pytestmark = pytest.mark.django_db
TICKED = "/ban-lam-viec/duyet-dang-da-chon/"


@pytest.fixture
def chair():
    person = make_person(Office.CHAIR)
    add_application(person)
    return person


@pytest.fixture
def pieces():
    return [make_article("approved") for _ in range(3)]


def ticks(pieces) -> dict:
    return {"piece": [f"article-{piece.pk}-{piece.version}" for piece in pieces]}


def states(pieces) -> list[str]:
    for piece in pieces:
        piece.refresh_from_db()
    return [piece.state for piece in pieces]


def test_the_queue_offers_the_pieces_that_can_be_ticked(chair, pieces):
    page = log_in(chair).get("/quan-tri/").content.decode()
    assert all(tick in page for tick in ticks(pieces)["piece"])


def test_what_was_ticked_is_published_after_one_confirmation_that_lists_each_fingerprint(chair, pieces):
    client = log_in(chair)
    grow_old(client, 400)
    asked = client.post(TICKED, ticks(pieces[:2]), follow=True)
    page = asked.content.decode()
    assert [piece.fingerprint() in page for piece in pieces] == [True, True, False]
    assert states(pieces) == ["approved"] * 3
    client.post(asked.redirect_chain[-1][0], {"code": code(1)})
    assert states(pieces) == ["published", "published", "approved"]
    assert LogEntry.objects.filter(action="publish", refused=False).count() == 2


def test_a_piece_that_changed_is_refused_alone_and_named(chair, pieces):
    sent = ticks(pieces)
    type(pieces[0]).objects.filter(pk=pieces[0].pk).update(version=pieces[0].version + 1)
    answer = log_in(chair).post(TICKED, sent)
    assert states(pieces) == ["approved", "published", "published"]
    assert answer.status_code == 409
    assert pieces[0].headline in answer.content.decode()
    assert "Đã duyệt đăng 2 tin bài." in answer.content.decode()


@pytest.mark.parametrize(
    ("office", "status"),
    [(Office.MEMBER, 409), (Office.DEPUTY, 409), (Office.CONTRIBUTOR, 403), (Office.TECHNICAL, 403)],
)
def test_who_may_not_publish_publishes_nothing_by_ticks(client, office, status, pieces):
    client.force_login(make_person(office))
    assert client.post(TICKED, ticks(pieces)).status_code == status
    assert states(pieces) == ["approved"] * 3
    assert client.post(TICKED, ticks([])).status_code == (302 if status == 409 else 403)


def test_nobody_publishes_by_ticks_without_a_login(pieces, client):
    assert client.post(TICKED, ticks(pieces))["Location"].startswith("/dang-nhap/")
    assert client.get(TICKED).status_code in (302, 405)
    assert states(pieces) == ["approved"] * 3


def test_the_person_is_told_how_many_went_out_and_that_nothing_was_ticked(chair, pieces):
    client = log_in(chair)
    answer = client.post(TICKED, ticks(pieces), follow=True)
    assert answer.redirect_chain == [("/quan-tri/", 302)]
    assert "Đã duyệt đăng 3 tin bài." in answer.content.decode()
    again = client.post(TICKED, ticks(pieces))
    assert again.status_code == 409
    assert "Đã duyệt đăng" not in again.content.decode()
    assert "Chưa chọn tin bài nào." in client.post(TICKED, {}, follow=True).content.decode()


def test_at_most_thirty_go_out_at_once_and_a_tick_that_came_twice_counts_once(chair):
    pieces = [make_article("approved") for _ in range(31)]
    sent = ticks(pieces)["piece"]
    log_in(chair).post(TICKED, {"piece": [sent[0], *sent]})
    assert states(pieces) == ["published"] * 30 + ["approved"]
    assert not LogEntry.objects.filter(refused=True).exists()


def test_rubbish_in_place_of_ticks_is_no_error(chair):
    client = log_in(chair)
    for rubbish in (["x"], ["article-x-y"], ["article-999999-1"], ["la-1-1"], ["article-1"], [""], []):
        assert client.post(TICKED, {"piece": rubbish}).status_code == 302
