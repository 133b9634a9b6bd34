"""Pages of the office, site map, board, imprint, and the frame around every page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.models import Appointment, Office, State
from news.models import Imprint, MenuItem, SisterLink
from tests.factories import appoint, make_article, make_banner, make_category, make_page, make_person, make_user
from tests.news.public import text_of

pytestmark = pytest.mark.django_db


def test_a_live_page_is_shown_and_another_slug_is_sent_to_it(client):
    page = make_page(State.PUBLISHED, title="Chức năng, nhiệm vụ", summary="Văn phòng làm gì.")
    response = client.get(page.get_absolute_url())
    assert response.status_code == 200
    assert "<h1>Chức năng, nhiệm vụ</h1>" in text_of(response)
    assert "Văn phòng làm gì." in text_of(response)
    moved = client.get(f"/trang/cu-{page.document_id}/")
    assert (moved.status_code, moved["Location"]) == (301, page.get_absolute_url())


@pytest.mark.parametrize(("state", "status"), [(State.WITHDRAWN, 410), (State.HIDDEN, 404), (State.DRAFT, 404)])
def test_a_page_that_is_not_live_answers_like_an_article(client, state, status):
    assert client.get(make_page(state).get_absolute_url()).status_code == status


def test_the_board_page_shows_offices_in_force_today_by_rank_and_given_name(client):
    today = timezone.localdate()
    make_person(Office.MEMBER, "Trần Văn Út")
    make_person(Office.MEMBER, "Lê Thị Đào", is_secretary=True)
    make_person(Office.DEPUTY, "Phạm Văn Bình")
    make_person(Office.CHAIR, "Nguyễn Văn Hòa")
    make_person(Office.CONTRIBUTOR, "Cộng Tác Viên")
    make_person(Office.TECHNICAL, "Quản Trị")
    appoint(make_user("Đã Thôi"), Office.MEMBER, ended=True)
    later = appoint(make_user("Chưa Nhận"), Office.MEMBER)
    Appointment.objects.filter(person=later).update(starts_on=today + timedelta(days=1))

    response = client.get("/ban-bien-tap/")

    names = [appointment.person.full_name for appointment in response.context["appointments"]]
    assert names == ["Nguyễn Văn Hòa", "Phạm Văn Bình", "Lê Thị Đào", "Trần Văn Út"]
    assert "Thành viên Ban biên tập, Thư ký" in text_of(response)


def test_the_imprint_stands_at_the_foot_of_every_page_and_on_its_own(client):
    Imprint(
        site_name="Trang thông tin điện tử Đại biểu nhân dân tỉnh Mẫu",
        governing_body="Văn phòng Mẫu",
        responsible_person="Nguyễn Văn Mẫu, Trưởng Ban biên tập",
        address="Số 9 đường Hoa Sen",
        telephone="(0277) 3900 900",
        email="banbientap@hdnd.example",
    ).save()
    for address in ("/", "/thong-tin-trang/", "/khong-co/"):
        page = text_of(client.get(address))
        for part in ("Văn phòng Mẫu", "Trưởng Ban biên tập", "Số 9 đường Hoa Sen", "(0277) 3900 900"):
            assert part in page, (address, part)


def test_the_menu_leads_to_categories_live_pages_and_addresses(client):
    category, live, hidden = make_category("Kỳ họp"), make_page(State.PUBLISHED), make_page(State.HIDDEN)
    parent = MenuItem.objects.create(label="Giới thiệu", order=1)
    MenuItem.objects.create(label="Chức năng", parent=parent, document=live.document)
    MenuItem.objects.create(label="Trang đang tạm gỡ", parent=parent, document=hidden.document)
    MenuItem.objects.create(label="Mục Kỳ họp", order=2, category=category)
    MenuItem.objects.create(label="Liên hệ", order=3, address="/thong-tin-trang/")
    MenuItem.objects.create(label="Không dẫn đến đâu", order=4)

    page = text_of(client.get(category.get_absolute_url()))

    assert page.count(f'href="{live.get_absolute_url()}"') == 2  # the parent leads to its first child
    assert f'<a href="{category.get_absolute_url()}" aria-current="page">Mục Kỳ họp</a>' in page
    assert '<a href="/thong-tin-trang/">Liên hệ</a>' in page
    assert "Trang đang tạm gỡ" not in page
    assert "Không dẫn đến đâu" not in page


def test_sister_sites_are_linked_at_the_foot(client):
    SisterLink.objects.create(name="Quốc hội", address="https://quochoi.vn/")
    assert '<a href="https://quochoi.vn/" rel="noopener">Quốc hội</a>' in text_of(client.get("/"))


def test_the_site_map_shows_categories_and_live_pages(client):
    section = make_category("Hoạt động HĐND")
    child = make_category("Kỳ họp", parent=section)
    live = make_page(State.PUBLISHED, title="Trang đang đăng")
    make_page(State.DRAFT, title="Trang đang soạn")
    page = text_of(client.get("/so-do-trang/"))
    for place in (section, child, live):
        assert f'href="{place.get_absolute_url()}"' in page
    assert "Trang đang soạn" not in page


def test_an_address_that_no_form_saw_becomes_no_script_on_a_page(client, stored_picture):
    script = "JavaScript:tan_cong()"
    MenuItem.objects.create(label="Mục", address=script)
    MenuItem.objects.create(label="Đường trong trang", address="/tim-kiem/")
    SisterLink.objects.create(name="Trang liên kết", address=script)
    make_banner(State.PUBLISHED, title="Dải khẩn", link=script)
    make_banner(State.PUBLISHED, title="Băng rôn", link=script, position="home", picture=stored_picture, alt="Ảnh")
    piece = make_article(State.PUBLISHED, source_name="Nguồn", source_url=script, video_url=script)

    pages = [client.get(address).content.decode() for address in ("/", piece.get_absolute_url())]

    assert all("Trang liên kết" in page for page in pages)
    assert "Dải khẩn" in pages[0]
    assert 'href="/tim-kiem/"' in pages[0]
    assert [page for page in pages if 'href="javascript' in page.lower()] == []


def test_the_login_page_names_the_site_and_leads_home(client):
    Imprint(site_name="Trang thông tin điện tử Đại biểu nhân dân tỉnh Hòa Mẫu").save()
    head = client.get("/dang-nhap/").content.decode().partition("<main")[0]
    assert "Trang thông tin điện tử Đại biểu nhân dân tỉnh Hòa Mẫu" in head
    assert '<a class="desk-mark" href="/">' in head
