"""The database itself refuses: tried with raw SQL, as somebody with the application's own connection would."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection, transaction

from editorial import guards, log
from editorial.models import Snapshot, State
from editorial.models.state import FROZEN
from news.models import ArticlePicture, Attachment, StoredFile, Tag
from tests import roles
from tests.factories import make_article, make_banner, make_page, make_person

pytestmark = pytest.mark.django_db


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


def test_a_missing_guard_is_reported_by_the_system_check():
    with roles.as_owner():
        guards.remove(connection)
    missing = guards.missing(connection)
    assert "news_article_frozen_u" in missing
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
