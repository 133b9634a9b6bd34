"""What every test stands on: guards as in production, private files in a temporary folder, cheap passwords."""

import json
import os
from importlib import import_module

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from editorial import child, guards
from tests import roles
from tests.second_factor import make_logins_whole

# Playwright keeps an event loop in the thread of the test; the database calls beside it are ordinary ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
hypothesis_settings.register_profile("ci", max_examples=40, derandomize=True, deadline=None)
hypothesis_settings.register_profile("nightly", max_examples=2000, deadline=None)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
hypothesis_settings.load_profile(PROFILE)
BY_NIGHT = PROFILE == "nightly"

make_logins_whole()
roles.log_in_as_owner()
_teardown = TransactionTestCase._fixture_teardown


def _teardown_without_guards(self):
    """The flush after a transactional test empties the log, which the guards rightly refuse; it ends by making them."""
    with roles.as_owner():
        guards.remove(connection)
        _teardown(self)


TransactionTestCase._fixture_teardown = _teardown_without_guards


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The database is the owner's work; from here on all is done as the site."""
    roles.become_site()
    yield
    roles.become_owner()


def pytest_collection_modifyitems(config, items):
    """Leave out what the database cannot change: on SQLite the races that only PostgreSQL can run (style.md: SQLite
    hides a missing lock), on PostgreSQL what never asks a database and ran on SQLite already."""
    kept = [item for item in items if _concerns(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _concerns(item)])
    items[:] = kept


def _concerns(item) -> bool:
    if connection.vendor == "postgresql":
        if item.get_closest_marker("crawl") and not BY_NIGHT:
            return False
        uses = {"db", "transactional_db", "live_server"} & set(item.fixturenames)
        return bool(uses) or any(item.get_closest_marker(name) for name in ("django_db", "servers", "browser"))
    return not item.get_closest_marker("postgresql")


@pytest.fixture(autouse=True)
def _cheap_surroundings(settings, tmp_path, monkeypatch):
    monkeypatch.setattr("news.press.serve.LEASE", 0)
    settings.PRESS_DIR = tmp_path / "press"
    settings.PUBLIC_DIR = settings.PRESS_DIR / "public"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private"},
        },
    }


@pytest.fixture(autouse=True)
def _jobs_at_home(request, monkeypatch):
    """The jobs of the child process are done in this one, in a tenth of the time; test_child.py tries the child."""
    if not request.node.get_closest_marker("real_child"):
        monkeypatch.setattr(child, "run", _run_at_home)


def _run_at_home(job: str, data: bytes, *, seconds=child.SECONDS, megabytes=child.MEGABYTES, **options) -> dict:
    module, _, name = job.rpartition(".")
    return json.loads(json.dumps(getattr(import_module(module), name)(data, **options)))


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
