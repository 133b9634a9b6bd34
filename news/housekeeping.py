"""What the clock tidies once a day. Nothing here touches an edition, a snapshot or an entry of the log; the addresses
beside the log go when their time is over.

Swept from the library is what was sent more than thirty days ago and that no edition ever had: a form that was given
up, a picture sent twice. What an edition once had stays for ever, also when it has it no longer: snapshots name it by
its hash, and it is evidence. What the board put into the library, or described there, stays too.
"""

import logging
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from editorial import autosaving, origins
from editorial.models import Notice
from news.letters.bounds import forget_senders
from news.letters.erase import erase_letters
from news.links import round as links
from news.models import Picture, StoredFile
from news.models.library import UNFINISHED, Stored, keep

logger = logging.getLogger(__name__)

UNUSED_FOR = timedelta(days=30)
NOTICES_FOR = timedelta(days=365)  # after they were read
JUST_NOW = timedelta(days=1)
IN_ROUND = 100  # pictures or files; each is some files on the disk
NOTICES_IN_ROUND = 1000


def keep_house(sender, **kwargs) -> None:
    """At rounds of the clock, until a day's work is done: each round does a part. Two clocks do no harm."""
    done = Path(settings.PRESS_DIR, "housekeeping-of")
    today = str(timezone.localdate())
    if done.exists() and done.read_text() == today:
        return
    forgotten = (clear_sessions, forget_notices, autosaving.sweep, links.forget, origins.forget_old)
    of_citizens = (forget_senders, erase_letters)
    works = (*of_citizens, *forgotten, sweep_unfinished, sweep_pictures, sweep_files)
    if not sum([_try(work) for work in works]):
        done.parent.mkdir(parents=True, exist_ok=True)
        done.write_text(today)


def clear_sessions() -> int:
    """Delete the sessions that have ended; none is left."""
    call_command("clearsessions")
    return 0


def forget_notices() -> int:
    """Delete notices that were read more than a year ago; give how many."""
    old = Notice.objects.filter(read_at__lt=timezone.now() - NOTICES_FOR).order_by("pk")
    return Notice.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:NOTICES_IN_ROUND])).delete()[0]


def sweep_unfinished() -> int:
    """Remove what a killed upload left half written; none is left."""
    names = default_storage.listdir(UNFINISHED)[1] if default_storage.exists(UNFINISHED) else []
    for path in (f"{UNFINISHED}/{name}" for name in names):
        if default_storage.get_modified_time(path) < timezone.now() - JUST_NOW:
            default_storage.delete(path)
    return 0


def sweep_pictures() -> int:
    """Remove pictures that were sent and never used; give how many were looked at."""
    return _sweep(Picture)


def sweep_files() -> int:
    """Remove files that were sent and never used; give how many were looked at."""
    return _sweep(StoredFile)


def _try(work) -> int:
    """Do a part of the work; one that fails waits for the next day and stops no other."""
    try:
        return work()
    except Exception:
        logger.exception("housekeeping: %s", work.__name__)
        return 0


def _sweep(model: type[Stored]) -> int:
    unused = model._default_manager.filter(kept=False, uploaded_at__lt=timezone.now() - UNUSED_FOR).order_by("pk")
    rows = list(unused[:IN_ROUND])
    for row in rows:
        _remove(model, row)
    return len(rows)


def _remove(model: type[Stored], row: Stored) -> None:
    """Remove the row, then its bytes, unless the same content was sent by another row or just now."""
    try:
        with transaction.atomic():
            for locked in model._default_manager.select_for_update().filter(pk=row.pk, kept=False):
                locked.delete()
    except (ProtectedError, IntegrityError):  # used after all
        keep(model, row.pk)
        return
    if model._default_manager.filter(key=row.key).exists():
        return
    for path in row.paths():
        if default_storage.exists(path) and default_storage.get_modified_time(path) < timezone.now() - JUST_NOW:
            default_storage.delete(path)
