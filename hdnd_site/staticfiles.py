"""Which files of installed packages are collected for the web server."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class SiteStaticFiles(StaticFilesConfig):
    """Leaves out what the editor never loads: the sample pages of its plugins have had holes (SECURITY.md).

    Its languages too, but for Vietnamese and the English it falls back on.
    """

    ignore_patterns = (
        *StaticFilesConfig.ignore_patterns,
        "adobeair",
        "bbcode",
        "codesnippet",
        "codesnippetgeshi",
        "devtools",
        "docprops",
        "exportpdf",
        "galleriffic",
        "mathjax",
        "placeholder",
        "preview",
        "samples",
        "scayt",
        "smiley",
        "sourcedialog",
        "uicolor",
        "wsc",
        "*/lang/[!ev]*",
        "*/lang/e[!n]*",
    )
