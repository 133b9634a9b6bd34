"""The tree equals a fresh rendering of every address, and holds no word of what was withdrawn."""

import gzip

import brotli
import pytest
from django.conf import settings

from editorial import log
from editorial.workflow import perform
from news.models import Attachment, Category, FrontPageItem, MenuItem, Tag, Topic
from news.press import archive
from news.press.addresses import address_of, file_of
from news.press.drain import drain, print_page
from news.press.expand import everything, expand
from news.press.models import Change, Printed
from news.press.render import Answer, render, stored_file
from tests.factories import make_article, make_banner, make_category, make_page, make_person
from tests.news.public import add_file, add_picture, make_live, publish

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


def files_of(tree):
    return {str(path.relative_to(tree)): path for path in tree.rglob("*") if path.is_file()}


def bytes_of(tree) -> dict[str, bytes]:
    """Every file of the tree, unpacked."""
    unpack = {".gz": gzip.decompress, ".br": brotli.decompress}
    return {name: unpack.get(path.suffix, bytes)(path.read_bytes()) for name, path in files_of(tree).items()}


def assert_true(tree) -> None:
    """The tree answers every address of the site as its view does."""
    assert not Change.objects.exists()
    printed = {row.address: row.status for row in Printed.objects.all()}
    wanted = set(printed)
    for change in everything():
        work = expand(change)
        wanted |= {*work.addresses, *(row.subject for row in work.later)}
    wanted = {address for address in wanted if file_of(address)}
    for address in wanted:
        here = bytes_of_address(tree, address)
        if address.startswith(("/anh/", "/tep/")):
            source = stored_file(address)
            assert here == (source.read_bytes() if source else None), address
            continue
        answer = render(address)
        assert printed.get(address, 404) == answer.status, address
        assert here == (answer.body if answer.status == 200 else None), address
    for name in files_of(tree):
        plain = name.removesuffix(".gz").removesuffix(".br")
        if not plain.rpartition("/")[2].startswith((".404", ".410", ".301")):
            assert printed[address_of(plain)] == 200, name


def bytes_of_address(tree, address):
    from news.press.tree import path_of

    path = path_of(address)
    return path.read_bytes() if path.exists() else None


def told_everywhere(stored_picture, category, **fields):
    """A draft with a word of its own in every field that citizens read."""
    tag = Tag.objects.create(name="tuthe")
    article = make_article(
        headline="Tutieude",
        standfirst="Tusapo",
        body="<p>Tunoidung</p>",
        byline="Tutacgia",
        source_name="Tunguon",
        source_url="https://tulienket.example/",
        origin="supplied",
        correction_note="Tudinhchinh",
        video_url="https://tuvideo.example/",
        video_summary="Tutomtat",
        category=category,
        **fields,
    )
    article.tags.add(tag)
    add_picture(article, stored_picture, caption="Tuchuthich", photographer="Tunguoichup", alt="Tumota")
    add_file(article, name="tutep.pdf", content=b"%PDF-1.7 tubyte")
    Attachment.objects.filter(article=article).update(title="Tutentep")
    return article


TOKENS = [
    *("tieude", "sapo", "noidung", "tacgia", "nguon", "lienket", "dinhchinh", "video", "tomtat", "the"),
    *("chuthich", "nguoichup", "mota", "tep", "byte", "tentep"),
]


@pytest.mark.parametrize("move", ["withdraw", "hide"])
def test_no_byte_of_the_tree_holds_a_word_of_what_was_taken_down(press, stored_picture, chair, move):
    category = make_category("Kỳ họp", parent=make_category("Hoạt động", on_home=True))
    topic = Topic.objects.create(name="Nước sạch")
    make_article("published", headline="Bài đứng trước", category=category, topic=topic)
    article = publish(told_everywhere(stored_picture, category, topic=topic))
    FrontPageItem.objects.create(document=article.document)
    make_article("published", headline="Bài đứng sau", category=category, topic=topic)
    Change.objects.bulk_create(everything())
    drain()
    assert_true(press)
    before = b"".join(bytes_of(press).values()).lower()
    assert [token for token in TOKENS if b"tu" + token.encode() not in before] == []
    assert sum(b"Tutieude" in data for data in bytes_of(press).values()) > 20
    perform(move, edition=article, actor=chair, version=article.version, reason="Thử gỡ")
    drain()
    after = bytes_of(press)
    found = [(t, name) for t in TOKENS for name, data in after.items() if b"tu" + t.encode() in data.lower()]
    assert found == []
    assert not any(stored_picture.key in name or stored_picture.key.encode() in data for name, data in after.items())
    assert_true(press)
    mark = ".410" if move == "withdraw" else ".404"
    assert (press / article.get_absolute_url()[1:] / mark).exists()


def rebuilt(tree):
    Change.objects.bulk_create(everything())
    drain()
    assert_true(tree)


def correct(article, chair, **fields):
    """Publish another edition over a live article, without the way through the desk."""
    article.state = "superseded"
    article.save_desk()
    article.was_taken_down()
    usual = {"headline": article.headline, "category": article.category, "topic": article.topic}
    moment = article.first_published_at
    return make_article("published", document=article.document, first_published_at=moment, **{**usual, **fields})


def test_a_corrected_headline_and_category_reach_every_list_and_the_old_address_leads_on(press, chair):
    old, new = make_category("Cũ", on_home=True), make_category("Mới", on_home=True)
    topic = Topic.objects.create(name="Nước sạch")
    article = make_live("Tieudecu", published="2026-03-05 08:00", category=old, topic=topic)
    for turn in range(8):
        category, moment = (old, new)[turn % 2], f"2026-0{turn % 3 + 2}-1{turn} 08:00"
        make_live(f"Bài {turn}", published=moment, category=category, topic=topic)
    rebuilt(press)
    corrected = correct(article, chair, headline="Tieudemoi", category=new)
    drain()
    assert_true(press)
    assert [name for name, data in bytes_of(press).items() if b"Tieudecu" in data] == []
    mark = press / article.get_absolute_url()[1:] / ".301"
    assert f'url={corrected.get_absolute_url()}"' in mark.read_text()
    perform("withdraw", edition=corrected, actor=chair, version=corrected.version, reason="Gỡ")
    drain()
    assert_true(press)
    assert (press / article.get_absolute_url()[1:] / ".410").exists()


def test_a_piece_taken_down_and_put_back_stands_again_wherever_it_stood(press, chair):
    category = make_category("Kỳ họp", on_home=True)
    topics = [Topic.objects.create(name=name) for name in ("Nước sạch", "Cầu đường")]
    pieces = [
        make_live(f"Bài {n}", published=f"2026-05-0{n} 08:00", category=category, topic=topics[n % 2])
        for n in range(1, 10)
    ]
    rebuilt(press)
    before = bytes_of(press)
    article = perform("hide", edition=pieces[3], actor=chair, version=pieces[3].version, reason="Xem lại")
    drain()
    assert_true(press)
    assert bytes_of(press) != before
    perform("restore", edition=article, actor=chair, version=article.version)
    drain()
    assert_true(press)
    assert bytes_of(press) == before


def test_the_ends_of_the_archive_move_with_the_first_and_the_last_piece(press, chair):
    category = make_category("Kỳ họp", parent=make_category("Hoạt động"))
    make_live("Bài giữa", published="2026-05-02 08:00", category=category)
    rebuilt(press)
    late = make_live("Bài sau", published="2026-09-02 08:00", category=category)
    early = make_live("Bài trước", published="2025-11-02 08:00", category=category)
    drain()
    assert_true(press)
    assert (press / "luu-tru/2026/07/index.html").exists()  # empty, and between two that are not
    for article in (late, early):
        perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
        drain()
        assert_true(press)
    assert not (press / "luu-tru/2026/09/index.html").exists()


def test_parts_of_a_month_come_and_go_with_their_pieces(press, chair, monkeypatch):
    monkeypatch.setattr("news.views.lists.IN_MONTH_PAGE", 3)
    monkeypatch.setattr("news.press.archive.IN_MONTH_PAGE", 3)
    category = make_category("Kỳ họp")
    pieces = [make_live(f"Bài {n}", published=f"2026-05-0{n} 08:00", category=category) for n in range(1, 7)]
    rebuilt(press)
    make_live("Bài thêm", published="2026-05-09 08:00", category=category)
    drain()
    assert_true(press)
    assert (press / "luu-tru/2026/05/3/index.html").exists()
    perform("withdraw", edition=pieces[0], actor=chair, version=pieces[0].version, reason="Gỡ")
    drain()
    assert_true(press)
    assert (press / "luu-tru/2026/05/3/.404").exists()


def test_a_renamed_tag_and_topic_reach_their_pieces_and_those_that_are_gone_ask_for_nothing(press):
    tag, topic = Tag.objects.create(name="Thẻ cũ"), Topic.objects.create(name="Chuyên đề cũ")
    article = make_article(headline="Bài một", topic=topic)
    article.tags.add(tag)
    publish(article)
    make_live("Bài hai")
    rebuilt(press)
    for row, name in ((tag, "Thẻ mới"), (topic, "Chuyên đề mới")):
        row.name = name
        row.save()
        log.record("change", actor=None, subject=f"{row._meta.model_name}:{row.pk}")
    drain()
    assert_true(press)
    page = bytes_of_address(press, article.get_absolute_url()).decode()
    assert "Chuyên đề mới" in page
    for kind in ("tag", "topic", "document", "category"):
        work = expand(Change(kind=kind, subject="999999"))
        assert (kind == "category") == bool(work.addresses)


def test_a_topic_of_very_many_pieces_has_the_whole_site_printed(press, monkeypatch):
    monkeypatch.setattr("news.press.expand.MANY", 2)
    topic = Topic.objects.create(name="Chuyên đề")
    pieces = [make_live(f"Bài {n}", topic=topic) for n in range(2)]
    few = [row.subject for row in expand(Change(kind="topic", subject=str(topic.pk))).later]
    assert set(few) == {piece.get_absolute_url() for piece in pieces}
    make_live("Bài thêm", topic=topic)
    many = {row.kind for row in expand(Change(kind="topic", subject=str(topic.pk))).later}
    assert many == {"address", "list", "range"}


def test_a_banner_without_a_picture_is_printed_as_well(press, chair, stored_picture):
    for picture in (stored_picture, None):
        banner = make_banner("published", author=chair, title="Băng rôn", picture=picture, alt="", position="home")
        work = expand(Change(kind="document", subject=str(banner.document_id)))
        assert any(stored_picture.key in address for address in work.addresses) == bool(picture)
    newest = next(row for row in everything() if row.kind == "range")
    assert any(stored_picture.key in address for address in expand(newest).addresses)


def test_a_piece_changes_its_part_of_a_month_and_no_part_before_it(press, monkeypatch):
    monkeypatch.setattr("news.views.lists.IN_MONTH_PAGE", 3)
    monkeypatch.setattr("news.press.archive.IN_MONTH_PAGE", 3)
    pieces = [make_live(f"Bài {n}", published=f"2026-05-0{n} 08:00") for n in range(1, 9)]
    rebuilt(press)
    month = "/luu-tru/2026/05/"
    assert [archive.pages_of_piece(None, pieces[place].first_published_at) for place in (0, 3, 7)] == [
        [month, f"{month}2/", f"{month}3/"],
        [f"{month}2/", f"{month}3/"],
        [f"{month}3/"],
    ]


def test_a_category_that_is_gone_has_no_months_but_those_still_printed(press):
    category = make_category("Kỳ họp")
    make_live("Bài", published="2026-05-01 08:00", category=category)
    rebuilt(press)
    address = category.get_absolute_url()
    assert archive.lists().count(address) == 1
    Category.objects.filter(pk=category.pk).update(slug="ten-khac")
    assert {address, "/chuyen-muc/ten-khac/", "/luu-tru/"} <= set(archive.lists())
    assert archive.pages_of_list(address) == [f"{address}2026/05/"]


def test_a_banner_a_page_of_the_menu_and_a_new_topic_reach_every_page_they_concern(press, chair, stored_picture):
    make_category("Kỳ họp")
    page = make_page("published", title="Giới thiệu", author=chair)
    MenuItem.objects.create(label="Giới thiệu", document=page.document)
    make_live("Bài một")
    rebuilt(press)
    shown = {"title": "Tubangron", "picture": stored_picture, "alt": "Sen", "position": "home"}
    banner = make_banner("published", author=chair, **shown)
    make_live("Bài hai", topic=Topic.objects.create(name="Nước sạch"))
    drain()
    assert_true(press)
    assert (press / f"anh/{stored_picture.key}-400.jpg").exists()
    perform("withdraw", edition=banner, actor=chair, version=banner.version, reason="Gỡ")
    perform("withdraw", edition=page, actor=chair, version=page.version, reason="Gỡ")
    drain()
    assert_true(press)
    words = (b"Tubangron", "Giới thiệu</a>".encode())
    assert not any(word in data for data in bytes_of(press).values() for word in words)
    assert not (press / f"anh/{stored_picture.key}-400.jpg").exists()


def test_a_picture_that_another_live_piece_uses_stays(press, chair, stored_picture):
    pair = [publish(with_picture(stored_picture)) for _ in range(2)]
    rebuilt(press)
    rendition = press / f"anh/{stored_picture.key}-400.jpg"
    for article, stands in zip(pair, (True, False), strict=True):
        perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
        drain()
        assert rendition.exists() == stands
        assert_true(press)


def with_picture(picture):
    article = make_article()
    add_picture(article, picture)
    return article


def test_a_publication_prints_as_many_pages_with_300_pieces_as_with_3(press, monkeypatch):
    category = make_category("Kỳ họp", parent=make_category("Hoạt động", on_home=True))
    topic, author = Topic.objects.create(name="Nước sạch"), make_person()
    plain = f'<link rel="canonical" href="{settings.SITE_ORIGIN}%s"></html>'

    def publish_one(moment: str) -> None:
        make_live("Bài", published=moment, category=category, author=author, topic=topic)

    def pages_of_one_more(known: int, day: int) -> int:
        for turn in range(known):
            publish_one(f"2026-{turn % 9 + 1:02}-{day} {turn // 60 % 24:02}:{turn % 60:02}")
        Change.objects.all().delete()
        Change.objects.bulk_create(everything())
        with monkeypatch.context() as quick:
            quick.setattr("news.press.drain.render", lambda address: Answer(200, (plain % address).encode()))
            drain()
        printed = []
        with monkeypatch.context() as counted:
            counted.setattr("news.press.drain.print_page", lambda *a: printed.append(a[0]) or print_page(*a))
            publish_one(f"2026-09-28 {day}:00")
            drain()
        return len(printed)

    few, many = pages_of_one_more(3, 10), pages_of_one_more(300, 12)
    assert 12 <= many <= few + 1 < 40


def test_the_boards_arrangements_reach_every_page(press, chair, client):
    category = make_category("Kỳ họp", on_home=True)
    article = make_live("Bài một", category=category)
    rebuilt(press)
    client.force_login(chair)
    empty = dict.fromkeys(("parent", "description", "keeper", "stand_in"), "")
    renamed = {"name": "Tenmoi", "order": 1, "on_home": "on", **empty}
    client.post(f"/quan-tri/news/category/{category.pk}/change/", renamed)
    client.post("/quan-tri/news/sisterlink/add/", {"name": "Tulienket", "address": "https://a.example/", "order": 1})
    client.post("/quan-tri/news/frontpageitem/add/", {"document": article.document_id, "number": "", "order": 1})
    assert set(Change.objects.values_list("kind", flat=True)) >= {"site", "category", "address"}
    drain()
    assert_true(press)
    pages = [data for name, data in bytes_of(press).items() if name.endswith("index.html")]
    assert all(b"Tulienket" in data for data in pages)
    assert b"Tenmoi" in bytes_of(press)[article.get_absolute_url()[1:] + "index.html"]
