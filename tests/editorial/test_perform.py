"""What every move does alike: one version, one entry, a reason where one is asked for, and nothing when refused."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from editorial.log import Origin
from editorial.models import LogEntry, Note, Office, Snapshot, State
from editorial.refusals import Conflict, NotAllowed
from editorial.workflow import MOVES, perform
from news.models import Article
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db


def go(name, article, actor, **how):
    return perform(name, edition=article, actor=actor, version=article.version, **how)


def made() -> list[str]:
    return list(LogEntry.objects.filter(refused=False).order_by("number").values_list("action", flat=True))


@pytest.mark.parametrize("name", [move.name for move in MOVES.values() if move.by_clock])
def test_nobody_makes_a_move_of_the_clock(chair, name):
    past = timezone.now() - timedelta(days=1)
    article = make_article(MOVES[name].sources[0], scheduled_by=chair, scheduled_for=past)
    with pytest.raises(NotAllowed, match="bộ hẹn giờ"):
        go(name, article, chair)
    assert list(LogEntry.objects.values_list("action", "refused", "actor")) == [(name, True, chair.pk)]
    article.refresh_from_db()
    assert article.state == MOVES[name].sources[0]


@pytest.mark.parametrize(
    ("state", "steps"),
    [(State.SUBMITTED, ["take", "approve", "publish"]), (State.IN_REVIEW, ["approve", "publish"])],
)
def test_one_tap_makes_the_moves_that_are_still_missing(chair, state, steps):
    article = make_article(state, editor=make_person(Office.MEMBER) if state == State.IN_REVIEW else None)
    live = go("publish_now", article, chair)
    assert made() == steps
    assert (live.state, live.version) == (State.PUBLISHED, article.version + len(steps))


@pytest.mark.parametrize(
    ("seconds", "who"), [(-60, "Trần Thị Chủ"), (0, "Trần Thị Chủ"), (60, "Phạm Thị Sửa")],
    ids=["changed before the move", "at once with it", "changed after it"],
)  # fmt: skip
def test_whoever_comes_too_late_is_told_who_did_the_last_thing_and_when(chair, seconds, who):
    holder, other = make_person(Office.MEMBER, "Phạm Thị Sửa"), make_person(Office.MEMBER)
    article = make_article(State.IN_REVIEW, editor=other)
    go("assign", article, chair, person=holder)
    moved = LogEntry.objects.get(action="assign").at
    changed = moved + timedelta(seconds=seconds)
    Article.objects.update(changed_by=holder, changed_at=changed, version=F("version") + 1)
    with pytest.raises(Conflict) as late:
        go("approve", article, other)
    said = date_format(timezone.localtime(max(moved, changed)), "H:i, d/m/Y")
    said = f"{who} đã cập nhật lúc {said}. Trạng thái hiện nay: «Đang biên tập»."
    assert late.value.sentence == f"Phiên bản đang xem đã cũ: {said}"


def test_where_nobody_is_known_the_move_is_named_and_where_nothing_is_the_state_alone(chair):
    article = make_article(State.IN_REVIEW, editor=chair)
    Article.objects.update(changed_by=None, changed_at=timezone.now() + timedelta(hours=1), version=F("version") + 1)
    with pytest.raises(Conflict) as late:
        go("approve", article, chair)
    assert late.value.sentence == "Phiên bản đang xem đã cũ. Trạng thái hiện nay: «Đang biên tập»."
    go("assign", Article.objects.get(), chair, person=make_person(Office.MEMBER))
    with pytest.raises(Conflict, match="Trần Thị Chủ đã cập nhật lúc"):
        go("approve", article, chair)


ASKS_AGAIN = "publish publish_now publish_small publish_urgent schedule withdraw restore close"


def test_the_moves_of_a_live_piece_want_a_fresh_second_factor_and_no_others_do():
    assert {move.name for move in MOVES.values() if move.asks_again} == set(ASKS_AGAIN.split())


@pytest.mark.parametrize("name", ASKS_AGAIN.split())
def test_without_a_fresh_second_factor_no_door_lets_such_a_move_through(chair, name):
    article = make_article(MOVES[name].sources[0])
    with pytest.raises(NotAllowed, match="bước thứ hai"):
        go(name, article, chair, reason="Thử", origin=Origin("192.0.2.1"))
    article.refresh_from_db()
    assert (article.state, LogEntry.objects.get().refused) == (MOVES[name].sources[0], True)
    other = make_article(State.APPROVED)
    assert go("publish", other, chair, origin=Origin("192.0.2.1", is_confirmed=True)).state == State.PUBLISHED


def test_the_moment_of_a_state_is_that_of_the_move_which_led_there(chair):
    before = timezone.now() - timedelta(days=3)
    article = make_article(State.SUBMITTED, state_since=before)
    taken = go("take", article, make_person(Office.MEMBER))
    assert timezone.now() - taken.state_since < timedelta(minutes=1)
    live = make_article(State.PUBLISHED, awaits_confirmation=True, published_by=chair, state_since=before)
    assert go("confirm", live, make_person(Office.MEMBER)).state_since == before


def test_a_reason_is_kept_as_a_note_where_the_move_asks_for_one(chair):
    withdrawn = go("withdraw", make_article(State.PUBLISHED), chair, reason="Sai tên xã")
    note = Note.objects.get()
    assert (note.document, note.author, note.text, note.move) == (withdrawn.document, chair, "Sai tên xã", "withdraw")
    go("take", make_article(State.SUBMITTED), chair, reason="Không ai hỏi")
    assert Note.objects.count() == 1


def test_every_move_keeps_the_text_it_was_made_with_once(chair):
    article = go("take", make_article(State.SUBMITTED), chair)
    article = go("approve", article, chair)
    (snapshot,) = Snapshot.objects.filter(document=article.document)
    assert (snapshot.fingerprint, snapshot.text) == (article.fingerprint(), article.canonical_text())
    entry = LogEntry.objects.filter(action="approve").get()
    assert f'"fingerprint":"{article.fingerprint()}"' in entry.text.replace(" ", "")


def test_a_move_from_another_state_or_version_is_a_conflict(chair):
    article = make_article(State.SUBMITTED)
    with pytest.raises(Conflict, match="đã cũ"):
        perform("take", edition=article, actor=chair, version=article.version + 1)
    go("take", article, make_person(Office.MEMBER))
    with pytest.raises(Conflict, match="òn thực hiện được"):
        go("submit", article, article.author)
    assert LogEntry.objects.filter(refused=True).count() == 2


def test_what_waits_for_its_hour_behind_a_piece_waits_no_longer_when_that_is_taken_down(chair):
    live = make_article(State.PUBLISHED)
    later = timezone.now() + timedelta(days=1)
    waiting = make_article(
        State.SCHEDULED, author=live.author, document=live.document, category=live.category,
        scheduled_by=chair, scheduled_for=later,
    )  # fmt: skip
    go("hide", live, make_person(Office.MEMBER), reason="Xem lại")
    waiting.refresh_from_db()
    assert waiting.state == State.APPROVED
    assert made() == ["unschedule", "hide"]
