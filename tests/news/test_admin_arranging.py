"""What the board arranges without an edition, and the other kinds of edition at the desk."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from editorial.models import LogEntry, Office, State
from editorial.reading import detail
from news.models import Banner, Category, FrontPageItem, Imprint, MenuItem, Page, Picture, SisterLink, Tag, Topic
from tests.desk import add_address, desk_client, form_address, list_address, sent_by
from tests.factories import BODY, make_article, make_banner, make_category, make_page, make_person
from tests.world import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, member):
    return desk_client(client, member)


def a_picture() -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(data, "PNG")
    return SimpleUploadedFile("anh.png", data.getvalue(), "image/png")


def logged() -> list[tuple[str, str]]:
    return list(LogEntry.objects.order_by("number").values_list("action", "subject"))


@pytest.mark.parametrize("model", [Category, Topic, Tag, MenuItem, SisterLink, Picture, FrontPageItem])
def test_a_contributor_and_a_technician_arrange_nothing(client, model):
    for office in (Office.CONTRIBUTOR, Office.TECHNICAL):
        desk_client(client, make_person(office))
        assert client.post(add_address(model), {"name": "Của tôi"}, follow=True).status_code == 403
    assert not model.objects.exists()


def test_a_change_of_a_category_is_logged_with_the_names_of_its_fields(desk, member):
    category = make_category()
    sent = sent_by(desk.get(form_address(category)))

    desk.post(form_address(category), {**sent, "description": "Tin về kỳ họp", "keeper": member.pk})

    category.refresh_from_db()
    assert (category.description, category.keeper) == ("Tin về kỳ họp", member)
    assert logged() == [("change", f"category:{category.pk}")]
    assert detail(LogEntry.objects.get()) == "giới thiệu ngắn, người phụ trách"


def test_a_save_that_changes_nothing_is_not_logged(desk):
    category = make_category()

    desk.post(form_address(category), sent_by(desk.get(form_address(category))))

    assert logged() == []


def test_only_board_members_look_after_a_category(desk):
    category = make_category()
    sent = sent_by(desk.get(form_address(category)))

    page = desk.post(form_address(category), {**sent, "keeper": make_person(Office.CONTRIBUTOR).pk})

    assert page.context["adminform"].form.errors["keeper"]


def test_a_category_is_not_deleted(desk):
    category = make_category()

    answer = desk.post(form_address(category).replace("change", "delete"), {"post": "yes"})

    assert answer.status_code == 403
    assert Category.objects.filter(pk=category.pk).exists()


def test_menu_items_come_and_go_and_are_logged(desk):
    desk.post(add_address(MenuItem), {"label": "Liên hệ", "order": "9", "address": "/trang/lien-he-3/"})
    item = MenuItem.objects.get()
    desk.post(form_address(item).replace("change", "delete"), {"post": "yes"})

    assert not MenuItem.objects.exists()
    assert logged() == [("add", f"menuitem:{item.pk}"), ("remove", f"menuitem:{item.pk}")]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", "//khac.vn", "/\\khac.vn", "khac"])
def test_a_link_leads_to_the_web_or_into_the_site(desk, address):
    page = desk.post(add_address(SisterLink), {"name": "Trang khác", "order": "1", "address": address})

    assert page.context["adminform"].form.errors["address"]
    assert not SisterLink.objects.exists()


def test_the_lead_story_is_chosen_by_number_among_live_pieces_only(desk):
    live, draft = make_article(State.PUBLISHED), make_article(State.DRAFT)

    refused = desk.post(add_address(FrontPageItem), {"number": draft.document_id, "order": "1"})
    taken = desk.post(add_address(FrontPageItem), {"number": live.document_id, "order": "1"})

    assert (refused.status_code, taken.status_code) == (200, 302)
    assert FrontPageItem.objects.get().document == live.document


@pytest.mark.parametrize("query", ["", "?q=ky"])
def test_the_list_of_lead_stories_costs_the_same_with_few_and_many(desk, query, django_assert_num_queries):
    for _ in range(6):
        FrontPageItem.objects.create(document=make_article(State.PUBLISHED).document)

    with django_assert_num_queries(10):
        assert desk.get(list_address(FrontPageItem) + query).status_code == 200


def test_the_imprint_is_one_row_with_its_form_at_once(desk):
    page = desk.get(list_address(Imprint), follow=True)
    desk.post(page.redirect_chain[-1][0], {**sent_by(page), "telephone": "0277 3851 234"})

    assert Imprint.load().telephone == "0277 3851 234"
    assert desk.get(add_address(Imprint)).status_code == 403
    assert logged() == [("change", "imprint:1")]


def test_a_picture_is_taken_into_the_library_and_its_words_change(desk, member):
    desk.post(add_address(Picture), {"upload": a_picture(), "caption": "Cầu mới", "credit": "", "alt": "Cây cầu"})
    picture = Picture.objects.get()
    desk.post(
        form_address(picture), {"caption": "Cầu Kênh Chín", "credit": "TTXVN", "alt": "Cây cầu", "upload": a_picture()}
    )

    picture.refresh_from_db()
    assert (picture.caption, picture.credit, picture.uploaded_by) == ("Cầu Kênh Chín", "TTXVN", member)
    assert Picture.objects.count() == 1


def test_a_file_that_is_no_picture_is_refused_at_its_field(desk):
    rubbish = SimpleUploadedFile("anh.png", b"<svg onload=alert(1)>", "image/png")

    page = desk.post(add_address(Picture), {"upload": rubbish, "caption": "Giữ lời này"})

    assert page.context["adminform"].form.errors["upload"]
    assert "Giữ lời này" in page.content.decode()


@pytest.mark.parametrize("model", [Category, Topic, Tag, MenuItem, SisterLink, Picture, FrontPageItem, Page, Banner])
def test_nothing_here_opens_a_window_or_saves_a_copy(desk, model):
    for door in ("_popup", "_saveasnew"):
        assert desk.post(add_address(model), {"name": "Bản sao", door: "1"}).status_code == 403
    assert not model.objects.exists()


# -- pages and banners --------------------------------------------------------------------------------------


def test_a_page_is_written_and_saved(desk, member):
    sent = sent_by(desk.get(add_address(Page)))
    desk.post(add_address(Page), {**sent, "title": "Chức năng, nhiệm vụ", "body": BODY})
    page = Page.objects.get()
    sent = sent_by(desk.get(form_address(page)))
    desk.post(form_address(page), {**sent, "summary": "Theo Luật Tổ chức chính quyền địa phương."})

    page.refresh_from_db()
    assert (page.author, page.state, page.version) == (member, State.DRAFT, 2)
    assert page.summary == "Theo Luật Tổ chức chính quyền địa phương."


def test_a_banner_is_written_with_a_picture_sent_with_it(desk):
    sent = sent_by(desk.get(add_address(Banner)))
    desk.post(
        add_address(Banner),
        {**sent, "position": "home", "title": "Chào mừng kỳ họp", "upload": a_picture(), "alt": "Cờ",
         "starts_at": "2026-12-01T07:00", "ends_at": "2026-12-05T17:00"},
    )  # fmt: skip

    banner = Banner.objects.get()
    assert (banner.title, banner.picture.width) == ("Chào mừng kỳ họp", 64)
    assert banner.ends_at.isoformat().startswith("2026-12-05T10:00")


def test_a_banner_that_ends_before_it_begins_is_refused(desk):
    sent = sent_by(desk.get(add_address(Banner)))
    times = {"starts_at": "2026-12-05T07:00", "ends_at": "2026-12-01T17:00"}

    page = desk.post(add_address(Banner), {**sent, "position": "strip", "title": "Ngược", **times})

    assert page.context["errors"]
    assert not Banner.objects.exists()


@pytest.mark.parametrize(("model", "make"), [(Page, make_page), (Banner, make_banner)])
def test_lists_of_pages_and_banners_cost_the_same_with_few_and_many(
    desk, member, model, make, django_assert_num_queries
):
    for _ in range(12):
        make(State.DRAFT, author=member)

    with django_assert_num_queries(8):
        assert desk.get(list_address(model)).status_code == 200


# -- preview, compare -------------------------------------------------------------------------------------------


def test_a_draft_is_previewed_as_citizens_will_read_it_by_who_may_see_it(client, desk):
    draft = make_article(State.DRAFT, headline="Bản thảo còn kín")
    address = reverse("preview_page", args=["article", draft.pk])

    page = desk.get(address)

    assert page.status_code == 200
    assert "Bản thảo còn kín" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    client.force_login(make_person(Office.CONTRIBUTOR))
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_every_kind_has_its_preview(desk):
    for piece in (make_article(), make_page(), make_banner(), make_banner(position="home")):
        assert piece.title_text() in desk.get(reverse("preview_page", args=[piece.kind, piece.pk])).content.decode()
    assert desk.get(reverse("preview", args=["khac", 1])).status_code == 404


def test_the_history_of_a_row_is_what_the_log_says_of_it(desk, member):
    category = make_category("Giám sát")
    desk.post(form_address(category), {**sent_by(desk.get(form_address(category))), "description": "Tin giám sát"})

    history = desk.get(reverse("admin:news_category_history", args=[category.pk]))

    assert [line["entry"].action for line in history.context["log"]] == ["change"]
    assert member.full_name in history.content.decode()


@pytest.mark.parametrize(
    ("screen", "field", "words"),
    [
        ("category", "name", "Báo cáo TỐI MẬT"),
        ("category", "description", "Số căn cước 087190000123"),
        ("topic", "name", "Lưu Hành Nội Bộ"),
        ("tag", "name", "TUYÖT MËT"),
        ("menuitem", "label", "M Ậ T"),
        ("sisterlink", "name", "STK 0123450789"),
    ],
)
def test_a_name_that_leaks_is_refused_at_its_field(client, screen, field, words):
    desk_client(client, make_person(Office.CHAIR))
    answer = client.post(reverse(f"admin:news_{screen}_add"), {field: words, "name": words, "order": "1"})
    assert answer.status_code == 200
    assert any("Có " in sentence for sentence in answer.context["adminform"].form.errors[field])


def test_a_caption_of_the_library_and_the_imprint_that_leak_are_refused(client):
    desk_client(client, make_person(Office.CHAIR))
    picture = make_picture(make_person(Office.MEMBER), lambda before="", after="": before)
    for address, sent in (
        (reverse("admin:news_picture_change", args=[picture.pk]), {"caption": "Ảnh chụp bìa TUYỆT MẬT"}),
        (reverse("admin:news_imprint_change", args=[1]), {"address": "Số tài khoản 0123450789"}),
    ):
        form = client.post(address, sent).context["adminform"].form
        assert "Có " in str(form.errors[next(iter(sent))])
