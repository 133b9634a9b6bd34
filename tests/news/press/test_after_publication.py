"""The tree after publication: corrections come and go, what was merged leads on, what was kept stays."""

import random

import pytest

from editorial.models import Office
from editorial.refusals import Refusal
from editorial.workflow import perform
from news.models import Article
from news.press.drain import drain
from news.press.expand import everything
from news.press.models import Change
from tests.factories import make_category, make_page, make_person
from tests.news.press.test_exact import TOKENS, assert_true, bytes_of, rebuilt, told_everywhere
from tests.news.public import make_live, publish
from tests.news.test_corrections import make_corrected

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


def take_down(article, chair, move="withdraw", **how):
    return perform(move, edition=article, actor=chair, version=article.version, reason="Gỡ", **how)


def test_a_correction_comes_to_its_pages_and_leaves_them_with_its_piece(press, monkeypatch):
    monkeypatch.setattr("news.corrections.NEWEST", 1)
    chair = make_person(Office.CHAIR)
    pieces = [make_corrected(f"Sua{n}", when=f"2026-0{n}-15 08:00", headline=f"Bài {n}") for n in (3, 5, 7)]
    Change.objects.bulk_create(everything())
    drain()
    assert_true(press)
    assert (press / "dinh-chinh/2026/05/index.html").exists()
    for piece, word in ((pieces[1], b"Sua5"), (pieces[2], b"Sua7")):
        perform("withdraw", edition=piece, actor=chair, version=piece.version, reason="Gỡ")
        drain()
        assert_true(press)
        assert [name for name, data in bytes_of(press).items() if word in data] == []
    make_corrected("Sua9", when="2026-09-15 08:00")
    drain()
    assert_true(press)
    assert "2026/03" in (press / "dinh-chinh/index.html").read_text()


def test_what_was_kept_is_read_at_its_own_address_alone(press, chair, stored_picture):
    category = make_category("Kỳ họp", on_home=True)
    make_live("Bài trước", published="2026-05-01 08:00", category=category)
    article = publish(told_everywhere(stored_picture, category))
    rebuilt(press)
    take_down(article, chair, withdrawal="kept")
    drain()
    assert_true(press)
    own = article.get_absolute_url()[1:] + "index.html"
    page = (press / own).read_text()
    assert "không còn giá trị sử dụng" in page
    assert 'content="noindex"' in page
    assert "Tunoidung" in page
    assert (press / f"anh/{stored_picture.key}-400.jpg").exists()
    others = [name for name, data in bytes_of(press).items() if not name.startswith((own, "anh/", "tep/"))
              for token in TOKENS if b"tu" + token.encode() in data.lower()]  # fmt: skip
    assert others == []
    take_down(Article.objects.get(pk=article.pk), chair, move="close")
    drain()
    assert_true(press)
    assert not any(b"tunoidung" in data.lower() for data in bytes_of(press).values())
    assert not (press / f"anh/{stored_picture.key}-400.jpg").exists()


def mark_of(tree, article) -> str:
    """Give where an address leads, or the status that its mark says; "" for a page."""
    folder = tree / article.get_absolute_url()[1:]
    if (folder / ".301").exists():
        return (folder / ".301").read_text().partition('href="')[2].partition('"')[0]
    return next((str(status) for status in (404, 410) if (folder / f".{status}").exists()), "")


def test_what_was_merged_follows_what_it_leads_to(press, chair):
    category = make_category("Kỳ họp")
    first, second = (make_live(f"Bài {n}", published=f"2026-05-0{n} 08:00", category=category) for n in (1, 2))
    page = make_page("published", author=chair)
    rebuilt(press)
    take_down(first, chair, withdrawal="merged", target=second.document)
    drain()
    assert mark_of(press, first) == second.get_absolute_url()
    hidden = take_down(second, chair, move="hide")
    drain()
    assert mark_of(press, first) == "404"
    second = perform("restore", edition=hidden, actor=chair, version=hidden.version)
    drain()
    assert mark_of(press, first) == second.get_absolute_url()
    take_down(second, chair, withdrawal="merged", target=page.document)
    drain()
    assert {mark_of(press, first), mark_of(press, second)} == {page.get_absolute_url()}
    take_down(page, chair)
    drain()
    assert_true(press)
    assert {mark_of(press, piece) for piece in (first, second, page)} == {"410"}


@pytest.mark.parametrize("seed", range(3))
def test_however_pieces_are_withdrawn_the_tree_is_true_and_no_address_leads_to_nothing(press, chair, seed):
    chance, category = random.Random(seed), make_category("Kỳ họp", on_home=True)
    pieces = [make_live(f"Bài {n}", published=f"2026-05-0{n} 08:00", category=category) for n in range(1, 5)]
    rebuilt(press)
    for _ in range(9):
        piece, other = (Article.objects.get(pk=one.pk) for one in chance.sample(pieces, 2))
        how = {"withdrawal": chance.choice(["error", "merged", "merged", "kept"]), "target": other.document}
        move = chance.choice(["withdraw", "withdraw", "hide", "restore", "close"])
        try:
            take_down(piece, chair, move, **(how if move == "withdraw" else {}))
        except Refusal:
            continue
        drain()
    assert_true(press)
    places = {piece.get_absolute_url(): mark_of(press, piece) for piece in pieces}
    leading = {place for place in places.values() if place.startswith("/")}
    assert [place for place in leading if places[place] != ""] == []
