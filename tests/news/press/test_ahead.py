"""Processes that render ahead: the writer expands no row that it will not print in this batch."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from news.press import drain as press_drain
from news.press.drain import drain
from news.press.expand import Work, expand
from news.press.models import Change

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("hands", [0, 1])
def test_rows_that_only_ask_for_more_are_expanded_once(press, monkeypatch, hands):
    Change.objects.bulk_create(
        [Change(kind="list", subject=f"/chuyen-muc/khong-co-{n}/", priority=3) for n in range(20)]
    )
    expanded = []
    monkeypatch.setattr(press_drain, "BATCH_SECONDS", 0)  # a batch ends after its first row
    monkeypatch.setattr(press_drain, "expand", lambda change: expanded.append(change.subject) or expand(change))
    with ThreadPoolExecutor(1) as pool:
        drain(pool=pool if hands else None)
    assert len(expanded) == 20
    assert not Change.objects.exists()


def test_pages_are_rendered_ahead_only_as_far_as_they_fit(press, monkeypatch):
    rows = [Change(kind="address", subject=f"/trang/khong-co-{n}/", priority=3) for n in range(60)]
    Change.objects.bulk_create(rows)
    waiting = []
    monkeypatch.setattr(press_drain, "BATCH_SECONDS", 300)  # one batch, however slow
    monkeypatch.setattr(press_drain, "expand", lambda change: waiting.append(change.subject) or Work([change.subject]))
    monkeypatch.setattr(press_drain, "render", lambda address: press_drain.Answer(404))
    printed = []
    monkeypatch.setattr(press_drain, "print_page", lambda address, answer: printed.append(len(waiting)))
    with ThreadPoolExecutor(1) as pool:
        drain(pool=pool, seconds=0)
    assert len(printed) == 60
    assert max(ahead - place for place, ahead in enumerate(printed)) <= press_drain.AHEAD + 1
