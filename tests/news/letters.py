"""What the tests of citizens' letters share: a form as a browser sends it, after a person's time."""

import re
from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from news.letters.token import YOUNGEST

PLACES = {
    "feedback": "/gui-y-kien/gop-y/",
    "wrong": "/gui-y-kien/thong-tin-sai/",
    "request": "/gui-y-kien/yeu-cau-thong-tin/",
}
LOOK = "/gui-y-kien/tra-cuu/"
WORDS = {"text": "Số hộ có nước sạch ở xã Tân Hòa Mẫu chưa đúng.", "consent": "on"}
FULL = {**WORDS, "name": "Người Gửi Mẫu", "contact": "0900 000 000", "place": "/thong-ke/"}
TOKEN = re.compile(r'name="phieu" value="([^"]+)"')
CODES = re.compile(r'<dd class="letter-code">([^<]+)</dd>')
ALERT = 'role="alert"'


def token_on(page) -> str:
    """Give the token of the form on a page."""
    return TOKEN.search(page.content.decode())[1]


def open_form(kind: str = "feedback", client: Client | None = None) -> str:
    """Give the token of a form that was just opened."""
    return token_on((client or Client()).get(PLACES[kind]))


def send(kind: str = "feedback", *, token: str = "", after: float = YOUNGEST + 1, address="198.51.100.7", **fields):
    """Send a form so many seconds after it was opened; gives the answer."""
    client = Client(REMOTE_ADDR=address)
    sent = {**(WORDS if kind == "feedback" else FULL), "phieu": token or open_form(kind, client), **fields}
    with time_machine.travel(timezone.now() + timedelta(seconds=after), tick=False):
        return client.post(PLACES[kind], {name: value for name, value in sent.items() if value is not None})


def receipt_of(page) -> tuple[str, str]:
    """Give the number and the code on a receipt."""
    number, code = CODES.findall(page.content.decode())
    return number, code


def look_up(number: str, code: str):
    return Client().post(LOOK, {"so": number, "ma": code})
