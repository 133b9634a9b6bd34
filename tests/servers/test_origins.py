"""Through real servers: the log holds the address and the port of whoever acted, whatever headers they send."""

import http.client
import json
from urllib.parse import urlencode, urlsplit

import pytest

from tests.bench.nginx import nginx
from tests.bench.site import Site
from tests.second_factor import AGENT

pytestmark = pytest.mark.servers

FORGED = {
    "X-Forwarded-For": "8.8.8.8",
    "X-Client-Port": "1",
    "X_Forwarded_For": "8.8.4.4",
    "X_Client_Port": "2",
    "Forwarded": "for=8.8.8.8",
    "X-Real-IP": "8.8.8.8",
}
REFUSED = "/ban-lam-viec/quyen-duyet-dang/1/xac-nhan/"
TOKEN = "a" * 32
LOG_IN = """
from editorial.models import User
from tests.second_factor import cookie_for, make_logins_whole
make_logins_whole()
print(cookie_for(User.objects.create_user("nguoi-thu", full_name="Phạm Thị Viết", password="x")))
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Give an empty site and the session of somebody who may do nothing there."""
    site = Site(tmp_path_factory.mktemp("origins"))
    site.manage("migrate", "-v", "0")
    return site, site.manage("shell", "-v", "0", "-c", LOG_IN).split()[-1]


def try_in_vain(url: str, session: str) -> int:
    """Try an act of the board's with forged headers; give the port it was sent from."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.connect()
    port = connection.sock.getsockname()[1]
    form = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "User-Agent": AGENT,
    }
    connection.request("POST", REFUSED, urlencode({"csrfmiddlewaretoken": TOKEN}), {**form, **FORGED})
    assert connection.getresponse().status == 404
    connection.close()
    return port


def last_entry(site) -> dict:
    return json.loads(site.manage("export_log", "--from", "1").splitlines()[-1])


@pytest.mark.parametrize("by", ["socket", "port"])
def test_behind_nginx_the_log_holds_what_nginx_saw(desk, tmp_path, by):
    site, session = desk
    socket = site.folder / "web.sock"
    # DEBUG, because nobody collected the static files that a page of 404 links.
    with (
        site.served(DEBUG="1", socket=socket) as application,
        nginx(site, tmp_path, application=f"unix:{socket}" if by == "socket" else application.url, one_host=True) as (
            front,
            _,
        ),
    ):
        port = try_in_vain(front.url, session)
    entry = last_entry(site)
    assert (entry["username"], entry["action"], entry["refused"]) == ("nguoi-thu", "act", True)
    assert (entry["address"], entry["port"]) == ("127.0.0.1", port)


def test_who_reaches_the_application_itself_forges_nothing(desk):
    site, session = desk
    with site.served(DEBUG="1", TRUSTED_PROXIES="192.0.2.1") as application:
        port = try_in_vain(application.url, session)
    entry = last_entry(site)
    assert (entry["address"], entry["port"]) == ("127.0.0.1", port)
