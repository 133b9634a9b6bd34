"""While the database is away each room is answered in its own way: what is printed, and what never is."""

import re
from pathlib import Path

from django.conf import settings

from hdnd_site.outage import DESK_ROOMS, UNPRINTED
from tests.test_audience import EVERYBODY, audience_of
from tests.visiting import routes

# Answered for everybody, and still by the application alone.
DOORS = {
    *("account_login", "account_logout", "mfa_authenticate", "mfa_login_webauthn", "use_slip", "slip_password"),
    "search",
}
LETTERS = {"letters", "letter-feedback", "letter-wrong", "letter-request", "letter-look"}
SHARED = {"anh"}  # pictures are uploaded into the room where those of live pieces are printed


def rooms_of_the_desk() -> set[str]:
    inside = {route for name, route in routes().items() if audience_of(name) != EVERYBODY or name in DOORS | LETTERS}
    return {route.split("/")[0] for route in inside} - SHARED


def test_every_room_that_is_never_printed_is_told_apart_from_a_page_that_is_missing():
    assert rooms_of_the_desk() == set(UNPRINTED)


def test_nginx_hands_each_of_these_rooms_to_the_application():
    conf = Path(settings.BASE_DIR, "deploy/nginx.conf").read_text()
    desk = Path(settings.BASE_DIR, "deploy/nginx-desk.conf").read_text()
    for room in DESK_ROOMS:
        assert re.search(rf"^location /{room}/ {{[^}}]*proxy_pass http://hdnd;", desk, re.M), room
        assert f"    location /{room}/ {{ return 404; }} # two hosts\n" in conf
    for room in set(UNPRINTED) - set(DESK_ROOMS) - {"tim-kiem"}:
        block = rf"    location /{room}/ {{\n.*?^        proxy_pass http://hdnd;\n    }}"
        assert re.search(block, conf, re.M | re.S), room
