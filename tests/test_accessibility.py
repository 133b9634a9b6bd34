"""Pages for everybody: the rules of WCAG 2 A and AA that a machine can judge, and no sideways scrolling."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from editorial.models import State, TakedownRequest
from news import timeliness
from news.models import Event, FrontPageItem, Look
from tests.browsing import Visits
from tests.factories import make_article, make_category, make_consent, make_letter, make_page
from tests.news.public import add_file, add_picture, count_reads, publish
from tests.world import arrange, ask_to_take_down, make_people

pytestmark = pytest.mark.browser

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
EDITOR = ".cke"  # CKEditor's own toolbar and dialogs: markup that is not the project's
LONG = "Hội đồng nhân dân tỉnh thông qua nghị quyết về chính sách hỗ trợ học nghề cho lao động nông thôn vùng biên giới"
BODY = (
    "<h2>Kết quả giám sát</h2><p>Đoàn giám sát làm việc với <a href='/tim-kiem/'>ba xã</a>.</p><ul><li>Cấp nước</li>"
    "</ul><table><thead><tr><th scope='col'>Xã</th><th scope='col'>Số hộ có nước sạch</th><th scope='col'>Ghi chú</th>"
    "<th scope='col'>Đề nghị của địa phương</th></tr></thead><tbody><tr><td>Tân Hòa</td><td>2.140</td><td>Đạt</td>"
    "<td>https://dongthap.gov.vn/van-ban/quy-pham-phap-luat/nghi-quyet-rat-dai</td></tr></tbody></table>"
)

FORCED = """() => {
  const current = document.querySelector(".menu a[aria-current]");
  const pressed = document.querySelector(".tool-button[aria-pressed=true]");
  const other = document.querySelector(".tool-button[data-step]");
  return {
    currentIsUnderlined: getComputedStyle(current).textDecorationLine.includes("underline"),
    pressedDiffers: getComputedStyle(pressed).backgroundColor !== getComputedStyle(other).backgroundColor,
    buttonsHaveBorders: [...document.querySelectorAll(".tool-button")].every(
      (button) => parseFloat(getComputedStyle(button).borderTopWidth) >= 1),
  };
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return parseFloat(style.transitionDuration) || style.animationName !== "none" || style.scrollBehavior === "smooth";
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def visits(browser, live_server):
    visits = Visits(browser, live_server.url, bypass_csp=True)
    yield visits
    visits.close()
    assert visits.complaints == []


@pytest.fixture
def site(live_server, stored_picture):
    """A site with a full article on it, and one piece at each desk."""
    people = make_people()
    category = make_category("Giám sát", on_home=True, description="Hoạt động giám sát của Hội đồng nhân dân.")
    article = make_article(author=people.writer, category=category, headline=LONG, body=BODY, correction_note="Sửa.")
    add_picture(article, stored_picture)
    add_picture(article, stored_picture, role="photo")
    add_file(article)
    publish(article)
    count_reads(article)
    arrange(article, category)
    FrontPageItem.objects.filter(document=article.document).update(order=1)
    make_article(State.PUBLISHED, author=people.writer, category=category)
    page = make_page(State.PUBLISHED, author=people.member, body=BODY)
    draft = make_article(author=people.writer, category=category)
    review = make_article(State.IN_REVIEW, author=people.writer, editor=people.member, category=category, body=BODY)
    add_picture(review, stored_picture)
    approved = make_article(State.APPROVED, author=people.writer, category=category)
    timeliness.count()
    ask_to_take_down(people, article)
    request = TakedownRequest.objects.get()
    make_consent()
    letter = make_letter("wrong", place=article.get_absolute_url(), name="Người gửi")
    public = {
        "home": reverse("home"),
        "category": category.get_absolute_url(),
        "article": article.get_absolute_url(),
        "page": page.get_absolute_url(),
        "search": reverse("search") + "?q=nghị+quyết",
        "site map": reverse("site-map"),
        "imprint": reverse("imprint"),
        "readers": reverse("readers"),
        "corrections": reverse("corrections"),
        "letters": reverse("letters"),
        "letter": reverse("letter-request"),
        "letter refused": reverse("letter-wrong"),
        "look-up of a letter": reverse("letter-look"),
        "missing": "/khong-co-trang-nay/",
        "login": reverse("account_login"),
    }
    writer = {
        "pieces": reverse("contributor_pieces"),
        "choose": reverse("contributor_choose"),
        "word": reverse("contributor_word"),
        "guide": reverse("contributor_guide", args=["anh"]),
        "new": reverse("contributor_new"),
        "new, rich": reverse("contributor_new") + "?che-do=day-du",
        "piece": reverse("contributor_piece", args=[draft.pk]),
        "reading": reverse("contributor_piece", args=[article.pk]),
        "own timeliness": reverse("timely"),
        "account": reverse("mfa_index"),
        "application for codes": reverse("mfa_activate_totp"),
        "passkey": reverse("mfa_add_webauthn"),
        "sessions": reverse("own_sessions"),
    }
    board = {
        "queue": reverse("admin:index"),
        "list": reverse("admin:news_article_changelist"),
        "form": reverse("admin:news_article_change", args=[review.pk]),
        "read only": reverse("admin:news_article_change", args=[article.pk]),
        "history": reverse("admin:news_article_history", args=[article.pk]),
        "move": reverse("move", args=["article", review.pk, "return"]),
        "request": reverse("admin:editorial_takedownrequest_change", args=[request.pk]),
        "letters at the desk": reverse("admin:news_letter_changelist"),
        "letter at the desk": reverse("admin:news_letter_change", args=[letter.pk]),
        "evidence": reverse("evidence", args=[article.document_id]),
        "calendar": reverse("calendar"),
        "event": reverse("event", args=[Event.objects.get().pk]),
        "schedule": reverse("schedule"),
        "urgent": reverse("urgent", args=["article", review.pk]),
    }
    chair = {
        "timeliness": reverse("timely"),
        "when": reverse("move", args=["article", approved.pk, "schedule"]),
        "days off": reverse("add_holidays"),
    }
    return [(None, public), (people.writer, writer), (people.member, board), (people.chair, chair)]


def open_each(visits, site, width: int):
    """Give (name, page) of every page of the site, shown to whom it is for."""
    for person, addresses in site:
        page = visits.page_of(person, width=width)
        for name, address in addresses.items():
            page.goto(address)
            if page.locator("textarea.ckeditor, textarea[data-type=ckeditortype]").count():
                expect(page.locator(".cke_editable").first).to_be_visible()
            if name == "letter refused":
                page.get_by_role("button", name="Gửi", exact=True).click()
            yield name, page


def violations_on(page) -> list[str]:
    """Give each broken rule with the places where it is broken."""
    context = {"exclude": [[EDITOR]]} if page.locator(EDITOR).count() else None
    response = Axe().run(page, context=context, options=RULES).response
    return [
        f"{broken['id']}: {[(node['target'], node['failureSummary']) for node in broken['nodes'][:3]]}"
        for broken in response["violations"]
    ]


def open_public(visits, site, width: int, **choices):
    """Give (name, page) of every page for everybody, as a reader sees it who has made these choices."""
    page = visits.page_of(width=width)
    for name, value in choices.items():
        page.add_init_script(f"localStorage.setItem('reading-{name}', '{value}')")
    for name, address in site[0][1].items():
        page.goto(address)
        yield name, page


@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.by_night)])
def test_no_page_breaks_a_rule_of_accessibility(visits, site, width):
    found = {name: violations_on(page) for name, page in open_each(visits, site, width)}
    assert {name: broken for name, broken in found.items() if broken} == {}
    assert len(found) == 45


def test_no_page_scrolls_sideways_on_the_narrowest_phone(visits, site):
    readers_and_writers = site[:2]
    widths = {
        name: page.evaluate("document.documentElement.scrollWidth")
        for name, page in open_each(visits, readers_and_writers, 320)
    }
    assert {name: width for name, width in widths.items() if width > 320} == {}
    assert len(widths) == 28


@pytest.mark.by_night
@pytest.mark.parametrize("width", [1280, 360])
def test_high_contrast_and_the_largest_letters_break_no_rule(visits, site, width):
    pages = open_public(visits, site, width, contrast="high", text="200")
    found = {name: violations_on(page) for name, page in pages}
    assert {name: broken for name, broken in found.items() if broken} == {}
    assert len(found) == 15


@pytest.mark.by_night
@pytest.mark.parametrize("occasion", ["mourning", "holiday"])
@pytest.mark.parametrize("choices", [{}, {"contrast": "high"}])
def test_no_look_of_a_day_breaks_a_rule(visits, site, occasion, choices):
    now = timezone.now()
    Look.objects.create(occasion=occasion, starts_at=now, ends_at=now + timedelta(days=1), is_shown=True)
    found = {name: violations_on(page) for name, page in open_public(visits, site, 1280, **choices)}
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_the_colours_of_the_system_leave_place_focus_and_pressed_button_visible(visits, site):
    page = visits.page_of()
    page.emulate_media(forced_colors="active")
    page.add_init_script("localStorage.setItem('reading-contrast', 'high')")
    page.goto(site[0][1]["category"])
    assert page.evaluate(FORCED) == {"currentIsUnderlined": True, "pressedDiffers": True, "buttonsHaveBorders": True}
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_nothing_moves_for_who_asked_for_calm(visits, site):
    page = visits.page_of()
    page.emulate_media(reduced_motion="reduce")
    moving = {}
    for name, address in site[0][1].items():
        page.goto(address)
        moving[name] = page.evaluate(MOVING)
    assert {name: found for name, found in moving.items() if found} == {}
