"""The virus scanner: what it finds is refused, and so is everything while it does not answer; what was typed stays."""

import json
import socket

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from editorial.models import LogEntry, LogOrigin, Office, SignedSlip
from editorial.reading import action_label, detail
from news import intake, scanning
from news.models import Article, Picture, StoredFile
from tests.desk import add_address
from tests.factories import make_article, make_person
from tests.news import clamd
from tests.news.contributors import NEW, UPLOAD, browser_of, jpeg, open_form
from tests.news.test_files import make_pdf
from tests.news.test_slips import make_slip, sign
from tests.news.test_word import PAGE, TEXT, TITLE
from tests.news.word_files import docx

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _awake(monkeypatch):
    monkeypatch.setattr(scanning._Rest, "until", 0.0)


@pytest.fixture
def scanner(settings, tmp_path):
    """A scanner at a socket of its own, which the site is told of."""
    settings.VIRUS_SCANNER = str(tmp_path / "clamd.ctl")
    with clamd.running(clamd.listen(settings.VIRUS_SCANNER)) as running:
        yield running


@pytest.fixture
def browser():
    return browser_of(make_person())


def infected_pdf() -> bytes:
    return make_pdf(b"<</Contents(" + clamd.EICAR + b")>>")


def send_file(browser, data: bytes, name: str = "a.pdf") -> str:
    typed = {"headline": "Kỳ họp thứ Mười", "files-0-upload": SimpleUploadedFile(name, data)}
    page = browser.post(NEW, {**open_form(browser, NEW), **typed}, follow=True).content.decode()
    assert "Kỳ họp thứ Mười" in page
    return page


def send_picture(browser, upload=None) -> str:
    answer = browser.post(UPLOAD, {"upload": upload or jpeg()}).json()
    return "" if answer["uploaded"] else answer["error"]["message"]


def infected_jpeg() -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.jpg", jpeg().read() + clamd.EICAR)


def long_jpeg() -> SimpleUploadedFile:
    """Give a picture of more bytes than a socket takes before somebody reads at its other end."""
    return SimpleUploadedFile("anh.jpg", jpeg().read() + b" " * 2_000_000)


def stored(tmp_path) -> list:
    return [path for path in (tmp_path / "private").rglob("*") if path.is_file()]


def test_what_is_clean_is_taken_after_the_scanner_had_every_byte_of_it(scanner, browser):
    data = make_pdf(b" " * 200_000)
    assert "Đã lưu" in send_file(browser, data)
    assert send_picture(browser) == ""
    assert scanner.heard == [data, jpeg().read()]
    assert scanner.commands == [b"zINSTREAM\0"] * 2


def test_a_scanner_may_stand_on_another_machine(settings, browser):
    listening = clamd.listen(("127.0.0.1", 0))
    settings.VIRUS_SCANNER = f"127.0.0.1:{listening.getsockname()[1]}"
    with clamd.running(listening) as running:
        assert send_picture(browser) == ""
        assert "Eicar-Signature" in send_picture(browser, infected_jpeg())
    assert len(running.heard) == 2


def test_without_a_scanner_nobody_is_asked(browser, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    assert send_picture(browser) == ""


def test_what_the_scanner_finds_is_refused_at_every_door_and_nothing_of_it_is_stored(scanner, browser, tmp_path):
    words = docx(TITLE, TEXT, media={"media/virus.bin": clamd.EICAR})
    said = intake.INFECTED.format(name="Eicar-Signature")
    pages = [
        send_file(browser, infected_pdf()),
        send_picture(browser, infected_jpeg()),
        browser.post(PAGE, {"upload": SimpleUploadedFile("bai.docx", plain(words))}).content.decode(),
    ]
    member = browser_of(make_person(Office.MEMBER))
    article = make_article()
    snapshot = make_slip(member, article)
    scan = SimpleUploadedFile("phieu.pdf", infected_pdf())
    pages.append(sign(member, article, snapshot, scan=scan).content.decode())
    poster = browser.post(NEW, {**open_form(browser, NEW), "headline": "Tin", "poster_upload": infected_jpeg()})
    pages.append(poster.content.decode())
    for page in pages:
        assert said in page
    assert not Picture.objects.exists()
    assert not StoredFile.objects.exists()
    assert not SignedSlip.objects.exists()
    assert Article.objects.count() == 1
    assert stored(tmp_path) == []


def plain(data: bytes) -> bytes:
    """Give a Word file with the mark in plain bytes, as the small scanner here unpacks nothing."""
    return data + b"PK" + clamd.EICAR


def test_what_was_found_stands_in_the_log_without_the_file(scanner, browser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send_file(browser, infected_pdf(), "bí mật.pdf")
    entry = LogEntry.objects.get(action="upload")
    said = json.loads(entry.text)["data"]
    assert entry.refused
    assert (said["virus"], said["size"]) == ("Eicar-Signature", len(infected_pdf()))
    assert said.keys() == {"refusal", "virus", "sha256", "size"}
    assert "EICAR" not in entry.text
    assert LogOrigin.objects.get(entry=entry).address == "127.0.0.1"
    assert f"{action_label(entry.action)}: {detail(entry)}" == "Gửi tệp lên: Bị từ chối: trình quét tìm thấy vi-rút"


@pytest.mark.django_db(transaction=True)
def test_what_was_found_at_the_desk_is_logged_after_the_transaction_of_its_form(scanner):
    desk = browser_of(make_person(Office.MEMBER))
    page = desk.post(add_address(Picture), {"upload": infected_jpeg(), "caption": "Đã gõ"}).content.decode()
    assert intake.INFECTED.format(name="Eicar-Signature") in page
    assert 'value="Đã gõ"' in page
    entry = LogEntry.objects.get(action="upload")
    assert entry.refused
    assert LogOrigin.objects.get(entry=entry).address == "127.0.0.1"
    assert not Picture.objects.exists()


@pytest.mark.parametrize("manner", ["silent", "closing", "rambling", "early", "error"])
def test_while_the_scanner_does_not_answer_as_it_should_nothing_is_taken(
    manner, scanner, browser, tmp_path, monkeypatch
):
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    scanner.manner = manner
    assert intake.NOT_SCANNED in send_file(browser, make_pdf(b" " * 2_000_000))
    monkeypatch.setattr(scanning._Rest, "until", 0.0)
    assert send_picture(browser, long_jpeg()) == intake.NOT_SCANNED
    assert not Picture.objects.exists()
    assert not StoredFile.objects.exists()
    assert stored(tmp_path) == []


def test_a_file_too_long_for_the_scanner_is_not_taken(scanner, browser):
    scanner.limit = 100_000
    assert intake.NOT_SCANNED in send_file(browser, make_pdf(b" " * 8_000_000))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("named", ["/nowhere/clamd.ctl", "127.0.0.1:1", "clamd", "127.0.0.1:", "host:cổng"])
def test_a_scanner_that_is_not_there_lets_nothing_in(named, settings, browser):
    settings.VIRUS_SCANNER = named
    assert send_picture(browser) == intake.NOT_SCANNED
    assert not Picture.objects.exists()


def test_the_files_of_one_form_wait_once_for_a_silent_scanner(scanner, browser, monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 0.2)
    scanner.manner = "silent"
    typed = {f"files-{n}-upload": SimpleUploadedFile(f"{n}.pdf", make_pdf(b"%d" % n)) for n in range(2)}
    page = browser.post(NEW, {**open_form(browser, NEW), "headline": "Kỳ họp thứ Mười", **typed})
    assert page.content.decode().count(intake.NOT_SCANNED) >= 2
    assert len(scanner.commands) == 1


def test_the_scanner_is_asked_anew_after_a_rest(scanner, browser, monkeypatch):
    scanner.manner = "closing"
    assert send_picture(browser) == intake.NOT_SCANNED
    scanner.manner = "true"
    now = scanning.time.monotonic()
    monkeypatch.setattr(scanning.time, "monotonic", lambda: now + scanning.REST + 1)
    assert send_picture(browser) == ""


def test_what_the_scanner_calls_it_is_shown_in_plain_letters():
    assert scanning.Infected("Trojan.<b>x\n" + "y" * 500).name == "Trojan.?b?x?" + "y" * 68


def test_the_health_page_says_whether_the_scanner_answers(client, scanner, settings):
    assert "Tốt  Trình quét vi-rút: trả lời" in client.get("/khoe/").content.decode()
    settings.VIRUS_SCANNER = "/nowhere/clamd.ctl"
    answer = client.get("/khoe/")
    assert answer.status_code == 503
    assert "LỖI  Trình quét vi-rút: không trả lời" in answer.content.decode()


def test_the_health_page_says_nothing_of_a_scanner_where_there_is_none(client):
    assert "vi-rút" not in client.get("/khoe/").content.decode()


def test_a_program_named_by_no_scanner_is_still_no_file_of_ours(browser):
    assert "Chỉ nhận tệp PDF" in send_file(browser, clamd.EICAR, "eicar.com")
