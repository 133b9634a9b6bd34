"""What the clock tidies once a day."""

import os
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from editorial.models import LogEntry, Notice, Office, Snapshot, State
from editorial.workflow import perform
from news import housekeeping
from news.models import Article, ArticlePicture, Attachment, Banner, Picture, StoredFile
from news.models.library import UNFINISHED, put
from tests.factories import insert_edition, make_article, make_banner, make_page, make_person
from tests.news.public import add_file, add_picture
from tests.world import make_file

pytestmark = pytest.mark.django_db


def run_clock(*, days: float = 0) -> None:
    """A round of the clock, so many days later."""
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        call_command("clock", "--once", verbosity=0)


def make_picture(colour: int = 0, **words) -> Picture:
    data = BytesIO()
    Image.new("RGB", (64, 64), (colour, 80, 40)).save(data, "PNG")
    return Picture.objects.take_in(data.getvalue(), uploaded_by=make_person(), **words)


def stored(row) -> list[bool]:
    return [default_storage.exists(path) for path in row.paths()]


def test_uploads_that_no_edition_ever_had_go_after_thirty_days_with_their_bytes():
    picture, file = make_picture(), make_file(make_person(), "bo-di.pdf")
    run_clock(days=29)
    assert stored(picture) == [True] * 7
    run_clock(days=31)
    assert (Picture.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert stored(picture) + stored(file) == [False] * 8


def test_a_picture_stays_wherever_an_edition_has_it():
    person = make_person()
    used = [make_picture(colour) for colour in range(5)]
    article = make_article(author=person, video_poster=used[0])
    add_picture(article, used[1])
    make_article(author=person, body=f'<p><img src="{used[2].address(800)}" alt=""></p>')
    make_page(author=person, body=f'<p><img src="{used[3].address(800)}" alt=""></p>')
    make_banner(author=person, picture=used[4], alt="Hoa sen")
    file = add_file(article)
    run_clock(days=31)
    assert (Picture.objects.count(), StoredFile.objects.count()) == (5, 1)
    assert all(all(stored(row)) for row in [*used, file])


def test_what_a_snapshot_names_stays_when_the_edition_has_it_no_longer():
    author = make_person()
    article = make_article(author=author)
    picture = make_picture()
    add_picture(article, picture)
    file = add_file(article)
    perform("submit", edition=article, actor=author, version=article.version)
    assert picture.sha256 in Snapshot.objects.get().text
    ArticlePicture.objects.all().delete()
    Attachment.objects.all().delete()
    run_clock(days=400)
    assert all([*stored(picture), *stored(file)])
    assert (Picture.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_a_piece_given_up_keeps_its_pictures():
    article = make_article()
    add_picture(article, make_picture())
    insert_edition(article, State.DISCARDED, article.document)
    run_clock(days=400)
    assert Picture.objects.count() == 1


def test_what_the_board_put_into_the_library_stays(client):
    client.force_login(make_person(Office.MEMBER))
    data = BytesIO()
    Image.new("RGB", (64, 64)).save(data, "PNG")
    data.seek(0)
    data.name = "anh.png"
    client.post(reverse("admin:news_picture_add"), {"upload": data, "caption": "", "credit": "", "alt": ""})
    described = make_picture(7)
    client.post(
        reverse("admin:news_picture_change", args=[described.pk]), {"caption": "Hoa sen", "credit": "", "alt": ""}
    )
    make_picture(8, caption="Có lời ngay khi nhận")
    run_clock(days=400)
    assert Picture.objects.count() == 3


def test_the_bytes_stay_while_another_row_has_the_same_content():
    twice = [make_picture(), make_picture()]
    add_picture(make_article(), twice[1])
    run_clock(days=31)
    assert list(Picture.objects.all()) == [twice[1]]
    assert all(stored(twice[1]))


def test_what_a_killed_upload_left_half_written_goes_after_a_day(monkeypatch):
    def killed(path):
        raise KeyboardInterrupt

    monkeypatch.setattr("news.models.library._sync", killed)
    with pytest.raises(KeyboardInterrupt):
        put("tep/0123456789abcdef.pdf", b"%PDF-1.7")
    assert len(default_storage.listdir(UNFINISHED)[1]) == 1
    run_clock(days=0.9)
    assert len(default_storage.listdir(UNFINISHED)[1]) == 1
    run_clock(days=2)
    assert default_storage.listdir(UNFINISHED)[1] == []


def test_bytes_that_are_being_sent_again_just_now_stay():
    """The other upload has found its bytes stored already, and its row is not there yet."""
    picture = make_picture()
    Picture.objects.update(uploaded_at=timezone.now() - timedelta(days=31))
    for path in picture.paths():
        os.utime(default_storage.path(path), (0, 0))
        put(path, b"")
    run_clock()
    assert not Picture.objects.exists()
    assert all(stored(picture))


def test_a_picture_used_without_being_noted_is_found_and_kept():
    picture = make_picture()
    use = ArticlePicture(article=make_article(), picture=picture, role="lead")
    ArticlePicture.objects.bulk_create([use])
    assert not Picture.objects.get().kept
    run_clock(days=31)
    assert Picture.objects.get().kept
    assert all(stored(picture))


def test_a_long_sweep_is_done_in_parts_on_the_same_day(monkeypatch):
    monkeypatch.setattr(housekeeping, "IN_ROUND", 2)
    for colour in range(5):
        make_picture(colour)
    left = []
    for _ in range(5):
        run_clock(days=31)
        left.append(Picture.objects.count())
    assert left == [3, 1, 0, 0, 0]


def test_the_work_is_done_once_a_day(monkeypatch):
    times = []
    monkeypatch.setattr(housekeeping, "clear_sessions", lambda: times.append(1) or 0)
    run_clock()
    run_clock()
    run_clock(days=1)
    assert len(times) == 2


def test_a_work_that_fails_is_told_and_stops_no_other(monkeypatch, caplog):
    picture = make_picture()

    def clear_sessions():
        raise OSError

    monkeypatch.setattr(housekeeping, "clear_sessions", clear_sessions)
    run_clock(days=31)
    assert "housekeeping: clear_sessions" in caplog.text
    assert stored(picture) == [False] * 7


def test_ended_sessions_go(client):
    client.force_login(make_person(Office.MEMBER))
    Session.objects.create(session_key="cu", session_data="", expire_date=timezone.now() - timedelta(days=1))
    run_clock()
    assert list(Session.objects.values_list("session_key", flat=True)) == [client.session.session_key]


def test_notices_go_a_year_after_they_were_read_and_others_stay():
    person = make_person(Office.MEMBER)
    ages = {"chưa đọc": None, "đọc năm ngoái": 366, "đọc gần đây": 364}
    for sentence, days in ages.items():
        read_at = days and timezone.now() - timedelta(days=days)
        Notice.objects.create(recipient=person, sentence=sentence, read_at=read_at)
    run_clock()
    assert sorted(Notice.objects.values_list("sentence", flat=True)) == ["chưa đọc", "đọc gần đây"]


def test_nothing_else_is_touched_in_ten_years():
    author = make_person()
    article = make_article(author=author)
    perform("submit", edition=article, actor=author, version=article.version)
    make_banner(State.PUBLISHED)
    before = [Article.objects.count(), Banner.objects.count(), Snapshot.objects.count(), LogEntry.objects.count()]
    run_clock(days=3650)
    after = [Article.objects.count(), Banner.objects.count(), Snapshot.objects.count(), LogEntry.objects.count()]
    assert (before, before[-1]) == (after, 1)
