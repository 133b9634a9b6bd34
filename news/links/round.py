"""The clock's part: one link of open work a round, each again after a while."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from news import richtext
from news.links.ask import NotAsked, is_dead
from news.links.models import LinkAnswer, key_of
from news.models import Article

PIECES = 50  # of open work, the newest
AGAIN = timedelta(days=7)
SOON = timedelta(days=1)  # what was dead may live again
FORGOTTEN = timedelta(days=60)


def ask_one(sender=None, **kwargs) -> None:
    """Ask the first link whose answer is missing or old; nothing unless LINK_CHECK is on."""
    if not settings.LINK_CHECK:
        return
    target = next_due()
    if target:
        LinkAnswer.objects.update_or_create(
            key=key_of(target), defaults={"is_dead": _answer(target), "asked_at": timezone.now()}
        )


def next_due() -> str:
    """Give a link of open work that is to be asked now, "" for none."""
    now = timezone.now()
    newest = Article.objects.open().order_by("-state_since", "-pk").values_list("body", "source_url", "video_url")
    targets = [target for row in newest[:PIECES] for target in web_links(*row)]
    answers = LinkAnswer.objects.filter(asked_at__gte=now - AGAIN)
    known = {answer.key for answer in answers if not answer.is_dead or answer.asked_at >= now - SOON}
    return next((target for target in targets if key_of(target) not in known), "")


def dead_among(targets: Iterable[str]) -> list[str]:
    """Give those of the links that said they are gone when they were asked last."""
    keys = {key_of(target): target for target in targets}
    dead = LinkAnswer.objects.filter(key__in=keys, is_dead=True) if keys else []
    return [keys[answer.key] for answer in dead]


def forget() -> int:
    """Delete answers nobody has asked for in a long time; give how many."""
    return LinkAnswer.objects.filter(asked_at__lt=timezone.now() - FORGOTTEN).delete()[0]


def web_links(body: str, *more: str) -> list[str]:
    """Give the web addresses a piece leads to, each once."""
    targets = [*richtext.links_of(body), *filter(None, more)]
    return [target for target in dict.fromkeys(targets) if target.lower().startswith(("http://", "https://"))]


def _answer(target: str) -> bool:
    try:
        return is_dead(target)
    except NotAsked:
        return False  # no clear answer is no reproach
