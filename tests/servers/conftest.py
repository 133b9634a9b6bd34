"""A small printed site for real servers: gunicorn and nginx as in operation, on this machine's own ports."""

import http.client
from urllib.parse import urlsplit

import pytest

from tests.bench.databases import database_for
from tests.bench.site import make_filled


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Give a site of a few pieces whose pages are printed."""
    folder = tmp_path_factory.mktemp("site")
    return make_filled(folder, articles=12, newest=12, database=database_for("servers"))


@pytest.fixture
def ask():
    """Ask a server for an address, exactly as spelt; gives status, headers, text. Follows no redirect."""

    def get(url: str, address: str, method: str = "GET", body: str | None = None, **headers):
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
        connection.request(method, address, body=body, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        connection.close()
        return answer.status, dict(answer.getheaders()), text

    return get


@pytest.fixture(scope="session")
def printed(site) -> list[str]:
    """Give the address of every printed page of HTML."""
    pages = [path.relative_to(site.public) for path in site.public.rglob("index.html")]
    return sorted(f"/{path}".removesuffix("index.html") for path in pages if ".trang" not in path.parts)
