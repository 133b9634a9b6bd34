"""How much one person may send in a day, and what happens when the disk is nearly full; what was typed stays."""

from datetime import datetime, timedelta
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from editorial.models import Office, SignedSlip
from news import quotas
from news.models import Article, Picture, StoredFile
from tests.factories import make_article, make_person
from tests.news.contributors import NEW, UPLOAD, browser_of, jpeg, open_form
from tests.news.test_files import make_pdf
from tests.news.test_slips import make_slip, sign
from tests.news.test_word import PAGE, TEXT, TITLE
from tests.news.word_files import docx

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return make_person()


def send_picture(person, colour=(9, 9, 9)) -> str:
    answer = browser_of(person).post(UPLOAD, {"upload": jpeg(colour=colour)}).json()
    return "" if answer["uploaded"] else answer["error"]["message"]


def send_file(person, data: bytes) -> str:
    browser = browser_of(person)
    typed = {"headline": "Kỳ họp thứ Mười", "files-0-upload": SimpleUploadedFile("a.pdf", data)}
    page = browser.post(NEW, {**open_form(browser, NEW), **typed}, follow=True).content.decode()
    assert "Kỳ họp thứ Mười" in page
    return page


def test_pictures_and_files_together_are_counted_against_the_day(me, settings):
    settings.UPLOAD_FILES_PER_DAY = 2
    assert send_picture(me) == ""
    assert "Đã lưu" in send_file(me, make_pdf())
    said = quotas.TOO_MANY.format(limit=2)
    assert send_picture(me) == said
    assert said in send_file(me, make_pdf(b"%"))
    assert quotas.sent_today(me)[0] == 2
    assert send_picture(make_person()) == ""


def test_bytes_are_counted_too(me, settings):
    settings.UPLOAD_MB_PER_DAY = 2
    assert "Đã lưu" in send_file(me, make_pdf(b" " * 1_500_000))
    assert quotas.TOO_MUCH.format(limit=2, sent=1) in send_file(me, make_pdf(b" " * 900_000))
    assert send_picture(me) == ""
    picture = Picture.objects.get()
    assert quotas.sent_today(me) == (2, StoredFile.objects.get().size + picture.size)
    assert picture.size > len(jpeg().read()) / 10


def test_a_word_file_is_asked_for_as_a_whole(me, settings):
    settings.UPLOAD_FILES_PER_DAY = 0
    page = browser_of(me).post(PAGE, {"upload": SimpleUploadedFile("bai.docx", docx(TITLE, TEXT))}).content.decode()
    assert quotas.TOO_MANY.format(limit=0) in page
    assert not Article.objects.exists()


def test_the_board_may_send_five_times_as_much(settings):
    settings.UPLOAD_FILES_PER_DAY = 1
    member = make_person(Office.MEMBER)
    assert [send_picture(member) for _ in range(6)] == [*[""] * 5, quotas.TOO_MANY.format(limit=5)]


def test_the_day_ends_at_midnight_of_this_country(me, settings, monkeypatch):
    settings.UPLOAD_FILES_PER_DAY = 1
    evening = timezone.make_aware(datetime(2026, 3, 2, 23, 59))
    monkeypatch.setattr(timezone, "now", lambda: evening)
    assert send_picture(me) == ""
    assert send_picture(me) != ""
    monkeypatch.setattr(timezone, "now", lambda: evening + timedelta(minutes=2))
    assert send_picture(me) == ""


def test_a_disk_that_is_nearly_full_takes_no_upload_and_every_word(me, monkeypatch, settings, tmp_path):
    settings.UPLOAD_FREE_MB = 1024
    monkeypatch.setattr(quotas.shutil, "disk_usage", Mock(return_value=Mock(free=1024 * quotas.MB + 1000)))
    assert send_picture(me) == quotas.NO_ROOM
    assert quotas.NO_ROOM in send_file(me, make_pdf(b" " * 2000))
    member, article = browser_of(make_person(Office.MEMBER)), make_article()
    scan = SimpleUploadedFile("phieu.pdf", make_pdf(b" " * 2000))
    assert quotas.NO_ROOM in sign(member, article, make_slip(member, article), scan=scan).content.decode()
    browser = browser_of(me)
    browser.post(NEW, {**open_form(browser, NEW), "headline": "Chỉ có chữ"})
    assert Article.objects.filter(headline="Chỉ có chữ").exists()
    assert not (Picture.objects.exists())
    assert not (StoredFile.objects.exists())
    assert not (SignedSlip.objects.exists())
    assert not [path for path in (tmp_path / "private").rglob("*") if path.is_file()]


def test_the_health_page_says_when_the_disk_is_nearly_full(client, settings, monkeypatch):
    settings.UPLOAD_FREE_MB = 1024
    assert "Tốt  Chỗ chứa tệp: còn đủ chỗ" in client.get("/khoe/").content.decode()
    monkeypatch.setattr(quotas.shutil, "disk_usage", Mock(return_value=Mock(free=1000 * quotas.MB)))
    answer = client.get("/khoe/")
    assert answer.status_code == 503
    assert "LỖI  Chỗ chứa tệp: sắp hết" in answer.content.decode()


def test_a_signed_slip_counts_for_who_keeps_it(settings):
    settings.UPLOAD_FILES_PER_DAY = 1
    member, article = make_person(Office.MEMBER), make_article()
    slip = make_slip(browser_of(member), article)

    def send_scan() -> str:
        scan = SimpleUploadedFile("phieu.pdf", make_pdf(b" " * 2000))
        return sign(browser_of(member), article, slip, scan=scan).content.decode()

    send_scan()
    assert quotas.sent_today(member) == (1, SignedSlip.objects.get().size)
    assert [send_picture(member) for _ in range(4)] == [""] * 4
    assert quotas.TOO_MANY.format(limit=5) in send_scan()
    assert SignedSlip.objects.count() == 1


def test_the_count_of_a_day_is_three_queries_each_by_its_index(me, django_assert_num_queries):
    with django_assert_num_queries(3) as asked:
        quotas.sent_today(me)
    if connection.vendor == "sqlite":
        for query, index in zip(asked.captured_queries, ("picture_of_day", "file_of_day", "slip_kept_by"), strict=True):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                assert index in str(cursor.fetchall())
