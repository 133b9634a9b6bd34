"""What every test stands on: guards as in production, private files in a temporary folder, cheap passwords."""

import os

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from editorial import guards

# Playwright keeps an event loop in the thread of the test; the database calls beside it are ordinary ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis_settings.register_profile("nightly", max_examples=2000, deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_teardown = TransactionTestCase._fixture_teardown


def _teardown_without_guards(self):
    """The flush after a transactional test empties the log, which the guards rightly refuse; it ends by making them."""
    guards.remove(connection)
    _teardown(self)


TransactionTestCase._fixture_teardown = _teardown_without_guards


def pytest_collection_modifyitems(config, items):
    """Leave out, on SQLite, the races that only PostgreSQL can run (style.md: SQLite hides a missing lock)."""
    if connection.vendor == "postgresql":
        return
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("postgresql")])
    items[:] = [item for item in items if not item.get_closest_marker("postgresql")]


@pytest.fixture(autouse=True)
def _cheap_surroundings(settings, tmp_path):
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
