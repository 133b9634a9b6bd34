"""The tree equals a fresh rendering of every address, and holds no word of what was withdrawn."""

import gzip

import brotli
import pytest

from editorial.models import Office
from editorial.workflow import perform
from news.models import Attachment, FrontPageItem, Tag, Topic
from news.press.addresses import address_of
from news.press.drain import drain
from news.press.expand import everything
from news.press.models import Change, Printed
from news.press.render import render, stored_file
from tests.factories import make_article, make_category, make_person
from tests.news.public import add_file, add_picture, publish

pytestmark = pytest.mark.django_db


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
        wanted |= {change.subject} if change.kind == "address" else set()
    for address in wanted:
        here = bytes_of_address(tree, address)
        if address.startswith(("/anh/", "/tep/")):
            assert here == stored_file(address).read_bytes()
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


@pytest.fixture
def chair():
    return make_person(Office.CHAIR)


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
