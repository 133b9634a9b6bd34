"""The log is a chain that nobody can rewrite unnoticed."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from editorial import guards, log, verifying
from editorial.models import LogEntry, LogHead, LogOrigin
from tests import roles
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    person = make_person()
    article = make_article(author=person)
    for action in ("create", "submit", "take", "approve", "publish"):
        log.record(action, actor=person, document=article.document, edition_number=1, data={"to": action})
    return list(LogEntry.objects.order_by("number"))


def tamper(sql: str, *params) -> None:
    """Change the log as the owner of the database could, guards removed."""
    with roles.as_owner(), connection.cursor() as cursor:
        guards.remove(connection)
        cursor.execute(sql, params)


def verify(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_log", *arguments, stdout=out)
    return out.getvalue()


def test_an_untouched_log_is_whole(chain):
    assert "5 mục" in verify()
    assert [entry.number for entry in chain] == [1, 2, 3, 4, 5]
    assert json.loads(chain[2].text)["previous"] == chain[1].hash


@pytest.mark.parametrize(
    ("sql", "number"),
    [
        ("UPDATE editorial_logentry SET text = replace(text, 'take', 'hide') WHERE number = 3", 3),
        ("UPDATE editorial_logentry SET action = 'hide' WHERE number = 2", 2),
        ("UPDATE editorial_logentry SET actor_id = NULL WHERE number = 4", 4),
        ("UPDATE editorial_logentry SET at = '2020-01-01 00:00:00+00:00' WHERE number = 1", 1),
        ("DELETE FROM editorial_logentry WHERE number = 3", 3),
        ("DELETE FROM editorial_logentry WHERE number = 5", 5),
        ("UPDATE editorial_loghead SET number = 9", 6),
    ],
)
def test_the_first_broken_link_is_named(chain, sql, number):
    tamper(sql)
    with pytest.raises(CommandError, match=f"số {number}:"):
        verify()


def test_an_entry_rewritten_with_a_new_hash_breaks_the_next_link(chain):
    text = chain[1].text.replace("submit", "reject")
    sql = "UPDATE editorial_logentry SET action = 'reject', text = %s, hash = %s WHERE number = 2"
    tamper(sql, text, log.hash_of(text))
    with pytest.raises(CommandError, match="số 3:"):
        verify()


def test_addresses_stand_beside_the_chain_and_can_expire(chain):
    entry = log.record("hide", actor=None, origin=log.Origin("203.0.113.7", 40123))
    origin = LogOrigin.objects.get(entry=entry)
    assert (origin.address, origin.port) == ("203.0.113.7", 40123)
    assert "203.0.113.7" not in entry.text
    assert json.loads(entry.text)["origin"] == log.hash_of(f"{origin.salt} 203.0.113.7 40123")
    tamper("DELETE FROM editorial_logorigin")
    assert "6 mục" in verify()


def test_an_address_that_was_changed_is_found_out(chain):
    log.record("hide", actor=None, origin=log.Origin("203.0.113.7", 40123))
    tamper("UPDATE editorial_logorigin SET port = 40124")
    with pytest.raises(CommandError, match="số 6: địa chỉ không khớp"):
        verify()


def test_the_walk_can_begin_at_a_number_and_does_not_end_at_a_step(chain, monkeypatch):
    monkeypatch.setattr(verifying, "STEP", 2)
    assert "5 mục" in verify()
    tamper("UPDATE editorial_logentry SET text = replace(text, 'submit', 'reject') WHERE number = 2")
    assert "kiểm tra từ mục 3" in verify("--from", "3")
    with pytest.raises(CommandError, match="số 2:"):
        verify()
    with pytest.raises(CommandError, match="thiếu mục số 98"):
        verify("--from", "99")


def test_an_empty_log_is_whole():
    with roles.as_owner():
        LogHead.objects.all().delete()
    assert "0 mục" in verify()
