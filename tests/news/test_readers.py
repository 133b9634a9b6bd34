"""Reads of pages, counted by the clock from the web server's log."""

import gzip
import os
import shutil
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from editorial.models import Office, State
from editorial.workflow import perform
from news.press.drain import drain
from news.press.models import Change
from news.readers import count, log
from news.readers.lines import read_of
from news.readers.log import NewLines
from news.readers.models import DayReads, Figures, LogPlace, PieceReads
from tests.factories import make_article, make_person
from tests.news.public import text_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)
NOON = "24/Nov/2026:12:00:00 +0700"
PHONE = "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def line(address="/", *, at=NOON, method="GET", status=200, agent=PHONE) -> str:
    return f'- - - [{at}] "{method} {address} HTTP/1.1" {status} 5120 "-" "{agent}"\n'


@pytest.fixture
def access_log(settings, tmp_path):
    """The log of a server, empty, half an hour after noon of 24 November 2026."""
    path = tmp_path / "log" / "reads.log"
    path.parent.mkdir()
    path.touch()
    settings.ACCESS_LOG = str(path)
    with time_machine.travel(datetime.fromisoformat("2026-11-24T12:30+07:00"), tick=False):
        yield path


@pytest.fixture
def press(settings):
    """The press turned on; gives the public tree."""
    settings.PRESS = True
    return settings.PUBLIC_DIR


def append(path, *lines: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(lines)


def run_clock(*, minutes: int = 0) -> None:
    """A round of the clock, so many minutes later."""
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        call_command("clock", "--once", verbosity=0)


def counted() -> int:
    return sum(DayReads.objects.values_list("reads", flat=True))


# -- what is a read --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["/", "/tim-kiem/?q=h%C3%A8", "/chuyen-muc/ky-hop/2026/11/", "/so-do-trang/?utm_source=zalo", "/thong-ke/"],
)
def test_a_page_that_a_person_opened_is_a_read(address):
    assert read_of(line(address).encode()) == (DAY, 0)
    assert read_of(line(address, status=304).encode()) == (DAY, 0)


def test_an_ordinary_line_with_address_and_referrer_is_read_the_same():
    whole = f'203.0.113.7 - - [{NOON}] "GET /tin/nuoc-sach-12/ HTTP/2.0" 200 81 "https://vi-du.vn/?[\\x22" "{PHONE}"\n'
    assert read_of(whole.encode()) == (DAY, 12)


def test_the_day_is_that_of_the_province():
    assert read_of(line(at="24/Nov/2026:16:59:59 +0000").encode()) == (DAY, 0)
    assert read_of(line(at="24/Nov/2026:17:00:00 +0000").encode()) == (DAY + timedelta(days=1), 0)


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 HeadlessChrome/140.0",
        "facebookexternalhit/1.1",
        "-",
        "",
    ],
)
def test_what_says_that_it_is_a_machine_is_no_reader(agent):
    assert read_of(line(agent=agent).encode()) is None


@pytest.mark.parametrize(
    "address",
    [
        *("/quan-tri/", "/cong-tac-vien/", "/dang-nhap/", "/khoe/", "/ban-lam-viec/article/1/xem-truoc/"),
        *("/rss/", "/sitemap.xml", "/robots.txt", "/anh/0123456789abcdef-400.jpg", "/static/css/base.css"),
        *("/.trang/404/", "/khong-co/", "/TIN/x-1/", "//", "/../", "/%2e%2e/", "/tin/x-1", "/tin/x-1/y/", "/tin/x-0/"),
        *("/tin/x-9999999999999999/", "/" + "a" * 5000 + "/", "http://khac.vn/", "/chuyen-muc/\\x22/", "/\x00/", "/ê/"),
    ],
)
def test_the_desk_files_and_forged_addresses_are_no_read(address):
    assert read_of(line(address).encode()) is None


@pytest.mark.parametrize("how", [{"method": "POST"}, {"method": "HEAD"}, {"status": 404}, {"status": 410}])
def test_only_a_page_that_was_asked_for_and_given_is_a_read(how):
    assert read_of(line(**how).encode()) is None


def test_a_line_forged_inside_the_name_of_a_browser_is_not_believed():
    inside = line("/tin/x-1/", status=200).strip().replace('"', '\\"')
    assert read_of(line("/khong-co/", status=404, agent=inside).encode()) is None


@given(st.binary(max_size=400))
def test_no_line_however_hostile_does_harm(rubbish):
    assert read_of(rubbish) is None
    for part in line("/tin/x-1/").encode().partition(b"GET"):
        read_of(part + rubbish)
        read_of(rubbish + part)


@pytest.mark.parametrize(
    "at", ["31/Feb/2026:12:00:00 +0700", "24/Xyz/2026:12:00:00 +0700", "24/Nov/0000:25:00:00 +9999"]
)
def test_a_line_of_no_day_is_no_read(at):
    assert read_of(line(at=at).encode()) is None


# -- reading the log -------------------------------------------------------------------------------------------------


def test_each_line_is_counted_once_and_a_half_written_one_next_time(access_log):
    whole = line()
    append(access_log, whole, whole[:40])
    run_clock()
    assert counted() == 1
    append(access_log, whole[40:], whole)
    run_clock(minutes=10)
    run_clock(minutes=20)
    assert counted() == 3


def test_the_log_is_read_every_ten_minutes_at_most(access_log):
    run_clock()
    append(access_log, line())
    run_clock(minutes=9)
    assert counted() == 0
    run_clock(minutes=10)
    assert counted() == 1


@pytest.mark.parametrize("name", ["reads.log.1", "reads.log-20261124"])
def test_a_log_that_was_renamed_is_read_to_its_end(access_log, name):
    append(access_log, line())
    run_clock()
    append(access_log, line(), line())
    access_log.rename(access_log.with_name(name))
    access_log.touch()
    run_clock(minutes=10)
    assert counted() == 3
    append(access_log.with_name(name), line())  # by a server that was not yet told
    append(access_log, line())
    run_clock(minutes=20)
    assert counted() == 5


@pytest.mark.parametrize("grown", [1, 9])
def test_a_log_that_was_copied_and_emptied_is_read_to_its_end(access_log, grown):
    """Also when it has grown beyond the old place meanwhile."""
    append(access_log, line(), line())
    run_clock()
    append(access_log, line())
    shutil.copy(access_log, access_log.with_name("reads.log.1"))
    access_log.write_text("")
    append(access_log, *[line("/thong-ke/")] * grown)
    run_clock(minutes=10)
    assert counted() == 3 + grown


def test_several_rotations_while_the_clock_was_away_lose_nothing(access_log):
    append(access_log, line())
    run_clock()
    for turn in range(1, 4):
        append(access_log, line(at=f"24/Nov/2026:12:1{turn}:00 +0700"))
        os.utime(access_log, (turn, turn))
        access_log.rename(access_log.with_name(f"reads.log.{4 - turn}"))
        append(access_log, line(at=f"24/Nov/2026:12:1{turn}:30 +0700"))
    run_clock(minutes=10)
    assert counted() == 7
    assert LogPlace.objects.get().offset == len(line())


def test_a_log_that_is_packed_before_it_was_read_does_not_stop_the_next(access_log):
    append(access_log, line(), line())
    run_clock()
    access_log.with_name("reads.log.1.gz").write_bytes(gzip.compress(access_log.read_bytes()))
    access_log.unlink()
    append(access_log, line())
    run_clock(minutes=10)
    assert counted() == 3


def test_a_line_of_a_megabyte_and_binary_rubbish_are_stepped_over(access_log):
    with access_log.open("wb") as file:
        file.write(b"\0\xff" * 600_000 + b"\n" + line().encode() + b"\x80\x81\n" + b"x" * 200_000)
    run_clock()
    assert counted() == 1
    append(access_log, "\n", line())
    run_clock(minutes=10)
    assert counted() == 2


def test_a_round_reads_no_more_than_its_share_and_the_next_goes_on(access_log, monkeypatch):
    monkeypatch.setattr(log, "MOST_BYTES", 10 * len(line()))
    append(access_log, *[line()] * 25)
    run_clock()
    assert counted() == 10
    access_log.rename(access_log.with_name("reads.log.1"))
    append(access_log, line())
    run_clock(minutes=10)
    assert counted() == 20
    run_clock(minutes=20)
    assert counted() == 26


def test_nothing_is_counted_twice_by_two_clocks(access_log):
    """The second has read the same lines when the first has already counted them."""
    append(access_log, line("/tin/x-1/"), line())
    place, _ = LogPlace.objects.get_or_create(pk=1)
    rounds = []
    for _ in range(2):
        lines = NewLines(access_log, place.offset, place.tail)
        rounds.append((lines, count.tally(lines)))
    for lines, reads in rounds:
        count.keep(place, lines, reads)
    assert counted() == 2


def test_a_round_that_fails_counts_nothing_and_the_next_counts_all(access_log, monkeypatch):
    append(access_log, line(), line())
    with monkeypatch.context() as broken:
        broken.setattr(count, "_renew_figures", lambda today: 1 / 0)
        run_clock()
    assert counted() == 0
    run_clock(minutes=10)
    assert counted() == 2


@pytest.mark.parametrize("there", [False, True])
def test_a_log_that_cannot_be_read_is_said_and_stops_nothing(access_log, there, caplog):
    access_log.unlink()
    if there:
        access_log.mkdir()
    run_clock()
    run_clock(minutes=1)
    assert [record.getMessage().startswith("readers: ") for record in caplog.records] == [True]


def test_without_a_log_nothing_is_counted_and_no_page_shows_figures(settings, client):
    settings.ACCESS_LOG = ""
    run_clock()
    assert not LogPlace.objects.exists()
    assert "Lượt xem trang" not in text_of(client.get("/")).split("<footer")[0]
    assert "Chưa có số liệu." in text_of(client.get("/thong-ke/"))


def test_a_line_from_the_future_is_not_counted(access_log):
    append(access_log, line(at="25/Nov/2026:12:00:00 +0700"))
    run_clock()
    assert counted() == 0


def test_no_address_of_anybody_is_kept(access_log):
    append(access_log, line("/tin/x-1/").replace("- - -", "203.0.113.7 - -", 1))
    run_clock()
    rows = [*DayReads.objects.values(), *LogPlace.objects.values(), *PieceReads.objects.values()]
    assert counted() == 1
    assert "203.0.113" not in str([*rows, *Figures.objects.values()])


# -- what pages show -------------------------------------------------------------------------------------------------


def test_pages_show_today_month_and_total(access_log, client):
    DayReads.objects.create(day=date(2025, 1, 3), reads=10_000)
    DayReads.objects.create(day=date(2026, 11, 1), reads=2000)
    append(access_log, *[line()] * 7)
    run_clock()
    for address in ("/", "/thong-ke/"):
        page = text_of(client.get(address))
        assert ["<dd>7</dd>" in page, "<dd>2.007</dd>" in page, "<dd>12.007</dd>" in page] == [True] * 3
        assert "Hôm nay (24/11/2026)" in page
    months = client.get("/thong-ke/").context["months"]
    assert months == [{"month": date(2026, 11, 1), "reads": 2007}]


def test_the_table_has_the_last_twelve_months(access_log, client):
    for month in range(1, 13):
        DayReads.objects.create(day=date(2025, month, 5), reads=month)
    append(access_log, line())
    run_clock()
    months = client.get("/thong-ke/").context["months"]
    assert [row["reads"] for row in months] == [1, 12]


def test_the_most_read_of_seven_days_stand_on_both_pages_and_only_live_ones(access_log, client):
    pieces = [make_article(State.PUBLISHED, headline=f"Tin số {turn}") for turn in range(7)]
    draft = make_article(headline="Chưa đăng")
    for turn, piece in enumerate(pieces):
        append(access_log, *[line(piece.get_absolute_url())] * (turn + 1))
    append(access_log, *[line(draft.get_absolute_url())] * 50, *[line("/tin/gia-999999/")] * 50)
    PieceReads.objects.create(day=DAY - timedelta(days=7), number=pieces[0].document_id, reads=1000)
    run_clock()
    for address in ("/", "/thong-ke/"):
        read = client.get(address).context["readers"]["most_read"]
        assert [(row["article"], row["reads"]) for row in read] == [(pieces[n], n + 1) for n in (6, 5, 4, 3, 2)]
    chair = make_person(Office.CHAIR)
    perform("withdraw", edition=pieces[6], actor=chair, version=pieces[6].version, reason="Thử gỡ")
    for address in ("/", "/thong-ke/"):
        read = client.get(address).context["readers"]["most_read"]
        assert [row["article"] for row in read] == [pieces[n] for n in (5, 4, 3, 2, 1)]


def test_what_was_counted_for_a_piece_goes_after_a_month_and_the_total_stays(access_log):
    piece = make_article(State.PUBLISHED)
    append(access_log, line(piece.get_absolute_url()))
    run_clock()
    assert PieceReads.objects.get().reads == 1
    run_clock(minutes=31 * 24 * 60)
    assert (PieceReads.objects.count(), counted(), Figures.objects.get().total) == (0, 1, 1)


def test_a_new_day_begins_with_nought(access_log):
    append(access_log, line())
    run_clock()
    run_clock(minutes=12 * 60)
    row = Figures.objects.get()
    assert (row.day, row.today, row.month, row.total) == (DAY + timedelta(days=1), 0, 1, 1)


def test_the_two_pages_are_printed_when_the_figures_changed_and_only_then(access_log, press):
    append(access_log, line())
    run_clock()
    asked = Change.objects.filter(kind="address", priority=3).values_list("subject", flat=True)
    assert {"/", "/thong-ke/"} <= set(asked)
    drain()
    for page in ("index.html", "thong-ke/index.html"):
        assert "<dd>1</dd>" in (press / page).read_text()
    run_clock(minutes=10)
    assert not Change.objects.exists()


def test_a_withdrawn_piece_is_gone_from_the_printed_figures(access_log, press):
    piece = make_article(State.PUBLISHED, headline="Tutieude")
    append(access_log, line(piece.get_absolute_url()))
    run_clock()
    drain()
    pages = [press / "index.html", press / "thong-ke" / "index.html"]
    assert ["Tutieude" in page.read_text() for page in pages] == [True, True]
    perform("withdraw", edition=piece, actor=make_person(Office.CHAIR), version=piece.version, reason="Thử gỡ")
    drain()
    assert ["Tutieude" in page.read_text() for page in pages] == [False, False]
