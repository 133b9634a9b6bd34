"""Who may read what: every route has a declared audience, and no other route or person is given a word of a draft."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from editorial.sites import desk_site
from news.models import Picture, StoredFile
from news.pictures import WIDTHS
from tests.visiting import addresses, routes, some
from tests.world import PRIVATE_STATES, TOKEN

pytestmark = pytest.mark.django_db

WIDTH = WIDTHS[0]
OUTSIDERS = ("anonymous", "other", "technical", "expired")
EVERYBODY = {*OUTSIDERS, "writer", "member"}
SIGNED_IN = EVERYBODY - {"anonymous"}  # has an account that is not closed; the view asks for more
WRITERS = {"writer", "other", "member"}
BOARD = {"member"}
TECHNICAL = {"technical"}
BOARD_AND_TECHNICAL = BOARD | TECHNICAL
NOBODY: set[str] = set()

# Of one's own account; the second factors are allauth's.
OWN_ACCOUNT = (
    "mfa_index", "mfa_list_webauthn", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn",
    "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_generate_recovery_codes",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "own_sessions", "still_here", "end_session",
    "end_other_sessions",
)  # fmt: skip
# Django's screens of a model, each with the audience of the whole screen.
SCREENS = {
    "editorial_decision": BOARD_AND_TECHNICAL,
    "editorial_appointment": BOARD_AND_TECHNICAL,
    "editorial_delegation": BOARD,
    **dict.fromkeys(("editorial_duetime", "editorial_workinghours", "editorial_holiday"), BOARD),
    "editorial_logentry": BOARD_AND_TECHNICAL,
    "editorial_takedownbasis": BOARD,
    "editorial_takedownrequest": BOARD,
    "editorial_expunction": BOARD,
    "editorial_user": TECHNICAL,
    "news_article": BOARD,
    "news_page": BOARD,
    "news_banner": BOARD,
    "news_picture": BOARD,
    "news_category": BOARD,
    "news_topic": BOARD,
    "news_tag": BOARD,
    "news_menuitem": BOARD,
    "news_sisterlink": BOARD,
    "news_frontpageitem": BOARD,
    "news_look": BOARD,
    "news_event": BOARD,
    "news_councilterm": BOARD,
    "news_officeholder": BOARD,
    "news_imprint": BOARD,
    **dict.fromkeys(("news_letter", "news_lettertime", "news_consenttext"), BOARD),
}
AUDIENCE = {
    **dict.fromkeys(("home", "category", "category-month", "month", "topic", "article", "page"), EVERYBODY),
    **dict.fromkeys(("search", "site-map", "board", "imprint", "readers"), EVERYBODY),
    **dict.fromkeys(("feed", "category-feed"), EVERYBODY),
    **dict.fromkeys(("corrections", "corrections-month", "corrections-feed"), EVERYBODY),
    **dict.fromkeys(("letters", "letter-feedback", "letter-wrong", "letter-request", "letter-look"), EVERYBODY),
    **dict.fromkeys(("sitemap", "sitemap-places", "sitemap-month", "robots", "health", "look"), EVERYBODY),
    "security-txt": EVERYBODY,
    **dict.fromkeys(("picture", "file"), EVERYBODY),  # of live pieces; news/access.py asks for each
    **dict.fromkeys(("account_login", "account_logout", "mfa_authenticate"), EVERYBODY),
    **dict.fromkeys(("mfa_login_webauthn", "use_slip", "slip_password"), EVERYBODY),
    **dict.fromkeys(OWN_ACCOUNT, SIGNED_IN),
    **dict.fromkeys(("confirm_slip", "reopen_account"), BOARD),
    **dict.fromkeys(
        ("desk", "change_password", "own_notices", "open_notice", "read_notices", "read_notice", "choose_pace"),
        SIGNED_IN,
    ),
    # Of a piece: whoever may see that piece at the desk.
    **dict.fromkeys(
        (
            "move",
            "open_edition",
            "add_note",
            "resolve_note",
            "versions",
            "restore_version",
            "edition",
            "lift",
            "convert",
            "ask_lift",
            "urgent",
        ),
        WRITERS,
    ),
    **dict.fromkeys(("contributor_pieces", "contributor_new", "contributor_piece", "contributor_pictures"), WRITERS),
    **dict.fromkeys(("contributor_choose", "contributor_guide", "contributor_word"), WRITERS),
    "declare": WRITERS,
    **dict.fromkeys(("preview", "preview_page", "slips", "slip", "slip_word"), WRITERS),
    **dict.fromkeys(("keep_signed", "signed_scan"), BOARD),
    "upload_picture": WRITERS,
    # Of one's own; with the ticket of a form also without a login (editorial/autosaving.py).
    **dict.fromkeys(("autosave", "autosaves", "read_autosave", "use_autosave", "drop_autosave"), WRITERS),
    **dict.fromkeys(("confirm_delegation", "revoke_delegation", "admin:away"), BOARD),
    **dict.fromkeys(("takedown_hide", "takedown_decide", "confirm_expunction", "evidence", "to_review"), BOARD),
    **dict.fromkeys(("schedule", "add_holidays", "event", "act_on_letter"), BOARD),
    **dict.fromkeys(("calendar", "timely"), WRITERS),
    "rights_register": BOARD_AND_TECHNICAL,
    **dict.fromkeys(("review_accounts", "publish_ticked"), BOARD),
    **dict.fromkeys(("admin:index", "admin:app_list", "admin:autocomplete"), BOARD_AND_TECHNICAL),
    **dict.fromkeys(("admin:issue_slip", "admin:end_sessions"), TECHNICAL),
    **dict.fromkeys(("admin:jsi18n", "admin:login", "admin:logout"), EVERYBODY),  # words of the admin, doors
    "admin:quan-tri/(?P<url>.*)$": NOBODY,
}
POSTED = (
    "declare",
    "move", "lift", "open_edition", "add_note", "resolve_note", "read_notices", "read_notice", "choose_pace",
    "restore_version",
    "confirm_delegation", "revoke_delegation", "autosave", "use_autosave", "drop_autosave",
    "ask_lift", "convert", "takedown_hide", "takedown_decide", "confirm_expunction",
    "slips", "keep_signed",
    "end_session", "end_other_sessions", "confirm_slip", "reopen_account", "admin:issue_slip", "admin:end_sessions",
    "review_accounts", "publish_ticked",
    "urgent", "add_holidays", "event", "act_on_letter",
)  # fmt: skip


def audience_of(name: str) -> set[str] | None:
    """Give the declared audience of a route; None when nobody has thought of it."""
    if name in AUDIENCE:
        return AUDIENCE[name]
    screen = re.fullmatch(r"admin:(\w+)_(changelist|add|history|delete|change)", name)
    bare = re.fullmatch(r"admin:quan-tri/(\w+)/(\w+)/<path:object_id>/", name)
    known = screen[1] if screen else "_".join(bare.groups()) if bare else ""
    return SCREENS.get(known)


def client_of(world, actor: str) -> Client:
    client = Client()
    if actor != "anonymous":
        client.force_login(getattr(world.people, actor))
    return client


def visit(client, name: str, places: list[str]):
    """Give (address, answer) of addresses of a route; its own acts are posted too."""
    for address in places:
        yield address, client.get(address)
        if name in POSTED:
            yield address, client.post(address, {"version": 1, "reason": "Thử", "text": "Thử"})


def tokens_in(address: str, response) -> set[str]:
    """Give the tokens that an answer gives away: in its text, its headers, the name of its file."""
    given = b"".join(response) if response.streaming else response.content
    text = given.decode(errors="replace") + "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return set(TOKEN.findall(unquote(text))) - set(TOKEN.findall(unquote(address)))


def is_refusal(response) -> bool:
    """Whether an answer sends to the login, or says that there is nothing here for this person."""
    if response.status_code == 302:
        doors = (reverse("account_login"), reverse("admin:login"), reverse("admin:index"))
        return response["Location"].startswith(doors)
    return response.status_code in (403, 404, 405)


def routes_to_visit(actor: str) -> list[str]:
    """Give all routes for an outsider, for others those that they must not enter; nobody is logged out."""
    names = [name for name in routes() if name not in ("account_logout", "admin:logout")]
    return [name for name in names if actor in OUTSIDERS or actor not in audience_of(name)]


def test_every_route_has_a_declared_audience():
    assert [name for name in routes() if audience_of(name) is None] == []


def test_every_declared_audience_is_of_a_route():
    screens = {model._meta.label_lower.replace(".", "_") for model in desk_site._registry}
    assert (set(AUDIENCE) - set(routes()), set(SCREENS) ^ screens) == (set(), set())


@pytest.mark.crawl
@pytest.mark.parametrize("actor", sorted(EVERYBODY))
def test_a_route_answers_nobody_outside_its_audience_and_tells_no_outsider_a_word(world, actor):
    client = client_of(world, actor)
    answered, told = [], {}
    for name in routes_to_visit(actor):
        for address, response in visit(client, name, some(addresses(name))):
            if actor not in audience_of(name) and not is_refusal(response):
                answered.append((response.status_code, address))
            if actor in OUTSIDERS and tokens_in(address, response):
                told[address] = tokens_in(address, response)
    assert (answered, told) == ([], {})


@pytest.mark.crawl
def test_the_author_and_the_board_do_read_every_word_that_was_planted(world):
    planted = set().union(*world.tokens.values())
    seen = set()
    for actor, names in (
        ("writer", ("contributor_pieces", "contributor_piece", "preview_page", "file", "read_autosave")),
        ("member", ("admin:index", "admin:news_article_change", "admin:news_page_change", "admin:news_banner_change")),
        ("member", ("admin:news_picture_change", "admin:news_tag_changelist", "preview_page")),
        *((actor, ("admin:index",)) for actor in ("chair", "deputy", "secretary")),
    ):
        client = client_of(world, actor)
        for name in names:
            for address, response in visit(client, name, addresses(name)):
                seen |= tokens_in("" if name == "file" else address, response)
    assert planted - seen == set()
    assert set(world.tokens) == {*PRIVATE_STATES, "over"}


@pytest.mark.crawl
@pytest.mark.parametrize("actor", OUTSIDERS)
def test_pictures_and_files_of_what_is_not_live_answer_as_if_they_did_not_exist(world, actor):
    client = client_of(world, actor)
    private = [*addresses("picture"), *addresses("file")]
    unknown = [reverse("picture", args=["0" * 16, WIDTH, "jpg"]), reverse("file", args=["0" * 16, "khong-co.pdf"])]
    answers = {all_of(getattr(client, how)(address)) for address in private for how in ("get", "head")}
    assert len(private) == Picture.objects.count() + StoredFile.objects.count()
    assert answers == {all_of(getattr(client, how)(address)) for address in unknown for how in ("get", "head")}
    assert {status for status, _, _ in answers} == {404}


def all_of(response) -> tuple:
    return response.status_code, response.content, tuple(sorted(response.headers.items()))


@pytest.mark.crawl
def test_the_author_does_get_those_pictures_and_files(world):
    client = client_of(world, "writer")
    own = Picture.objects.filter(uploaded_by=world.people.writer).values_list("key", flat=True)
    wanted = [reverse("picture", args=[key, WIDTH, "jpg"]) for key in own] + addresses("file")
    answers = [client.get(address) for address in wanted]
    assert {(answer.status_code, answer["Cache-Control"]) for answer in answers} == {(200, "private, no-store")}
