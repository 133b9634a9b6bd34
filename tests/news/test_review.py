"""Live content is looked at again when its category says so; a board member answers for it or changes it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from editorial.models import LogEntry, State
from editorial.refusals import NotAllowed
from editorial.workflow import perform
from news.models import Article
from news.months import months_before
from tests.desk import buttons, desk_client, form_address
from tests.factories import make_article, make_category
from tests.news.public import at, make_live, text_of

pytestmark = pytest.mark.django_db


def due() -> list[str]:
    return [piece.headline for piece in Article.to_review(timezone.now())]


@pytest.mark.parametrize(
    ("moment", "count", "wanted"),
    [
        ("2026-11-25 08:00", 6, "2026-05-25 08:00"),
        ("2026-03-31 08:00", 1, "2026-02-28 08:00"),
        ("2026-01-15 08:00", 1, "2025-12-15 08:00"),
        ("2028-02-29 08:00", 12, "2027-02-28 08:00"),
    ],
)
def test_months_are_counted_back_by_the_calendar(moment, count, wanted):
    assert months_before(datetime.fromisoformat(moment), count) == datetime.fromisoformat(wanted)


@time_machine.travel("2026-11-25T08:00+07:00", tick=False)
def test_what_is_older_than_its_category_allows_is_listed_the_longest_waiting_first(client, member):
    half, never = make_category(review_after_months=6), make_category()
    make_live("Vừa đăng", published="2026-06-01 08:00", category=half)
    make_live("Đến hạn", published="2026-05-01 08:00", category=half)
    make_live("Đến hạn lâu", published="2025-05-01 08:00", category=half)
    make_live("Mới xem lại", published="2025-01-01 08:00", category=half, reviewed_at=at("2026-10-01 08:00"))
    make_live("Không bao giờ", published="2020-01-01 08:00", category=never)
    make_article(State.HIDDEN, headline="Tạm gỡ", category=half, published_at=at("2020-01-01 08:00"))
    assert due() == ["Đến hạn lâu", "Đến hạn"]
    page = text_of(desk_client(client, member).get(reverse("to_review")))
    assert page.index("Đến hạn lâu") < page.rindex("Đến hạn")
    assert "Đến hạn lâu" in text_of(client.get(reverse("admin:index")))


def test_a_board_member_answers_for_it_and_it_is_due_again_later(client, member):
    article = make_live(published="2020-01-01 08:00", category=make_category(review_after_months=6))
    assert "review" in buttons(desk_client(client, member).get(form_address(article)))
    perform("review", edition=article, actor=member, version=article.version)
    assert due() == []
    assert LogEntry.objects.get(action="review").actor == member
    with time_machine.travel(timezone.now() + timedelta(days=190)):
        assert due() == [article.headline]


def test_where_nothing_is_to_be_reviewed_nothing_is_offered(client, member):
    article = make_live()
    assert "review" not in buttons(desk_client(client, member).get(form_address(article)))
    with pytest.raises(NotAllowed):
        perform("review", edition=article, actor=member, version=article.version)


def test_the_list_is_bounded(monkeypatch, member):
    monkeypatch.setattr("news.models.article.MOST_TO_REVIEW", 3)
    category = make_category(review_after_months=1)
    for day in range(1, 6):
        make_live(published=f"2020-01-0{day} 08:00", category=category, author=member)
    assert len(due()) == 3
