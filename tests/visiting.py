"""Every address of the site: each route of the resolver, filled in with every row that the database holds."""

from random import Random

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Model, QuerySet
from django.urls import get_resolver, reverse

from editorial.models import (
    AccountSlip,
    Autosave,
    Delegation,
    Document,
    Expunction,
    Note,
    Notice,
    SignedSlip,
    Snapshot,
    TakedownRequest,
    User,
)
from editorial.models.edition import kinds
from editorial.sites import desk_site
from editorial.workflow import MOVES
from news.guides import GUIDES
from news.models import Article, Category, Event, Letter, Page, Picture, StoredFile, Topic
from news.pictures import WIDTHS
from news.views.letter_acts import DONE
from tests.nights import BY_NIGHT

DESK = "admin:"
BY_DAY = 16


def routes(resolver=None, prefix: str = "", space: str = "") -> dict[str, str]:
    """Give every route of the site by its name, or by its pattern when it has none."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= routes(pattern, whole, inner)
        else:
            found[space + (pattern.name or whole)] = whole
    return found


def addresses(name: str) -> list[str]:
    """Give the addresses of a route, for every row that could stand in it."""
    if name in UNNAMED:
        return UNNAMED[name]
    queries = QUERIES.get(name, ())
    model = model_of(name)
    if model and name.endswith(("_history", "_delete", "_change")):
        keys = [1] if model._meta.model_name == "imprint" else [key for (key,) in _keys(model)]
        return [reverse(name, args=[key]) for key in keys]
    if model and "/<path:object_id>/" in name:
        row = model._default_manager.order_by("pk").first()
        return [f"/{name.removeprefix(DESK).replace('<path:object_id>', str(row.pk))}"] if row else []
    arguments = ARGUMENTS[name]() if name in ARGUMENTS else [()]
    plain = [reverse(name, args=args) for args in arguments]
    return [*plain, *(plain[0] + query for query in queries)]


def some(found: list[str]) -> list[str]:
    """Give by night all addresses of a route, by day some of them: each time the same, of each route others."""
    return found if BY_NIGHT or len(found) <= BY_DAY else Random(found[0]).sample(found, BY_DAY)


def model_of(name: str) -> type[Model] | None:
    """Give the model of an admin route: admin:news_article_change, or a pattern admin:quan-tri/news/article/…"""
    for model in desk_site._registry:
        app, row = model._meta.app_label, model._meta.model_name
        if f":{app}_{row}_" in name or f"/{app}/{row}/" in name:
            return model
    return None


def editions() -> list:
    return [edition for model in kinds() for edition in model._default_manager.order_by("pk")]


def _keys(rows: type[Model] | QuerySet) -> list[tuple]:
    """Give the keys of rows in an order of their own: a database may give them in any, PostgreSQL does."""
    found = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    return list(found.order_by("pk").values_list("pk"))


def _pieces() -> list[tuple]:
    return [(edition.kind, edition.pk) for edition in editions()]


def _moves() -> list[tuple]:
    """One move of every piece, and every move of one."""
    pieces = _pieces()
    return [*((*piece, "take") for piece in pieces), *((*pieces[0], name) for name in MOVES if name != "take")]


def _months() -> list[tuple[int, int]]:
    times = Article.objects.exclude(first_published_at=None).values_list("first_published_at", flat=True)
    return sorted({(time.year, time.month) for time in times})


def _category_months() -> list[tuple]:
    return [
        (slug, *month) for slug in Category.objects.order_by("pk").values_list("slug", flat=True) for month in _months()
    ]


def _numbered(model) -> list[tuple]:
    """The right address of every document, and one that only knows its number."""
    rows = list(model._default_manager.order_by("pk").values_list("slug", "document"))
    return [*rows, *(("khac", document) for _, document in rows)]


def _documents() -> list[tuple]:
    return sorted({(edition.kind, edition.document_id) for edition in editions()})


def _kept_texts() -> list[tuple]:
    kept = list(Snapshot.objects.order_by("pk").values_list("document", "pk"))
    found = editions()
    return [(one.kind, one.pk, pk) for document, pk in kept for one in found if one.document_id == document]


def _notes() -> list[tuple]:
    kept = list(Note.objects.order_by("pk").values_list("document", "pk"))
    return [(one.kind, one.pk, pk) for document, pk in kept for one in editions() if one.document_id == document]


def _slugs(model) -> list[tuple]:
    return list(model._default_manager.order_by("pk").values_list("slug"))


def _delegations() -> list[tuple]:
    return _keys(Delegation)


def _signed() -> list[tuple]:
    return [
        (one.kind, one.pk, slip)
        for slip in SignedSlip.objects.order_by("pk").values_list("pk", flat=True)
        for one in editions()
    ]


def _autosaves() -> list[tuple]:
    return _keys(Autosave.objects.filter(is_done=False))


def _factors() -> list[tuple]:
    return _keys(Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN))


ARGUMENTS = {
    **dict.fromkeys(("mfa_edit_webauthn", "mfa_remove_webauthn"), _factors),
    "end_session": lambda: _keys(UserSession),
    **dict.fromkeys(("admin:issue_slip", "admin:end_sessions"), lambda: _keys(User)),
    "confirm_slip": lambda: _keys(AccountSlip),
    "reopen_account": lambda: _keys(User.objects.filter(is_active=False)),
    **dict.fromkeys(("read_autosave", "use_autosave", "drop_autosave"), _autosaves),
    "move": _moves,
    "open_edition": _pieces,
    "add_note": _pieces,
    "resolve_note": _notes,
    **dict.fromkeys(("open_notice", "read_notice"), lambda: _keys(Notice)),
    "lift": _pieces,
    "declare": _pieces,
    "convert": _pieces,
    "ask_lift": _pieces,
    "urgent": _pieces,
    "act_on_letter": lambda: [
        (pk, act) for pk in Letter.objects.order_by("pk").values_list("pk", flat=True) for act in DONE
    ],
    "event": lambda: _keys(Event),
    "preview": _pieces,
    **dict.fromkeys(("preview_page", "slips", "keep_signed"), _pieces),
    **dict.fromkeys(("slip", "slip_word"), _kept_texts),
    "signed_scan": _signed,
    "versions": _documents,
    "restore_version": _documents,
    "edition": lambda: [(edition.kind, edition.document_id, edition.number) for edition in editions()],
    "confirm_delegation": _delegations,
    "revoke_delegation": _delegations,
    "takedown_hide": lambda: _keys(TakedownRequest),
    "takedown_decide": lambda: _keys(TakedownRequest),
    "confirm_expunction": lambda: _keys(Expunction),
    "evidence": lambda: _keys(Document),
    "contributor_piece": lambda: _keys(Article),
    "contributor_guide": lambda: [(key,) for key in GUIDES],
    "category": lambda: _slugs(Category),
    "category-month": _category_months,
    "month": _months,
    "topic": lambda: _slugs(Topic),
    "article": lambda: _numbered(Article),
    "page": lambda: _numbered(Page),
    "category-feed": lambda: _slugs(Category),
    "sitemap-month": _months,
    "corrections-month": _months,
    "picture": lambda: [
        (key, WIDTHS[0], "jpg") for key in Picture.objects.order_by("pk").values_list("key", flat=True)
    ],
    "file": lambda: list(StoredFile.objects.order_by("pk").values_list("key", "name")),
    "admin:app_list": lambda: [("news",)],
}
QUERIES = {
    "versions": ("?truoc=b1&sau=b1", "?truoc=l1&sau=b1"),
    "calendar": ("?thang=2026-12",),
    "timely": ("?nguoi=1",),
    "schedule": ("?thang=2026-13", "?thang=2020-01"),
    "letter-wrong": ("?tin=1", "?tin=999999", "?tin=x"),
    "admin:news_letter_changelist": ("?state=late", "?state=answered", "?q=1"),
    "search": ("?q=zqtoken1x", "?q=tin", "?q=giám+sát", "?q=" + "a" * 300),
    "contributor_pieces": ("?loc=da-dang", "?loc=dang-xu-ly", "?trang=2"),
    "contributor_new": ("?che-do=day-du",),
    "account_login": ("?next=/quan-tri/",),
    "admin:news_article_changelist": ("?state=published", "?state=withdrawn", "?mine=author", "?q=tin", "?q=1", "?p=9"),
    "admin:news_page_changelist": ("?state=superseded", "?q=trang"),
    "admin:news_banner_changelist": ("?state=hidden", "?q=bang"),
    "admin:news_picture_changelist": ("?q=zqtoken", "?q="),
    "admin:editorial_logentry_changelist": ("?refused=1", "?q=1", "?action=submit"),
    "admin:editorial_user_changelist": ("?q=thi",),
    "admin:autocomplete": ("?app_label=news&model_name=article&field_name=video_poster&term=zqtoken",),
}
# The catch-all of the desk has no name.
UNNAMED = {"admin:quan-tri/(?P<url>.*)$": ["/quan-tri/khong-co-trang-nay/"]}
