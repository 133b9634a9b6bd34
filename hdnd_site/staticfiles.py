"""Which files of installed packages are collected for the web server."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class SiteStaticFiles(StaticFilesConfig):
    """Leaves out the editor's plugins that are never loaded: their sample pages have had holes (SECURITY.md)."""

    ignore_patterns = (
        *StaticFilesConfig.ignore_patterns,
        "codesnippet",
        "codesnippetgeshi",
        "exportpdf",
        "preview",
        "samples",
        "scayt",
        "wsc",
    )
