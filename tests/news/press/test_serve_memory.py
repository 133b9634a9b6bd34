"""What the embedded server keeps in memory, for how long, how much of it, and what it leaves to Django."""

import os

import pytest

from news.press import serve, tree
from news.press.headers import headers_of
from news.press.serve import PublicTree

PAGE = b"<!doctype html><html>Ha Noi</html>"
ADDRESS, GONE_PAGE = "/tin/khai-mac-7/", "/.trang/410/"


@pytest.fixture
def server(press):
    tree.write(ADDRESS, PAGE)
    return PublicTree(str(press), lambda environ, start: start("299 Handed on", []) or [b"django"])


def get(server, address=ADDRESS, **environ):
    """Give status, headers and body of an answer."""
    said = []
    request = {"REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": "", **environ}
    body = b"".join(server(request, lambda status, headers: said.extend((int(status[:3]), dict(headers)))))
    return said[0], said[1], body


@pytest.fixture
def disk(monkeypatch):
    """Count how often the disk is asked about a file, and how often one is read."""
    asked, of_os, of_builtins = {"stat": 0, "open": 0}, os.stat, open

    class Watched:
        def __getattr__(self, name):
            return getattr(os, name)

        def stat(self, path):
            asked["stat"] += 1
            return of_os(path)

    def opened(*args, **kwargs):
        asked["open"] += 1
        return of_builtins(*args, **kwargs)

    monkeypatch.setattr(serve, "os", Watched())
    monkeypatch.setattr(serve, "open", opened, raising=False)
    return asked


def test_within_its_lease_a_copy_is_served_without_the_disk(server, disk, monkeypatch):
    monkeypatch.setattr(serve, "LEASE", 100)
    assert [get(server)[::2] for _ in range(3)] == [(200, PAGE)] * 3
    assert disk == {"stat": 0, "open": 1}
    next(iter(server.copies.values())).lease = 0
    assert [get(server)[::2] for _ in range(3)] == [(200, PAGE)] * 3
    assert disk == {"stat": 1, "open": 1}  # asked once, read no more, and a new lease begun


def test_after_its_lease_a_copy_that_was_replaced_or_removed_is_not_served(server, disk):
    assert get(server)[2] == PAGE
    assert get(server)[2] == PAGE
    assert disk == {"stat": 1, "open": 1}
    tree.write(ADDRESS, PAGE + b".")
    assert get(server)[2] == PAGE + b"."
    tree.remove(ADDRESS)
    assert get(server)[::2] == (299, b"django")


def test_the_tag_is_made_of_time_and_size_as_nginx_makes_it(server, press):
    found = (press / "tin/khai-mac-7/index.html").stat()
    assert get(server)[1]["ETag"] == f'"{int(found.st_mtime):x}-{len(PAGE):x}"'


def test_a_file_too_large_for_memory_is_sent_in_blocks_and_not_kept(server, monkeypatch):
    monkeypatch.setattr(serve, "LARGEST_COPY", len(PAGE) - 1)
    monkeypatch.setattr(serve, "BLOCK", 10)
    assert get(server)[::2] == (200, PAGE)
    assert (server.copies, server.size) == ({}, 0)
    monkeypatch.setattr(serve, "LARGEST_COPY", len(PAGE))
    assert get(server)[::2] == (200, PAGE)
    assert (len(server.copies), server.size) == (1, len(PAGE))


def test_all_copies_together_stay_within_their_room(server, press, monkeypatch):
    monkeypatch.setattr(serve, "IN_MEMORY", 3 * len(PAGE))
    sizes = []
    for number in range(10):
        tree.write(f"/tin/bai-{number}/", PAGE)
        assert get(server, f"/tin/bai-{number}/")[2] == PAGE
        assert server.size == sum(len(copy.body) for copy in server.copies.values())
        sizes.append(server.size // len(PAGE))
    assert sizes == [1, 2, 3, 4, 1, 2, 3, 4, 1, 2]  # one more than fits, then all begin anew


def test_an_address_longer_than_any_of_ours_is_left_to_django(server):
    longest = "/" + "/".join(["a" * 65] * 5) + "/" + "b" * 68 + "/"
    assert len(longest) == 400
    tree.write(longest, PAGE)
    longer = longest.replace("b/", "bb/")
    tree.write(longer, PAGE)
    assert [get(server, address)[0] for address in (longest, longer)] == [200, 299]


def test_a_page_that_stands_for_a_status_has_no_address(server):
    tree.write(GONE_PAGE, PAGE)
    assert get(server, GONE_PAGE)[0] == 299
    tree.mark(ADDRESS, 410)
    assert get(server)[::2] == (410, PAGE)


def test_over_https_what_came_without_it_and_what_is_the_desk_s_is_left_to_django(press):
    tree.write(ADDRESS, PAGE)
    server = PublicTree(
        str(press), lambda environ, start: start("299 Handed on", []) or [], over_https=True, desk="ban.vi-du.vn"
    )
    status, headers, _ = get(server, HTTP_X_FORWARDED_PROTO="https", HTTP_HOST="www.vi-du.vn")
    assert status == 200
    assert headers.items() >= headers_of("tin/khai-mac-7/index.html", over_https=True).items()
    assert "Strict-Transport-Security" in headers
    assert get(server, HTTP_X_FORWARDED_PROTO="http", HTTP_HOST="www.vi-du.vn")[0] == 299
    assert get(server, HTTP_HOST="www.vi-du.vn")[0] == 299
    assert get(server, HTTP_X_FORWARDED_PROTO="https", HTTP_HOST="BAN.vi-du.vn")[0] == 299
