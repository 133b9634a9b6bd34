"""The single writer: rows of the queue become pages, and go when the pages are on the disk.

The lock is flock on a file that is never unlinked: the kernel frees it when its holder dies, and nobody can hold
"the other" file. It is taken outside any transaction, so that the press prints only what is committed.
"""

import fcntl
import hashlib
import logging
import math
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from news.press import record, serve, tree
from news.press.addresses import file_of, is_upload
from news.press.expand import Work, expand
from news.press.models import Change, Printed, Priority
from news.press.render import Answer, render, stored_file

logger = logging.getLogger(__name__)

BATCH_SECONDS = 1.0
BATCH_ROWS = 100
AHEAD = 16  # pages that a pool may render before they are written
PATIENCE = 10.0  # how long a request waits for its own rows
LONGEST_PAUSE = 3600


@dataclass
class Batch:
    """What was printed since the rows were read: by address, None where it failed."""

    pool: Executor | None = None
    asked: dict[str, Future[Answer]] = field(default_factory=dict)  # what the pool renders
    pages: dict[str, record.Page | None] = field(default_factory=dict)
    done: list[Change] = field(default_factory=list)
    failed: list[Change] = field(default_factory=list)
    later: list[Change] = field(default_factory=list)


@contextmanager
def press_lock(*, wait: bool):
    """Hold the press; give whether it is held."""
    path = Path(settings.PRESS_DIR, "press.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def refuse_inside_transaction() -> None:
    """Raise RuntimeError within a transaction: the press prints what is committed, and its lock waits for nobody."""
    with transaction.atomic(durable=True):
        pass


def drain(report=None, *, seconds: float = math.inf, pool: Executor | None = None) -> int:
    """Print all that is due, batch by batch, and give how many rows went; `report` is called after each batch.

    No batch is begun after `seconds`. A `pool` of processes renders ahead; this one alone writes.
    """
    refuse_inside_transaction()
    gone, end = 0, time.monotonic() + seconds
    while True:
        with press_lock(wait=True):
            taken, done = print_batch(pool=pool)
        gone += done
        if report:
            report(gone)
        if not taken or time.monotonic() > end:
            return gone


def finish(changes: list[Change], patience: float | None = None) -> bool:
    """Wait until these rows are gone, printing them if nobody else does; give whether they are.

    Not longer than `patience` seconds (PATIENCE), nor for a row that failed: that one is tried again later.
    """
    refuse_inside_transaction()
    pks = [change.pk for change in changes]
    most = max((change.priority for change in changes), default=Priority.REMOVAL)
    end = time.monotonic() + (PATIENCE if patience is None else patience)
    while Change.objects.filter(pk__in=pks, tries=0).exists() and time.monotonic() < end:
        with press_lock(wait=False) as held:
            if held:
                print_batch(most)
            else:
                time.sleep(0.02)
    return not Change.objects.filter(pk__in=pks).exists()


def print_batch(most: int = Priority.REST, pool: Executor | None = None) -> tuple[int, int]:
    """Print the most urgent rows for about a second; give how many were taken and how many are done.

    Needs the lock. A row goes only in the transaction that follows the sync of all its pages, and not before the last
    server has asked the disk for them.
    """
    end = time.monotonic() + BATCH_SECONDS
    due = Change.objects.filter(run_after__lte=timezone.now(), priority__lte=most).order_by("priority", "pk")
    batch = Batch(pool)
    for change, work in _with_work(list(due[:BATCH_ROWS]), batch):
        _print_work(change, work, batch)
        if time.monotonic() > end:
            break
    for answer in batch.asked.values():
        answer.cancel()
    time.sleep(serve.LEASE if batch.pages else 0)
    _conclude(batch)
    return len(batch.done) + len(batch.failed), len(batch.done)


def print_page(address: str, answer: Answer | None = None) -> record.Page:
    """Bring the tree's answer for one address to what its view says; give what stands there now. Needs the lock.

    `answer` is the view's, if it was asked already since the lock was taken.
    """
    known = Printed.objects.filter(address=address).first()
    if is_upload(address):
        return _print_upload(address)
    answer = answer or render(address)
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


def _with_work(changes: list[Change], batch: Batch) -> Iterator[tuple[Change, Work | None]]:
    """Give each row with its work, None where that failed; with a pool, some pages further on are rendered already."""
    ahead: deque[tuple[Change, Work | None]] = deque()
    for change in changes:
        work = _expand(change)
        ahead.append((change, work))
        # What is expanded and not printed in this batch is expanded again in the next.
        if not (_ask_ahead(work, batch) and len(batch.asked) < AHEAD):
            yield ahead.popleft()
    yield from ahead


def _expand(change: Change) -> Work | None:
    try:
        return expand(change)
    except Exception:
        Change.objects.exists()  # a database that is away is no fault of the row
        logger.exception("press: %s", change)
        return None


def _ask_ahead(work: Work | None, batch: Batch) -> bool:
    """Let the pool, if there is one, begin with the pages of a work; give whether it has any of them to render."""
    if not (work and batch.pool):
        return False
    wanted = [address for address in work.addresses if file_of(address) and not is_upload(address)]
    new = [address for address in wanted if address not in batch.asked and address not in batch.pages]
    batch.asked |= {address: batch.pool.submit(render, address) for address in new}
    return bool(new)


def _print_work(change: Change, work: Work | None, batch: Batch) -> None:
    wanted = [address for address in work.addresses if file_of(address)] if work else []
    for address in wanted:
        if address not in batch.pages:
            batch.pages[address] = _try(address, change, batch.asked.pop(address, None))
    if work and all(batch.pages[address] for address in wanted):
        batch.done.append(change)
        batch.later += work.later
    else:
        batch.failed.append(change)


def _try(address: str, change: Change, asked: Future[Answer] | None) -> record.Page | None:
    """Print a page; one that fails stops no other, and does not stay if it shows what is to be removed."""
    try:
        return print_page(address, asked.result() if asked else None)
    except Exception as error:
        Change.objects.exists()  # a database that is away is no fault of the page
        logger.error("press: %s: %r", address, error)
        if change.priority == Priority.REMOVAL and _shows(address, change.subject):
            tree.remove(address)
        return None


def _shows(address: str, number: str) -> bool:
    """Whether what stands in the tree for an address shows the document of this number, or may."""
    path = tree.path_of(address)
    return is_upload(address) or (path.exists() and f"-{number}/".encode() in path.read_bytes())


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
