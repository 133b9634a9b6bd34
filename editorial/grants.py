"""What the site may do in PostgreSQL: it runs as a role that owns nothing; one definition of that role's rights.

The owner of the tables gives them after each migration (apps.py), to the role that DATABASE_SITE_ROLE names; a table
made meanwhile is closed to that role. A system check and the health page compare them with what the database says.
SQLite has no roles: there, only the triggers guard (guards.py).
"""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.checks import Error, Warning
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models
from django.db.migrations.recorder import MigrationRecorder

from editorial.models import LogHead, LogOrigin

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
# Editions are among the ordinary: their content, once published, is guarded row by row (guards.py).
ORDINARY = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
GROWS = frozenset({"SELECT", "INSERT"})
READ = frozenset({"SELECT"})
# No right on any sequence: identity columns ask for none.
OTHERS: dict[type[models.Model], frozenset[str]] = {
    LogHead: frozenset({"SELECT", "INSERT", "UPDATE"}),
    LogOrigin: frozenset({"SELECT", "INSERT", "DELETE"}),  # addresses expire, and never change
    ContentType: READ,
    Permission: READ,
    MigrationRecorder.Migration: READ,
}
NEEDS_OWNER = (
    "Lệnh này cần vai trò chủ của cơ sở dữ liệu (docs/operations.md, mục 1); vai trò của trang không đủ quyền."
)

HELD = """
    SELECT CASE WHEN n.nspname = current_schema() THEN c.relname ELSE n.nspname || '.' || c.relname END, asked.what
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN unnest(%s) AS asked(what)
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
        AND has_table_privilege(%s, c.oid, asked.what)
"""
# Each with its sentence; %(role)s is the role of this connection.
FAULTS = {
    "có quyền quản trị máy chủ cơ sở dữ liệu": """EXISTS (SELECT FROM pg_roles WHERE rolname = %(role)s
        AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls))""",
    "là thành viên của một vai trò khác": """EXISTS (SELECT FROM pg_auth_members
        WHERE member = (SELECT oid FROM pg_roles WHERE rolname = %(role)s))""",
    "là chủ của bảng hoặc đối tượng khác": """EXISTS (SELECT FROM pg_shdepend
        WHERE refclassid = 'pg_authid'::regclass AND deptype = 'o'
        AND refobjid = (SELECT oid FROM pg_roles WHERE rolname = %(role)s)
        AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())))""",
    "được tạo bảng hoặc lược đồ": """has_schema_privilege(%(role)s, current_schema(), 'CREATE')
        OR has_database_privilege(%(role)s, current_database(), 'CREATE')""",
    "được tạo bảng tạm": "has_database_privilege(%(role)s, current_database(), 'TEMPORARY')",
    "có quyền trên một dãy số": """EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname !~ '^pg_'
        AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(%(role)s, c.oid, 'USAGE, SELECT, UPDATE') END)""",
    "có quyền trên riêng một cột": """EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attacl IS NOT NULL AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_')""",
    "đang tắt các ràng buộc": "current_setting('session_replication_role') <> 'origin'",
}


def has_roles(connection) -> bool:
    """Whether this database is one that a role of the site's is named for."""
    return bool(settings.DATABASE_SITE_ROLE) and connection.vendor == "postgresql"


def declared() -> dict[str, frozenset[str]]:
    """Give the rights of the site's role on each table; on a table that is not named it has none."""
    found = {}
    every: list[type[models.Model]] = [*apps.get_models(include_auto_created=True), MigrationRecorder.Migration]
    for model in every:
        rights = GROWS if getattr(model, "write_once", False) else OTHERS.get(model, ORDINARY)
        if model._meta.managed and not model._meta.proxy:
            found[model._meta.db_table] = rights
    return found


def give(connection) -> None:
    """Make the rights of the site's role what is declared; only the owner can. Without such a role, do nothing.

    Raises ImproperlyConfigured when the server does not have the role.
    """
    if not has_roles(connection):
        return
    site = settings.DATABASE_SITE_ROLE
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), count(*) FROM pg_roles WHERE rolname = %s", [site])
        database, known = cursor.fetchone()
        if not known:
            raise ImproperlyConfigured(f"Vai trò {site} chưa có trong PostgreSQL: xin chạy deploy/roles.sql.")
        cursor.execute("SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')", [site])
        if cursor.fetchone()[0]:
            # In a temporary table it could keep another news_article, for a trigger to look into.
            cursor.execute(f"REVOKE ALL ON DATABASE {quote(database)} FROM PUBLIC, {quote(site)}")
            cursor.execute(f"GRANT CONNECT ON DATABASE {quote(database)} TO {quote(site)}")
        for table, more, fewer in differences(connection, site):
            name = ".".join(map(quote, table.split("."))) if "." in table else quote(table)
            if more:
                cursor.execute(f"REVOKE {', '.join(more)} ON {name} FROM PUBLIC, {quote(site)}")
            if fewer:
                cursor.execute(f"GRANT {', '.join(fewer)} ON {name} TO {quote(site)}")


def differences(connection, role: str) -> list[tuple[str, list[str], list[str]]]:
    """Give each table on which the role has other rights than declared: the table, those too many, those missing."""
    held: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(HELD, [list(RIGHTS), role])
        for table, right in cursor.fetchall():
            held.setdefault(table, set()).add(right)
        tables = set(connection.introspection.table_names(cursor))
    wanted = {table: rights for table, rights in declared().items() if table in tables}
    found = []
    for table in sorted(held.keys() | wanted.keys()):
        has, should = held.get(table, set()), wanted.get(table, frozenset())
        if has != should:
            found.append((table, sorted(has - should), sorted(should - has)))
    return found


def faults(connection) -> list[str]:
    """Give a sentence for each way in which this connection may do more, or less, than the site should."""
    if not has_roles(connection):
        return []
    with connection.cursor() as cursor:
        columns = ", ".join(f"({condition})" for condition in FAULTS.values())
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
        cursor.execute(f"SELECT {columns}", {"role": role})
        said = [sentence for sentence, is_so in zip(FAULTS, cursor.fetchone(), strict=True) if is_so]
    if role != settings.DATABASE_SITE_ROLE:
        said.append(f"không phải vai trò {settings.DATABASE_SITE_ROLE} của trang")
    for table, more, fewer in differences(connection, role):
        said += [f"thừa quyền {right} trên bảng {table}" for right in more]
        said += [f"thiếu quyền {right} trên bảng {table}" for right in fewer]
    return [f"Vai trò {role} {sentence}." for sentence in said]


def is_site(connection) -> bool:
    """Whether this connection is the site's, which may not do what the owner does."""
    if not has_roles(connection):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0] == settings.DATABASE_SITE_ROLE


def check_rights(app_configs=None, databases=None, **kwargs) -> list[Error]:
    """System check: the role of the connection has exactly the rights of the site's."""
    hint = "Chạy lại lệnh migrate bằng vai trò chủ; xem docs/operations.md, mục 1."
    return [
        Error(sentence, hint=hint, id="editorial.E002")
        for alias in databases or []
        for sentence in faults(connections[alias])
    ]


def check_site_role(app_configs=None, **kwargs) -> list[Warning]:
    """Deploy check: on PostgreSQL a role is named that the site runs as."""
    if settings.DATABASE_SITE_ROLE or connections["default"].vendor != "postgresql":
        return []
    sentence = "Chưa đặt DATABASE_SITE_ROLE: trang có thể đang chạy bằng vai trò là chủ của các bảng."
    return [Warning(sentence, hint="Xem docs/operations.md, mục 1.", id="editorial.W001")]


def give_after_migrations(sender, using, **kwargs) -> None:
    give(connections[using])
