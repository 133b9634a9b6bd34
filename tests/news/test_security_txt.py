"""Where holes of the site are told of: /.well-known/security.txt (RFC 9116) and the section of the imprint."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from news.models import Imprint
from tests.news.public import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/.well-known/security.txt"


def read(client) -> dict[str, list[str]]:
    """Give the fields of the file, each with its values in order."""
    response = client.get(ADDRESS)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    fields: dict[str, list[str]] = {}
    for line in response.content.decode().splitlines():
        name, _, value = line.partition(": ")
        fields.setdefault(name, []).append(value)
    return fields


def test_it_names_whom_to_tell_in_which_languages_and_by_which_rules(client, settings):
    settings.SITE_ORIGIN = "https://hdnd.example"
    Imprint(email="banbientap@hdnd.example").save()
    fields = read(client)
    assert fields.pop("Expires")
    assert fields == {
        "Contact": ["mailto:banbientap@hdnd.example"],
        "Preferred-Languages": ["vi, en"],
        "Canonical": [f"https://hdnd.example{ADDRESS}"],
        "Policy": ["https://hdnd.example/thong-tin-trang/#bao-mat"],
    }


def test_the_operator_names_another_place_or_several(client, settings):
    settings.SECURITY_CONTACT = ["baomat@hdnd.example", "https://hdnd.example/bao/"]
    assert read(client)["Contact"] == ["mailto:baomat@hdnd.example", "https://hdnd.example/bao/"]


def test_a_site_without_any_mail_address_names_the_page_that_says_who_stands_behind_it(client, settings):
    settings.SITE_ORIGIN = "https://hdnd.example"
    assert read(client)["Contact"] == ["https://hdnd.example/thong-tin-trang/"]


@pytest.mark.parametrize("day", ["2026-01-01T00:00+07:00", "2026-08-31T23:59+07:00", "2027-12-31T23:59+07:00"])
def test_it_always_ends_later_and_within_a_year(client, day):
    moment = datetime.fromisoformat(day)
    with time_machine.travel(moment, tick=False):
        (said,) = read(client)["Expires"]
    left = datetime.fromisoformat(said).astimezone(UTC) - moment
    assert timedelta(days=120) < left < timedelta(days=366)


def test_it_is_only_read_sets_no_cookie_and_may_be_kept_a_day(client):
    response = client.get(ADDRESS)
    assert (dict(response.cookies), response["Cache-Control"]) == ({}, "public, max-age=86400")
    assert client.head(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405


def test_the_imprint_tells_in_words_what_it_leads_to(client):
    Imprint(email="banbientap@hdnd.example").save()
    page = text_of(client.get("/thong-tin-trang/"))
    assert 'id="bao-mat"' in page
    assert 'href="mailto:banbientap@hdnd.example">banbientap@hdnd.example</a>' in page
