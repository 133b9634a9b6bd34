"""Two who publish and a clock at the same time: nothing goes out twice, nobody waits for ever, the tree is true."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from editorial.models import LogEntry, Office, State
from editorial.refusals import Conflict
from news.press.drain import drain, finish
from news.press.expand import everything
from news.press.models import Change
from tests.editorial.test_races import at_once, moving
from tests.factories import delegate, make_article, make_person
from tests.news.press.test_exact import assert_true
from tests.news.public import make_live

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_two_publishers_and_a_clock_at_once_publish_each_piece_once_and_leave_the_tree_true(press):
    chair, deputy = make_person(Office.CHAIR), make_person(Office.DEPUTY)
    delegate(deputy, chair, confirmed_by=make_person(Office.MEMBER))
    author, past = make_person(), timezone.now() - timedelta(seconds=1)
    Change.objects.bulk_create(everything())
    drain()
    contested = [make_article(State.SUBMITTED, author=author) for _ in range(3)]
    due = [make_article(State.SCHEDULED, author=author, scheduled_by=chair, scheduled_for=past) for _ in range(2)]
    doomed = [make_live(f"Bài {turn}", author=author) for turn in range(3)]
    answers = at_once(
        lambda: work(chair, [*contested, *reversed(due)], doomed),
        lambda: work(deputy, [*reversed(contested), *due], reversed(doomed)),
        lambda: call_command("clock", "--once", verbosity=0),
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    for piece in (*contested, *due):
        published = LogEntry.objects.filter(document=piece.document, action__in=("publish", "go_live"), refused=False)
        assert published.count() == 1
    for piece in doomed:
        assert LogEntry.objects.filter(document=piece.document, action="withdraw", refused=False).count() == 1
    drain()
    assert_true(press)


def work(person, to_publish, to_withdraw) -> None:
    """Publish some and withdraw others as requests do: each waits until its own pages are true."""
    for piece in to_publish:
        name = "publish" if piece.state == State.SCHEDULED else "publish_now"
        try_to(moving(name, piece, person))
    for piece in to_withdraw:
        try_to(moving("withdraw", piece, person, reason="Sai số liệu"))
    assert finish(list(Change.objects.filter(tries=0)))


def try_to(act) -> None:
    try:
        act()
    except Conflict:
        """Another was faster."""
