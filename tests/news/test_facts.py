"""What the board keeps of offices and sessions is what pieces are compared with, as of the day they tell of."""

from datetime import date

import pytest

from editorial import gates
from editorial.models import Office
from news.facts import facts_on
from news.models import CouncilTerm, Event, OfficeHolder
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db

CHAIR = "Chủ tịch HĐND tỉnh"
BODY = f"<p>Sáng 10/3, tại hội trường, {CHAIR} Lê Thị Cũ khai mạc Kỳ họp thứ Mười hai (chuyên đề).</p>"


@pytest.fixture
def council():
    OfficeHolder.objects.create(name="Lê Thị Cũ", office=CHAIR, starts_on=date(2021, 4, 1), ends_on=date(2026, 3, 31))
    OfficeHolder.objects.create(name="Trần Văn Mẫu", office=CHAIR, starts_on=date(2026, 4, 1))
    term = CouncilTerm.objects.create(label="khóa XI", starts_on=date(2026, 3, 15))
    Event.objects.create(
        kind="session", title="Kỳ họp", starts_on=date(2026, 10, 8), term=term, session_number=12,
        session_kind="regular",
    )  # fmt: skip


def keys(piece) -> set[str]:
    return {found.key for found in gates.while_writing(piece) if found.key.startswith("right.")}


def test_a_name_and_a_session_are_compared_as_of_the_day_of_the_event(council):
    assert keys(make_article(body=BODY, event_date=date(2026, 10, 8))) == {"right.office", "right.session"}
    assert keys(make_article(body=BODY, event_date=date(2026, 3, 10))) == set()


def test_the_board_s_own_offices_come_from_its_appointments():
    chair = make_person(Office.CHAIR, full_name="Nguyễn Thị Sen")
    assert (chair.full_name, "Trưởng Ban biên tập") in [
        (row.name, row.office) for row in facts_on(date.today()).holders
    ]


def test_the_facts_cost_four_queries(council, django_assert_num_queries):
    with django_assert_num_queries(4):
        facts_on(date(2026, 10, 8))


def test_a_day_to_come_warns_in_a_report_and_passes_in_a_notice():
    for genre, told in (("news", True), ("notice", False)):
        piece = make_article(genre=genre, event_date=date(2099, 1, 1))
        assert ("right.event_date" in keys(piece)) is told
