"""Who hears of what: for every move and every person, only of pieces that this person may see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial import notices, rights, workflow
from editorial.models import Appointment, Notice, Office, State
from news.models import Article
from tests.factories import BODY, delegate, insert_edition, make_article, make_category, make_person, make_user

pytestmark = pytest.mark.django_db

# Written by hand: who hears of a move, when `actor` (another than all of these) makes it.
HEARS = {
    "submit": "editor",
    "recall": "",
    "discard": "author",
    "assign": "author editor",
    "take": "author",
    "return": "author editor",
    "reject": "author editor",
    "approve": "chair delegate",
    "reopen": "editor",
    "publish": "author editor",
    "publish_now": "",  # its steps tell
    "schedule": "author editor",
    "unschedule": "editor chair delegate",
    "publish_small": "author editor",
    "publish_urgent": "author editor approver publisher secretary deputy delegate chair member",
    "confirm": "publisher",
    "hide": "author editor chair delegate",
    "restore": "author editor",
    "withdraw": "author editor approver publisher secretary deputy delegate chair member",
    "close": "author editor approver publisher secretary deputy delegate chair member",
    "review": "",
    "go_live": "author editor publisher",
    "lapse": "",
    "expire": "author",
}
PEOPLE = ("author", "other", "editor", "approver", "publisher", "secretary", "deputy", "delegate", "chair", "member",
          "technical", "expired")  # fmt: skip


@pytest.fixture
def people():
    chair = make_person(Office.CHAIR)
    secretary = make_person(Office.MEMBER, is_secretary=True)
    lent = make_person(Office.DEPUTY)
    delegate(lent, chair, confirmed_by=secretary)
    members = {name: make_person(Office.MEMBER) for name in ("editor", "approver", "publisher", "member")}
    return {
        **members,
        "author": make_person(Office.CONTRIBUTOR),
        "other": make_person(Office.CONTRIBUTOR),
        "secretary": secretary,
        "deputy": make_person(Office.DEPUTY),
        "delegate": lent,
        "chair": chair,
        "technical": make_person(Office.TECHNICAL),
        "expired": make_person(Office.MEMBER, ended=True),
    }


def make_piece(people, state: str) -> Article:
    piece = Article(
        body=BODY,
        author=people["author"],
        opened_by=people["author"],
        changed_by=people["author"],
        editor=people["editor"],
        approver=people["approver"],
        published_by=people["publisher"],
        headline="Tiêu đề bí mật",
        category=make_category(),
    )
    return insert_edition(piece, state)


def hearers(people, edition, move, *, actor=None) -> set[str]:
    request = workflow.Request(actor or make_user(), rights.NOBODY, held_by=edition.editor_id)
    notices.tell_of_move(move, edition, request)
    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told <= {person.pk for person in people.values()}
    return {name for name, person in people.items() if person.pk in told}


@pytest.mark.parametrize("name", sorted(workflow.MOVES))
def test_exactly_these_people_hear_of_a_move_and_each_may_see_the_piece(people, name):
    move = workflow.MOVES[name]
    edition = make_piece(people, move.target)

    heard = hearers(people, edition, move)

    assert heard == set(HEARS[name].split())
    for person in (people[known] for known in heard):
        assert Article.objects.visible_to(rights.standing_of(person)).filter(pk=edition.pk).exists()


@pytest.mark.parametrize("name", sorted(workflow.MOVES))
def test_whoever_has_lost_the_office_that_showed_the_piece_hears_nothing(people, name):
    move = workflow.MOVES[name]
    edition = make_piece(people, move.target)
    Appointment.objects.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert hearers(people, edition, move) == set()


def test_nobody_is_told_of_their_own_move(people):
    edition = make_piece(people, State.PUBLISHED)

    assert "editor" not in hearers(people, edition, workflow.MOVES["publish"], actor=people["editor"])


def test_of_a_piece_that_nobody_holds_the_secretary_hears(people):
    edition = make_article(State.SUBMITTED, author=people["author"], editor=None)

    assert hearers(people, edition, workflow.MOVES["submit"]) == {"secretary"}


def test_whoever_held_the_piece_hears_that_another_took_it(people):
    edition = make_piece(people, State.IN_REVIEW)
    request = workflow.Request(people["member"], rights.NOBODY, held_by=people["approver"].pk)

    notices.tell_of_move(workflow.MOVES["take"], edition, request)

    assert Notice.objects.filter(recipient=people["approver"]).count() == 1


@pytest.mark.parametrize("state", State.values)
def test_one_rule_says_who_may_see_a_piece_to_lists_notices_and_checks(people, state):
    edition = make_piece(people, state)
    standings = {name: rights.standing_of(person) for name, person in people.items()}

    listed = {name for name in people if Article.objects.visible_to(standings[name]).filter(pk=edition.pk).exists()}

    assert listed == set(PEOPLE) - {"other", "technical", "expired"}
    assert listed == {name for name in people if rights.may_see(edition, standings[name])}
    assert listed == {name for name in people if people[name] in rights.people_who_may_see(edition)}


def test_of_one_tap_the_author_hears_once(people):
    edition = make_piece(people, State.SUBMITTED)

    workflow.perform("publish_now", edition=edition, actor=people["chair"], version=edition.version)

    assert Notice.objects.filter(recipient=people["author"]).count() == 1
    assert Notice.objects.filter(recipient=people["editor"]).count() == 1  # who held it


def test_a_notice_of_a_piece_is_never_made_for_who_may_not_see_it(people):
    edition = make_piece(people, State.DRAFT)
    everybody = [person.pk for person in people.values()]

    notices.tell(everybody, "Việc của tin bài", document=edition.document, edition_number=1)
    notices.tell(everybody, "Việc chung")

    about = set(Notice.objects.exclude(document=None).values_list("recipient", flat=True))
    assert about == {people[name].pk for name in PEOPLE if name not in ("other", "technical", "expired")}
    assert Notice.objects.filter(document=None).count() == len(PEOPLE)
