"""What is collected for the web server."""

from django.apps import apps
from django.contrib.staticfiles.finders import get_finders


def test_no_page_of_an_installed_package_is_collected():
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    collected = [path for finder in get_finders() for path, _ in finder.list(ignored)]
    assert "ckeditor/ckeditor/ckeditor.js" in collected
    assert [path for path in collected if path.endswith((".html", ".php", ".svgz"))] == []
