"""What is killed: each scenario changes the site in one way, and says what stands when it was not killed."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from editorial.clock import tick
from editorial.models import State
from news.models import Article, SisterLink
from news.press.models import Change
from news.press.verify import verify
from tests.killing.world import picture_of
from tests.roles import call_as_owner


@dataclass(frozen=True)
class Scenario:
    """One change, begun anew for each kill.

    `act` returns when the change is acknowledged; `recover` is what operation does next. A move names the word of
    its piece and the state it ends in. `noted` says that whatever changes has its row in the queue.
    """

    act: Callable
    prepare: Callable = lambda world: None
    recover: Callable = lambda world: tick_until_quiet()
    move: str = ""
    word: str = ""
    target: str = ""
    noted: bool = True


def tick_until_quiet() -> None:
    """Let the clock make its rounds, as if the pauses after failures were over."""
    for _ in range(5):
        Change.objects.update(run_after=timezone.now())
        tick()
        if not Change.objects.exists():
            return


def decide(move: str, word: str, target: str) -> Scenario:
    """A move that the chair makes at the desk."""

    def act(world):
        edition = world.pieces[word]
        address = reverse("move", args=["article", edition.pk, move])
        response = world.browser.post(address, {"version": edition.version, "reason": "Thử"})
        assert response.status_code == 302, response.content.decode()

    return Scenario(act, move=move, word=word, target=target)


def let_it_be_due(world) -> None:
    Article.objects.filter(pk=world.pieces["tuhengio"].pk).update(scheduled_for=timezone.now() - timedelta(minutes=1))


def send_picture(world) -> None:
    picture = SimpleUploadedFile("anh.png", picture_of("tuanhmoi"), "image/png")
    response = world.browser.post("/anh/tai-len/", {"upload": picture})
    assert response.status_code == 200, response.content.decode()


def change_every_page(world) -> None:
    """As a release does: pages look otherwise, and no row says so."""
    SisterLink.objects.update(name="Cổng thông tin mới")
    Path(settings.PRESS_DIR, "release").write_text("trước")


def rebuild(world) -> None:
    with open(os.devnull, "w") as nowhere:
        call_command("press", rebuild=True, stdout=nowhere, stderr=nowhere)


def spoil_tree(world) -> None:
    """A foreign file, a cut page, a page without its compressed form, a missing one."""
    tree = Path(settings.PUBLIC_DIR)
    Path(tree, "tep-la.html").write_text("lạ")
    home = Path(tree, "index.html")
    home.write_bytes(home.read_bytes()[:500])
    Path(tree, "so-do-trang/index.html.gz").unlink()
    Path(tree, "rss/index.xml").unlink()


def mend(world) -> None:
    for _ in verify():
        pass


def step_back(world) -> None:
    call_as_owner("migrate", "news", "0009", verbosity=0)


def migrate(world) -> None:
    call_as_owner("migrate", verbosity=0)


def migrate_and_tick(world) -> None:
    migrate(world)
    tick_until_quiet()


SCENARIOS = {
    "publish": decide("publish", "tuchoduyet", State.PUBLISHED),
    "withdraw": decide("withdraw", "tudangdoc", State.WITHDRAWN),
    "hide": decide("hide", "tudangdoc", State.HIDDEN),
    "restore": decide("restore", "tutamgo", State.PUBLISHED),
    "correct": decide("publish", "tudinhchinh", State.PUBLISHED),
    "scheduled": Scenario(lambda world: tick(), let_it_be_due, move="go_live", word="tuhengio", target=State.PUBLISHED),
    "upload": Scenario(send_picture, recover=send_picture),
    "release": Scenario(lambda world: tick_until_quiet(), change_every_page, noted=False),
    "rebuild": Scenario(rebuild, change_every_page, recover=rebuild, noted=False),
    "verify": Scenario(mend, spoil_tree, recover=mend, noted=False),
    "migrate": Scenario(migrate, step_back, recover=migrate_and_tick, noted=False),
}
