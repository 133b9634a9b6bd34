"""What attackers need: a site at the servers of operation, people with known passwords, lines without manners."""

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.bench.machine import Server
from tests.bench.nginx import DESK_HOST, PUBLIC_HOST, nginx
from tests.bench.pieces import PASSWORD
from tests.bench.site import Site
from tests.bench.visitor import HIDDEN
from tests.second_factor import code

LOGIN, SECOND, DESK = "/dang-nhap/", "/dang-nhap/ma/", "/ban-lam-viec/"
PEOPLE = """
from datetime import date
from django.contrib.auth.hashers import make_password
from editorial.models import Appointment, Decision, User
from tests.second_factor import add_application
hashed, since = make_password(PASSWORD), date(2026, 1, 5)
about = {"issued_on": since, "issued_by": "Văn phòng", "title": "Quyết định thử"}
decision, _ = Decision.objects.get_or_create(number="1/QĐ-THU", defaults=about)
for name, office, is_whole, is_active in PEOPLE:
    person = User(username=name, full_name="Phạm Văn Thử", password=hashed, is_active=is_active)
    person.save()
    if office:
        Appointment.objects.create(person=person, office=office, starts_on=since, decision=decision)
    if is_whole:
        add_application(person)
    print(person.pk)
"""


def add_people(site: Site, *people: tuple[str, str, bool, bool]) -> list[int]:
    """Make accounts (name, office, with a second factor or not, open or not) with PASSWORD; give their numbers."""
    made = PEOPLE.replace("in PEOPLE", f"in {people!r}").replace("(PASSWORD)", f"({PASSWORD!r})")
    return [int(number) for number in site.manage("shell", "-v", "0", "-c", made).split()]


@dataclass
class Front:
    """The servers of a site: gunicorn, nginx in front of it, and the log of what the application was handed."""

    site: Site
    gunicorn: Server
    nginx: Server
    log: Path

    def seen(self, mark: str) -> list[str]:
        """Give the request lines that the application saw of which this is a part; not what gunicorn itself refused.

        Its refusals stand in the log as answers without a body.
        """
        lines = re.findall(r'"(.*?)" ((?:[123]..|[45]..) \d+)', self.log.read_text(errors="replace"))
        return [line for line, end in lines if mark in line and not re.fullmatch("[45].. 0", end)]


@contextmanager
def attacked(site: Site, folder: Path, **more: str) -> Iterator[Front]:
    log = folder / "access.log"
    hosts = {"DESK_ORIGIN": f"http://{DESK_HOST}", "ALLOWED_HOSTS": f"{PUBLIC_HOST},{DESK_HOST}"}
    with site.served(**hosts, WEB_ACCESS_LOG=str(log), **more) as application:
        behind = application.url
        with nginx(site, folder / "nginx", application=behind) as (front, _):
            yield Front(site, application, front, log)


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: str

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


@dataclass
class Browser:
    """Someone at a server, from a place that gunicorn believes (it trusts this machine)."""

    url: str
    place: str = "198.51.100.7"
    host: str = DESK_HOST
    cookies: dict[str, str] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, **more: str) -> Answer:
        return self._ask("GET", address, None, more)

    def post(self, address: str, fields: dict[str, str], **more: str) -> Answer:
        fields = {"csrfmiddlewaretoken": self.cookies.get("__Host-csrftoken", ""), **fields}
        return self._ask("POST", address, urlencode(fields), more)

    def give_password(self, name: str, password: str = PASSWORD) -> Answer:
        hidden = dict(HIDDEN.findall(self.get(LOGIN).body))
        return self.post(LOGIN, {**hidden, "login": name, "password": password})

    def give_code(self, number: str = "") -> Answer:
        return self.post(SECOND, {"code": number or code()})

    def log_in(self, name: str) -> "Browser":
        assert self.give_password(name).location == SECOND
        assert self.give_code().location == DESK
        return self

    def _ask(self, method: str, address: str, body: str | None, more: dict) -> Answer:
        headers = {"Host": self.host, "X-Forwarded-For": self.place, **self.more, **more}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=120)) as line:
            line.request(method, address, body, headers)
            answer = line.getresponse()
            said = Answer(answer.status, answer.headers, answer.read().decode(errors="replace"))
        for cookie in said.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(cookie).items():
                self.cookies[name] = morsel.value
        return said


def connect(url: str, place: str = "127.0.0.1") -> socket.socket:
    """Give a line to a server, from this one of the machine's own addresses."""
    return socket.create_connection((urlsplit(url).hostname, urlsplit(url).port), 70, source_address=(place, 0))
