"""Measures the pages of the desk in the database that DATABASE_URL names; fill it first (manage.py fill).

    python -m tests.bench.desk

prints for each page the milliseconds (median and worst of 9 rounds, all pages in turn in each round), the number of
queries, and on PostgreSQL the rows that were read. It leaves nothing behind: all of it is one transaction that is
rolled back, in which two people get an office. Read the same line on databases of different size: milliseconds or
rows that grow with the archive are a fault; the queries must be the same.
"""

import os
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdnd_site.settings")
django.setup()

from django.conf import settings  # noqa: E402  settings come first
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from editorial.editing import open_edition  # noqa: E402
from editorial.models import Office, State, User  # noqa: E402
from news.models import Article, Category, Picture  # noqa: E402
from tests.desk import form_address, list_address  # noqa: E402
from tests.factories import appoint, make_person  # noqa: E402
from tests.second_factor import make_logins_whole  # noqa: E402

ROUNDS = 9
ROWS = "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables"
LINE = "{:58} {:>8} {:>8} {:>8} {:>10}"


def main() -> None:
    with transaction.atomic():
        chosen = choose_pages(visitor(make_person(Office.CHAIR)), visitor(busiest_author()))
        # A small database lacks the far pages of some lists, and sends to the first.
        pages = {name: page for name, page in chosen.items() if measure(*page) is not None}
        times: dict[str, list] = {name: [] for name in pages}
        for _ in range(ROUNDS):
            for name, (client, address) in pages.items():
                times[name].append(measure(client, address))
        print(LINE.format(f"{Article.objects.count()} editions", "median", "worst", "queries", "rows read"))  # noqa: T201
        for name, (client, address) in pages.items():
            figures = f"{median(times[name]):.1f}", f"{max(times[name]):.1f}", *count(client, address)
            print(LINE.format(name, *figures))  # noqa: T201
        transaction.set_rollback(True)


def visitor(person: User | None) -> Client:
    client = Client(SERVER_NAME="localhost", secure=not settings.DEBUG)
    if person:
        make_logins_whole()
        client.force_login(person)
    return client


def busiest_author() -> User:
    """Give an author of filled pieces, with the office of one."""
    author = Article.objects.live().order_by("pk").first().author
    return author if author.appointments.exists() else appoint(author, Office.CONTRIBUTOR)


def measure(client: Client, address: str) -> float | None:
    """Give the milliseconds of a page, None when there is no such page."""
    start = perf_counter()
    page = client.get(address)
    taken = (perf_counter() - start) * 1000
    if page.status_code not in (200, 302):
        raise SystemExit(f"{address}: {page.status_code}")
    return taken if page.status_code == 200 else None


def count(client: Client, address: str) -> tuple[int, str]:
    """Give the queries of a page, and the rows that PostgreSQL reads for them."""
    before = rows_read()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    after = rows_read()
    return len(queries), "" if before is None else str(after - before)


def rows_read() -> int | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        return int(cursor.fetchone()[0])


def choose_pages(chair: Client, author: Client) -> dict[str, tuple[Client, str]]:
    """Give the pages, each with who looks at it."""
    at_desk = {**board_pages(), **article_lists(), **article_forms(User.objects.get(pk=chair.session["_auth_user_id"]))}
    own = author_pages(User.objects.get(pk=author.session["_auth_user_id"]))
    pages = {"login": (visitor(None), reverse("login"))}
    pages |= {name: (chair, address) for name, address in at_desk.items()}
    return pages | {name: (author, address) for name, address in own.items()}


def board_pages() -> dict[str, str]:
    screens = ("news_page", "news_banner", "news_topic", "news_tag", "news_menuitem", "editorial_logentry")
    lists = {f"list of {name}": reverse(f"admin:{name}_changelist") for name in screens}
    pictures = list_address(Picture)
    found = reverse("admin:autocomplete") + "?app_label=news&model_name=article&field_name=video_poster"
    return {
        "Việc cần xử lý": reverse("admin:index"),
        **lists,
        "log: publications": reverse("admin:editorial_logentry_changelist") + "?action=publish",
        "log: refused": reverse("admin:editorial_logentry_changelist") + "?refused=1",
        "front page: a new item": reverse("admin:news_frontpageitem_add"),
        "picture library": pictures,
        "picture library, page 34": f"{pictures}?p=34",
        "picture library, by words": f"{pictures}?q=quang+cảnh",
        "picture library, form": form_address(Picture.objects.order_by("pk").first()),
        "autocomplete of pictures": found,
        "autocomplete of pictures, by words": found + "&term=quang",
    }


def article_lists() -> dict[str, str]:
    articles, category = list_address(Article), Category.objects.order_by("pk").first().pk
    rare = Article.objects.live().order_by("pk").first()
    queries = {
        "open": "",
        **{state: f"?state={state}" for state in State.values},
        "published, page 10": "?state=published&p=10",
        "published, page 20": "?state=published&p=20",
        "mine, open": "?mine=author",
        "edited by me, published": "?state=published&mine=editor",
        "category, published": f"?state=published&category={category}",
        "category, published, page 20": f"?state=published&category={category}&p=20",
        "genre, published": "?state=published&genre=video",
        "all filters": f"?state=published&category={category}&genre=news&mine=author",
        "search: number": f"?q={rare.document_id}",
        "search: common words": "?q=cử+tri",
        "search: common words, published": "?state=published&q=cử+tri",
        "search: words of an old headline": f"?state=published&q={'+'.join(rare.headline.split()[:6])}",
        "search: no hit": "?q=xyzzyx",
    }
    return {f"articles: {name}": articles + query for name, query in queries.items()}


def article_forms(chair: User) -> dict[str, str]:
    live = Article.objects.live().order_by("pk").first()
    correction = open_edition(live, actor=chair)
    waiting = Article.objects.filter(state=State.SUBMITTED).order_by("pk").first()
    return {
        "form of a new piece": reverse("admin:news_article_add"),
        "form of a live piece": form_address(live),
        "form of a correction, compared with the live piece": form_address(correction),
        "form of a submitted piece": form_address(waiting),
        "history of a live piece": reverse("admin:news_article_history", args=[live.pk]),
        "page of the move take": reverse("move", args=["article", waiting.pk, "take"]),
        "preview": reverse("preview", args=["article", waiting.pk]),
    }


def author_pages(author: User) -> dict[str, str]:
    pieces, old = reverse("contributor_pieces"), Article.objects.live().written_by(author).order_by("pk").first()
    return {
        "contributor: my pieces": pieces,
        "contributor: my pieces, page 20": f"{pieces}?trang=20",
        "contributor: my pieces, beyond the last page": f"{pieces}?trang=20000",
        "contributor: open": f"{pieces}?loc=dang-xu-ly",
        "contributor: published": f"{pieces}?loc=da-dang",
        "contributor: published, page 20": f"{pieces}?loc=da-dang&trang=20",
        "contributor: a piece": reverse("contributor_piece", args=[old.pk]),
        "contributor: a new piece": reverse("contributor_new"),
        "contributor: pictures sent before": reverse("contributor_pictures"),
    }


if __name__ == "__main__":
    main()
