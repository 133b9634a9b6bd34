"""Floods the search of a site on gunicorn and asks the desk meanwhile; in the database that DATABASE_URL names.

    python -m tests.bench.flood [seconds]

prints how long the login and the desk's first page take (median and worst) while nothing else goes on, and while 32
visitors search as fast as they are answered; and what those were answered. On the desk a flood may be felt, because
it shares the processor with the search: read how many times slower it is, and that nothing failed. For the desk a
chair is made, and taken away at the end.
"""

import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle
from statistics import median
from threading import Event
from time import perf_counter, sleep
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdnd_site.settings")
django.setup()

from django.conf import settings  # noqa: E402  settings come first
from django.contrib.sessions.models import Session  # noqa: E402
from django.test import Client  # noqa: E402

from editorial.models import Appointment, Office, User  # noqa: E402
from tests.factories import make_decision  # noqa: E402
from tests.second_factor import make_logins_whole  # noqa: E402

PORT = 8971
VISITORS = 32
PATHS = {"login": "/dang-nhap/", "Việc cần xử lý": "/quan-tri/"}
QUERIES = ("hội đồng", "nước sạch nông thôn", '"đồng tỉnh"', "mau", "không có từ này", "cử tri 2015")


def main(seconds: float) -> None:
    with a_chair() as session, a_site():
        idle = ask_desk(session, seconds)
        stop = Event()
        with ThreadPoolExecutor(VISITORS) as visitors:
            searches = [visitors.submit(search_until, stop, turn) for turn in range(VISITORS)]
            sleep(1)
            flooded = ask_desk(session, seconds)
            stop.set()
        answers = sum((search.result() for search in searches), Counter())
    for name in PATHS:
        print(f"{name:16} idle {figures(idle[name])}   flooded {figures(flooded[name])}")  # noqa: T201
    print(f"searches answered: {dict(answers)}")  # noqa: T201


def figures(times: list[float]) -> str:
    return f"{median(times):7.1f} ms, worst {max(times):7.1f} ({len(times)} times)"


@contextmanager
def a_chair():
    """Give the session of somebody who is the chair meanwhile."""
    chair, decision = User.objects.create_user("do-tim-kiem", full_name="Nguyễn Văn Mẫu"), make_decision()
    office = Appointment.objects.create(
        person=chair, office=Office.CHAIR, starts_on=decision.issued_on, decision=decision
    )
    client = Client()
    make_logins_whole()
    client.force_login(chair)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    try:
        yield session
    finally:
        Session.objects.filter(session_key=session).delete()
        for row in (office, decision, chair):
            row.delete()


@contextmanager
def a_site():
    """Serve the site with one process of four threads."""
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "hdnd_site.wsgi"]
    place = {"BIND": f"127.0.0.1:{PORT}", "WEB_WORKERS": "1", "WEB_THREADS": "4", "PRESS": "0", "LOG_LEVEL": "ERROR"}
    server = subprocess.Popen(command, env={**os.environ, **place})
    try:
        for _ in range(100):
            sleep(0.3)
            try:
                ask("/dang-nhap/")
                break
            except ConnectionError:
                continue
        yield
    finally:
        server.terminate()
        server.wait()


def ask(path: str, session: str = "") -> int:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"} if session else {}
    connection.request("GET", path, headers={**headers, "Host": "127.0.0.1", "X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def ask_desk(session: str, seconds: float) -> dict[str, list[float]]:
    """Give the milliseconds of the desk's pages, asked for by turns during some seconds."""
    times: dict[str, list[float]] = {name: [] for name in PATHS}
    end = perf_counter() + seconds
    while perf_counter() < end:
        for name, path in PATHS.items():
            start = perf_counter()
            status = ask(path, session if path != "/dang-nhap/" else "")
            times[name].append((perf_counter() - start) * 1000)
            if status != 200:
                raise SystemExit(f"{path}: {status}")
    return times


def search_until(stop: Event, turn: int) -> Counter:
    """Search without a pause; give how often each status was answered."""
    answers: Counter = Counter()
    queries = cycle(QUERIES[turn % len(QUERIES) :] + QUERIES[: turn % len(QUERIES)])
    while not stop.is_set():
        answers[ask(f"/tim-kiem/?q={quote(next(queries))}")] += 1
    return answers


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
