"""The command: rebuild prints everything and sweeps, verify finds and mends whatever is not true."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from editorial.models import Office
from editorial.workflow import perform
from news.models import Category
from news.press import tree
from news.press.drain import drain
from news.press.models import Change, Printed
from tests.factories import make_article, make_page, make_person
from tests.news.press.test_exact import assert_true, correct
from tests.news.public import add_file, add_picture, make_live, publish
from tests.nights import BY_NIGHT

pytestmark = pytest.mark.django_db


def run(**options) -> str:
    said = StringIO()
    call_command("press", stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


@pytest.fixture
def site(press, stored_picture):
    article = make_article(headline="Khai mạc kỳ họp")
    add_picture(article, stored_picture)
    add_file(article, name="chuong-trinh.pdf")
    publish(article)
    make_page("published")
    run(rebuild=True)
    return article


def test_a_rebuild_prints_every_page_and_what_goes_with_it(press, site):
    assert_true(press)
    assert Printed.objects.filter(status=200).count() > 15
    assert (press / "index.html.br").exists()
    assert (press / "rss/index.xml.gz").exists()
    assert (press / f"anh/{site.lead.picture.key}-800.webp").exists()
    assert next(press.glob("tep/*/chuong-trinh.pdf")).read_bytes() == b"%PDF-1.7 thu"


def test_a_rebuild_writes_no_byte_that_is_the_same(press, site):
    before = {path: path.stat().st_mtime_ns for path in press.rglob("*") if path.is_file()}
    run(rebuild=True)
    assert {path: path.stat().st_mtime_ns for path in press.rglob("*") if path.is_file()} == before


def test_a_rebuild_sweeps_what_no_address_claims(press, site):
    (press / "la").mkdir()
    (press / "la/index.html").write_text("<html>lạ</html>")
    (press / "tin" / ".dang-ghi").write_text("dở dang")
    said = run(rebuild=True)
    assert "la/index.html" in said
    assert not (press / "la").exists()
    assert_true(press)


@pytest.mark.postgresql  # a process of its own cannot read the tests' SQLite, which is in memory
@pytest.mark.django_db(transaction=True)
def test_a_rebuild_by_several_processes_prints_the_same(press, stored_picture):
    article = publish(make_article(headline="Khai mạc kỳ họp"))
    for number in range(40 if BY_NIGHT else 8):
        make_article("published", headline=f"Tin {number}", author=article.author, category=article.category)
    run(rebuild=True, jobs=2)
    assert_true(press)
    before = {path: path.read_bytes() for path in press.rglob("*") if path.is_file()}
    run(rebuild=True)
    assert {path: path.read_bytes() for path in press.rglob("*") if path.is_file()} == before


def test_verify_finds_nothing_wrong_with_a_true_tree(press, site):
    assert "không có chỗ sai" in run(verify=True)


def test_verify_finds_and_mends_a_foreign_byte_a_stale_a_forgotten_and_a_lost_page(press, site):
    home = tree.path_of("/")
    home.write_bytes(home.read_bytes().replace(b"<html", b"<htmx"))
    feed = tree.path_of("/rss/").with_name("index.xml.gz")
    feed.write_bytes(feed.read_bytes()[:-9])
    tree.path_of("/so-do-trang/").unlink()
    Category.objects.update(name="Tên khác")
    Printed.objects.filter(address="/robots.txt").delete()
    said = run(verify=True)
    for address in ("/:", "/rss/:", "/so-do-trang/:", site.get_absolute_url() + ":", "/robots.txt:"):
        assert address in said, said
    assert_true(press)
    assert "không có chỗ sai" in run(verify=True)


def test_verify_finds_and_mends_a_lost_and_a_changed_mark(press, site):
    chair = make_person(Office.CHAIR)
    gone, moved = make_live("Bài sẽ gỡ"), make_live("Bài sẽ đổi tên")
    drain()
    correct(moved, chair, headline="Tên mới của bài").went_live()
    perform("withdraw", edition=gone, actor=chair, version=gone.version, reason="Sai số liệu")
    drain()
    marks = [tree.path_of(gone.get_absolute_url()).with_name(".410")]
    marks.append(tree.path_of(moved.get_absolute_url()).with_name(".301"))
    marks[0].unlink()
    marks[1].write_bytes(tree.moved_page("/chuyen-muc/lech/"))
    said = run(verify=True)
    for article in (gone, moved):
        assert f"{article.get_absolute_url()}: dấu" in said, said
    assert all(mark.exists() for mark in marks)
    assert b"lech" not in marks[1].read_bytes()
    assert "không có chỗ sai" in run(verify=True)


def test_the_command_refuses_when_the_press_is_off(press, settings):
    settings.PRESS = False
    with pytest.raises(CommandError, match="PRESS=1"):
        run()
    assert not Change.objects.exists()
