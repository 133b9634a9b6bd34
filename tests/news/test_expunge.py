"""Wiped for good: no word, picture or file of a document is left in any table, folder or page; log and hash stay."""

import gzip
from datetime import date
from io import StringIO
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from editorial import expunction, guards, takedown, verifying
from editorial.models import (
    Autosave,
    Expunction,
    LogEntry,
    Note,
    Notice,
    Office,
    Snapshot,
    State,
    TakedownBasis,
    TakedownRequest,
)  # fmt: skip
from editorial.refusals import Blocked, NotAllowed
from editorial.workflow import keep_snapshot, perform
from news.expunge import expunge, plan_for
from news.models import Article, Picture, StoredFile, Tag
from news.press.drain import drain
from news.press.expand import everything
from news.press.models import Change
from tests.factories import make_article, make_category, make_person
from tests.news.press.test_exact import assert_true
from tests.news.public import add_file, add_picture, publish
from tests.roles import as_owner, call_as_owner

WORD = "zqmatxoa"


def order_for(article, chair, member) -> Expunction:
    order = Expunction(document=article.document, reason="secret", paper_number="12/QĐ", paper_date=date(2026, 11, 1))
    expunction.ask(order, actor=member)
    expunction.confirm(order, actor=chair)
    return Expunction.objects.get(pk=order.pk)


def told(stored_picture, chair, member):
    """A live article with the word in every place that knows something of it; then withdrawn."""
    article = make_article(
        **{name: f"{WORD} {name}" for name in ("headline", "standfirst", "byline", "source_name", "video_summary")},
        body=f"<p>{WORD} nội dung</p>",
        correction_note=f"{WORD} sửa",
        category=make_category("Kỳ họp", on_home=True),
        video_poster=stored_picture,
    )
    article.tags.add(Tag.objects.create(name=f"{WORD} thẻ"))
    add_picture(article, stored_picture, caption=f"{WORD} chú thích")
    Picture.objects.filter(pk=stored_picture.pk).update(caption=f"{WORD} ảnh")
    add_file(article, name=f"{WORD}.pdf", content=f"%PDF-1.7 {WORD}".encode())
    publish(article)
    keep_snapshot(article, member)
    Note.objects.create(document=article.document, edition_number=1, author=member, text=f"{WORD} ý kiến")
    typed = {"fields": {"headline": [f"{WORD} đang gõ"]}, "saved_at": timezone.now(), "place": "/", "token": "a"}
    Autosave.objects.create(person=member, kind="article", edition=article.pk, **typed)
    basis = TakedownBasis.objects.create(body="Cơ quan", basis="Nghị định", hours=24, starts_on="2020-01-01")
    asked = {"requester": f"{WORD} người", "asked": f"{WORD} xin gỡ", "received_at": timezone.now()}
    takedown.enter_request(TakedownRequest(document=article.document, basis=basis, **asked), actor=member)
    return article


def places_with(word: str) -> list[str]:
    """Every column of every table, and every file, that holds the word in any case."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                held = [bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode() for value in row]
                found += [table for value in held if word.encode() in value.lower()]
    unpack = {".gz": gzip.decompress, ".br": brotli.decompress}
    roots = {Path(settings.PRESS_DIR), Path(settings.STORAGES["default"]["OPTIONS"]["location"])}
    for path in (path for root in roots for path in root.rglob("*")):
        data = unpack.get(path.suffix, bytes)(path.read_bytes()) if path.is_file() else b""
        if word.encode() in data.lower() or word in path.name.lower():
            found.append(str(path))
    return sorted(set(found))


@pytest.mark.django_db(transaction=True)
def test_no_table_no_file_and_no_page_holds_a_word_of_what_was_wiped(settings, client, stored_picture, chair, member):
    settings.PRESS = True
    article = told(stored_picture, chair, member)
    other = make_article(State.PUBLISHED, headline="Bài ở lại", category=article.category)
    Change.objects.bulk_create(everything())
    drain()
    assert len(places_with(WORD)) > 20
    address, fingerprint = article.get_absolute_url(), article.fingerprint()
    perform("withdraw", edition=article, actor=chair, version=article.version, reason=f"{WORD} lý do")
    drain()
    order = order_for(article, chair, member)
    out = StringIO()
    call_as_owner("expunge", article.document_id, stdout=out)
    assert "Chưa xóa gì" in out.getvalue()
    assert Snapshot.objects.filter(text__contains=WORD).exists()

    call_as_owner("expunge", article.document_id, execute=True, stdout=out)
    drain()

    assert places_with(WORD) == []
    assert WORD not in out.getvalue()
    assert not Picture.objects.filter(pk=stored_picture.pk).exists()
    assert not StoredFile.objects.exists()
    assert "bản sao lưu" in out.getvalue()
    assert out.getvalue().count("1 tệp đính kèm") == 2  # before and after
    assert verifying.first_broken_link() is None
    assert guards.missing(connection) == []
    assert Snapshot.objects.filter(document=article.document, fingerprint=fingerprint).exists()
    assert client.get(address).status_code == 410
    assert client.get(other.get_absolute_url()).status_code == 200
    assert LogEntry.objects.get(action="expunged").document == article.document
    assert_true(settings.PUBLIC_DIR)
    order.refresh_from_db()
    assert order.done_at
    call_as_owner("expunge", article.document_id, execute=True, stdout=out)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["_clear_tree", "_delete_bytes", "_wipe_rows", "compact"])
def test_a_run_that_was_killed_is_run_again_and_ends_the_same(monkeypatch, stored_picture, chair, member, step):
    article = told(stored_picture, chair, member)
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    order = order_for(article, chair, member)
    with monkeypatch.context() as killed:
        killed.setattr(f"news.expunge.{step}", lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt), as_owner():
            expunge(order)
    assert guards.missing(connection) == []
    call_as_owner("expunge", article.document_id, execute=True, stdout=StringIO())
    assert places_with(WORD) == []


@pytest.mark.django_db(transaction=True)
def test_what_another_piece_uses_too_stays_and_is_named(stored_picture, chair, member):
    article = told(stored_picture, chair, member)
    other = make_article()
    add_picture(other, stored_picture)
    publish(other)
    perform("withdraw", edition=article, actor=chair, version=article.version, reason="Gỡ")
    order_for(article, chair, member)
    out = StringIO()
    call_as_owner("expunge", article.document_id, execute=True, stdout=out)
    assert f"ảnh số {stored_picture.pk}" in out.getvalue()
    assert Picture.objects.filter(pk=stored_picture.pk).exists()
    assert Article.objects.get(pk=other.pk).picture_uses().count() == 1


@pytest.mark.django_db
def test_it_needs_two_people_one_of_whom_may_publish(chair, member):
    article = make_article(State.WITHDRAWN)
    first = Expunction(document=article.document, reason="secret", paper_number="12/QĐ", paper_date=date(2026, 11, 1))
    expunction.ask(first, actor=member)
    with pytest.raises(NotAllowed):
        expunction.confirm(first, actor=member)
    with pytest.raises(NotAllowed):
        expunction.confirm(first, actor=make_person(Office.MEMBER))
    with pytest.raises(CommandError):
        call_as_owner("expunge", article.document_id, execute=True)
    expunction.confirm(first, actor=chair)
    actions = LogEntry.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["expunge_asked", "expunge_confirmed"]
    assert Notice.objects.filter(recipient=member, sentence__contains="Đã xác nhận").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.PUBLISHED, State.HIDDEN, State.DRAFT])
def test_what_stands_or_is_being_worked_on_is_taken_down_first(member, state):
    article = make_article(state)
    order = Expunction(document=article.document, reason="personal", paper_number="1", paper_date=date(2026, 11, 1))
    with pytest.raises(Blocked):
        expunction.ask(order, actor=member)


@pytest.mark.django_db
def test_the_plan_reads_and_changes_nothing(stored_picture, chair, member):
    article = told(stored_picture, chair, member)
    before = Article.objects.values().get(pk=article.pk)
    plan = plan_for(article.document)
    assert Article.objects.values().get(pk=article.pk) == before
    assert [upload.pk for upload in plan.uploads if isinstance(upload, Picture)] == [stored_picture.pk]
