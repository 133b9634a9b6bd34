"""What is arranged at the desk, a new day and a new release reach the pages they concern, and no others."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial import log
from editorial.clock import tick
from editorial.models import Appointment, Office
from news.models import MenuItem
from news.press import hooks, release
from news.press.drain import drain
from news.press.models import Change, Printed
from tests.desk import add_address, desk_client, sent_by
from tests.factories import make_category, make_page, make_person
from tests.news.press.test_exact import assert_true, rebuilt

pytestmark = pytest.mark.django_db


def asked() -> set[tuple[str, str]]:
    return set(Change.objects.values_list("kind", "subject"))


@pytest.mark.parametrize(
    ("subject", "changes"),
    [
        ("menuitem:1", {("address", "/"), ("site", "")}),
        ("sisterlink:1", {("address", "/"), ("site", "")}),
        ("imprint:1", {("address", "/"), ("site", "")}),
        ("frontpageitem:1", {("address", "/")}),
        ("category:7", {("category", "7")}),
        ("topic:7", {("topic", "7")}),
        ("tag:7", {("tag", "7")}),
        ("appointment:1", {("address", "/ban-bien-tap/")}),
        ("user:1", {("address", "/ban-bien-tap/")}),
        ("decision:1", {("address", "/ban-bien-tap/")}),
        ("duetime:1", set()),
        ("", set()),
    ],
)
def test_a_logged_arrangement_asks_for_the_pages_that_show_it_and_a_refused_one_for_none(press, subject, changes):
    assert reverse("board") == "/ban-bien-tap/"
    log.record("change", actor=None, subject=subject, refused=True)
    assert asked() == set()
    log.record("change", actor=None, subject=subject)
    assert asked() == changes


@pytest.mark.django_db(transaction=True)
def test_a_menu_item_made_at_the_desk_is_on_every_page_and_the_person_is_told_it_takes_a_while(press, client):
    chair, page = make_person(Office.CHAIR), make_page("published", title="Giới thiệu")
    make_category("Kỳ họp")
    rebuilt(press)
    desk_client(client, chair)
    sent = sent_by(client.get(add_address(MenuItem)))
    answer = client.post(
        add_address(MenuItem), {**sent, "label": "Tumuc", "document": page.document_id, "order": 1}, follow=True
    )
    assert "Thay đổi này hiện ở nhiều trang" in answer.content.decode()
    assert "Tumuc" in (press / "index.html").read_text()
    drain()
    assert_true(press)
    assert "Tumuc" in (press / "so-do-trang/index.html").read_text()


def test_the_board_is_printed_anew_on_a_day_on_which_nothing_was_decided(press, time_machine):
    time_machine.move_to(timezone.now().replace(hour=5, minute=0), tick=False)
    person = make_person(Office.MEMBER, "Trần Mẫu Cuối")
    Appointment.objects.filter(person=person).update(ends_on=timezone.localdate())
    rebuilt(press)
    board = press / "ban-bien-tap/index.html"
    tick()
    assert "Trần Mẫu Cuối" in board.read_text()
    time_machine.shift(timedelta(days=1))
    tick()
    assert "Trần Mẫu Cuối" not in board.read_text()
    before = Printed.objects.get(address="/ban-bien-tap/").printed_at
    time_machine.shift(timedelta(minutes=1))
    tick()
    assert Printed.objects.get(address="/ban-bien-tap/").printed_at == before


def test_the_board_of_a_day_is_asked_for_once_and_only_where_it_is_printed(press, monkeypatch):
    asked_for, note = [], hooks.note

    def noting(kind, subject="", **how):
        asked_for.append(subject)
        note(kind, subject, **how)

    monkeypatch.setattr(hooks, "note", noting)
    hooks._print_board_of_the_day()
    assert asked_for == []  # nothing is printed yet: that is the rebuild's work
    rebuilt(press)
    for _ in range(2):
        hooks._print_board_of_the_day()
        assert asked_for == ["/ban-bien-tap/"]


def test_without_the_press_the_clock_prints_nothing(settings):
    make_category("Kỳ họp")
    tick()
    assert {path.name for path in settings.PRESS_DIR.iterdir()} == {"clock", "housekeeping-of"}


def test_a_release_has_the_whole_site_printed_once(press, settings, monkeypatch):
    make_category("Kỳ họp")
    tick()
    assert_true(press)
    assert Printed.objects.exists()
    mark = Path(settings.PRESS_DIR, "release")
    assert mark.read_text() == release.fingerprint()
    noted = []
    monkeypatch.setattr(release, "note", lambda kind, **how: noted.append(kind))
    release.print_release()
    assert noted == []
    mark.write_text("bản trước")
    release.print_release()
    assert (noted, mark.read_text()) == (["site"], release.fingerprint())
    mark.write_text("bản trước")
    Change.objects.create(kind="site")
    release.print_release()
    assert noted == ["site"]  # it waits already


def test_a_tree_of_which_nothing_is_known_is_printed_whatever_its_mark_says(press, settings):
    tick()
    Printed.objects.all().delete()
    release.print_release()
    assert Change.objects.filter(kind="site").exists()


def test_a_release_is_known_by_templates_styles_and_code(settings, tmp_path, monkeypatch):
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "docs").mkdir()

    def known() -> str:
        release.fingerprint.cache_clear()
        return release.fingerprint()

    try:
        seen = [known()]
        for name, is_page in (("templates/a.html", True), ("templates/a.md", False), ("docs/a.html", False)):
            (tmp_path / name).write_text("một")
            assert (known() != seen[-1]) == is_page
            seen.append(known())
        (tmp_path / "templates/a.html").write_text("hai")
        assert known() not in seen
    finally:
        release.fingerprint.cache_clear()


def test_the_clock_leaves_its_mark_also_while_the_press_is_off(db, settings, tmp_path):
    settings.PRESS = False
    settings.PRESS_DIR = tmp_path / "chua" / "co"
    make_category("Kỳ họp")
    tick()
    assert hooks.clock_mark().exists()
    assert not Change.objects.exists()
    assert not Printed.objects.exists()
