"""The database refuses what the rules forbid: one definition of its triggers, for SQLite and PostgreSQL.

- the content of an edition that is or was published never changes, nor do its pictures and files;
- entries of the log and snapshots are written once;
- where a decision came from is written once too, and goes when its time is over (origins.py), not before.
- a picture or a file stays the one it is, and stays while an edition may name it.

They are dropped before migrations and made after (apps.py): SQLite cannot alter a table that has them. Who may not drop
them: grants.py.
"""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.core.checks import Error
from django.db import connections

from editorial.models.edition import Edition, kinds
from editorial.models.log import LogOrigin
from editorial.models.state import FROZEN, State

FINAL = (State.SUPERSEDED, State.WITHDRAWN)


@dataclass(frozen=True)
class Guard:
    """One trigger: on an event of a table, refuse when the condition holds (each row when it is empty)."""

    name: str
    table: str
    event: str  # UPDATE, DELETE, INSERT
    message: str
    condition: str = ""  # SQL over OLD and NEW that both databases understand, but {differs}
    parent: tuple[str, str] | None = None  # (table of the edition, column of the foreign key)
    months: int = 0  # of a row beside the log: refused while its entry is younger


def guards(connection) -> list[Guard]:
    """Give every guard for the tables that exist in this database."""
    tables = set(connection.introspection.table_names())
    made: list[Guard] = []
    for model in kinds():
        if model._meta.db_table in tables:
            made += _guards_of_kind(connection, model, tables)
    for kept in apps.get_models():
        if getattr(kept, "write_once", False) and kept._meta.db_table in tables:
            made += _guards_of_log(kept._meta.db_table)
        if hasattr(kept, "fixed_fields") and kept._meta.db_table in tables:
            made += _guards_of_upload(connection, kept)
    if LogOrigin._meta.db_table in tables:
        made += _guards_of_origins(LogOrigin._meta.db_table)
    return [guard for guard in made if guard.event != "TRUNCATE" or connection.vendor == "postgresql"]


def install(connection) -> None:
    """Make every guard that is missing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTIONS)
        for guard in guards(connection):
            cursor.execute(_drop(connection, guard))
            cursor.execute(_create(connection, guard))


def remove(connection) -> None:
    """Drop every guard; only before migrations, and before the flush of a test."""
    with connection.cursor() as cursor:
        for guard in guards(connection):
            cursor.execute(_drop(connection, guard))


def missing(connection) -> list[str]:
    """Give the names of the guards that should be in the database and are not."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {row[0] for row in cursor.fetchall()}
    return [guard.name for guard in guards(connection) if guard.name not in present]


def check_guards(app_configs=None, databases=None, **kwargs) -> list[Error]:
    """System check: every guard stands."""
    return [
        Error(f"Cơ sở dữ liệu thiếu ràng buộc bảo vệ {name}.", hint="Chạy lại lệnh migrate.", id="editorial.E001")
        for alias in databases or []
        for name in missing(connections[alias])
    ]


def remove_before_migrations(sender, using, **kwargs) -> None:
    remove(connections[using])


def install_after_migrations(sender, using, **kwargs) -> None:
    install(connections[using])


def _guards_of_kind(connection, model: type[Edition], tables: set[str]) -> list[Guard]:
    table = model._meta.db_table
    columns = _columns(connection, table)
    content = [column for column in columns if column not in _workflow_columns(model)]
    frozen, final = _among(FROZEN), _among(FINAL)
    changed = " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in content)
    back = f'NEW."state" NOT IN {frozen} OR (OLD."state" IN {final} AND NEW."state" <> OLD."state")'
    message = "Nội dung đã đăng không được sửa, không được xóa."
    made = [
        Guard(f"{table}_frozen_u", table, "UPDATE", message, f'OLD."state" IN {frozen} AND ({changed} OR {back})'),
        Guard(f"{table}_frozen_d", table, "DELETE", message, f'OLD."state" IN {frozen}'),
    ]
    for label, key in model.guarded_children:
        child = _child_table(model, label)
        if child in tables:
            made += [
                Guard(f"{child}_frozen_{event[0].lower()}", child, event, message, parent=(table, key))
                for event in ("INSERT", "UPDATE", "DELETE")
            ]
    return made


def _child_table(model, label: str) -> str:
    """Give the table of a child model, or of a many-to-many field given by its name."""
    if "." in label:
        return apps.get_model(label)._meta.db_table
    return model._meta.get_field(label).remote_field.through._meta.db_table


def _guards_of_log(table: str) -> list[Guard]:
    message = "Nhật ký và bản lưu chỉ được ghi thêm."
    return [Guard(f"{table}_once_{event[0].lower()}", table, event, message) for event in ("UPDATE", "DELETE")] + [
        Guard(f"{table}_once_t", table, "TRUNCATE", message)
    ]


def _guards_of_upload(connection, model) -> list[Guard]:
    table = model._meta.db_table
    there = set(_columns(connection, table))  # an older state of the migrations may lack some
    if "kept" not in there:
        return []
    fixed = [model._meta.get_field(name).column for name in model.fixed_fields]
    changed = " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in fixed if column in there)
    message = "Ảnh, tệp đã nhận không được đổi; đã có trong một phiên bản thì không được xóa."
    return [
        Guard(f"{table}_fixed_u", table, "UPDATE", message, f'{changed} OR (OLD."kept" AND NOT NEW."kept")'),
        Guard(f"{table}_fixed_d", table, "DELETE", message, 'OLD."kept"'),
    ]


def _guards_of_origins(table: str) -> list[Guard]:
    message = f"Địa chỉ trong nhật ký không được sửa, giữ đủ {settings.ORIGIN_MONTHS} tháng mới được xóa."
    update, truncate = [
        Guard(f"{table}_once_{event[0].lower()}", table, event, message) for event in ("UPDATE", "TRUNCATE")
    ]
    return [update, Guard(f"{table}_kept_d", table, "DELETE", message, months=settings.ORIGIN_MONTHS), truncate]


def _columns(connection, table: str) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # asked of the catalogue, which a role without rights reads too
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid = %s::regclass",
                [table],
            )
            return [row[0] for row in cursor.fetchall()]
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _workflow_columns(model) -> set[str]:
    return {model._meta.get_field(name).column for name in model.WORKFLOW_FIELDS}


def _among(states) -> str:
    return "(" + ", ".join(f"'{state.value}'" for state in states) + ")"


def _drop(connection, guard: Guard) -> str:
    on = f' ON "{guard.table}"' if connection.vendor == "postgresql" else ""
    return f'DROP TRIGGER IF EXISTS "{guard.name}"{on}'


def _create(connection, guard: Guard) -> str:
    if connection.vendor == "postgresql":
        return _create_postgresql(guard)
    condition = guard.condition.format(differs="IS NOT")
    if guard.parent:
        table, key = guard.parent
        sides = [side for side in ("OLD", "NEW") if (side, guard.event) not in {("OLD", "INSERT"), ("NEW", "DELETE")}]
        condition = " OR ".join(
            f'(SELECT "state" FROM "{table}" WHERE "id" = {side}."{key}") IN {_among(FROZEN)}' for side in sides
        )
    if guard.months:
        condition = f"{AGE} > datetime('now', '-{guard.months} months')"
    when = f"WHEN {condition}" if condition else ""
    return (
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}" {when} '
        f"BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
    )


def _create_postgresql(guard: Guard) -> str:
    level = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    head = f'CREATE TRIGGER "{guard.name}" BEFORE {guard.event} ON "{guard.table}" FOR EACH {level}'
    if guard.parent:
        table, key = guard.parent
        return f"{head} EXECUTE FUNCTION editorial_refuse_child('{guard.message}', '{table}', '{key}')"
    if guard.months:
        return f"{head} EXECUTE FUNCTION editorial_refuse_young('{guard.message}', '{guard.months} months')"
    condition = guard.condition.format(differs="IS DISTINCT FROM")
    when = f"WHEN ({condition})" if condition else ""
    return f"{head} {when} EXECUTE FUNCTION editorial_refuse('{guard.message}')"


AGE = '(SELECT "at" FROM "editorial_logentry" WHERE "number" = OLD."entry_id")'
POSTGRESQL_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION editorial_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION editorial_refuse_child() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition bigint;
    frozen boolean;
BEGIN
    FOREACH edition IN ARRAY ARRAY[
        (to_jsonb(OLD) ->> TG_ARGV[2])::bigint, (to_jsonb(NEW) ->> TG_ARGV[2])::bigint
    ] LOOP
        EXECUTE format(
            'SELECT state IN {_among(FROZEN).replace("'", "''")} FROM %I.%I WHERE id = $1', TG_TABLE_SCHEMA, TG_ARGV[1]
        ) INTO frozen USING edition;
        IF frozen THEN
            RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE OR REPLACE FUNCTION editorial_refuse_young() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {AGE} > now() - TG_ARGV[1]::interval THEN
        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
"""
