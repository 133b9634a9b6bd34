"""How near the site serves to what its servers can do at all: the embedded default, and nginx."""

import json
import os
import shutil
from contextlib import ExitStack
from pathlib import Path

from tests.bench.load import Target, cost_ratio, ratio, shoot_in_turn, show
from tests.bench.machine import Failed, NotMeasured, fetch, need
from tests.bench.nginx import nginx
from tests.bench.report import heading, say, verdict
from tests.bench.site import Site, gunicorn, make_demonstration, make_filled

TARGETS = {"article": 95, "home": 90}
NGINX_TARGET = 95
SHORT_SIZE = 100
SAME, LEAST = "bare, same answer", "bare, same page with two headers"
DRESSED, PLAIN = "a plain folder, same headers", "a plain folder, no headers"
SET_BY_GUNICORN = ("server", "date", "connection")


def measure(options) -> None:
    """Compare article and home with a bare answer, and with a plain folder behind nginx."""
    need("wrk")
    site = _make_site(options)
    pages = {"article": site.address_of_newest(), "home": "/"}
    for name, address in pages.items():
        _measure_embedded(site, name, address, options)
    try:
        need("nginx")
    except NotMeasured as reason:
        say(f"nginx: not measured: {reason}")
        return
    for name, address in pages.items():
        _measure_nginx(site, name, address, options)


def _make_site(options) -> Site:
    if options.short:
        return make_filled(options.folder / f"filled-{SHORT_SIZE}", SHORT_SIZE, newest=0)
    return make_demonstration(options.folder / "demonstration")


def _measure_embedded(site: Site, name: str, address: str, options) -> None:
    heading(f"Embedded default, {name}")
    with ExitStack() as servers:
        ours = Target(servers.enter_context(site.served()), address)
        _, body, headers = fetch(ours.url)
        headers = [(header, value) for header, value in headers if header.lower() not in SET_BY_GUNICORN]
        content = [(header, value) for header, value in headers if header in ("Content-Type", "Content-Length")]
        same = Target(servers.enter_context(_bare(site.folder, "same", body, headers)), "/")
        least = Target(servers.enter_context(_bare(site.folder, "least", body, content)), "/")
        _check_same(body, same, least)
        targets = {"ours": ours, SAME: same, LEAST: least}
        shots = shoot_in_turn(targets, rounds=options.rounds, seconds=options.seconds)
    verdict(f"{name} against {SAME}", 100 * ratio(shots["ours"], shots[SAME]), TARGETS[name])
    for other in (SAME, LEAST):
        say(f"by the servers' own time, against {other}: {100 * cost_ratio(shots['ours'], shots[other]):.1f} %")
    show(shots, SAME)


def _bare(folder: Path, name: str, body: bytes, headers: list):
    """Serve a constant answer."""
    file = folder / f"bare-{name}"
    file.write_bytes(body)
    environment = {**os.environ, "BARE_BODY": str(file), "BARE_HEADERS": json.dumps(headers)}
    return gunicorn("tests.bench.bare:application", folder / f"bare-{name}.log", environment)


def _measure_nginx(site: Site, name: str, address: str, options) -> None:
    heading(f"nginx over plain HTTP, {name}")
    folder = site.folder / f"nginx-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    with nginx(site, folder) as (server, plain_server):
        ours, targets = Target(server, address), {}
        for label, place in ((DRESSED, "dressed"), (PLAIN, "plain")):
            shutil.copy2(site.public / address[1:] / "index.html", folder / place / "page.html")
            targets[label] = Target(plain_server, f"/{place}/page.html")
        _check_same(fetch(ours.url)[1], *targets.values())
        shots = shoot_in_turn({"ours": ours, **targets}, rounds=options.rounds, seconds=options.seconds)
    for label in targets:
        verdict(f"{name} against {label}", 100 * ratio(shots["ours"], shots[label]), NGINX_TARGET)
        say(f"by the servers' own time: {100 * cost_ratio(shots['ours'], shots[label]):.1f} %")
    show(shots, DRESSED)


def _check_same(body: bytes, *others: Target) -> None:
    for other in others:
        if fetch(other.url)[1] != body:
            raise Failed(f"{other.url} gives other bytes")
