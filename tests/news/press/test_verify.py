"""What verification says of each thing that can be wrong with a tree, what it removes, and what it leaves alone."""

import os

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from editorial.workflow import perform
from news.models import Category
from news.press import drain as press_drain
from news.press import tree, verify
from news.press.drain import drain, press_lock
from news.press.models import Printed
from news.press.verify import BROKEN, FOREIGN, FORGOTTEN, STALE, UNMARKED, chunks
from tests.factories import make_article
from tests.news.press.test_exact import assert_true, rebuilt
from tests.news.press.test_tree import Disk
from tests.news.public import add_file, add_picture, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(press, stored_picture, chair):
    """A printed site; gives its piece, with a picture and a file."""
    article = make_article(headline="Khai mạc kỳ họp")
    add_picture(article, stored_picture)
    add_file(article, name="chuong-trinh.pdf")
    publish(article)
    rebuilt(press)
    assert list(verify.verify()) == []
    return article


def found(press) -> dict[str, str]:
    """Verify; give what was wrong by address, and see that all is right afterwards."""
    said = dict(verify.verify())
    assert list(verify.verify()) == []
    assert_true(press)
    return said


def picture_of(article) -> str:
    return f"/anh/{article.lead.picture.key}-800.webp"


@pytest.mark.parametrize("form", ["", ".gz", ".br"])
def test_a_page_of_which_any_form_is_damaged_or_lost_is_broken(press, site, form):
    path = tree.path_of("/rss/")
    path = path.with_name(path.name + form)
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[:20] + bytes([whole[20] ^ 1]) + whole[21:], b""):
        path.write_bytes(damaged)
        assert found(press) == {"/rss/": BROKEN}
    path.unlink()
    assert found(press) == {"/rss/": BROKEN}


def test_a_picture_that_was_changed_lost_or_replaced_is_linked_anew(press, site):
    path = tree.path_of(picture_of(site))
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(bytes(len(whole)))
    assert found(press) == {picture_of(site): BROKEN}
    path.unlink()
    assert found(press) == {picture_of(site): BROKEN}
    assert path.read_bytes() == whole


def test_a_page_older_than_the_data_is_stale_and_one_that_nobody_recorded_is_forgotten(press, site):
    category = site.category.get_absolute_url()
    Category.objects.update(name="Tên khác")
    said = found(press)
    assert said[category] == said[site.get_absolute_url()] == said["/"] == STALE
    assert BROKEN not in said.values()
    Printed.objects.filter(address="/robots.txt").delete()
    assert found(press) == {"/robots.txt": FORGOTTEN}
    Printed.objects.filter(address="/robots.txt").delete()
    tree.remove("/robots.txt")
    assert found(press) == {"/robots.txt": FORGOTTEN}


def test_a_page_of_a_piece_that_is_gone_is_taken_out_of_the_tree(press, site, chair):
    page = tree.path_of(site.get_absolute_url()).read_bytes()
    perform("withdraw", edition=site, actor=chair, version=site.version, reason="Sai số liệu")
    drain()
    assert list(verify.verify()) == []
    tree.write(site.get_absolute_url(), page)  # somebody put it back
    assert found(press)[site.get_absolute_url()] in (BROKEN, UNMARKED)
    assert not tree.path_of(site.get_absolute_url()).exists()
    tree.mark(site.get_absolute_url(), 404)
    assert found(press) == {site.get_absolute_url(): UNMARKED}
    assert [status for status, _ in tree.mark_of(site.get_absolute_url())] == [410]


def test_what_no_address_claims_is_removed_with_its_folder_and_nothing_else(press, site):
    piece = tree.path_of(site.get_absolute_url()).parent
    before = set(press.rglob("*"))
    foreign = [
        press / "la/sau/index.html", press / "la/index.html.gz", press / "index.php", press / "tin/.dang-ghi",
        press / "tep/x.pdf", press / (picture_of(site)[1:] + ".gz"), piece / ".410", piece / "index.xml",
        press / "Tin/index.html", press / ".trang/500/index.html",
    ]  # fmt: skip
    for path in foreign:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"la")
    (press / "rong/sau").mkdir(parents=True)
    os.symlink("/etc/passwd", press / "so-do-trang/passwd")
    (press / "lien-ket").symlink_to(piece / "index.html")
    said = dict(verify.sweep())
    names = [str(path.relative_to(press)) for path in foreign]
    assert said == dict.fromkeys([*names, "so-do-trang/passwd", "lien-ket"], FOREIGN)
    assert set(press.rglob("*")) == before
    assert os.path.exists("/etc/passwd")
    assert list(verify.sweep()) == []


def test_whoever_asks_is_told_how_far_it_is(press, site, monkeypatch):
    monkeypatch.setattr(verify, "AT_ONCE", 4)
    steps = []
    assert list(verify.verify(lambda done, total: steps.append((done, total)))) == []
    total = Printed.objects.count()
    assert [done for done, _ in steps] == [*range(4, total, 4), total]
    assert {of for _, of in steps} == {total}


def test_between_some_pages_others_may_print(press, site, monkeypatch):
    monkeypatch.setattr(verify, "AT_ONCE", 1)
    monkeypatch.setattr(verify, "FILES_AT_ONCE", 1)
    held = []

    def is_held(*_):
        with press_lock(wait=False) as free:
            held.append(not free)

    assert list(verify.verify(is_held)) == []
    assert len(held) == Printed.objects.count()
    assert not any(held)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("work", [verify.verify, verify.sweep])
def test_it_refuses_to_run_in_a_transaction_before_it_has_done_anything(press, work):
    foreign = press / "la.html"
    press.mkdir(parents=True)
    foreign.write_text("la")
    with transaction.atomic():
        with pytest.raises(RuntimeError):
            list(work())
        assert not Printed.objects.exists()
    assert foreign.exists()


def test_whoever_writes_waits_for_the_press(press, site, monkeypatch):
    waits = []

    def locking(*, wait):
        waits.append(wait)
        return press_lock(wait=wait)

    monkeypatch.setattr(verify, "press_lock", locking)
    (press / "la/sau").mkdir(parents=True)
    (press / "la.html").write_text("la")
    assert list(verify.verify()) == [("la.html", FOREIGN)]
    assert len(waits) >= 4
    assert all(waits)
    monkeypatch.setattr(press_drain, "press_lock", locking)
    waits.clear()
    drain()
    assert waits == [True]


def test_a_page_that_became_a_link_is_printed_anew(press, site, tmp_path):
    path = tree.path_of("/so-do-trang/")
    elsewhere = tmp_path / "so-do.html"
    elsewhere.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(elsewhere)
    assert list(verify.sweep()) == [("so-do-trang/index.html", FOREIGN)]
    path.symlink_to(elsewhere)
    assert found(press) == {"/so-do-trang/": BROKEN}
    assert elsewhere.exists()
    assert not path.is_symlink()


def test_what_was_swept_stays_away_and_an_empty_tree_stays(press, monkeypatch):
    press.mkdir(parents=True)
    assert list(verify.sweep()) == []
    assert press.exists()
    disk = Disk(monkeypatch, press)
    (press / "la.html").write_text("la")
    assert list(verify.sweep()) == [("la.html", FOREIGN)]
    assert str(press) not in disk.lost()
    assert str(press) in disk.synced


@given(st.lists(st.integers()), st.integers(1, 9))
def test_chunks_hold_all_in_order_and_none_is_longer_than_asked(items, size):
    made = list(chunks(iter(items), size))
    assert [item for chunk in made for item in chunk] == items
    assert all(len(chunk) == size for chunk in made[:-1])
    assert all(0 < len(chunk) <= size for chunk in made)
