"""A paper asks that a piece be taken down: entered and hidden by a member, decided by the chair, printed afterwards."""

import pytest
from playwright.sync_api import expect

from editorial.models import State, TakedownBasis
from tests.factories import make_article
from tests.journeys.steps import DESK, expect_text, press, send

pytestmark = pytest.mark.browser
HEADLINE = "Danh sách hộ được hỗ trợ sửa nhà"


def test_a_request_is_entered_hidden_at_once_decided_and_can_be_proved(people, category, page_of):
    TakedownBasis.objects.create(body="Cơ quan có thẩm quyền", basis="Nghị định thử", hours=24, starts_on="2020-01-01")
    article = make_article(State.PUBLISHED, headline=HEADLINE, category=category, author=people.writer)
    member, chair, citizen = page_of(people.member, width=360), page_of(people.chair, width=360), page_of()
    member.goto("/quan-tri/editorial/takedownrequest/add/")
    member.get_by_label("Số hoặc địa chỉ của nội dung").fill(article.get_absolute_url())
    member.get_by_label("Ai yêu cầu, căn cứ").select_option(index=1)
    member.get_by_label("Tên cơ quan, người yêu cầu").fill("Sở Mẫu")
    member.get_by_label("Số, ký hiệu văn bản").fill("12/SM-VP")
    member.get_by_label("Nội dung yêu cầu").fill("Đề nghị gỡ danh sách.")
    send(member, "Lưu")
    member.goto(DESK)
    member.get_by_role("region", name="Yêu cầu gỡ bài").get_by_role("link", name="Sở Mẫu").click()
    press(member, "Tạm gỡ ngay")
    expect_text(member, "Đã tạm gỡ")
    assert citizen.goto(article.get_absolute_url()).status == 404
    chair.goto(DESK)
    chair.get_by_role("region", name="Yêu cầu gỡ bài").get_by_role("link", name="Sở Mẫu").click()
    chair.get_by_label("Cách giải quyết").select_option("withdrawn")
    chair.get_by_label("Lý do", exact=True).fill("Đúng như yêu cầu.")
    press(chair, "Quyết định")
    expect_text(chair, "Đã ghi kết quả giải quyết.")
    assert citizen.goto(article.get_absolute_url()).status == 410
    chair.get_by_role("link", name="In bằng chứng").click()
    expect(chair.get_by_role("heading", name="Đã hiển thị từ khi nào đến khi nào")).to_be_visible()
    expect_text(chair, "Đúng như yêu cầu.")
