"""The database itself refuses: tried with raw SQL, as somebody with the application's own connection would."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from editorial import guards, log, origins
from editorial.clock import tick
from editorial.models import LogOrigin, Snapshot, State
from editorial.models.state import FROZEN
from editorial.origins import months_before
from news.models import ArticlePicture, Attachment, StoredFile, Tag
from tests import roles
from tests.factories import make_article, make_banner, make_page, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]


def refused(sql: str, *params) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("state", FROZEN)
@pytest.mark.parametrize(
    "column", ["headline", "body", "standfirst", "slug", "author_id", "published_at", "first_published_at", "number"]
)
def test_the_content_of_a_published_article_cannot_be_changed(state, column):
    article = make_article(state)
    value = {"author_id": make_person().pk, "number": 7}.get(column, "2020-01-01 00:00:00+00:00")
    assert refused(f"UPDATE news_article SET {column} = %s WHERE id = %s", value, article.pk)


@pytest.mark.parametrize("state", FROZEN)
def test_a_published_edition_cannot_be_deleted(state):
    for edition in (make_article(state), make_page(state), make_banner(state)):
        assert refused(f"DELETE FROM {edition._meta.db_table} WHERE id = %s", edition.pk)


@pytest.mark.parametrize("state", FROZEN)
@pytest.mark.parametrize("target", sorted(set(State.values) - set(FROZEN)))
def test_a_published_edition_never_goes_back_to_the_desk(state, target):
    article = make_article(state)
    assert refused("UPDATE news_article SET state = %s WHERE id = %s", target, article.pk)


@pytest.mark.parametrize("state", [State.SUPERSEDED, State.WITHDRAWN])
def test_what_was_withdrawn_or_superseded_never_becomes_live_again(state):
    article = make_article(state)
    assert refused("UPDATE news_article SET state = 'published' WHERE id = %s", article.pk)


def test_a_draft_can_be_changed_and_a_live_article_hidden():
    draft, live = make_article(State.DRAFT), make_article(State.PUBLISHED)
    assert not refused("UPDATE news_article SET headline = 'Khác' WHERE id = %s", draft.pk)
    assert not refused("UPDATE news_article SET state = 'hidden', version = version + 1 WHERE id = %s", live.pk)


def test_the_tags_pictures_and_files_of_a_published_article_cannot_be_changed(stored_picture):
    article = make_article(State.DRAFT)
    tag, other = Tag.objects.create(name="nước sạch"), Tag.objects.create(name="cầu đường")
    article.tags.add(tag)
    use = ArticlePicture.objects.create(article=article, picture=stored_picture, role="lead")
    stored = StoredFile.objects.create(sha256="a" * 64, key="a" * 16, name="a.pdf", size=1, uploaded_by=article.author)
    attachment = Attachment.objects.create(article=article, file=stored, title="Báo cáo")
    assert not refused("UPDATE news_articlepicture SET caption = 'A' WHERE id = %s", use.pk)
    article.approved_fingerprint = article.fingerprint()
    article.state = State.PUBLISHED
    article.save_desk()
    for table, pk in (("news_articlepicture", use.pk), ("news_attachment", attachment.pk)):
        assert refused(f"DELETE FROM {table} WHERE id = %s", pk)
    assert refused("UPDATE news_articlepicture SET caption = 'B' WHERE id = %s", use.pk)
    assert refused("UPDATE news_attachment SET title = 'B' WHERE id = %s", attachment.pk)
    assert refused("DELETE FROM news_article_tags WHERE article_id = %s", article.pk)
    assert refused("INSERT INTO news_article_tags (article_id, tag_id) VALUES (%s, %s)", article.pk, other.pk)


def test_a_child_cannot_be_moved_into_or_out_of_a_published_article(stored_picture):
    live, draft = make_article(State.PUBLISHED), make_article(State.DRAFT)
    use = ArticlePicture.objects.create(article=draft, picture=stored_picture, role="lead")
    assert refused("UPDATE news_articlepicture SET article_id = %s WHERE id = %s", live.pk, use.pk)


def test_a_picture_or_a_file_stays_the_one_it_is_and_stays_once_an_edition_had_it(stored_picture):
    stored = StoredFile.objects.create(
        sha256="a" * 64, key="a" * 16, name="a.pdf", size=1, uploaded_by=stored_picture.uploaded_by
    )
    for row in (stored_picture, stored):
        table = row._meta.db_table
        assert not refused(f"UPDATE {table} SET marks = '[]', kept = true WHERE id = %s", row.pk)
        for change in ("sha256 = 'b'", "key = 'b'", "kept = false", "uploaded_by_id = NULL"):
            assert refused(f"UPDATE {table} SET {change} WHERE id = %s", row.pk), change
        assert refused(f"DELETE FROM {table} WHERE id = %s", row.pk)
    assert refused("UPDATE news_storedfile SET name = 'b.pdf' WHERE id = %s", stored.pk)


def test_the_log_and_the_snapshots_can_only_grow():
    article = make_article(State.DRAFT)
    entry = log.record("take", actor=article.author, document=article.document, edition_number=1)
    Snapshot.objects.create(
        document=article.document, edition_number=1, fingerprint="f" * 64, text="{}", saved_at=entry.at
    )
    for table in ("editorial_logentry", "editorial_snapshot"):
        assert refused(f"UPDATE {table} SET text = 'x'")
        assert refused(f"DELETE FROM {table}")


def decided(months_ago: int, days: int = 0) -> log.LogEntry:
    """A decision of so long ago, from an address."""
    moment = months_before(timezone.now(), months_ago) + timedelta(days=days)
    with time_machine.travel(moment, tick=False):
        return log.record("take", actor=None, origin=log.Origin("203.0.113.7", 40123))


def test_where_a_decision_came_from_is_kept_for_two_years_and_never_changed():
    old, young = decided(25), decided(24, days=5)
    for entry in (old, young):
        assert refused("UPDATE editorial_logorigin SET address = '203.0.113.8' WHERE entry_id = %s", entry.pk)
    assert refused("DELETE FROM editorial_logorigin WHERE entry_id = %s", young.pk)
    assert refused("DELETE FROM editorial_logorigin")
    assert not refused("DELETE FROM editorial_logorigin WHERE entry_id = %s", old.pk)
    assert refused("DELETE FROM editorial_logentry WHERE number = %s", old.pk)


def test_the_clock_forgets_addresses_after_two_years_and_no_decision(monkeypatch):
    monkeypatch.setattr(origins, "IN_ROUND", 2)
    old = [decided(months) for months in (40, 30, 25, 25)]
    young = [decided(24, days=5), decided(0)]
    for _ in range(3):
        tick()
    assert list(LogOrigin.objects.order_by("pk").values_list("pk", flat=True)) == [entry.pk for entry in young]
    assert log.LogEntry.objects.count() == len(old + young)
    call_command("verify_log")


@pytest.mark.parametrize(
    "day", [datetime(2026, 3, 31), datetime(2026, 1, 1), datetime(2028, 2, 29), datetime(2026, 12, 31)]
)
def test_months_are_counted_back_to_a_day_that_both_databases_call_over(day):
    before = months_before(day, 24)
    assert (before.year, before.month) == (day.year - 2, day.month)
    assert before.day <= day.day


def test_too_short_a_time_for_addresses_is_refused_at_the_start(settings):
    settings.ORIGIN_MONTHS = 11
    with pytest.raises(SystemCheckError, match="ORIGIN_MONTHS"):
        call_command("check", "--tag", "security")


def test_a_missing_guard_is_reported_by_the_system_check():
    with roles.as_owner():
        guards.remove(connection)
    missing = guards.missing(connection)
    assert "news_article_frozen_u" in missing
    assert "editorial_logorigin_kept_d" in missing
    assert "editorial_logentry_once_d" in missing
    with pytest.raises(SystemCheckError, match="news_article_frozen_u"):
        call_command("check", "--database", "default")
    with roles.as_owner():
        guards.install(connection)
    assert guards.missing(connection) == []


def test_a_migration_that_was_killed_is_mended_by_the_next_one():
    with roles.as_owner():
        guards.remove(connection)
        call_command("migrate", skip_checks=False, verbosity=0)
    assert guards.missing(connection) == []
