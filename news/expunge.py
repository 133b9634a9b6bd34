"""Wipe a document for good: a secret, or a citizen's data, that was published once.

Done by whoever owns the database, for an order that two people confirmed (editorial/expunction.py). Everything is found
afresh in the database each time, and the rows are wiped last, in one transaction: a run that was killed is simply run
again. The log and the fingerprints stay; they hold no content.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from editorial import guards, log
from editorial.expunction import check_is_down
from editorial.models import Autosave, Document, Edition, Expunction, LogEntry, SignedSlip, Snapshot, State, Withdrawal
from editorial.models.edition import DESK_FIELDS, kind_named
from news import pictures
from news.models import Change, Mention, Picture, Printed, SearchEntry, StoredFile, Tag
from news.models.library import Stored
from news.press import tree
from news.press.addresses import file_of
from news.press.drain import press_lock, refuse_inside_transaction
from news.press.queue import note_document

EMPTIED = {"slug": "da-xoa"}
WIPED = '{"form":"wiped"}'  # the text of a kept snapshot: readable, and empty
UPLOADS: tuple[type[Stored], ...] = (Picture, StoredFile)
KEPT = (LogEntry, Expunction)  # say that, when and by whom, and nothing of what


@dataclass
class Plan:
    """What is to be wiped: rows by model, uploads that nothing else uses, addresses of the tree."""

    editions: list[Edition]
    wiped: list[models.QuerySet] = field(default_factory=list)  # rows that stay, without their words
    removed: list[models.QuerySet] = field(default_factory=list)
    uploads: list[Stored] = field(default_factory=list)
    shared: list[Stored] = field(default_factory=list)  # uploads that another document uses too
    addresses: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)  # printed pages of others that still lead here
    tags: list[Tag] = field(default_factory=list)  # words that stand on no other edition
    counts: Counter[str] = field(default_factory=Counter)  # how many rows there were of what, in words


def confirmed_order(number: int) -> Expunction | None:
    """Give the newest order for a document that two people have confirmed, carried out or not."""
    return Expunction.objects.filter(document=number).exclude(confirmed_at=None).order_by("-pk").first()


def plan_for(document: Document) -> Plan:
    """Find everything that holds a word, a picture or a file of a document."""
    model = kind_named(document.kind)
    plan = Plan(list(model._default_manager.filter(document=document).order_by("number")))
    ids = [edition.pk for edition in plan.editions]
    for other in apps.get_models(include_auto_created=True):
        for rows in (_rows_of(other, Document, [document.pk]), _rows_of(other, model, ids)):
            if rows is not None and other not in (*KEPT, model):
                (plan.wiped if _stays(other) else plan.removed).append(rows)
    plan.removed.append(Autosave.objects.filter(kind=model.kind, edition__in=ids))  # which has no foreign key
    for rows in (*plan.wiped, *plan.removed):
        plan.counts[_name_of(rows.model)] += rows.count()
    _find_uploads(plan, model)
    plan.addresses = sorted({address for edition in plan.editions for address in edition.addresses()} - {"/"})
    kept = {address for one in plan.shared for address in _addresses_of(one)}
    plan.addresses = [address for address in plan.addresses if address not in kept]
    own = Mention.objects.filter(number=document.pk).exclude(page__address__in=plan.addresses)
    plan.mentions = list(own.order_by("page").values_list("page__address", flat=True))
    if hasattr(model, "tags"):
        tags = Tag.objects.filter(articles__in=ids).distinct()
        plan.tags = [tag for tag in tags if not tag.articles.exclude(document=document).exists()]
    return plan


def expunge(order: Expunction) -> Plan:
    """Carry out a confirmed order and give what was wiped. Safe to run again, whatever stopped it before.

    Raises Blocked while an edition is live or being worked on, RuntimeError for an order that is not confirmed.
    """
    refuse_inside_transaction()
    if not order.confirmed_at:
        raise RuntimeError("the order is not confirmed")
    check_is_down(order)
    with press_lock(wait=True):
        plan = plan_for(order.document)
        _clear_tree(plan)
        for upload in plan.uploads:
            _delete_bytes(upload)
        for slip in SignedSlip.objects.filter(document=order.document):
            _delete_scan(slip)
        _wipe_rows(plan, order)
    compact()
    return plan


def compact() -> None:
    """Let the database forget the bytes of rows that are gone: they stand in free pages until then."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO news_searchindex (news_searchindex) VALUES ('rebuild')")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")


def _name_of(model: type[models.Model]) -> str:
    """Give what rows of a model are called; those that only tie two others have no name of their own."""
    return "thẻ gắn vào bài" if model._meta.auto_created else str(model._meta.verbose_name)


def _stays(model: type[models.Model]) -> bool:
    """Whether rows of this model stay, without their words: a model says so by naming what stays in them."""
    return hasattr(model, "expunge_keeps")


def _rows_of(model, parent, keys: list) -> models.QuerySet | None:
    """Give the rows of a model that point to these rows of another by any of its foreign keys."""
    found = models.Q()
    for column in model._meta.concrete_fields:
        if column.is_relation and column.related_model is parent and column.name != "merged_into":
            found |= models.Q(**{f"{column.name}__in": keys})
    return model._base_manager.filter(found) if found else None


def _find_uploads(plan: Plan, model) -> None:
    """Sort pictures and files of the document by whether another one uses the same content."""
    rows = [model._base_manager.filter(pk__in=[edition.pk for edition in plan.editions]), *plan.wiped, *plan.removed]
    for kind in UPLOADS:
        ids = {
            pk for held in rows for column in _keys_to(held.model, kind) for pk in held.values_list(column, flat=True)
        }
        keys = set(kind._default_manager.filter(pk__in=ids - {None}).values_list("key", flat=True))
        for key in sorted(keys):
            same = list(kind._default_manager.filter(key=key))
            used = any(_is_used_elsewhere(one, rows) for one in same)
            (plan.shared if used else plan.uploads).extend(same)


def _keys_to(model, kind) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields if column.related_model is kind]


def _is_used_elsewhere(upload: Stored, own: list[models.QuerySet]) -> bool:
    for model in apps.get_models(include_auto_created=True):
        mine = [held.values("pk") for held in own if held.model is model]
        for column in _keys_to(model, type(upload)):
            others = model._base_manager.filter(**{column: upload.pk})
            for held in mine:
                others = others.exclude(pk__in=held)
            if others.exists():
                return True
    return False


def _addresses_of(upload: Stored) -> list[str]:
    if isinstance(upload, StoredFile):
        return [reverse("file", args=[upload.key, upload.name])]
    return pictures.addresses([upload.key])


def _clear_tree(plan: Plan) -> None:
    """Take pages, marks and uploads out of the public tree, folders and all: an address holds words of the title."""
    for address in filter(file_of, plan.addresses):
        tree.clear(address)
    Printed.objects.filter(address__in=plan.addresses).delete()
    Change.objects.filter(subject__in=plan.addresses).delete()


def _delete_bytes(upload: Stored) -> None:
    for path in upload.paths():
        if default_storage.exists(path):
            default_storage.delete(path)


def _delete_scan(slip: SignedSlip) -> None:
    """Delete a signed slip's scan, which shows the text; the same bytes are kept for no other document."""
    if not SignedSlip.objects.filter(sha256=slip.sha256).exclude(document=slip.document_id).exists():
        default_storage.delete(slip.path)


def _wipe_rows(plan: Plan, order: Expunction) -> None:
    with transaction.atomic():
        guards.remove(connection)
        for rows in plan.removed:
            rows.delete()
        for rows in plan.wiped:
            _wipe(rows, getattr(rows.model, "expunge_keeps", ()))
        for edition in plan.editions:
            _wipe(type(edition)._base_manager.filter(pk=edition.pk), DESK_FIELDS, with_keys=True)
        withdrawn = kind_named(order.document.kind)._base_manager.filter(document=order.document, state=State.WITHDRAWN)
        withdrawn.update(withdrawal=Withdrawal.ERROR, merged_into=None)
        SearchEntry.objects.filter(document=order.document).delete()
        for row in (*plan.uploads, *plan.tags):
            row.delete()
        if connection.vendor == "postgresql":
            connection.check_constraints()  # it alters no table whose checks are still to come
        guards.install(connection)
        note_document(order.document_id, removal=True)
        Expunction.objects.filter(pk=order.pk).update(done_at=timezone.now())
        data = {
            "paper": order.paper_number,
            "fingerprints": _fingerprints(order.document),
            "uploads": len(plan.uploads),
        }
        subject = f"expunction:{order.pk}"
        log.record("expunged", actor=None, document=order.document, subject=subject, data=data)


def _fingerprints(document: Document) -> list[str]:
    return list(document.snapshots.order_by("pk").values_list("fingerprint", flat=True)[:100])


def _wipe(rows: models.QuerySet, keeps, *, with_keys: bool = False) -> None:
    """Empty every column of words; with_keys also all else that may be empty: dates, pictures, topics."""
    values = {}
    for column in rows.model._meta.concrete_fields:
        if column.name in keeps or column.primary_key or getattr(column, "choices", None):
            continue
        if isinstance(column, models.CharField | models.TextField | models.JSONField):
            values[column.name] = EMPTIED.get(column.name, None if column.null else column.get_default() or "")
        elif with_keys and column.null:
            values[column.name] = None
    if rows.model is Snapshot:
        values["text"] = WIPED
    rows.update(**values)
