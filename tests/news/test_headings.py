"""A number in a table of a piece is what the heading of its column says."""

import pytest

from editorial import gates
from news.headings import with_headings
from tests.factories import make_article, make_category, make_person

pytestmark = pytest.mark.django_db
ROW = "<tr><td>Ông Nguyễn Văn A, người chủ trì buổi tiếp xúc cử tri của xã chiều nay</td><td>–</td></tr>"


def piece(heading: str, number: str):
    cells = f"<td>Ông Lê Văn B</td><td>{number}</td>"
    table = f"<table><tr><th>Họ và tên</th><th>{heading}</th></tr>{ROW * 3}<tr>{cells}</tr></table>"
    return make_article(author=make_person(), category=make_category(), body=f"<p>Danh sách.</p>{table}")


def blocks_of(article) -> list[str]:
    return [finding.sentence for finding in gates.examine(article, "submit") if finding.blocks]


@pytest.mark.parametrize(("heading", "number"), [("Số CMND", "341234567"), ("Số tài khoản", "7104205012345")])
def test_it_blocks_however_far_down_it_stands(heading, number):
    assert len(blocks_of(piece(heading, number))) == len(blocks_of(piece("Dự toán", number))) + 1


def test_a_wide_cell_moves_the_columns_after_it():
    rows = '<tr><th>A</th><th>B</th><th>Số CMND</th></tr><tr><td colspan="2">Lê B</td><td><p>341234567</p></td></tr>'
    assert "<td>Số CMND: <p>341234567</p></td>" in with_headings(f"<table>{rows}</table>")


def test_two_tables_do_not_share_headings():
    other = "<table><tr><td>341234567</td></tr></table>"
    assert with_headings(f"<table><tr><th>Số CMND</th></tr></table>{other}").endswith(other)
