"""The press at work in a temporary folder."""

import pytest


@pytest.fixture
def press(settings):
    """The press turned on; gives the public tree."""
    settings.PRESS = True
    return settings.PUBLIC_DIR
