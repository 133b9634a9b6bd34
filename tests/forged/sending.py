"""What is forged, and how it is judged: refused, and not a row of any table but sessions and refusals changed."""

import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle
from random import Random

from django.db import connection, models, transaction
from django.urls import Resolver404, resolve, reverse

from editorial.models import LogEntry
from editorial.workflow import MOVES
from tests.forged.actors import ACTORS
from tests.visiting import addresses, editions, model_of, routes

EACH = 3  # addresses of a route that one actor tries
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE)
READS = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA|SET )", re.IGNORECASE)
# Of the session and of the refusal itself; that only refusals are added to the log is asked apart.
OWN_TABLES = {
    "django_session", "usersessions_usersession", "editorial_attempt",
    "editorial_logentry", "editorial_loghead", "editorial_logorigin",
}  # fmt: skip
# Pressed twice, the second press is quiet; who presses at somebody else's is led back, and the log says it.
LED_BACK = {"end_session": ("own_sessions",)}
DOORS = ("account_login", "admin:login", "admin:index", "mfa_reauthenticate")
REFUSED = {400, 403, 404, 405, 409, 422}
USUAL = {"version": "1", "reason": "Thử", "text": "Thử", "agreed": "on", "withdrawal": "error", "outcome": "withdrawn"}
# Words that Django's admin, or a form of several rows, understands.
WORDS_OF_THE_ADMIN = {
    "_popup": "1", "_to_field": "id", "_saveasnew": "1", "_save": "1", "_continue": "1", "post": "yes",
    "action": "delete_selected", "index": "0", "select_across": "1", "_selected_action": ["1", "2", "3"],
    "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": "1", "form-0-DELETE": "on",
}  # fmt: skip


@dataclass(frozen=True)
class Forged:
    route: str
    address: str
    method: str
    fields: dict

    def __str__(self) -> str:
        return f"{self.method} {self.address} ({len(self.fields)} fields)"


def every_address() -> dict[str, list[str]]:
    """Give the addresses of each route, and one of a row that does not exist where the world has none."""
    return {route: addresses(route) or [_made_up(route)] for route in routes() if "logout" not in route}


def forged_by(name: str, places: dict[str, list[str]]) -> list[Forged]:
    """Give every request that this actor forges at these addresses of routes, each time the same."""
    actor, methods, made = ACTORS[name], cycle(("PUT", "PATCH", "DELETE")), []
    for route, found in places.items():
        if not actor.is_outside(route):
            continue
        for address in _chosen(name, route, found):
            usual = {**USUAL, "piece": _ticked()} if route == "publish_ticked" else USUAL
            made += [Forged(route, address, "POST", usual), Forged(route, address, "POST", fields_of(route))]
            if name not in ("no token", "wrong token", "from abroad", "stale"):
                made.append(Forged(route, address, next(methods), {}))
    return made


def _chosen(name: str, route: str, found: list[str]) -> list[str]:
    if name == "stale" and route == "move":
        return [one for one in found if MOVES[one.rstrip("/").rpartition("/")[2]].asks_again]
    return found if len(found) <= EACH else Random(f"{name} {route}").sample(found, EACH)


def _made_up(route: str) -> str:
    """Give the address of a row that does not exist, where the world has none."""
    if "<path:object_id>/" in routes()[route] and not route.endswith(("_change", "_history", "_delete")):
        return "/" + routes()[route].replace("<path:object_id>", "1")
    return reverse(route, args=[1])


def fields_of(route: str) -> dict:
    """Give a value for every field of the screen's model, or of an article: what a form of it does not ask for too."""
    from news.models import Article

    model = model_of(route) or Article
    forged = {field.name: forged_value(field) for field in model._meta.concrete_fields}
    rows = {
        f"{relation.get_accessor_name()}-{count}": "1"
        for relation in model._meta.related_objects
        if relation.get_accessor_name()
        for count in ("TOTAL_FORMS", "INITIAL_FORMS", "0-id", "0-DELETE", f"0-{relation.field.name}")
    }
    person = {"is_superuser": "on", "is_active": "on", "is_staff": "on", "pk": "1", "id": "1", "password": "x"}
    ticked = {"piece": _ticked()} if route == "publish_ticked" else {}
    return {**USUAL, **WORDS_OF_THE_ADMIN, **rows, **person, **forged, **ticked}


def _ticked() -> list[str]:
    return [f"{one.kind}-{one.pk}-{one.version}" for one in editions() if one.state == "approved"]


def forged_value(field: models.Field) -> str:
    """Give something that the field would take."""
    if field.name == "state":
        return "published"
    if field.choices:
        return str(field.choices[-1][0])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField | models.DateField):
        return "2026-01-01"
    if isinstance(field, models.JSONField):
        return "[]"
    if isinstance(field, models.CharField | models.TextField):
        return "https://ke.xau/gia" if "ur" in field.name else "Chữ giả mạo"
    return "1"


class Judge:
    """Sends, and tells what each request did; everything is undone before the next one."""

    def __init__(self, client, *, is_known: bool):
        self.client, self.is_known = client, is_known
        self.before = checksums()
        self.refusals = self._refusals()
        self.entries = LogEntry.objects.count()
        self.counted: Counter[int] = Counter()

    def fault_of(self, forged: Forged) -> str:
        """Send a forged request; give what is wrong with the answer, or nothing."""
        trial = transaction.savepoint()
        with self._watched() as tables:
            response = self.client.generic(forged.method, **_sent(forged))
        status = self.counted.update([response.status_code]) or response.status_code
        added, refused = LogEntry.objects.count() - self.entries, self._refusals() - self.refusals
        changed = _changed(self.before) if tables - OWN_TABLES or sum(self.counted.values()) % 50 == 0 else []
        transaction.savepoint_rollback(trial)
        if changed:
            return f"{status} changed {changed}"
        if added != refused:
            return f"{status} added to the log what is no refusal"
        if not is_refused(forged, response):
            return f"{status} {response.get('Location', '')} is no refusal"
        wanted = 1 if self.is_known and _is_logged(forged, response) else 0
        return "" if refused == wanted else f"{status} {refused} refusals in the log"

    def _refusals(self) -> int:
        return LogEntry.objects.filter(refused=True).count()

    @contextmanager
    def _watched(self):
        tables: set[str] = set()

        def watch(execute, sql, *rest):
            if found := WRITES.match(sql):
                tables.add(found[1])
            elif not READS.match(sql):
                tables.add(sql[:40])
            return execute(sql, *rest)

        with connection.execute_wrapper(watch):
            yield tables


def is_refused(forged: Forged, response) -> bool:
    """Whether an answer is a refusal, leads to a door, or asks for the second factor first."""
    if response.status_code != 302:
        return response.status_code in REFUSED
    place = response["Location"].partition("?")[0]
    bare = forged.route.endswith("<path:object_id>/")  # Django's old address of a row, which leads on to its form
    return place in map(reverse, (*DOORS, *LED_BACK.get(forged.route, ()))) or (bare and place.endswith("/change/"))


def _is_logged(forged: Forged, response) -> bool:
    """Whether a refusal belongs in the log: of an act at an address that exists, and that can be acted at."""
    if response.status_code in (400, 405, 422) or response.get("Location", "").startswith(
        reverse("mfa_reauthenticate")
    ):
        return False
    try:
        match = resolve(forged.address.partition("?")[0])
    except Resolver404:
        return False
    return bool(match.url_name) and not getattr(match.func, "logs_no_refusal", False)


def _sent(forged: Forged) -> dict:
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    data = encode_multipart(BOUNDARY, forged.fields) if forged.method == "POST" else b""
    return {"path": forged.address, "data": data, "content_type": MULTIPART_CONTENT}


def checksums(*, without_ids: bool = False) -> dict[str, str]:
    """Give a sum of every row of every table, but those of sessions and of the log.

    Without ids where two trials are compared: PostgreSQL counts on after the first one was undone.
    """
    sums = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - OWN_TABLES):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            kept = [at for at, column in enumerate(cursor.description) if not (without_ids and column[0] == "id")]
            rows = sorted(repr([row[at] for at in kept]) for row in cursor.fetchall())
            sums[table] = sha256("\n".join(rows).encode()).hexdigest()
    return sums


def _changed(before: dict[str, str]) -> list[str]:
    return [table for table, found in checksums().items() if before[table] != found]
