"""What Django says of itself is said in plain Vietnamese, and dates and numbers are written as people here do."""

import datetime
import json
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import django
import polib
import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import formats, timezone, translation
from django.views.i18n import JSONCatalog

CATALOGUES = ["django", "djangojs"]
PRONOUN = re.compile(r"\bbạn\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# Signs, units and names that Vietnamese writes as English does.
SAME_IN_VIETNAMESE = {
    "…",
    ", ",
    ":",
    ":?.!",
    "%(truncated_text)s…",
    "%(class_name)s %(instance)s",
    "%(size)d byte",
    "%s KB",
    "%s MB",
    "%s GB",
    "%s TB",
    "%s PB",
    "%(value)s googol",
    "IPv4",
    "IPv6",
}


def read_own(domain):
    return polib.pofile(str(Path(settings.LOCALE_PATHS[0], "vi/LC_MESSAGES", f"{domain}.po")))


def read_djangos(domain):
    """Every entry of the English catalogues of Django and of those of its apps that are installed here."""
    places = [Path(django.__file__).parent / "conf"]
    places += [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("django.contrib.")]
    files = [place / "locale/en/LC_MESSAGES" / f"{domain}.po" for place in places]
    return [entry for file in files if file.exists() for entry in polib.pofile(str(file))]


def texts_of(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def say(entry):
    """What a page shows for this entry of a catalogue."""
    if entry.msgid_plural and entry.msgctxt:
        return translation.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, 2)
    if entry.msgid_plural:
        return translation.ngettext(entry.msgid, entry.msgid_plural, 2)
    if entry.msgctxt:
        return translation.pgettext(entry.msgctxt, entry.msgid)
    return translation.gettext(entry.msgid)


def contents_of(catalogue):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural): texts_of(entry) for entry in catalogue}


@pytest.mark.parametrize("domain", CATALOGUES)
def test_compiled_catalogue_is_that_of_its_source(domain):
    source = read_own(domain)
    compiled = polib.mofile(source.fpath.removesuffix(".po") + ".mo")

    assert contents_of(compiled) == contents_of(source)
    assert compiled.metadata["Plural-Forms"] == "nplurals=1; plural=0;"


@pytest.mark.parametrize("domain", CATALOGUES)
def test_own_sentences_are_complete_composed_and_without_pronoun(domain):
    texts = [text for entry in read_own(domain) for text in texts_of(entry)]

    assert texts != []
    assert [text for text in texts if not text.strip()] == []
    assert [text for text in texts if PRONOUN.search(text)] == []
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []


@pytest.mark.parametrize("domain", CATALOGUES)
def test_own_sentences_keep_the_placeholders_of_djangos(domain):
    wrong = [
        entry.msgid
        for entry in read_own(domain)
        for text in texts_of(entry)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    ]

    assert wrong == []


@pytest.mark.parametrize("domain", CATALOGUES)
def test_own_catalogue_holds_no_sentence_that_django_no_longer_says(domain):
    djangos = {(entry.msgctxt, entry.msgid) for entry in read_djangos(domain)}

    assert [entry.msgid for entry in read_own(domain) if (entry.msgctxt, entry.msgid) not in djangos] == []


def test_django_leaves_nothing_in_english():
    entries = read_djangos("django")
    untranslated = {entry.msgid for entry in entries if say(entry) in (entry.msgid, entry.msgid_plural)}

    assert len(entries) > 600
    assert untranslated - SAME_IN_VIETNAMESE == set()


def test_django_says_no_pronoun():
    assert [entry.msgid for entry in read_djangos("django") if PRONOUN.search(say(entry))] == []


def test_own_sentence_wins_over_that_of_djangos_app():
    assert translation.gettext("History") == "Lịch sử"
    assert translation.gettext("Password reset unsuccessful") == "Chưa đặt lại được mật khẩu"


def test_scripts_of_the_admin_say_everything_in_vietnamese_without_pronoun():
    response = JSONCatalog.as_view(packages=["django.contrib.admin"])(RequestFactory().get("/"))
    catalogue = json.loads(response.content)["catalog"]
    entries = read_djangos("djangojs")
    keys = {f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid for entry in entries}

    assert keys - catalogue.keys() == set()
    assert [key for key in keys if PRONOUN.search(str(catalogue[key]))] == []
    assert catalogue["Cancel"] == "Hủy"


def test_editor_says_no_pronoun():
    overlay = Path(settings.BASE_DIR, "static/js/ckeditor-vi.js").read_text(encoding="utf-8")

    assert "Trình soạn thảo" in overlay
    assert not PRONOUN.search(overlay)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("DATE_FORMAT", "04/11/2026"),
        ("SHORT_DATE_FORMAT", "04/11/2026"),
        ("TIME_FORMAT", "09:05"),
        ("DATETIME_FORMAT", "09:05, 04/11/2026"),
        ("SHORT_DATETIME_FORMAT", "09:05, 04/11/2026"),
        ("YEAR_MONTH_FORMAT", "tháng 11/2026"),
        ("MONTH_DAY_FORMAT", "04/11"),
    ],
)
def test_dates_are_written_day_first(name, written):
    assert formats.date_format(datetime.datetime(2026, 11, 4, 9, 5), name) == written


def test_template_writes_dates_and_numbers_the_same_way():
    page = Template("{% load humanize %}{{ day }} | {{ count|intcomma }} | {{ count }} | {{ share }}")

    text = page.render(Context({"day": datetime.date(2026, 11, 4), "count": 1234567, "share": Decimal("12.5")}))

    assert text == "04/11/2026 | 1.234.567 | 1234567 | 12,5"  # a bare number may stand in an address


def test_week_begins_on_monday():
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize("typed", ["04/11/2026", "4/11/2026", "04-11-2026", "04/11/26", "2026-11-04"])
def test_date_is_read_day_first_or_as_browsers_send_it(typed):
    assert forms.DateField().clean(typed) == datetime.date(2026, 11, 4)


@pytest.mark.parametrize("typed", ["11/24/2026", "11-24-2026", "24.11", "Nov 24, 2026", "hôm qua"])
def test_date_written_another_way_is_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError, match="ví dụ 24/11/2026"):
        forms.DateField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["04/11/2026 09:05", "09:05, 04/11/2026", "04-11-2026 09:05", "2026-11-04T09:05", "2026-11-04 09:05:00"]
)
def test_moment_is_read_in_the_time_of_this_country(typed):
    moment = datetime.datetime(2026, 11, 4, 9, 5, tzinfo=timezone.get_default_timezone())

    assert forms.DateTimeField().clean(typed) == moment


def test_form_writes_back_what_it_can_read():
    moment = datetime.datetime(2026, 11, 4, 9, 5)
    written = forms.DateTimeInput().format_value(moment)

    assert written == "04/11/2026 09:05"
    assert timezone.make_naive(forms.DateTimeField().clean(written)) == moment
    assert forms.DateInput().format_value(moment.date()) == "04/11/2026"
    assert forms.TimeInput().format_value(moment.time()) == "09:05"
