"""Every page, as every person: no English and no pronoun in what is read, hovered over or read aloud."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib.admin.utils import flatten_fieldsets
from django.test import Client, RequestFactory
from django.urls import reverse

from editorial import log, reading
from editorial.admin.base import LoggedAdmin
from editorial.clock import tick
from editorial.models import State
from editorial.models.edition import kinds
from editorial.sites import desk_site
from news.guides import GUIDES
from tests.visiting import addresses, editions, routes

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

BY_DAY, BY_NIGHT = ("anonymous", "writer", "chair", "technical"), ("member", "secretary", "deputy", "expired")
PRONOUN = re.compile(r"\bbạn\b", re.IGNORECASE)
# Words of a machine's English that are no Vietnamese word without marks either.
ENGLISH = re.compile(
    r"""\b(?:
    Save | Delete | Add | Change | Changed | Home | Log | Search | Select | Choose | Please | Required | Remove
    | Yes | No | Page | Next | Previous | Today | Now | History | View | Welcome | Username | Password | Error |
    Errors | Forbidden | Server | Filter | Cancel | Close | Edit | Upload | Currently | Clear | Unknown | None |
    True | False | All | Action | Show | Hide | Text | Hash | Slug | Object | Submit | Enter | Valid | Invalid |
    Must | Cannot | Value | Field | Sort | Order | Count | Name | Title | Body | Link | Email | Status | State |
    Version | Draft | Published | Date | Time | File | Image | Picture | Article | Category | User | Document |
    Edition | Number | Done | Back
    | This[ ]field | Not[ ]Found | Are[ ]you[ ]sure
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
READ_ATTRIBUTES = ("title", "placeholder", "aria-label", "alt", "label")
UNREAD = ("script", "style")
BUTTONS = ("submit", "button", "reset")


class Words(HTMLParser):
    """Collects what a person reads, or has read aloud, of a page."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.unread += tag in UNREAD
        self.found += [given[name] for name in READ_ATTRIBUTES if name in given]
        if tag == "input" and given.get("type") in BUTTONS:
            self.found.append(given.get("value", ""))
        if "data-inline-formset" in given:  # words that a script puts on buttons
            options = json.loads(given["data-inline-formset"])["options"]
            self.found += [options["addText"], options["deleteText"]]
        if tag == "meta" and given.get("name") == "description":
            self.found.append(given.get("content", ""))

    def handle_endtag(self, tag):
        self.unread -= tag in UNREAD

    def handle_data(self, data):
        if not self.unread:
            self.found.append(data)


def words_of(response) -> str:
    reader = Words()
    reader.feed(response.content.decode())
    return "\n".join(" ".join(text.split()) for text in reader.found if text.strip())


def english_plurals() -> re.Pattern:
    """Django's own plurals: the name of a kind of thing with an s."""
    names = {str(model._meta.verbose_name) for model in apps.get_models()}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})s\b", re.IGNORECASE)


def faults_of(text: str) -> list[str]:
    """Give the lines that a person here would not want to read, with what is wrong in them."""
    faults = []
    for line in dict.fromkeys(text.splitlines()):
        if line.startswith('{"action": '):  # the exact text of a log entry, shown as evidence
            continue
        bare = line.replace("Website", "").replace("website", "")
        for pattern in (PRONOUN, ENGLISH, PLURAL):
            faults += [f"{found[0]}: {line[:160]}" for found in pattern.finditer(bare)]
    return faults


PLURAL = english_plurals()


def client_of(world, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(getattr(world.people, role))
    return client


def faults_on(pages) -> dict[str, list[str]]:
    """Give the faults of each page that has some, over (address, answer) of pages of HTML."""
    found = {}
    for address, response in pages:
        if response.get("Content-Type", "").startswith("text/html"):
            faults = faults_of(words_of(response))
            if faults:
                found[address] = faults
    return found


def test_the_reader_finds_what_it_looks_for():
    page = '<a title="Save">Thêm tin bàis</a><input type="submit" value="Go home"><p>Mời bạn xem</p><script>No</script>'
    reader = Words()
    reader.feed(page)
    assert [fault.split(":")[0] for fault in faults_of("\n".join(reader.found))] == ["Save", "tin bàis", "home", "bạn"]


@pytest.mark.parametrize("role", [*BY_DAY, *(pytest.param(role, marks=pytest.mark.by_night) for role in BY_NIGHT)])
def test_every_page_speaks_vietnamese_without_a_pronoun(world, role):
    tick()  # without a round of the clock the health page is ill
    client = client_of(world, role)
    names = [name for name in routes() if "logout" not in name]
    pages = [(address, client.get(address)) for name in names for address in seen_by(role, name)]
    assert faults_on(pages) == {}
    assert [address for address, response in pages if response.status_code >= 500] == []
    assert len(pages) > 100


def seen_by(role: str, name: str) -> list[str]:
    """Give the addresses worth a visit: to the chair pieces in every state, to the others some."""
    return addresses(name)[: 2 * len(State) if role == "chair" else 5]


@pytest.mark.parametrize("role", ["writer", "member", "chair"])
def test_refused_moves_speak_vietnamese(world, role):
    client = client_of(world, role)
    places = [address for address in addresses("move") if "/article/" in address]
    posts = ({"version": 99, "reason": "Lý do"}, {})
    pages = [(address, client.post(address, data)) for address in places for data in posts]
    assert faults_on(pages) == {}


@pytest.mark.parametrize("role", ["chair", "technical"])
def test_forms_sent_back_speak_vietnamese(world, role):
    """Every form of the desk, sent empty and sent full of rubbish, answers in Vietnamese."""
    client = client_of(world, role)
    pages = []
    for name in routes():
        if name.startswith("admin:") and name.endswith("_add"):
            for address in addresses(name):
                pages += [(address, client.post(address, rubbish)) for rubbish in ({}, rubbish_for(name))]
    assert faults_on(pages) == {}
    assert {response.status_code for _, response in pages} == {200, 403}


def rubbish_for(name: str) -> dict[str, str]:
    """Give for every field of a screen's form something that cannot be what is asked for."""
    screen = next(one for model, one in desk_site._registry.items() if f":{model._meta.label_lower}_" in dotted(name))
    fields = [field.name for field in screen.model._meta.concrete_fields]
    rows = {f"{rows}-{count}": "x" for rows in ("uses", "attachments") for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {**dict.fromkeys(fields, "≠" * 2000), **rows, "upload": "≠", "new_password": "1", "number": "≠"}


def dotted(name: str) -> str:
    return name.replace("_", ".", 1)


def test_a_guide_sent_back_speaks_vietnamese(world):
    client = client_of(world, "writer")
    rubbish = {"date": "hôm qua", "until": "x", "count": "-1", "voters": "nhiều", "place": "≠" * 1000, "stage": "x"}
    typed = {f"hoi-{name}": value for name, value in rubbish.items()}
    addresses = [reverse("contributor_guide", args=[key]) for key in GUIDES]
    assert faults_on([(address, client.post(address, data)) for address in addresses for data in ({}, typed)]) == {}


def test_the_contributors_form_sent_back_speaks_vietnamese(world):
    client = client_of(world, "writer")
    address = reverse("contributor_new")
    rubbish = {"headline": "≠" * 1000, "event_date": "hôm qua", "category": "x", "source_url": "javascript:1"}
    rows = {
        f"{kind}-{count}": "1"
        for kind in ("pictures", "files")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS", "MAX_NUM_FORMS")
    }
    pages = [(address, client.post(address, data)) for data in ({}, rubbish, {**rubbish, **rows, "act": "gui"})]
    assert faults_on(pages) == {}
    assert {response.status_code for _, response in pages} == {200}


def test_the_doors_speak_vietnamese(world):
    client = Client()
    wrong = {"login": "khong-co", "password": "sai"}
    pages = [(reverse("account_login"), client.post(reverse("account_login"), data)) for data in ({}, wrong)]
    signed_in = client_of(world, "writer")
    short = {"old_password": "sai", "new_password1": "1", "new_password2": "2"}
    same = {"old_password": "mat-khau-thu", "new_password1": "12345678", "new_password2": "12345678"}
    change = reverse("change_password")
    pages += [(change, signed_in.post(change, data)) for data in ({}, short, same)]
    forged = Client(enforce_csrf_checks=True)
    pages.append(("forged", forged.post(reverse("account_login"), wrong)))
    assert faults_on(pages) == {}
    assert [response.status_code for _, response in pages] == [200] * 5 + [403]


def test_error_pages_speak_vietnamese(world, monkeypatch):
    withdrawn = next(piece for piece in editions() if piece.kind == "article" and piece.state == State.WITHDRAWN)
    client = Client(raise_request_exception=False)
    pages = {
        404: client.get("/khong-co/"),
        410: client.get(withdrawn.get_absolute_url()),
        403: client_of(world, "technical").get(reverse("contributor_pieces")),
        400: client.get("/", headers={"host": "la.example"}),
    }
    monkeypatch.setattr("news.views.home.live_banners", lambda: 1 / 0)
    pages[500] = client.get("/")
    assert {status: response.status_code for status, response in pages.items()} == {status: status for status in pages}
    assert faults_on(pages.items()) == {}


def test_the_log_names_every_field_and_every_action_in_vietnamese(world):
    request = RequestFactory().get("/")
    request.user = world.people.chair
    told = []
    for model, screen in desk_site._registry.items():
        if isinstance(screen, LoggedAdmin):
            names = [*screen.get_form(request).base_fields, *flatten_fieldsets(screen.get_fieldsets(request))]
            subject = f"{model._meta.model_name}:1"
            entry = log.record("change", actor=request.user, subject=subject, data={"fields": sorted(set(names))})
            said = reading.detail(entry).split(", ")
            told += [(subject, name) for name in said if name in names]
    assert told == []


def test_every_kind_of_thing_has_names_in_vietnamese():
    desk = [model for model in apps.get_models() if model._meta.app_label in ("editorial", "news")]
    unnamed = [model for model in desk if faults_of(f"{model._meta.verbose_name}\n{model._meta.verbose_name_plural}")]
    assert unnamed == []
    labels = [(model.kind, label) for model in kinds() for _, label in State.choices if faults_of(label)]
    assert json.dumps(labels) == "[]"
