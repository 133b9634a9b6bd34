"""What every journey stands on: the people of a board, a category on the home page, and a page for each person."""

from types import SimpleNamespace

import pytest

from editorial.models import Office
from tests.browsing import Visits
from tests.factories import make_category, make_person


@pytest.fixture
def visits(browser, live_server):
    """Pages of this test; it fails on whatever went wrong on any of them."""
    visits = Visits(browser, live_server.url)
    yield visits
    visits.close()
    assert visits.complaints == []


@pytest.fixture
def page_of(visits):
    """Give a page of a person who is logged in, or of a citizen when nobody is named."""
    return visits.page_of


@pytest.fixture
def people(live_server):
    """A board with a chair, a deputy, a secretary and a member, and a contributor."""
    return SimpleNamespace(
        chair=make_person(Office.CHAIR, "Trần Thị Chủ"),
        deputy=make_person(Office.DEPUTY, "Lê Văn Phó"),
        secretary=make_person(Office.MEMBER, "Đỗ Thị Thư", is_secretary=True),
        member=make_person(Office.MEMBER, "Hồ Văn Biên"),
        writer=make_person(Office.CONTRIBUTOR, "Phạm Thị Viết"),
    )


@pytest.fixture
def category(live_server):
    return make_category("Giám sát", on_home=True)
