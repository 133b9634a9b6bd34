"""Every actor × every move × every state: the allowed cells are exactly these, everything else changes nothing.

The table below is written by hand from design.md, not read from the code that it tests.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from editorial import workflow
from editorial.models import LogEntry, Note, Notice, Office, Snapshot, State
from news.models import Article
from tests.factories import BODY, delegate, insert_edition, make_article, make_category, make_person, make_user

BOARD = "editor approver secretary deputy delegate chair"
PUBLISHERS = "delegate chair"
ALLOWED = {
    "submit": {"draft": "author", "returned": "author"},
    "recall": {"submitted": "author"},
    "discard": {"draft": "author secretary", "returned": "author secretary"},
    "assign": {"submitted": "secretary deputy delegate chair", "in_review": "secretary deputy delegate chair"},
    "take": {"submitted": BOARD, "in_review": BOARD.replace("editor ", "")},
    "return": {"in_review": f"editor {PUBLISHERS}", "approved": f"editor {PUBLISHERS}"},
    "reject": {"submitted": BOARD, "in_review": BOARD},
    "approve": {"in_review": BOARD},
    "reopen": {"approved": f"approver {PUBLISHERS}", "scheduled": f"approver {PUBLISHERS}"},
    "publish": {"approved": PUBLISHERS},
    "publish_now": {"submitted": PUBLISHERS, "in_review": PUBLISHERS},
    "schedule": {"approved": PUBLISHERS},
    "unschedule": {"scheduled": PUBLISHERS},
    "publish_small": {"in_review": PUBLISHERS},
    "publish_urgent": dict.fromkeys(("draft", "submitted", "in_review", "approved"), PUBLISHERS),
    "confirm": {"published": BOARD.replace(" chair", "")},  # the chair published it
    "hide": {"published": BOARD},
    "restore": {"hidden": PUBLISHERS},
    "withdraw": {"published": PUBLISHERS, "hidden": PUBLISHERS},
    "close": {"withdrawn": BOARD},
    "review": {"published": BOARD},
    "go_live": {},
    "lapse": {},
    "expire": {},
}
ACTORS = [
    "anonymous",
    "author",
    "editor",
    "approver",
    "secretary",
    "delegate",
    "chair",
    "superuser",
    "expired",
]
LIKE_OTHERS = ["other_contributor", "deputy", "technical", "disabled"]  # tried move by move at night


@pytest.fixture
def people(db):
    chair = make_person(Office.CHAIR, "Trần Thị Chủ")
    secretary = make_person(Office.MEMBER, is_secretary=True)
    delegated = make_person(Office.DEPUTY, "Lê Văn Giao")
    delegate(delegated, chair, confirmed_by=secretary)
    disabled = make_person(Office.CONTRIBUTOR)
    disabled.is_active = False
    disabled.save()
    return {
        "author": make_person(Office.CONTRIBUTOR),
        "other_contributor": make_person(Office.CONTRIBUTOR),
        "editor": make_person(Office.MEMBER),
        "approver": make_person(Office.MEMBER),
        "secretary": secretary,
        "deputy": make_person(Office.DEPUTY),
        "delegate": delegated,
        "chair": chair,
        "technical": make_person(Office.TECHNICAL),
        "superuser": make_user(is_superuser=True),
        "expired": make_person(Office.CHAIR, ended=True),
        "disabled": disabled,
    }


def make_piece(people: dict, state: str) -> Article:
    """A piece of the author's, with everything a move in this state could ask for."""
    live = None
    category = make_category(review_after_months=6)
    if state == State.IN_REVIEW:  # over a live edition, one word corrected
        live = make_article(State.PUBLISHED, author=people["author"], category=category)
    edition = Article(
        author=people["author"],
        opened_by=people["author"],
        changed_by=people["author"],
        headline="Khai mạc Kỳ họp thứ Mười hai",
        standfirst="Kỳ họp diễn ra ba ngày.",
        body=BODY.replace("sáu", "bảy") if live else BODY,
        category=category,
        editor=None if state in (State.DRAFT, State.SUBMITTED) else people["editor"],
        approver=people["approver"],
        published_by=people["chair"],
        scheduled_by=people["chair"],
        awaits_confirmation=state == State.PUBLISHED,
        revisers=[people["editor"].pk],
        withdrawal="kept" if state == State.WITHDRAWN else "",
    )
    return insert_edition(edition, state, live.document if live else None)


def post(client, edition, name: str, people: dict):
    return client.post(
        f"/ban-lam-viec/article/{edition.pk}/buoc/{name}/",
        {
            "version": edition.version,
            "reason": "Lý do để thử",
            "person": people["approver"].pk,
            "day": f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}",
            "clock": "07:30",
            # What a forger adds: none of it is read.
            "state": "published",
            "author": people["chair"].pk,
            "approved_fingerprint": "0" * 64,
        },
    )


def everything() -> tuple:
    """All rows that a move could touch; refusals may add to the log only."""
    articles = tuple(Article.objects.order_by("pk").values_list())
    counts = tuple(model.objects.count() for model in (Note, Notice, Snapshot))
    return articles, counts, LogEntry.objects.filter(refused=False).count()


def test_the_table_of_the_code_names_the_same_moves_as_this_one():
    assert set(workflow.MOVES) == set(ALLOWED)


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("actor", [*ACTORS, *(pytest.param(one, marks=pytest.mark.by_night) for one in LIKE_OTHERS)])
def test_only_the_allowed_moves_change_anything(client, people, actor, state):
    edition = make_piece(people, state)
    if actor != "anonymous":
        client.force_login(people[actor])
    before = everything()
    outcome, expected = {}, {}
    for name, allowed in ALLOWED.items():
        may = actor in allowed.get(state, "").split()
        expected[name] = "moved" if may else "refused"
        refusals = LogEntry.objects.filter(refused=True).count()
        trial = transaction.savepoint()
        response = post(client, edition, name, people)
        unchanged = everything() == before
        logged = LogEntry.objects.filter(refused=True).count() - refusals
        transaction.savepoint_rollback(trial)
        outcome[name] = "moved" if not unchanged else "refused"
        if not may:
            assert response.status_code in {302, 403, 404, 409, 422}, (name, response.status_code)
            known = actor not in {"anonymous", "disabled"}
            assert logged == (1 if known else 0), (name, response.status_code)
        else:
            assert response.status_code == 302, (name, response.status_code, response.content.decode()[:500])
    assert outcome == expected


@pytest.mark.parametrize("name", sorted(name for name in ALLOWED if ALLOWED[name]))
def test_a_move_from_a_page_that_is_out_of_date_is_refused_and_says_who_was_faster(client, people, name):
    for state, actors in ALLOWED[name].items():
        edition = make_piece(people, state)
        Article.objects.filter(pk=edition.pk).update(version=edition.version + 1)
        client.force_login(people[actors.split()[0]])
        response = post(client, edition, name, people)
        assert response.status_code == 409
        assert people["author"].full_name in response.content.decode()


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("actor", [actor for actor in (*ACTORS, *LIKE_OTHERS) if actor != "anonymous"])
def test_only_authors_and_the_board_open_an_edition_and_only_over_a_live_one(client, people, actor, state):
    edition = make_article(state, author=people["author"])
    client.force_login(people[actor])
    client.post(f"/ban-lam-viec/article/{edition.pk}/soan-ban-moi/")
    may = actor in ["author", *BOARD.split()] and state in ("published", "hidden")
    assert edition.siblings().exclude(pk=edition.pk).count() == (1 if may else 0)
    refused = actor != "disabled" and not may
    assert LogEntry.objects.filter(action="open", refused=True).count() == (1 if refused else 0)
