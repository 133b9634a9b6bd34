"""What is published by a lent right: the log names office and paper, and the imprint names whom it named before."""

import pytest

from editorial.models import Office, State
from editorial.reading import read_entries
from editorial.workflow import perform
from news.models import Imprint
from tests.factories import delegate, make_article, make_category, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    chair, deputy, member = (make_person(office) for office in (Office.CHAIR, Office.DEPUTY, Office.MEMBER))
    return {"chair": chair, "deputy": deputy, "member": member}


def publish(people, actor, category) -> str:
    """Publish an approved piece and give what the log says of it."""
    approved = {"editor": people["member"], "approver": people["member"]}
    piece = make_article(State.APPROVED, author=make_person(), category=category, **approved)
    perform("publish", edition=piece, actor=actor, version=piece.version)
    return read_entries(piece.document.log.filter(action="publish"))[0]["detail"]


def test_the_log_names_the_deputy_and_the_paper_of_the_right_and_the_imprint_stays(people):
    category = make_category()
    lent = delegate(people["deputy"], people["chair"], confirmed_by=people["member"])
    before = Imprint.load().__dict__.copy()
    said = publish(people, people["deputy"], category)
    assert said == f"Phó Trưởng Ban biên tập duyệt đăng, theo văn bản số {lent.decision.number}"
    after = Imprint.load().__dict__.copy()
    assert {**before, "_state": None} == {**after, "_state": None}


def test_of_two_papers_the_log_names_the_one_that_holds_for_the_category(people):
    first, second = make_category("Kỳ họp"), make_category("Cử tri")
    for section in (first, second):
        delegate(people["deputy"], people["chair"], confirmed_by=people["member"], scopes=[f"category:{section.pk}"])
    number = people["deputy"].delegations.get(scopes=[f"category:{second.pk}"]).decision.number
    assert publish(people, people["deputy"], second).endswith(f"theo văn bản số {number}")


def test_the_chair_publishes_by_the_office_and_no_paper_is_named(people):
    assert "văn bản" not in publish(people, people["chair"], make_category())
