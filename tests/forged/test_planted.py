"""Words that would run, in every text field of every model: on no page of any role are they anything but text."""

from html.parser import HTMLParser

import pytest

from tests.forged.planting import (
    BY_THE_LOG,
    MADE_BY_MACHINE,
    SHOWN_NOWHERE,
    address,
    fields,
    payload,
    plant,
    plant_log,
    planted_fields,
)
from tests.nights import BY_NIGHT
from tests.test_audience import client_of
from tests.visiting import addresses, routes

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

ROLES = {"chair": (), "writer": (), "technical": (), "anonymous": (), "expired": ("mfa_index", "mfa_edit_webauthn")}
EACH = 12 if BY_NIGHT else 1  # addresses of a route


class Reader(HTMLParser):
    """Notes what of the planted words became an element, a handler or an address that runs."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            said = (value or "").strip().lower()
            runs = name.startswith("on") and "zq(" in said
            leads = name in ("href", "src", "action", "formaction") and said.startswith(("javascript:", "zq"))
            if runs or leads:
                self.found.append(self.get_starttag_text())
        if tag == "zq-x":
            self.found.append(self.get_starttag_text())


def running_in(page: str) -> list[str]:
    reader = Reader()
    reader.feed(page)
    scripts = [part for part in page.split("<script")[1:] if "zq(" in part.partition("</script")[0]]
    return reader.found + [part[:120] for part in scripts if "application/" not in part[:60]]


def is_markup(kind: str) -> bool:
    """Whether a browser reads it as a document; what is text or JSON it shows as it is (nosniff)."""
    return "html" in kind or "xml" in kind


@pytest.fixture
def planted(full_world):
    numbers = plant()
    plant_log(full_world.people.chair)
    return full_world, numbers


def pages_of(world, role: str, names: tuple[str, ...] = ()):
    """Give (address, text) of every answer to a role that a browser would show as a page."""
    client = client_of(world, role)
    client.raise_request_exception = False
    for name in names or routes():
        if "logout" not in name:
            for place in addresses(name)[:EACH]:
                response = client.get(place)
                if response.status_code == 500:
                    yield place, f"<zq-x>{response.status_code}"
                elif not response.streaming and is_markup(response.get("Content-Type", "")):
                    yield place, response.content.decode(errors="replace")


def test_what_is_planted_would_run_where_it_is_not_escaped():
    for room in (10_000, 100, 60, 20, 10):
        assert running_in(f"<p>{payload(7, room)}</p>")
        assert running_in(f'<p title="{payload(7, room)}"></p>')
    assert running_in(f'<a href="{address(7, 300, scheme="javascript")}">x</a>')


def test_every_text_field_is_planted_or_said_to_be_a_machines():
    known = {name for name, _ in fields()}
    said = [name for names in MADE_BY_MACHINE.values() for name in names]
    assert (set(said) | BY_THE_LOG | set(SHOWN_NOWHERE)) - known == set()
    assert len(said) == len(set(said))


def test_nothing_planted_runs_on_any_page_and_every_field_is_seen(planted):
    world, numbers = planted
    assert set(planted_fields()) - set(numbers) == set()  # a new field has a row here, or is said to be a machine's
    running, seen, pages = {}, set(), 0
    for role, names in ROLES.items():
        for place, page in pages_of(world, role, names):
            pages += 1
            seen |= {name for name, number in numbers.items() if f"zq{number}x" in page}
            if found := running_in(page) + ["{{}}"] * ("1337" in page and "zq" in page and "{{7*191}}" not in page):
                running[f"{role} {place}"] = found[:2]
    assert running == {}
    assert pages > 400
    if BY_NIGHT:
        assert set(numbers) - seen == set(SHOWN_NOWHERE)
