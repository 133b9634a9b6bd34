"""The rights register: dated, by decision, for the desk only; its table of moves says what the moves say."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial import rights
from editorial.models import Appointment, Delegation, Office, State
from editorial.rights_table import OFFICES, RELATIONS, may_as, rows_of_moves
from editorial.workflow import TABLE
from tests.factories import appoint, delegate, make_article, make_category, make_decision, make_person, make_user

pytestmark = pytest.mark.django_db

DAY = timezone.localdate
QUERIES = 11  # session, person, standing, seven of the register, the last review


@pytest.fixture
def deputy():
    return make_person(Office.DEPUTY, "Lê Văn Phó")


def read_page(client, person) -> str:
    client.force_login(person)
    return client.get(reverse("rights_register")).content.decode()


def test_it_says_who_holds_what_since_when_by_which_decision(client, chair):
    secretary = make_person(Office.MEMBER, "Trần Thị Thư", is_secretary=True)
    paper = secretary.appointments.get()
    page = read_page(client, chair)
    for words in ("Trần Thị Thư", "kiêm thư ký", f"{paper.starts_on:%d/%m/%Y}", paper.decision.number):
        assert words in page
    assert f"{timezone.localdate():%d/%m/%Y}" in page


def test_what_ended_within_a_year_is_told_and_what_ended_before_is_not(client, chair):
    make_person(Office.MEMBER, "Vừa Hết Hạn", ended=True)
    old = make_person(Office.MEMBER, "Đã Lâu Lắm", ended=True)
    Appointment.objects.filter(person=old).update(
        starts_on=DAY() - timedelta(days=800), ends_on=DAY() - timedelta(days=400)
    )
    old.is_active = False
    old.save()
    client.force_login(chair)
    context = client.get(reverse("rights_register")).context
    assert [row.person.full_name for row in context["over"]] == ["Vừa Hết Hạn"]
    assert [person.full_name for person in context["without_office"]] == ["Vừa Hết Hạn"]


def test_each_delegation_is_told_with_its_paper_its_scope_and_what_it_is_worth(client, chair, deputy):
    section = make_category("Cử tri")
    witness = make_person(Office.MEMBER)
    lent = delegate(deputy, chair, confirmed_by=witness, scopes=[f"category:{section.pk}"])
    Delegation.objects.create(holder=witness, granted_by=chair, decision=make_decision(), starts_on=DAY())
    gone = delegate(witness, chair, confirmed_by=deputy)
    Delegation.objects.filter(pk=gone.pk).update(revoked_at=timezone.now())
    left = delegate(make_person(Office.CONTRIBUTOR), chair, confirmed_by=witness)

    client.force_login(chair)
    answer = client.get(reverse("rights_register"))

    said = {line["row"].pk: line["stage"] for line in answer.context["delegations"]}
    assert said[lent.pk] == "đang hiệu lực"
    assert said[gone.pk].startswith("đã thu hồi ngày")
    assert said[left.pk] == "không còn hiệu lực do thay đổi chức danh"
    assert "chờ xác nhận" in said.values()
    assert lent.decision.number in answer.content.decode()
    assert "Cử tri" in answer.content.decode()


def test_an_account_without_an_office_and_a_superuser_are_named(client, chair):
    make_user("Người Chưa Giao")
    make_user("Trần Thị Kỹ Thuật", is_superuser=True)
    page = read_page(client, chair)
    assert "Người Chưa Giao" in page
    assert "Trần Thị Kỹ Thuật" in page


@pytest.mark.parametrize("count", [1, 12])
def test_it_costs_the_same_few_or_many(client, chair, deputy, count, django_assert_num_queries):
    for _ in range(count):
        delegate(deputy, chair, confirmed_by=make_person(Office.MEMBER))
    client.force_login(chair)
    with django_assert_num_queries(QUERIES):
        client.get(reverse("rights_register"))


def test_the_menu_leads_to_it(client, chair):
    client.force_login(chair)
    assert reverse("rights_register") in client.get("/quan-tri/").content.decode()


def real_people(chair, deputy) -> list:
    """One real person for each column of the table, in its order."""
    holder = make_person(Office.DEPUTY)
    secretary, member = make_person(Office.MEMBER, is_secretary=True), make_person(Office.MEMBER)
    delegate(holder, chair, confirmed_by=member)
    return [chair, holder, deputy, secretary, member, make_person(), make_person(Office.TECHNICAL)]


def test_the_table_says_of_every_move_what_the_move_says_of_real_people_and_pieces(chair, deputy):
    another = make_person(Office.MEMBER)
    others = make_article(author=make_person(), editor=another, approver=another, published_by=another)
    for person, (_, standing) in zip(real_people(chair, deputy), OFFICES, strict=True):
        own = make_article(author=person, editor=another, approver=another, published_by=another)
        held = make_article(author=make_person(), editor=person, approver=another, published_by=another)
        asked = make_article(author=make_person(), editor=another, approver=person, published_by=another)
        real = rights.standing_of(person)
        pieces = {"": others, "người gửi": own, "người đang biên tập": held, "người trình duyệt": asked}
        for move in TABLE:
            told = may_as(move.who, move.sources, standing)
            for relation, piece in pieces.items():
                assert told[relation] == any(may_in(move, piece, state, real) for state in move.sources), move.name


def may_in(move, piece, state: str, standing) -> bool:
    """Ask the move of a real piece to which everything has happened that is not about the person."""
    piece.state, piece.number, piece.awaits_confirmation, piece.withdrawal = state, 2, True, "kept"
    piece.months_to_review = lambda: 12
    return move.who(piece, standing)


def test_every_move_and_every_office_stands_in_the_table():
    rows = rows_of_moves()
    assert [row["act"] for row in rows][: len(TABLE)] == [move.label for move in TABLE]
    assert {len(row["cells"]) for row in rows if not row.get("by_clock")} == {len(OFFICES)}
    assert set(RELATIONS) >= {"", "người gửi"}


def test_the_words_of_a_few_cells_are_as_the_design_says():
    cells = {row["act"]: dict(row["cells"]) for row in rows_of_moves()}
    assert cells["Duyệt đăng"]["Trưởng Ban biên tập"] == "có"
    assert cells["Duyệt đăng"]["Phó Trưởng Ban biên tập"] == "–"
    assert cells["Duyệt và đăng"]["Trưởng Ban biên tập"] == "trừ người gửi"
    assert cells["Gửi bài"]["Cộng tác viên"] == "chỉ người gửi"
    assert cells["Tạm gỡ"]["Thành viên Ban biên tập"] == "có"
    assert set(cells["Đăng theo giờ hẹn"]) == set()
    technical = {act: row["Quản trị kỹ thuật"] for act, row in cells.items() if row}
    assert set(technical.values()) == {"–"}
    assert State.DRAFT.label in rows_of_moves()[0]["sources"]


def test_a_contributor_does_not_read_it(client, chair):
    client.force_login(appoint(make_user(), Office.CONTRIBUTOR))
    assert client.get(reverse("rights_register")).status_code == 404
