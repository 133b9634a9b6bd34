"""What the site runs as in PostgreSQL may do its work and nothing else: tried as that role, logged in by itself."""

import os
from contextlib import closing
from io import StringIO
from urllib.request import ProxyHandler, build_opener

import dj_database_url
import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection, connections, transaction

from editorial import grants
from editorial.clock import tick
from tests import roles

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

MODELS = apps.get_models(include_auto_created=True)
TABLES = sorted({model._meta.db_table for model in MODELS} | {"django_migrations"})
ONCE = sorted(model._meta.db_table for model in MODELS if getattr(model, "write_once", False))
DENIED = "42501"  # insufficient_privilege
RIGHT = "đúng như khai báo"


@pytest.fixture
def site(db):
    """Give what runs a statement as the site and tells the code of its refusal, "" for none."""
    login = dj_database_url.parse(os.environ["DATABASE_URL"])
    place = {"host": login["HOST"], "port": login["PORT"] or None, "user": login["USER"]}
    name = connection.settings_dict["NAME"]
    with closing(psycopg2.connect(dbname=name, password=login["PASSWORD"] or None, **place)) as session:

        def run(statement: str, in_transaction: bool = True) -> str:
            session.autocommit = not in_transaction
            try:
                with session.cursor() as cursor:
                    cursor.execute(statement)
            except psycopg2.Error as error:
                return error.pgcode
            finally:
                session.rollback()
            return ""

        assert run("SELECT 1") == ""
        yield run


@pytest.mark.parametrize("table", ONCE)
def test_the_log_and_what_is_written_once_can_only_grow(site, table):
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    assert site(f"SELECT * FROM {table}") == ""
    for column in columns:
        assert site(f'UPDATE {table} SET "{column}" = "{column}"') == DENIED
    for statement in (f"DELETE FROM {table}", f"SELECT * FROM {table} FOR UPDATE", f"LOCK TABLE {table}"):
        assert site(statement) == DENIED, statement


def test_written_once_are_at_least_the_log_and_the_snapshots():
    assert {"editorial_logentry", "editorial_snapshot", "editorial_signedslip"} <= set(ONCE)


@pytest.mark.parametrize("table", TABLES)
def test_no_table_can_be_emptied_altered_or_freed_of_its_guards(site, table):
    refused = {
        statement: site(statement)
        for statement in (
            f"TRUNCATE {table} CASCADE",
            f"DROP TABLE {table} CASCADE",
            f"ALTER TABLE {table} ADD COLUMN x integer",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
            f"ALTER TABLE {table} OWNER TO CURRENT_USER",
            f"CREATE TRIGGER x BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION editorial_refuse('x')",
            f"CREATE RULE x AS ON UPDATE TO {table} DO INSTEAD NOTHING",
            f"CREATE INDEX x ON {table} ((1))",
        )
    }
    assert set(refused.values()) == {DENIED}, refused


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE hdnd_owner",
        "SET SESSION AUTHORIZATION hdnd_owner",
        "SET session_replication_role = replica",
        "ALTER ROLE hdnd SUPERUSER",
        "ALTER ROLE hdnd_owner PASSWORD 'x'",
        "CREATE ROLE x",
        "GRANT hdnd_owner TO hdnd",
        "SELECT * FROM pg_authid",
        "SELECT * FROM pg_shadow",
        "SELECT pg_read_file('/etc/hostname')",
        "COPY (SELECT 1) TO '/tmp/x'",
        "COPY news_tag FROM PROGRAM 'true'",
        "CREATE SCHEMA x",
        "CREATE TABLE x (id integer)",
        "CREATE TABLE news_article_2 AS SELECT * FROM news_article",
        "CREATE TEMPORARY TABLE news_article (id bigint, state text)",
        "CREATE VIEW x AS SELECT 1",
        "CREATE OR REPLACE FUNCTION editorial_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "DROP FUNCTION editorial_refuse() CASCADE",
        "DROP TRIGGER editorial_logentry_once_d ON editorial_logentry",
        "DROP TRIGGER news_article_frozen_u ON news_article",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', now())",
        "DELETE FROM django_content_type",
        "UPDATE auth_permission SET codename = 'x'",
        "UPDATE editorial_logorigin SET address = '127.0.0.1'",
        "DELETE FROM editorial_loghead",
        "SELECT setval(pg_get_serial_sequence('news_article', 'id'), 1)",
        "ALTER DEFAULT PRIVILEGES FOR ROLE hdnd_owner GRANT ALL ON TABLES TO hdnd",
    ],
)
def test_the_site_cannot_become_more_than_it_is(site, statement):
    assert site(statement) == DENIED


@pytest.mark.parametrize("statement", ["ALTER SYSTEM SET fsync = off", "CREATE DATABASE x", "DROP DATABASE hdnd"])
def test_the_site_changes_nothing_of_the_server(site, statement):
    assert site(statement, in_transaction=False) == DENIED


def test_the_rights_are_exactly_those_declared(client):
    assert grants.faults(connection) == []
    call_command("check", "--database", "default")
    assert RIGHT in client.get("/khoe/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_request_to_a_server_is_answered_as_the_site(live_server):
    tick()
    answer = build_opener(ProxyHandler({})).open(f"{live_server.url}/khoe/", timeout=30)
    assert RIGHT in answer.read().decode()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("GRANT TRUNCATE ON editorial_logentry TO hdnd", "thừa quyền TRUNCATE trên bảng editorial_logentry"),
        ("GRANT UPDATE ON editorial_snapshot TO PUBLIC", "thừa quyền UPDATE trên bảng editorial_snapshot"),
        ("REVOKE INSERT ON news_article FROM hdnd", "thiếu quyền INSERT trên bảng news_article"),
        ("CREATE TABLE x AS SELECT 1; GRANT SELECT ON x TO hdnd", "thừa quyền SELECT trên bảng x"),
        ("CREATE SCHEMA y; CREATE TABLE y.x (); GRANT SELECT ON y.x TO hdnd", "thừa quyền SELECT trên bảng y.x"),
        (
            "DO 'BEGIN EXECUTE format(''GRANT TEMP ON DATABASE %I TO hdnd'', current_database()); END'",
            "được tạo bảng tạm",
        ),
    ],
)
def test_a_right_too_many_or_too_few_is_reported_and_mended_by_the_next_migration(client, statement, sentence):
    with roles.as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert grants.faults(connection) == [f"Vai trò hdnd {sentence}."]
    with pytest.raises(SystemCheckError, match=sentence):
        call_command("check", "--database", "default")
    assert "LỖI  Quyền của vai trò cơ sở dữ liệu: sai 1 chỗ" in client.get("/khoe/").content.decode()
    roles.call_as_owner("migrate", verbosity=0)
    assert grants.faults(connection) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("GRANT UPDATE (text) ON editorial_logentry TO hdnd", "có quyền trên riêng một cột"),
        ("GRANT UPDATE ON SEQUENCE news_article_id_seq TO hdnd", "có quyền trên một dãy số"),
        ("GRANT CREATE ON SCHEMA public TO hdnd", "được tạo bảng hoặc lược đồ"),
        ("CREATE TABLE x (); GRANT CREATE ON SCHEMA public TO hdnd; ALTER TABLE x OWNER TO hdnd", "là chủ của bảng"),
    ],
)
def test_what_else_would_make_the_site_stronger_is_reported(statement, sentence):
    with roles.as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert any(sentence in said for said in grants.faults(connection))


def test_who_serves_the_site_as_the_owner_is_told_so():
    with roles.as_owner():
        said = " ".join(grants.faults(connection))
    assert "không phải vai trò hdnd của trang" in said
    assert "là chủ của bảng" in said
    assert "thừa quyền TRUNCATE trên bảng editorial_logentry" in said


def test_a_new_table_is_closed_until_somebody_declares_it():
    with roles.as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE x (id integer)")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM x")
    assert grants.faults(connection) == []


@pytest.mark.parametrize("command", [("migrate",), ("expunge", "1"), ("expunge", "1", "--execute")])
def test_what_is_the_owners_is_refused_to_the_site_by_a_sentence(command):
    with pytest.raises(CommandError, match="cần vai trò chủ"):
        call_command(*command, stdout=StringIO())


def test_a_role_that_the_server_does_not_have_is_named(settings):
    settings.DATABASE_SITE_ROLE = "khong-co"
    with pytest.raises(grants.ImproperlyConfigured, match="khong-co"):
        grants.give(connection)


def test_operation_without_a_named_role_is_warned_of(settings):
    settings.DATABASE_SITE_ROLE = ""
    assert [warning.id for warning in grants.check_site_role()] == ["editorial.W001"]
    assert grants.faults(connection) == []


def test_tests_log_in_as_the_owner_and_work_as_the_site():
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user, current_user")
        assert cursor.fetchone() == (connections.settings["default"]["USER"], settings.DATABASE_SITE_ROLE)
