"""The embedded server: files of the tree as HTTP, exactly the addresses of the map, and Django for the rest."""

import gzip
import os
import re
from pathlib import Path

import brotli
import pytest

from editorial.middleware import EVERYWHERE, STRICT_TRANSPORT
from news.press import tree
from news.press.headers import headers_of
from news.press.serve import PublicTree

PAGE = ("<!doctype html><html>" + "Hội đồng nhân dân " * 200 + "</html>").encode()
ADDRESS = "/tin/khai-mac-7/"


@pytest.fixture
def ask(press):
    """Ask the tree; gives status, headers, body. What it hands on is answered 299 by a Django that is not there."""

    def beyond(environ, start_response):
        start_response("299 Handed on", [])
        return [b"django"]

    served = PublicTree(str(press), beyond)

    def get(address, method="GET", **environ):
        said = []
        path, _, query = address.partition("?")
        request = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, **environ}
        body = b"".join(served(request, lambda status, headers: said.extend((status, dict(headers)))))
        return int(said[0][:3]), said[1], body

    tree.write(ADDRESS, PAGE)
    return get


def test_a_page_comes_in_the_best_encoding_that_the_visitor_takes(ask):
    status, headers, body = ask(ADDRESS)
    assert (status, body, headers["Content-Type"]) == (200, PAGE, "text/html; charset=utf-8")
    assert headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in headers
    assert headers.items() >= EVERYWHERE.items()
    _, headers, body = ask(ADDRESS, HTTP_ACCEPT_ENCODING="gzip, deflate")
    assert (headers["Content-Encoding"], gzip.decompress(body)) == ("gzip", PAGE)
    _, headers, body = ask(ADDRESS, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    assert (headers["Content-Encoding"], brotli.decompress(body)) == ("br", PAGE)
    assert headers["Content-Length"] == str(len(body))
    _, headers, body = ask(ADDRESS, HTTP_ACCEPT_ENCODING="br;q=0, gzip;q=0.0, identity")
    assert body == PAGE


def test_a_page_whose_compressed_form_is_missing_comes_in_another(ask, press):
    takes = {"HTTP_ACCEPT_ENCODING": "gzip, br"}
    for suffix, encoding in ((".br", "gzip"), (".gz", None)):
        (press / f"tin/khai-mac-7/index.html{suffix}").unlink()
        status, headers, _ = ask(ADDRESS, **takes)
        assert (status, headers.get("Content-Encoding")) == (200, encoding)


@pytest.mark.django_db
def test_the_tree_says_of_a_page_what_django_says_of_it(ask, client):
    beside = {"Content-Length", "ETag", "Vary", "Cache-Control"}
    for address in ("/so-do-trang/", "/rss/", "/sitemap.xml", "/robots.txt"):
        tree.write(address, PAGE)
        ours, answer = ask(address)[1], client.get(address)
        assert {name: value for name, value in ours.items() if name not in beside} == {
            name: value for name, value in answer.headers.items() if name not in beside and name != "Last-Modified"
        }


@pytest.mark.parametrize(("snippet", "file"), [("nginx-headers", "index.html"), ("nginx-file-headers", "tep/a/a.pdf")])
def test_nginx_says_what_the_table_says(snippet, file):
    text = Path(f"deploy/{snippet}.conf").read_text()
    said = dict(re.findall('^add_header ([A-Za-z-]+) "(.*)" always;$', text, re.M))
    table = headers_of(file, over_https=True)
    for name in ("Cache-Control", "Content-Disposition"):
        table.pop(name, None)
    assert said == table


def test_nginx_says_beside_the_application_what_the_table_says():
    """What it adds to an answer that came without: gunicorn's own, and its own."""
    added = re.findall(
        "^add_header ([A-Za-z-]+) (\\$[a-z_]+) always;$", Path("deploy/nginx-server.conf").read_text(), re.M
    )
    maps = r'^map \$upstream_http_([a-z_]+) (\$hdnd_[a-z]+) \{\n    default "";\n    "" "(.*)";\n\}$'
    found = re.findall(maps, Path("deploy/nginx.conf").read_text(), re.M)
    values = {variable: (header, value) for header, variable, value in found}
    said = {name: values[variable] for name, variable in added}
    table = {**EVERYWHERE, "Strict-Transport-Security": STRICT_TRANSPORT}
    assert said == {name: (name.lower().replace("-", "_"), value) for name, value in table.items()}


def test_a_page_that_did_not_change_is_not_sent_again(ask):
    etag = ask(ADDRESS)[1]["ETag"]
    for given in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        assert ask(ADDRESS, HTTP_IF_NONE_MATCH=given)[::2] == (304, b"")
    assert ask(ADDRESS, HTTP_IF_NONE_MATCH='"other"')[0] == 200
    tree.write(ADDRESS, PAGE.replace("Hội".encode(), "HỘI".encode()))
    status, headers, body = ask(ADDRESS, HTTP_IF_NONE_MATCH=etag)
    assert status == 200
    assert headers["ETag"] != etag
    assert "HỘI".encode() in body


def test_head_sends_the_headers_of_the_page_and_no_body(ask):
    status, headers, body = ask(ADDRESS, method="HEAD")
    assert (status, body, headers["Content-Length"]) == (200, b"", str(len(PAGE)))


def test_marks_answer_with_their_status(ask):
    tree.write("/.trang/410/", b"<html>go</html>")
    tree.write("/.trang/404/", b"<html>khong thay</html>")
    tree.mark(ADDRESS, 410)
    assert ask(ADDRESS)[::2] == (410, b"<html>go</html>")
    tree.mark(ADDRESS, 404)
    assert ask(ADDRESS)[::2] == (404, b"<html>khong thay</html>")
    tree.mark(ADDRESS, 301, "/tin/khai-mac-ky-hop-7/")
    status, headers, body = ask(ADDRESS)
    assert (status, headers["Location"], body) == (301, "/tin/khai-mac-ky-hop-7/", b"")
    tree.write(ADDRESS, PAGE)
    assert ask(ADDRESS)[0] == 200


def test_only_the_search_page_reads_its_query(ask):
    tree.write("/tim-kiem/", PAGE)
    assert ask("/tim-kiem/")[0] == 200
    assert ask("/tim-kiem/?q=a")[0] == 299
    assert ask(ADDRESS + "?utm_source=a")[0] == 200


def test_a_large_file_is_sent_whole_as_a_download(ask, press):
    name = "tep/0123456789abcdef/nghi-quyet.pdf"
    (press / name).parent.mkdir(parents=True)
    (press / name).write_bytes(b"%PDF-1.7" + bytes(1_500_000))
    status, headers, body = ask("/" + name, HTTP_ACCEPT_ENCODING="br")
    assert (status, len(body), headers["Content-Type"]) == (200, 1_500_008, "application/pdf")
    assert headers["Content-Disposition"] == 'attachment; filename="nghi-quyet.pdf"'
    assert "Vary" not in headers
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


HOSTILE = [
    "/../secret.html",
    "/tin/../../secret.html",
    "/tin/khai-mac-7/../khai-mac-7/",
    "//tin/khai-mac-7/",
    "/tin//khai-mac-7/",
    "/./tin/khai-mac-7/",
    "/tin/khai-mac-7/.",
    "/tin/khai-mac-7",
    "/tin/khai-mac-7/index.html",
    "/tin/khai-mac-7/index.html.gz",
    "/tin/khai-mac-7/.410",
    "/.trang/404/",
    "/TIN/khai-mac-7/",
    "/tin/Khai-Mac-7/",
    "/tin/khai-mac-7/;a",
    "/tin/khai-mac-7/\x00",
    "/tin/khai-mac-7\\",
    "/tin/khai-mac-7/\n",
    "/tin/khai-mạc-7/",
    "/tin/khai-mac-7/%2e%2e/",
    "/tep/0123456789abcdef/../../secret.html",
    "/press.lock",
    "",
    "/" + "a" * 70_000 + "/",
    "/a" * 5000,
]


def snapshot(folder):
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE"])
def test_a_hostile_address_reads_nothing_and_changes_no_byte(ask, press, method):
    (press.parent / "secret.html").write_text("secret")
    before = snapshot(press.parent)
    for address in HOSTILE:
        assert ask(address, method=method)[::2] == (299, b"django"), address
    assert snapshot(press.parent) == before


def test_an_address_that_was_sent_encoded_is_not_that_of_the_page(ask):
    for raw in ("/tin%2fkhai-mac-7/", "/%74in/khai-mac-7/", "/tin/khai%2Dmac-7/?a", "http://x/tin/khai-mac-7/"):
        assert ask(ADDRESS, RAW_URI=raw)[0] == 299
    assert ask(ADDRESS, RAW_URI=ADDRESS + "?a=b")[0] == 200


def test_only_reading_is_answered_from_the_tree(ask):
    assert {ask(ADDRESS, method=method)[0] for method in ("POST", "PUT", "PATCH", "OPTIONS", "get", "TRACE")} == {299}


def test_a_page_is_at_least_a_second_newer_than_the_one_before(press):
    path = tree.path_of(ADDRESS)
    times = []
    for turn in range(3):
        tree.write(ADDRESS, PAGE + b"x" * turn)
        times.append(path.stat().st_mtime)
    assert times[1] >= times[0] + 1
    assert times[2] >= times[1] + 1
    tree.mark(ADDRESS, 410)
    tree.write(ADDRESS, PAGE, newer_than=times[2])
    assert path.stat().st_mtime >= times[2] + 1


def test_a_page_that_is_the_same_is_not_written(press):
    tree.write(ADDRESS, PAGE)
    inode = os.stat(tree.path_of(ADDRESS)).st_ino
    tree.write(ADDRESS, PAGE)
    assert os.stat(tree.path_of(ADDRESS)).st_ino == inode
    tree.path_of(ADDRESS).with_name("index.html.gz").unlink()
    tree.write(ADDRESS, PAGE)
    assert tree.is_whole(tree.path_of(ADDRESS), PAGE)
