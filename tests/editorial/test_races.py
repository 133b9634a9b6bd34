"""Two people at once on one edition, with real threads on PostgreSQL: one wins, the other is told, nothing is lost."""

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from editorial import log, weekly_head, workflow
from editorial.clock import tick
from editorial.editing import begin_edit, open_edition
from editorial.models import LogEntry, LogKeeping, Notice, State
from editorial.models.state import LIVE_SLOT
from editorial.refusals import Conflict, Refusal
from editorial.verifying import first_broken_link
from editorial.workflow import perform
from news.models import Article
from tests.factories import make_article
from tests.nights import BY_NIGHT

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

ROUNDS = 10 if BY_NIGHT else 3


def at_once(*acts) -> list:
    """Run the acts in threads that start together; give each one's answer or its Refusal."""
    barrier = threading.Barrier(len(acts))
    answers = [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait()
            answers[place] = act()
        except Exception as error:
            answers[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def moving(name, edition, actor, **how):
    return lambda: perform(name, edition=edition, actor=actor, version=edition.version, **how)


def saving(edition, actor, headline):
    def save():
        with transaction.atomic():
            change = begin_edit(edition, actor=actor, version=edition.version)
            article = Article.objects.get(pk=edition.pk)
            article.headline = headline
            article.save()
            change.finish()

    return save


def assert_one_won(answers) -> None:
    refused = [answer for answer in answers if isinstance(answer, Exception)]
    assert [type(answer) for answer in refused] == [Conflict], answers
    assert refused[0].sentence


def assert_whole(edition) -> None:
    assert edition.siblings().filter(state__in=LIVE_SLOT).count() <= 1
    assert first_broken_link() is None


def successes(edition, *names) -> int:
    return LogEntry.objects.filter(document=edition.document, action__in=names, refused=False).count()


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_publishing_twice_at_once_publishes_once(turn, chair):
    article = make_article(State.APPROVED)
    assert_one_won(at_once(moving("publish", article, chair), moving("publish", article, chair)))
    assert successes(article, "publish") == 1
    assert_whole(article)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_publishing_and_returning_at_once_does_one_of_them(turn, chair):
    article = make_article(State.APPROVED)
    assert_one_won(
        at_once(moving("publish", article, chair), moving("return", article, chair, reason="Sửa lại ngày họp"))
    )
    assert successes(article, "publish", "return") == 1
    assert_whole(article)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_taking_a_piece_at_once_gives_it_to_one(turn, member, chair):
    article = make_article(State.SUBMITTED)
    assert_one_won(at_once(moving("take", article, member), moving("take", article, chair)))
    article.refresh_from_db()
    assert article.editor in (member, chair)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_saving_in_two_tabs_at_once_keeps_one_and_tells_the_other(turn, member):
    article = make_article(State.IN_REVIEW, editor=member)
    assert_one_won(at_once(saving(article, member, "Thẻ thứ nhất"), saving(article, member, "Thẻ thứ hai")))
    article.refresh_from_db()
    assert (article.version, article.headline in ("Thẻ thứ nhất", "Thẻ thứ hai")) == (2, True)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_saving_while_it_is_approved_never_changes_what_was_approved(turn, member, chair):
    article = make_article(State.IN_REVIEW, editor=member)
    answers = at_once(saving(article, member, "Sửa vào phút chót"), moving("approve", article, chair))
    assert sum(isinstance(answer, Refusal) for answer in answers) == 1
    article.refresh_from_db()
    assert article.state == State.IN_REVIEW or article.approved_fingerprint == article.fingerprint()


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_scheduling_and_publishing_now_at_once_does_one_of_them(turn, chair):
    article = make_article(State.APPROVED)
    due = timezone.now() + timedelta(hours=1)
    assert_one_won(at_once(moving("schedule", article, chair, time=due), moving("publish", article, chair)))
    assert_whole(article)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_clocks_publish_a_due_piece_once(turn, chair):
    article = make_article(State.SCHEDULED, scheduled_by=chair, scheduled_for=timezone.now() - timedelta(seconds=1))
    at_once(tick, tick)
    assert successes(article, "go_live") == 1
    assert_whole(article)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_clocks_tell_the_head_of_the_log_once(turn, chair):
    LogKeeping.objects.update_or_create(pk=1, defaults={"head_week": "2026-11-16"})
    log.record("change", actor=chair)
    assert at_once(weekly_head.tell_weekly, weekly_head.tell_weekly) == [None, None]
    assert Notice.objects.filter(recipient=chair, sentence__contains="Mã cuối của nhật ký").count() == 1


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_opening_two_editions_at_once_opens_one(turn, member, chair):
    live = make_article(State.PUBLISHED)
    answers = at_once(lambda: open_edition(live, actor=member), lambda: open_edition(live, actor=chair))
    assert sum(isinstance(answer, Refusal) for answer in answers) == 1
    assert live.siblings().open().count() == 1


def test_publishing_over_a_live_piece_while_it_is_withdrawn_leaves_one_truth(chair):
    for _ in range(ROUNDS):
        live = make_article(State.PUBLISHED)
        new = make_article(State.APPROVED, author=live.author, document=live.document, category=live.category)
        at_once(moving("publish", new, chair), moving("withdraw", live, chair, reason="Sai sự việc"))
        assert_whole(live)


def test_of_two_pieces_merged_into_each_other_at_once_one_stays(chair):
    for _ in range(ROUNDS):
        pair = [make_article(State.PUBLISHED) for _ in range(2)]
        how = {"reason": "Trùng", "withdrawal": "merged"}
        moves = [moving("withdraw", one, chair, target=two.document, **how) for one, two in (pair, pair[::-1])]
        answers = at_once(*moves)
        assert sorted(type(answer).__name__ for answer in answers) == ["Article", "Blocked"]


def test_without_the_lock_the_race_is_lost(member, chair, monkeypatch):
    """The proof that the tests above would notice: with the row lock taken away, two people take one piece."""
    both_read = threading.Barrier(2)

    def read_without_lock(edition, other=None):
        current = Article.objects.select_related("document").get(pk=edition.pk)
        both_read.wait()
        return current

    monkeypatch.setattr(workflow, "lock", read_without_lock)
    article = make_article(State.SUBMITTED)
    answers = at_once(moving("take", article, member), moving("take", article, chair))
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert successes(article, "take") == 2
