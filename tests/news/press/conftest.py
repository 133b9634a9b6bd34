"""The press at work in a temporary folder."""

import pytest


@pytest.fixture
def press(settings, tmp_path):
    """The press turned on; gives the public tree."""
    settings.PRESS = True
    settings.PRESS_DIR = tmp_path / "press"
    settings.PUBLIC_DIR = tmp_path / "press" / "public"
    return settings.PUBLIC_DIR
