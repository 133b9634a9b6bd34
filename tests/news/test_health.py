"""The health page says what is ill, in Vietnamese, to whoever asks."""

import os

import pytest

from editorial import guards
from editorial.clock import tick
from news.press.hooks import clock_mark
from news.press.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def watched(settings):
    settings.PRESS = True


def test_all_is_well_after_a_round_of_the_clock(client, watched):
    tick()
    response = client.get("/khoe/")
    assert response.status_code == 200, response.content.decode()
    assert "LỖI" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_clock_that_never_ran_or_stands_still_is_ill(client, watched):
    response = client.get("/khoe/")
    assert (response.status_code, "chưa chạy lần nào" in response.content.decode()) == (503, True)
    tick()
    os.utime(clock_mark(), (0, 0))
    assert client.get("/khoe/").status_code == 503


def test_a_row_that_failed_is_ill_and_a_long_rebuild_is_not(client, watched):
    tick()
    Change.objects.create(kind="site", priority=3)
    assert client.get("/khoe/").status_code == 200
    Change.objects.create(kind="address", subject="/", tries=1)
    response = client.get("/khoe/")
    assert (response.status_code, "1 việc đã lỗi" in response.content.decode()) == (503, True)


def test_a_missing_guard_is_ill(client, watched, monkeypatch):
    tick()
    monkeypatch.setattr(guards, "missing", lambda connection: ["news_article_frozen_u"])
    response = client.get("/khoe/")
    assert (response.status_code, "thiếu 1" in response.content.decode()) == (503, True)
