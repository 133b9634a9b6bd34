"""What the press listens to: decisions of the board about what stands outside editions, and the clock."""

import logging
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from news.press import drain
from news.press.models import Change, Printed, Priority
from news.press.queue import note
from news.press.release import print_release

logger = logging.getLogger(__name__)

Kind = Change.Kind
ROUND_SECONDS = 15  # a rebuild must not keep the clock from what is due
OF_ALL_PAGES = ("menuitem", "sisterlink", "imprint")
NAMED = ("category", "topic", "tag")
OF_BOARD = ("appointment", "user", "decision")


def note_arrangement(sender, entry, data, **kwargs) -> None:
    """Write down a logged decision that citizens see; in its own transaction."""
    model, _, key = entry.subject.partition(":")
    if entry.refused:
        return
    if model in NAMED:
        note(model, key)
    elif model in OF_ALL_PAGES:
        note(Kind.ADDRESS, reverse("home"))
        note(Kind.SITE, priority=Priority.REST)
    elif model == "frontpageitem":
        note(Kind.ADDRESS, reverse("home"))
    elif model in OF_BOARD:
        note(Kind.ADDRESS, reverse("board"))


def print_due(sender, **kwargs) -> None:
    """At each round of the clock: print what is left, the board of a new day, and all of a new release."""
    Path(settings.PRESS_DIR).mkdir(parents=True, exist_ok=True)
    clock_mark().touch()
    if not settings.PRESS:
        return
    print_release()
    _print_board_of_the_day()
    drain.drain(seconds=ROUND_SECONDS)


def clock_mark() -> Path:
    """Give the file whose time is that of the clock's last round."""
    return Path(settings.PRESS_DIR, "clock")


def _print_board_of_the_day() -> None:
    """Offices begin and end by date; the queue has no row for midnight."""
    board = Printed.objects.filter(address=reverse("board")).first()
    day = Path(settings.PRESS_DIR, "board-of")
    today = str(timezone.localdate())
    if board and not (day.exists() and day.read_text() == today):
        note(Kind.ADDRESS, reverse("board"))
        day.write_text(today)
