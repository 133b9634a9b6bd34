"""The same words in a real Chromium: every page is opened, alert and its like are watched, and nothing runs."""

import pytest
from playwright.sync_api import Error

from tests.browsing import Visits
from tests.forged.conftest import complete
from tests.forged.planting import payload, plant, plant_log
from tests.nights import BY_NIGHT
from tests.visiting import addresses, routes
from tests.world import make_world

pytestmark = pytest.mark.browser

ROLES = ("chair", "writer", "technical", None)
EACH = 3  # addresses of a route, by night
NO_PAGES = ("feed", "sitemap", "robots", "slip_word", "picture", "file", "look", "signed_scan", "logout", "jsi18n")
# By day: where the most words of other people stand together.
BY_DAY = {
    "chair": (
        "admin:index", "admin:news_article_change", "admin:news_article_changelist", "preview_page", "versions",
        "admin:editorial_logentry_changelist", "admin:news_letter_change", "own_notices", "move",
    ),
    "writer": ("contributor_pieces", "contributor_piece", "read_autosave", "mfa_index"),
    "technical": ("admin:editorial_user_change", "rights_register"),
    None: ("home", "article", "page", "search", "imprint"),
}  # fmt: skip
EDITORS = ("admin:news_article_change", "contributor_piece")  # all their pieces: some have the editor, some none
WATCH = """
window.ran = [];
window.zq = (number) => { window.ran.push(number); };
for (const name of ["alert", "prompt", "confirm", "print"]) window[name] = () => { window.ran.push(name); };
"""
# The editor's own buttons are links without an address; what it was given to edit is judged as everything else.
READY = """() => !window.CKEDITOR || (Object.values(CKEDITOR.instances).length > 0
  && Object.values(CKEDITOR.instances).every((editor) => editor.status === "ready"))"""
FOUND = """() => {
  const handlers = [...document.querySelectorAll("*")].filter((one) =>
    [...one.attributes].some(({name, value}) => name.startsWith("on") && value.includes("zq(")));
  const links = [...document.querySelectorAll("[href], [src], [action], [formaction]")].filter((one) =>
    /^\\s*javascript:/i.test(one.getAttribute("href") || one.getAttribute("src") || one.getAttribute("action")
      || one.getAttribute("formaction") || "") && !one.matches("a.cke_button, a.cke_combo_button"));
  const made = [...document.querySelectorAll("zq-x, [src=zq]"), ...handlers, ...links];
  return [...window.ran, ...made.map((one) => one.outerHTML.slice(0, 160))];
}"""


def page_of(visits: Visits, person):
    page = visits.page_of(person)
    page.add_init_script(WATCH)
    page.on("dialog", lambda asked: asked.accept())  # "leave this form?"; alert and its like are watched themselves
    return page


def places_of(role: str | None) -> list[str]:
    if not BY_NIGHT:
        return [address for name in BY_DAY[role] for address in addresses(name)[: None if name in EDITORS else 1]]
    names = [name for name in routes() if not any(word in name for word in NO_PAGES)]
    return [address for name in names for address in addresses(name)[:EACH]]


@pytest.mark.parametrize("policy", ["kept", pytest.param("bypassed", marks=pytest.mark.by_night)])
@pytest.mark.parametrize("roles", [(role,) for role in ROLES] if BY_NIGHT else [ROLES])
def test_nothing_planted_runs_in_chromium_on_any_page(browser, live_server, roles, policy):
    """The policy stops what would run, and says so; without it, what would run does."""
    world = complete(make_world())
    plant()
    plant_log(world.people.chair)
    visits, ran, opened, editors = Visits(browser, live_server.url, bypass_csp=policy == "bypassed"), {}, 0, 0
    for role in roles:
        person = getattr(world.people, role) if role else None
        page = page_of(visits, person)
        for address in places_of(role):
            try:
                page.goto(address, wait_until="load")
            except Error:  # an answer without a word is no page (405), a file is none either
                page.close()
                page = page_of(visits, person)
                continue
            page.wait_for_function(READY)  # the editor comes to life after the page has loaded
            opened += 1
            editors += page.locator(".cke_editable").count()
            if found := page.evaluate(FOUND):  # what stands in a frame is opened as a page too (preview_page)
                ran[f"{role} {address}"] = found
    visits.close()
    assert ran == {}
    assert [said for said in visits.complaints if "policy" in said or "zq" in said] == []
    assert opened >= (100 if BY_NIGHT else 20)
    assert editors or not {"chair", "writer"} & set(roles)


@pytest.mark.parametrize("room", [10_000, 100, 60])
def test_the_same_words_do_run_on_a_page_that_forgets_to_escape(browser, live_server, room):
    """The control: without it a browser that runs nothing at all would pass the test above."""
    visits = Visits(browser, live_server.url)
    page = page_of(visits, None)
    raw = f'<!doctype html><title>x</title><body><p title="{payload(7, room)}">{payload(8, room)}</p>'
    page.route("**/tho/", lambda route: route.fulfill(body=raw, content_type="text/html; charset=utf-8"))
    page.goto("/tho/")
    page.wait_for_function("window.ran.length > 0")
    assert {7, 8} & set(page.evaluate("window.ran"))
    policy = {"Content-Security-Policy": "default-src 'none'; script-src 'self'", "Content-Type": "text/html"}
    page.route("**/tho-co-luat/", lambda route: route.fulfill(body=raw, headers=policy))
    page.goto("/tho-co-luat/")
    assert page.evaluate("window.ran") == []
    assert page.evaluate(FOUND)
    visits.close()
    assert [said for said in visits.complaints if "policy" in said]
