"""Words that would run if a page forgot to escape them, in every text field of every row: each with its field's number.

They are put in below every check (the guards of the database are away for that moment), as if each check had failed.
"""

import json
import re
from collections.abc import Iterator
from copy import copy

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models

from editorial import guards, log
from tests import roles

APPS = ("editorial", "news", "mfa", "usersessions")
TEXTS = (models.CharField, models.TextField, models.JSONField)
# What machines make and compare: nobody types it, and a page that shows it would not work with other words in it.
MADE_BY_MACHINE = {
    "marks and keys": (
        "editorial.AccountSlip.secret_hash", "editorial.Attempt.key", "editorial.Attempt.kind",
        "editorial.Autosave.token", "editorial.Declaration.sha256", "editorial.Lift.mark", "editorial.Lift.key",
        "editorial.LogEntry.hash", "editorial.LogHead.hash", "editorial.LogKeeping.exported_hash",
        "editorial.LogOrigin.salt", "editorial.Snapshot.fingerprint", "editorial.SignedSlip.sha256",
        "editorial.User.password", "editorial.User.sort_key", "news.LinkAnswer.key", "news.Picture.sha256",
        "news.Picture.key", "news.StoredFile.sha256", "news.StoredFile.key", "news.Printed.sha256",
        "news.Letter.code_hash", "news.Letter.token_hash", "news.Letter.sender_mark", "news.LogPlace.tail",
        "usersessions.UserSession.session_key", "usersessions.UserSession.data",
        *(f"news.{kind}.approved_fingerprint" for kind in ("Article", "Banner", "Page")),
    ),
    "names of kinds, places of the site, numbers": (
        "editorial.Autosave.kind", "editorial.Autosave.place", "editorial.Document.kind", "editorial.DueTime.part",
        "editorial.LogEntry.action", "editorial.LogKeeping.head_week", "editorial.Note.move",
        "editorial.SignedSlip.content_type", "editorial.Delegation.scopes", "news.Picture.format",
        "news.StoredFile.content_type", "news.StoredFile.read_as", "news.Change.subject", "news.Printed.address",
        "news.Printed.archive", "news.Timeliness.period", "news.Timeliness.key", "news.Figures.most_read",
        "news.Letter.number", "news.SearchEntry.terms", "news.Article.slug", "news.Page.slug",
        *(f"news.{kind}.revisers" for kind in ("Article", "Banner", "Page")),
    ),
    "what the readers of files found": (
        "news.StoredFile.marks", "news.StoredFile.unread", "news.Picture.marks", "news.StoredFile.came_as",
    ),
}  # fmt: skip
NAME = re.compile(r"[A-Za-z0-9_]*|[\d:.T+-]+")  # of something, or a time
# Written by the log alone, which plants its own (plant_log).
BY_THE_LOG = {"editorial.LogEntry.subject", "editorial.LogEntry.text"}
# Kept, and read by people on no page.
SHOWN_NOWHERE = {
    "editorial.Lift.reason": "kept with the lift; no page shows it so far",
    "editorial.Declaration.statement": "the same sentence each time, kept as it was agreed to",
    "usersessions.UserSession.user_agent": "the names of browsers that are known are read from it",
    **{
        f"news.PagePicture.{name}": "a page's pictures stand in its body, with words of their own"
        for name in ("caption", "photographer", "alt")
    },
}


def fields() -> Iterator[tuple[str, models.Field]]:
    """Give (name, field) of every text that somebody could type; what has choices, and addresses, are not typed."""
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            for field in model._meta.concrete_fields:
                typed = isinstance(field, TEXTS) and not field.choices and not isinstance(field, models.SlugField)
                if typed and field.model is model:
                    yield f"{model._meta.label}.{field.name}", field


def planted_fields() -> dict[str, int]:
    """Give the number of each field that is planted."""
    left = {name for names in MADE_BY_MACHINE.values() for name in names} | BY_THE_LOG
    return {name: number for number, (name, _) in enumerate(fields(), 100) if name not in left}


def plant() -> dict[str, int]:
    """Plant in every row there is; give the number of each field that has a row."""
    numbers, planted = planted_fields(), {}
    with roles.as_owner():
        guards.remove(connection)
        for name, field in fields():
            if name in numbers:
                for row in field.model._base_manager.all():
                    value = planted_value(field, row, numbers[name])
                    if value != getattr(row, field.attname):
                        field.model._base_manager.filter(pk=row.pk).update(**{field.name: value})
                        planted[name] = numbers[name]
        guards.install(connection)
    return planted


def plant_log(actor) -> None:
    """Entries whose every word runs: what was done, about what, which field, why it was refused, where."""
    words = payload(99, 80)
    log.record("change", actor=actor, subject=words, data={"fields": [words]})
    log.record("change", actor=actor, subject="user:1", data={"fields": [words]})
    log.record("act", actor=actor, refused=True, data={"refusal": words, "place": words})
    log.record(words[:40], actor=actor)


def planted_value(field: models.Field, row, number: int):
    """Give what a row gets: inside of JSON, in place of each of its texts."""
    value, room = getattr(row, field.attname), field.max_length or 10_000
    if isinstance(field, models.JSONField):
        return in_each_text(value, payload(number, 500))
    if field.model._meta.model_name == "snapshot":
        return json.dumps(in_each_text(json.loads(value), payload(number, 500)), ensure_ascii=False)
    if field.model._meta.model_name == "storedfile":  # a name of a file, in an address too: it has no slash
        return payload(number, 50)
    if field.unique:
        return f"{payload(number, room - len(f' {row.pk}'))} {row.pk}"
    if any(word in field.name for word in ("url", "link", "address", "place")):
        return address(number, room, scheme="javascript" if takes_scripts(field, row) else "https")
    return payload(number, room)


def takes_scripts(field: models.Field, row) -> bool:
    """Whether the model lets a script stand where an address should; then no page may make a link of it."""
    other = copy(row)
    setattr(other, field.attname, "javascript:zq(1)")
    try:
        other.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return field.name not in error.message_dict
    return True


def in_each_text(value, words: str):
    """Give JSON with these words in place of each text that is more than a name of something."""
    if isinstance(value, dict):
        return {key: in_each_text(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [in_each_text(one, words) for one in value]
    is_name = not isinstance(value, str) or (NAME.fullmatch(value) and "zq" not in value)
    return value if is_name else words


def address(number: int, room: int, *, scheme: str) -> str:
    """Give an address that is a script, or ends the attribute that it stands in."""
    start = f"javascript:zq({number})//" if scheme == "javascript" else "https://vi-du.vn/"
    return f"{start}zq{number}x\"'><zq-x onfocus=zq({number})>"[:room]


def payload(number: int, room: int) -> str:
    """Give words that run in as many ways as there is room for."""
    mark, run = f"zq{number}x", f"zq({number})"
    shapes = [
        f"{mark}\"'><zq-x></zq-x><img src=zq onerror={run}><svg onload={run}></script><script>{run}</script>-->"
        f"</textarea></title><img src=zq onerror={run}>{{{{7*191}}}}<a href=javascript:{run}>zq</a>",
        f"{mark}\"'><zq-x></zq-x></script><script>{run}</script>{{{{7*191}}}}",
        f"{mark}\"'><zq-x><img src=zq onerror={run}>",
        f'{mark}"><zq-x>',
        '"><zq-x>',
    ]
    return next((shape for shape in shapes if len(shape) <= room), '">')
