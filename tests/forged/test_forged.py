"""Forged requests, made from the routes, the rows and the fields that there are: all refused, and nothing changed."""

from random import Random

import pytest

from tests.factories import make_article
from tests.forged.actors import ACTORS
from tests.forged.sending import Forged, Judge, every_address, forged_by
from tests.nights import BY_NIGHT
from tests.test_audience import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

BY_DAY = 320  # some 5,000 in all


@pytest.fixture(autouse=True)
def _every_refusal_is_an_entry(settings):
    settings.REFUSALS_A_MINUTE = 10_000


def chosen(forged: list[Forged]) -> list[Forged]:
    return forged if BY_NIGHT else Random(7).sample(forged, min(BY_DAY, len(forged)))


@pytest.mark.parametrize("name", ACTORS)
def test_no_forged_request_is_accepted_and_each_of_a_known_person_is_logged(full_world, name):
    client = ACTORS[name].come(full_world)
    judge = Judge(client, is_known=ACTORS[name].is_known)
    faults = {
        str(forged): fault for forged in chosen(forged_by(name, every_address())) if (fault := judge.fault_of(forged))
    }
    assert faults == {}


def test_there_are_enough_forged_requests_and_every_route_is_among_them(full_world):
    places = every_address()
    made = [forged for name in ACTORS for forged in forged_by(name, places)]
    assert len(made) >= 5_000
    missed = set(places) - {forged.route for forged in made}
    assert {name for name in missed if not name.startswith("letter")} == set()


def test_the_judge_sees_what_is_accepted_and_what_is_changed(world):
    address = f"/ban-lam-viec/article/{make_article(author=world.people.writer).pk}/y-kien/"
    act = Forged("add_note", address, "POST", {"text": "Thật"})
    fault = Judge(client_of(world, "writer"), is_known=True).fault_of(act)
    assert "changed" in fault
    assert "editorial_note" in fault
    page = Forged("home", "/", "POST", {})
    assert Judge(client_of(world, "anonymous"), is_known=False).fault_of(page) == ""
