"""The single writer: rows of the queue become pages, and go when the pages are on the disk.

The lock is flock on a file that is never unlinked: the kernel frees it when its holder dies, and nobody can hold
"the other" file. It is taken outside any transaction, so that the press prints only what is committed.
"""

import fcntl
import hashlib
import logging
import math
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from news.press import record, tree
from news.press.addresses import file_of, is_upload
from news.press.expand import expand
from news.press.models import Change, Printed, Priority
from news.press.render import render, stored_file

logger = logging.getLogger(__name__)

BATCH_SECONDS = 1.0
BATCH_ROWS = 100
PATIENCE = 10.0  # how long a request waits for its own rows
LONGEST_PAUSE = 3600


@dataclass
class Batch:
    """What was printed since the rows were read: by address, None where it failed."""

    pages: dict[str, record.Page | None] = field(default_factory=dict)
    done: list[Change] = field(default_factory=list)
    failed: list[Change] = field(default_factory=list)
    later: list[Change] = field(default_factory=list)


@contextmanager
def press_lock(*, wait: bool):
    """Hold the press; give whether it is held. Raises RuntimeError within a transaction."""
    with transaction.atomic(durable=True):  # refuses to be inside another
        pass
    path = Path(settings.PRESS_DIR, "press.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def drain(report=None, *, seconds: float = math.inf) -> int:
    """Print all that is due, batch by batch, and give how many rows went; `report` is called after each batch.

    No batch is begun after `seconds`.
    """
    gone, end = 0, time.monotonic() + seconds
    while True:
        with press_lock(wait=True):
            taken, done = print_batch()
        gone += done
        if report:
            report(gone)
        if not taken or time.monotonic() > end:
            return gone


def finish(changes: list[Change], patience: float = PATIENCE) -> bool:
    """Wait until these rows are gone, printing them if nobody else does; give whether they are.

    Not longer than `patience` seconds, nor for a row that failed: that one is tried again later.
    """
    pks = [change.pk for change in changes]
    most = max((change.priority for change in changes), default=Priority.REMOVAL)
    end = time.monotonic() + patience
    while Change.objects.filter(pk__in=pks, tries=0).exists() and time.monotonic() < end:
        with press_lock(wait=False) as held:
            if held:
                print_batch(most)
        if not held:
            time.sleep(0.02)
    return not Change.objects.filter(pk__in=pks).exists()


def print_batch(most: int = Priority.REST) -> tuple[int, int]:
    """Print the most urgent rows for about a second; give how many were taken and how many are done.

    Needs the lock. A row goes only in the transaction that follows the sync of all its pages.
    """
    end = time.monotonic() + BATCH_SECONDS
    due = Change.objects.filter(run_after__lte=timezone.now(), priority__lte=most).order_by("priority", "pk")
    batch = Batch()
    for change in list(due[:BATCH_ROWS]):
        _print_change(change, batch)
        if time.monotonic() > end:
            break
    _conclude(batch)
    return len(batch.done) + len(batch.failed), len(batch.done)


def print_page(address: str) -> record.Page:
    """Bring the tree's answer for one address to what its view says; give what stands there now. Needs the lock."""
    known = Printed.objects.filter(address=address).first()
    if is_upload(address):
        return _print_upload(address)
    answer = render(address)
    if answer.status == 200:
        before = known.printed_at.timestamp() if known else 0
        moment = tree.write(address, answer.body, newer_than=before)
        return record.Page(address, 200, hashlib.sha256(answer.body).hexdigest(), _at(moment), answer.body)
    tree.remove(address)
    if known or answer.status != 404:
        tree.mark(address, answer.status, answer.location)
        return record.Page(address, answer.status, "", known.printed_at if known else timezone.now())
    return record.Page(address, 0, "", timezone.now())


def _print_upload(address: str) -> record.Page:
    """Drafts' files are the application's to give or refuse, so nothing marks where one was removed."""
    source = stored_file(address)
    if source is None:
        tree.remove(address)
        return record.Page(address, 0, "", timezone.now())
    moment = tree.link(address, source)
    return record.Page(address, 200, hashlib.sha256(source.read_bytes()).hexdigest(), _at(moment))


def _print_change(change: Change, batch: Batch) -> None:
    try:
        work = expand(change)
    except Exception:
        Change.objects.exists()  # a database that is away is no fault of the row
        logger.exception("press: %s", change)
        batch.failed.append(change)
        return
    addresses = [address for address in work.addresses if file_of(address)]
    for address in addresses:
        if address not in batch.pages:
            batch.pages[address] = _try(address, removal=change.priority == Priority.REMOVAL)
    whole = all(batch.pages[address] for address in addresses)
    (batch.done if whole else batch.failed).append(change)
    batch.later += work.later if whole else []


def _try(address: str, *, removal: bool) -> record.Page | None:
    """Print a page; one that fails stops no other, and does not stay as it was after a removal."""
    try:
        return print_page(address)
    except Exception as error:
        Change.objects.exists()  # a database that is away is no fault of the page
        logger.error("press: %s: %r", address, error)
        if removal:
            tree.remove(address)
        return None


def _conclude(batch: Batch) -> None:
    """One transaction: what stands in the tree, what mentions what, and exactly the rows that were read."""
    with transaction.atomic(durable=True):
        record.keep([page for page in batch.pages.values() if page])
        Change.objects.bulk_create(batch.later, batch_size=500)
        Change.objects.filter(pk__in=[change.pk for change in batch.done]).delete()
        for change in batch.failed:
            pause = min(2 ** (change.tries + 1), LONGEST_PAUSE)
            tries = min(change.tries + 1, 30)
            Change.objects.filter(pk=change.pk).update(tries=tries, run_after=timezone.now() + timedelta(seconds=pause))


def _at(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, UTC)
