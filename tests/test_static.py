"""What is collected for the web server."""

import pytest
from django.apps import apps
from django.contrib.staticfiles.finders import get_finders


@pytest.fixture(scope="module")
def collected() -> list[str]:
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    return [path for finder in get_finders() for path, _ in finder.list(ignored)]


def test_no_page_of_an_installed_package_is_collected(collected):
    assert "ckeditor/ckeditor/ckeditor.js" in collected
    assert [path for path in collected if path.endswith((".html", ".php", ".svgz"))] == []


def test_of_the_editors_languages_only_those_that_can_be_shown_are_collected(collected):
    spoken = {path.rpartition("/")[2] for path in collected if "/lang/" in path}
    assert spoken == {"vi.js", "en.js", "en-au.js", "en-ca.js", "en-gb.js"}
