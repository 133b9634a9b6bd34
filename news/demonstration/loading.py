"""Loads the demonstration: people first, then every piece through the ordinary moves, in order of time."""

from datetime import datetime, time, timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from editorial import takedown
from editorial.models import Appointment, Decision, Delegation, Notice, TakedownBasis, TakedownRequest, User
from news import timeliness
from news.demonstration.calendar import load_calendar
from news.demonstration.letters import load_letters
from news.demonstration.reading import moment, read_articles, read_data, read_pages
from news.demonstration.rows import BannerRow
from news.demonstration.stories import Story, past
from news.models import Category, FrontPageItem, Imprint, MenuItem, SisterLink, Topic

PASSWORD = "sen-hong-thap-muoi"  # noqa: S105  (printed for everybody to read)


def load(progress=lambda done, total: None) -> None:
    """Load everything into a site without content; `progress` is told how many of how many steps are done."""
    today = timezone.localdate()
    with past(moment("-240", today)):
        people = _load_people(today)
    categories = _load_categories(people)
    topics = {row["slug"]: _topic(row) for row in read_data("site")["topics"]}
    story = Story(people, categories, topics, today)
    for page in read_pages(today):
        story.tell("page", page)
    articles = read_articles(today)
    _tell_articles(story, articles)
    for row in read_data("banners"):
        story.tell("banner", BannerRow(row, today))
    story.run(progress)
    _load_site(story)
    load_calendar(story.editions, people, today)
    timeliness.count()
    _load_front_page(articles, story)
    _load_requests(story, people)
    load_letters(story.editions, people["thu-ky"])
    read = Notice.objects.filter(made_at__lt=timezone.now() - timedelta(days=1))
    read.update(read_at=timezone.now())
    User.objects.update(last_login=timezone.now())


def _tell_articles(story, articles) -> None:
    older = {piece.get("before"): piece.key for piece in articles if piece.get("before")}
    for piece in articles:
        story.tell("article", piece, over=piece.get("over") or older.get(piece.key, ""))


def _load_requests(story, people) -> None:
    """A request to take a piece down, some hours old: its clock runs on the desk."""
    for row in read_data("requests"):
        received = timezone.now() - timedelta(hours=row["hours_ago"])
        asked = {name: row[name] for name in ("requester", "paper_number", "asked")}
        request = TakedownRequest(
            document=story.editions[f"article {row['article']}"].document,
            basis=TakedownBasis.objects.first(),
            paper_date=timezone.localdate(received),
            received_at=received,
            **asked,
        )
        takedown.enter_request(request, actor=people[row["entered_by"]])


def accounts() -> list[tuple[str, str]]:
    """Give (username, office) of every account that the demonstration makes."""
    return [(row["username"], row["office"]) for row in read_data("people")["people"]]


def _day(today, offset):
    return None if offset is None else today + timedelta(days=offset)


def _load_people(today) -> dict[str, User]:
    data = read_data("people")
    decisions = {
        row["number"]: Decision.objects.get_or_create(
            number=row["number"],
            defaults={
                "issued_on": _day(today, row["issued"]),
                "issued_by": row["issued_by"],
                "title": row["title"],
            },
        )[0]
        for row in data["decisions"]
    }
    people = {row["username"]: _person(row, decisions, today) for row in data["people"]}
    for row in data["delegations"]:
        starts = _day(today, row["starts"])
        Delegation.objects.get_or_create(
            decision=decisions[row["decision"]],
            holder=people[row["holder"]],
            defaults={
                "granted_by": people[row["granted_by"]],
                "confirmed_by": people[row["confirmed_by"]],
                "confirmed_at": timezone.make_aware(datetime.combine(starts, time(8))),
                "starts_on": starts,
                "ends_on": _day(today, row["ends"]),
            },
        )
    return people


def _person(row, decisions, today) -> User:
    person = User.objects.filter(username=row["username"]).first()
    if person is None:
        person = User.objects.create_user(
            row["username"], full_name=row["full_name"], email=row["email"], password=PASSWORD
        )
        TOTP.activate(person, generate_totp_secret())
    Appointment.objects.get_or_create(
        person=person,
        office=row["office"],
        defaults={
            "is_secretary": row["is_secretary"],
            "starts_on": _day(today, row["starts"]),
            "decision": decisions[row["decision"]],
        },
    )
    return person


def _load_categories(people) -> dict[str, Category]:
    made: dict[str, Category] = {}
    for order, row in enumerate(read_data("categories"), start=1):
        parent = made[row["slug"]] = _category(row, None, order, people)
        for place, child in enumerate(row["children"], start=1):
            made[child["slug"]] = _category(child, parent, place, people)
    return made


def _category(row, parent, order, people) -> Category:
    fields = {
        "name": row["name"],
        "description": row["description"],
        "on_home": row["on_home"],
        "parent": parent,
        "order": order,
        "keeper": people.get(row["keeper"]),
        "stand_in": people.get(row["stand_in"]),
        "review_after_months": row.get("review_after_months"),
    }
    return Category.objects.get_or_create(slug=row["slug"], defaults=fields)[0]


def _topic(row) -> Topic:
    fields = {"name": row["name"], "description": row["description"]}
    return Topic.objects.get_or_create(slug=row["slug"], defaults=fields)[0]


def _load_site(story) -> None:
    site = read_data("site")
    if not Imprint.objects.exists():
        Imprint(**site["imprint"]).save()
    for order, row in enumerate(site["sister_links"], start=1):
        SisterLink.objects.get_or_create(name=row["name"], defaults={"address": row["address"], "order": order})
    if not MenuItem.objects.exists():
        for order, row in enumerate(read_data("menu"), start=1):
            parent = _menu_item(row, None, order, story)
            for place, child in enumerate(row.get("children", []), start=1):
                _menu_item(child, parent, place, story)


def _menu_item(row, parent, order, story) -> MenuItem:
    return MenuItem.objects.create(
        label=row["label"],
        parent=parent,
        order=order,
        category=story.material.categories[row["category"]] if "category" in row else None,
        document=story.editions[f"page {row['page']}"].document if "page" in row else None,
        address=row.get("address", ""),
    )


def _load_front_page(articles, story) -> None:
    for piece in articles:
        if piece.get("front"):
            document = story.editions[f"article {piece.key}"].document
            FrontPageItem.objects.get_or_create(document=document, defaults={"order": int(piece.get("front"))})
