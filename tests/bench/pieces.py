"""What a measurement asks of a site's database; run in the site's environment, answers on standard output.

python -m tests.bench.pieces newest | print-one | print NEWEST | prepare COUNT | pages NUMBER | addresses
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdnd_site.settings")
django.setup()

from django.urls import reverse  # noqa: E402  settings come first

from editorial.editing import create_document  # noqa: E402
from editorial.models import Document, Office, User  # noqa: E402
from editorial.workflow import perform  # noqa: E402
from news.models import Article, Category  # noqa: E402
from news.months import months_of  # noqa: E402
from news.press.drain import drain  # noqa: E402
from news.press.expand import RANGE_SIZE, everything, expand  # noqa: E402
from news.press.models import Change  # noqa: E402
from news.press.queue import note_document  # noqa: E402
from tests.bench.report import say  # noqa: E402
from tests.factories import BODY, appoint  # noqa: E402
from tests.second_factor import add_application  # noqa: E402

PASSWORD = "mat-khau-do-dac"


def newest() -> str:
    """Give the address of the newest article."""
    return Article.objects.live().newest().first().get_absolute_url()


def print_one() -> None:
    """Print the newest piece, the pages that show it first, and all months of its lists."""
    number = Article.objects.live().newest().first().document_id
    for _ in range(2):  # the second finds months that are missing before and after the first's
        note_document(number)
        drain()


def print_newest(count: int) -> None:
    """Print every list, and of the pieces only those with the newest numbers."""
    last = Document.objects.order_by("-pk").values_list("pk", flat=True).first()
    rows = [
        row for row in everything() if row.kind != Change.Kind.RANGE or int(row.subject) + RANGE_SIZE > last - count
    ]
    Change.objects.bulk_create(rows, batch_size=500)
    drain()


def prepare(count: int) -> dict:
    """Write pieces that wait for the chair; give them, and the chair's account."""
    chair, author = (
        _person("do-dac-chu", Office.CHAIR, "Trần Thị Chủ"),
        _person("do-dac-viet", Office.CONTRIBUTOR, "Phạm Văn Viết"),
    )
    category = Article.objects.live().newest().first().category
    pieces = [_hand_in(author, category, turn) for turn in range(count)]
    return {
        "username": chair.username,
        "password": PASSWORD,
        "category": category.get_absolute_url(),
        "pieces": [_describe(piece) for piece in pieces],
    }


def pages(number: int) -> int:
    """Give how many pages are printed when this piece is published or withdrawn."""
    return len(expand(Change(kind=Change.Kind.DOCUMENT, subject=str(number))).addresses)


def addresses() -> dict:
    """Give one address of each kind of page: the category with most pieces, a month in the middle of its archive."""
    category = max(Category.objects.all(), key=lambda one: Article.objects.live().within(one).count())
    live = Article.objects.live().within(category)
    months = months_of(live)
    return {
        "home": reverse("home"),
        "category": category.get_absolute_url(),
        "article": newest(),
        "archive page": months[len(months) // 2].address(category),
    }


def _person(username: str, office: str, full_name: str) -> User:
    """Give an account for the measurement; a site that was kept has it, and the office, already."""
    known = User.objects.filter(username=username).first()
    if known is None:
        known = appoint(User.objects.create_user(username, full_name=full_name, password=PASSWORD), office)
        add_application(known)
    return known


def _hand_in(author, category, turn: int) -> Article:
    article = Article(
        headline=f"Phiên họp đo đạc thứ {turn}", standfirst="Một tin để đo.", body=BODY, category=category
    )
    create_document(article, actor=author)
    return perform("submit", edition=article, actor=author, version=article.version)


def _describe(piece: Article) -> dict:
    moves = {name: reverse("move", args=[piece.kind, piece.pk, name]) for name in ("publish_now", "withdraw")}
    return {"number": piece.document_id, "address": piece.get_absolute_url(), **moves}


ASKED = {
    "newest": newest,
    "print-one": print_one,
    "print": print_newest,
    "prepare": prepare,
    "pages": pages,
    "addresses": addresses,
}

if __name__ == "__main__":
    answer = ASKED[sys.argv[1]](*map(int, sys.argv[2:]))
    say(answer if isinstance(answer, str) else json.dumps(answer))
