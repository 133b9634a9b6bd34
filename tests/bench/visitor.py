"""A browser of few means: cookies, and forms sent as they stand."""

import http.client
import re
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.bench.machine import Failed, refuse_elsewhere
from tests.codes import code

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass
class Visitor:
    """Someone at a site; logged in or not. Any answer of 5xx raises Failed."""

    origin: str
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        refuse_elsewhere(self.origin)

    def get(self, address: str) -> tuple[int, str]:
        return self._ask("GET", address)

    def hidden_fields(self, address: str) -> dict[str, str]:
        """Give what the forms of a page carry unseen: token, version, the page to go to."""
        status, page = self.get(address)
        if status != 200:
            raise Failed(f"{address}: {status}")
        return dict(HIDDEN.findall(page))

    def post(self, address: str, fields: dict[str, str], *, accepted: int = 302) -> None:
        """Send a form that must be accepted: the answer leads on to another page."""
        status, page = self._ask("POST", address, urlencode(fields))
        if status != accepted:
            raise Failed(f"POST {address}: {status}\n{page[-1500:]}")

    def log_in(self, username: str, password: str) -> None:
        fields = self.hidden_fields("/dang-nhap/")
        self.post("/dang-nhap/", {**fields, "login": username, "password": password})
        self.post("/dang-nhap/ma/", {**self.hidden_fields("/dang-nhap/ma/"), "code": code()})

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection(urlsplit(self.origin).netloc, timeout=120)) as connection:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status >= 500:
            raise Failed(f"{method} {address}: {answer.status}")
        return answer.status, page
