"""Two versions side by side, an earlier one brought back: what is shown, to whom, and that nothing is lost."""

import json

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from editorial import editing, guards, rights, versions
from editorial.changes import changes_between, item_changes
from editorial.compare import word_diff
from editorial.models import LogEntry, Office, Snapshot, State
from editorial.refusals import Conflict, NotAllowed
from editorial.workflow import keep_snapshot
from news.models import Article, ArticlePicture, Attachment, Picture, Tag
from tests import roles
from tests.desk import desk_client
from tests.factories import insert_edition, make_article, make_banner, make_page, make_person
from tests.world import make_file, make_picture

WORDS = st.lists(st.sampled_from(["hội", "đồng", "nhân", "dân", "tỉnh", "<p>", "</p>", ".", "24", "\n"]), max_size=60)


@pytest.fixture
def writer(db):
    return make_person(Office.CONTRIBUTOR)


@pytest.fixture
def member(db):
    return make_person(Office.MEMBER)


@given(WORDS, WORDS)
def test_the_pieces_of_a_comparison_make_up_both_texts(one, other):
    before, after = " ".join(one), " ".join(other)
    pieces = word_diff(before, after)
    assert "".join(words for op, words in pieces if op != "insert") == before
    assert "".join(words for op, words in pieces if op != "delete") == after
    assert all(words for _, words in pieces)


def test_a_comparison_shows_no_more_than_what_changed():
    before = " ".join(f"câu {n} giữ nguyên." for n in range(400))
    after = before.replace("câu 250 giữ", "câu 250 sửa")
    assert [piece for piece in word_diff(before, after) if piece[0] != "equal"] == [
        ("delete", "giữ "),
        ("insert", "sửa "),
    ]


def a_word(before: str = "", after: str = "") -> str:
    return f"{before}chữ{after}"


def full_article(writer, **fields) -> Article:
    """An article with everything that a version holds."""
    article = make_article(author=writer, byline="Bút danh", video_length=90, event_date="2026-11-24", **fields)
    lead, photo, inside = (make_picture(writer, a_word) for _ in range(3))
    article.body = f'<p>Đoạn một.</p><p><img src="{inside.address(800)}" alt="bên trong"></p>'
    article.video_poster = photo
    article.save()
    ArticlePicture.objects.create(article=article, picture=lead, role="lead", caption="Đại biểu", alt="Hội trường")
    ArticlePicture.objects.create(article=article, picture=photo, role="photo", caption="Cầu", order=1)
    Attachment.objects.create(article=article, file=make_file(writer, "nghi-quyet.pdf"), title="Nghị quyết")
    article.tags.add(Tag.objects.create(name="nước sạch"))
    return article


def change_all(article: Article, writer) -> None:
    article.headline, article.body, article.video_poster = "Tiêu đề khác", "<p>Khác hẳn.</p>", None
    article.video_length = article.event_date = None
    article.save()
    article.uses.all().delete()
    article.attachments.all().delete()
    article.tags.clear()
    ArticlePicture.objects.create(article=article, picture=make_picture(writer, a_word), caption="Ảnh mới")


def key_of(snapshot) -> str:
    return f"l{snapshot.pk}"


def test_an_earlier_text_comes_back_whole_into_the_open_edition_and_the_present_one_is_kept(client, writer):
    article = full_article(writer)
    keep_snapshot(article, writer)
    earlier = article.canonical_text()
    change_all(article, writer)
    present = article.canonical_text()
    kept = Snapshot.objects.get()

    answer = desk_client(client, writer).post(
        reverse("restore_version", args=["article", article.document_id]),
        {"ban": key_of(kept), "version": article.version},
    )

    article = Article.objects.get()
    assert answer.status_code == 302
    assert (article.canonical_text(), article.state) == (earlier, State.DRAFT)
    assert {row.text for row in Snapshot.objects.all()} == {earlier, present}
    assert LogEntry.objects.get(action="restore_version").edition_number == 1


def test_what_is_compared_first_differs(client, writer):
    article = make_article(author=writer, headline="Tiêu đề của người gửi")
    keep_snapshot(article, writer)
    article.headline = "Tiêu đề đã sửa"
    article.save()
    keep_snapshot(article, writer)
    earlier, same = Snapshot.objects.order_by("pk")

    page = desk_client(client, writer).get(reverse("versions", args=["article", article.document_id]))

    assert (page.context["before"], page.context["after"]) == (key_of(earlier), "b1")
    assert same.fingerprint == article.fingerprint()
    assert [change["label"] for change in page.context["changes"]] == ["tiêu đề"]


def test_over_a_live_edition_a_new_one_is_opened_and_citizens_keep_reading_the_live_one(client, writer, member):
    old = full_article(writer)
    earlier = old.canonical_text()
    insert_edition(old, State.SUPERSEDED, old.document)
    live = make_article(State.PUBLISHED, author=writer, document=old.document, headline="Bản đang đăng")
    address = reverse("restore_version", args=["article", old.document_id])

    desk_client(client, member).post(address, {"ban": "b1", "version": live.version})

    restored = Article.objects.get(number=3)
    assert (restored.canonical_text(), restored.state, restored.editor) == (earlier, State.IN_REVIEW, member)
    live.refresh_from_db()
    assert (live.state, live.headline) == (State.PUBLISHED, "Bản đang đăng")


def test_a_correction_that_citizens_were_told_of_stays_when_an_older_text_comes_back(client, writer, member):
    old = make_article(State.SUPERSEDED, author=writer)
    note = "Bản tin ghi nhầm 42 ý kiến; số đúng là 24."
    live = make_article(State.PUBLISHED, author=writer, document=old.document, correction_note=note)
    address = reverse("restore_version", args=["article", old.document_id])

    page = desk_client(client, member).post(address, {"ban": "b1", "version": live.version}, follow=True)

    assert Article.objects.get(number=3).correction_note == note
    assert "Phần «Đính chính» giữ như hiện nay" in page.content.decode()


@pytest.mark.parametrize("make", [make_page, make_banner], ids=["page", "banner"])
def test_pages_and_banners_come_back_too(member, make):
    edition = make(author=member)
    earlier = edition.canonical_text()
    edition.title = "Lời khác"
    edition.save()

    editing.restore_version(edition, earlier, number=1, actor=member, version=edition.version)

    assert type(edition).objects.get().canonical_text() == earlier


def test_what_is_gone_from_the_library_is_said_and_the_rest_comes_back(client, writer):
    article = full_article(writer)
    keep_snapshot(article, writer)
    change_all(article, writer)
    with roles.as_owner():  # as by the order to wipe, which alone can
        guards.remove(connection)
        Picture.objects.exclude(pk__in=article.uses.values("picture")).delete()
        guards.install(connection)

    page = desk_client(client, writer).post(
        reverse("restore_version", args=["article", article.document_id]),
        {"ban": key_of(Snapshot.objects.get()), "version": article.version},
        follow=True,
    )

    said = page.content.decode()
    assert Article.objects.get().headline != "Tiêu đề khác"
    for sentence in ("Ảnh «Đại biểu» không còn trong thư viện.", "1 ảnh trong bài không còn", "Ảnh bìa video"):
        assert sentence in said


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.WITHDRAWN, State.REJECTED])
def test_nothing_is_brought_back_where_the_person_may_not_write(writer, state):
    article = make_article(state, author=writer)
    before = article.canonical_text()

    with pytest.raises((NotAllowed, Conflict)):
        editing.restore_version(article, before, number=1, actor=writer, version=article.version)
    assert editing.may_restore(article, rights.standing_of(writer)) is None
    assert Article.objects.count() == 1


def test_a_page_that_is_out_of_date_restores_nothing(client, writer):
    article = make_article(author=writer)
    keep_snapshot(article, writer)
    Article.objects.update(version=9, headline="Vừa sửa ở nơi khác")

    answer = desk_client(client, writer).post(
        reverse("restore_version", args=["article", article.document_id]), {"ban": "l1", "version": 1}
    )

    assert answer.status_code in (404, 409)
    assert Article.objects.get().headline == "Vừa sửa ở nơi khác"


def test_a_contributor_compares_own_editions_and_what_is_published_and_nothing_else(client, writer, member):
    own = make_article(State.SUPERSEDED, author=writer)
    live = make_article(State.PUBLISHED, author=member, document=own.document, headline="Đang đăng")
    secret = make_article(State.IN_REVIEW, author=member, document=own.document, headline="Chưa ai được đọc")
    for edition in (own, live, secret):
        keep_snapshot(edition, member)
    kept = {row.edition_number: key_of(row) for row in Snapshot.objects.all()}
    address = reverse("versions", args=["article", own.document_id])
    desk_client(client, writer)

    offered = {version.key for version in client.get(address).context["versions"]}

    assert offered == {"b1", "b2", kept[1]}
    for key in ("b3", kept[2], kept[3], "b9", "l0", "x1", "l" + "9" * 30):
        assert client.get(address, {"truoc": key, "sau": "b1"}).status_code == 404
    assert client.get(address, {"truoc": "b1", "sau": "b2"}).status_code == 200
    assert desk_client(client, make_person(Office.CONTRIBUTOR)).get(address).status_code == 404
    assert desk_client(client, member).get(address, {"truoc": kept[2], "sau": "b3"}).status_code == 200


def test_pictures_and_files_are_compared_one_by_one_with_small_pictures(client, writer, member):
    article = full_article(writer)
    keep_snapshot(article, writer)
    lead = article.uses.get(role="lead")
    lead.caption = "Đại biểu tỉnh"
    lead.save()
    article.uses.filter(role="photo").delete()
    Attachment.objects.create(article=article, file=make_file(writer, "phu-luc.pdf"), title="Phụ lục")

    page = desk_client(client, member).get(
        reverse("versions", args=["article", article.document_id]),
        {"truoc": key_of(Snapshot.objects.get()), "sau": "b1"},
    )

    shown = {change["label"]: change["parts"] for change in page.context["changes"]}
    assert [part["op"] for part in shown["ảnh"]] == ["change", "delete"]
    assert [part["op"] for part in shown["tệp đính kèm"]] == ["insert"]
    for part in shown["ảnh"]:
        assert client.get(part["thumbnail"]).status_code == 200


@pytest.mark.parametrize(
    ("before", "after", "ops"),
    [
        ("ab", "ab", []),
        ("ab", "ba", ["move"]),
        ("a", "ab", ["insert"]),
        ("ab", "b", ["delete"]),
        ("aa", "a", ["delete"]),
    ],
)
def test_what_happened_to_each_picture(before, after, ops):
    sides = ([{"sha256": sign} for sign in side] for side in (before, after))
    assert [op for op, _, _ in item_changes(*sides)] == ops


def test_values_are_said_in_words_in_the_order_of_the_form(writer):
    article = make_article(author=writer, genre="news", event_date="2026-11-24")
    earlier = {**json.loads(article.canonical_text()), "genre": "feature", "event_date": None, "headline": "Cũ"}

    changes = changes_between(article, json.dumps(earlier), article.canonical_text())

    assert [change["label"] for change in changes] == ["tiêu đề", "thể loại", "ngày diễn ra sự kiện"]
    assert changes[1]["pieces"] == [("delete", "Bài"), ("insert", "Tin")]
    assert changes[2]["pieces"] == [("insert", "24/11/2026")]


@pytest.mark.parametrize("count", [2, 40])
def test_the_list_of_versions_costs_the_same_few_or_many(writer, member, count, django_assert_num_queries):
    article = make_article(author=writer)
    for number in range(count):
        keep_snapshot(article, member, json.dumps({"n": number}))
    standing = rights.standing_of(writer)
    with django_assert_num_queries(2):
        found = versions.versions_of(article, standing)
    assert len(found) == count + 1
