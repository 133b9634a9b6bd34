"""What every test stands on: guards as in production, private files in a temporary folder, cheap passwords."""

import json
import os
import time
from copy import deepcopy
from importlib import import_module

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from editorial import child, guards
from tests import roles
from tests.nights import BY_NIGHT, PROFILE
from tests.second_factor import make_logins_whole

# Playwright keeps an event loop in the thread of the test; the database calls beside it are ordinary ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
# A busy machine draws its first examples (it reads the whole of Unicode for them) slower than Hypothesis puts up with.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("ci", max_examples=40, derandomize=True, **PATIENT)
hypothesis_settings.register_profile("nightly", max_examples=2000, **PATIENT)
hypothesis_settings.load_profile(PROFILE)

CHEAP_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALL_CASES = ("every_case", "postgresql", "browser", "servers")

make_logins_whole()
roles.log_in_as_owner()
_teardown = TransactionTestCase._fixture_teardown


def _teardown_without_guards(self):
    """The flush after a transactional test empties the log, which the guards rightly refuse; it ends by making them."""
    with roles.as_owner():
        _wait_for_others()
        guards.remove(connection)
        _teardown(self)


def _wait_for_others() -> None:
    """A page that was closed may have sent a last word: emptying the tables under that request would be a deadlock."""
    end = time.monotonic() + 60
    while connection.vendor == "postgresql" and time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.02)


TransactionTestCase._fixture_teardown = _teardown_without_guards


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The database is the owner's work; from here on all is done as the site."""
    roles.become_site()
    yield
    roles.become_owner()


def pytest_collection_modifyitems(config, items):
    """Leave out what the database cannot change: on SQLite the races that only PostgreSQL can run (style.md: SQLite
    hides a missing lock), on PostgreSQL what never asks a database and ran on SQLite already. By day also what the
    night tries at length."""
    for item in items:
        if "browser" in item.fixturenames:
            # So playwright says that Chromium fell over whole, as it did once by itself. Twice would be our page's
            # doing; and a page that crashes alone is so the first time.
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TargetClosedError"]))
    wanted = [item for item in items if _concerns(item)]
    if not BY_NIGHT:
        wanted = _choose_for_the_day(wanted)
    left = set(wanted)
    config.hook.pytest_deselected(items=[item for item in items if item not in left])
    items[:] = wanted


def _choose_for_the_day(items: list) -> list:
    items = [item for item in items if not item.get_closest_marker("by_night")]
    if connection.vendor != "postgresql":
        return items
    items = [item for item in items if not item.get_closest_marker("crawl")]
    cases: dict[str, list] = {}
    for item in items:
        cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    chosen = {case for all_cases in cases.values() for case in (all_cases[0], all_cases[-1])}
    return [item for item in items if item in chosen or any(map(item.get_closest_marker, ALL_CASES))]


def _concerns(item) -> bool:
    if connection.vendor == "postgresql":
        uses = {"db", "transactional_db", "live_server"} & set(item.fixturenames)
        return bool(uses) or any(item.get_closest_marker(name) for name in ("django_db", "servers", "browser"))
    return not item.get_closest_marker("postgresql")


def _storages_in(folder) -> dict:
    """Give the setting STORAGES with private files in a folder."""
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder / "private"},
    }
    return {**django_settings.STORAGES, "default": private}


@pytest.fixture(autouse=True)
def _cheap_surroundings(settings, tmp_path, monkeypatch):
    monkeypatch.setattr("news.press.serve.LEASE", 0)
    settings.PRESS_DIR = tmp_path / "press"
    settings.PUBLIC_DIR = settings.PRESS_DIR / "public"
    settings.MFA_TOTP_TOLERANCE = 1  # a code taken at the end of its half minute is as good; one test asks for none
    settings.WHITENOISE_AUTOREFRESH = True  # looks for a file when asked: each client of a test would list them all
    settings.UPLOAD_FREE_MB = 0  # the disk of the machine that tests is its own affair
    settings.PASSWORD_HASHERS = CHEAP_HASHERS
    settings.STORAGES = _storages_in(tmp_path)


@pytest.fixture(scope="module")
def _world_of_module(django_db_setup, django_db_blocker, tmp_path_factory):
    """The site of tests.world, built once for the tests of a module; and the folder of its private files."""
    from tests.world import make_world

    folder, whole = tmp_path_factory.mktemp("world"), transaction.atomic()
    whole._from_testcase = True  # as Django's TestCase says it: what may not stand in a transaction may stand in this
    with django_db_blocker.unblock(), whole:
        cheap = override_settings(PASSWORD_HASHERS=CHEAP_HASHERS, STORAGES=_storages_in(folder))
        with cheap, pytest.MonkeyPatch.context() as at_home:
            at_home.setattr(child, "run", _run_at_home)  # _jobs_at_home comes later than what is made for a module
            made = make_world()
        yield made, folder
        transaction.set_rollback(True)


@pytest.fixture
def world(_world_of_module, settings, db):
    """The site of tests.world; what a test changes in it is undone at its end."""
    made, folder = _world_of_module
    settings.STORAGES = _storages_in(folder)
    return deepcopy(made)


@pytest.fixture(autouse=True)
def _a_busy_machine_is_slow_and_not_wrong():
    """Whoever waits by the clock waits longer here, and is told so only where a test sets the time itself."""
    with pytest.MonkeyPatch.context() as patient:
        patient.setattr("news.search.limits.LONGEST", 60)
        patient.setattr("news.press.drain.PATIENCE", 300)
        patient.setattr("news.extraction.reading.SECONDS", 60)
        patient.setattr("news.extraction.job.SECONDS", 60)
        yield


@pytest.fixture(autouse=True)
def _jobs_at_home(request, monkeypatch):
    """The jobs of the child process are done in this one, in a tenth of the time; test_child.py tries the child.

    A real one has its seconds of the processor, and as many minutes by the clock.
    """
    if request.node.get_closest_marker("real_child"):
        wait = child._wait
        monkeypatch.setattr(child, "_wait", lambda process, seconds: wait(process, 60 * seconds))
    else:
        monkeypatch.setattr(child, "run", _run_at_home)


def _run_at_home(job: str, data: bytes, *, seconds=child.SECONDS, megabytes=child.MEGABYTES, **options) -> dict:
    module, _, name = job.rpartition(".")
    return json.loads(json.dumps(getattr(import_module(module), name)(data, **options)))


@pytest.fixture(scope="session")
def browser():
    """The Chromium of tests.browsing."""
    from playwright.sync_api import sync_playwright

    from tests.browsing import Chromium

    with sync_playwright() as playwright:
        chromium = Chromium(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def stored_picture(db):
    """A real picture in the library, with its renditions."""
    from io import BytesIO

    from PIL import Image

    from news.models import Picture
    from tests.factories import make_person

    data = BytesIO()
    Image.new("RGB", (900, 600), (150, 40, 40)).save(data, "JPEG")
    return Picture.objects.take_in(data.getvalue(), uploaded_by=make_person())


@pytest.fixture
def chair():
    """A person who publishes; for tests that use the database."""
    from tests.factories import Office, make_person

    return make_person(Office.CHAIR, "Trần Thị Chủ")


@pytest.fixture
def member():
    """A person who edits; for tests that use the database."""
    from tests.factories import Office, make_person

    return make_person(Office.MEMBER, "Hồ Văn Biên")
