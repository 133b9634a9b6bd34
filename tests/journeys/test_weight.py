"""What a reader with a cheap phone must fetch for the home page: bytes as they travel, compressed."""

import gzip
from datetime import date

import pytest
from playwright.sync_api import expect

from editorial.models import State
from news.demonstration import drawings, reading
from news.models import Category, FrontPageItem, MenuItem, Picture
from tests.factories import make_article, make_banner, make_person
from tests.news.public import add_picture, publish

pytestmark = pytest.mark.browser

KILO = 1000
WITHOUT_PICTURES = 60 * KILO
WITH_PICTURES = 300 * KILO
PHONE = {"width": 360, "height": 740}
SHARPNESS = 2  # of the phone's screen: pictures come in twice its pixels
TO_THE_END = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 300) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((done) => requestAnimationFrame(done));
  }
}"""

ALL_PICTURES = "() => [...document.images].every((image) => image.complete || !image.checkVisibility())"


@pytest.fixture
def full_home(live_server):
    """A home page as full as the demonstration's: its menu, headlines, drawings and strip."""
    author = make_person()
    categories = make_categories()
    pieces = [piece for piece in reading.read_articles(date(2026, 11, 24)) if piece.get("state") == "published"]
    pieces = [piece for piece in pieces if piece.moment("published") and not piece.get("over")]
    sections = set()
    for piece in sorted(pieces, key=lambda piece: piece.moment("published"), reverse=True):
        category = categories[piece.get("category")]
        article = make_article(
            headline=piece.get("headline"),
            standfirst=piece.get("standfirst"),
            category=category,
            author=author,
            first_published_at=piece.moment("published"),
        )
        leads_its_block = category.section_id not in sections
        sections.add(category.section_id)
        if piece.drawings and (piece.get("front") or leads_its_block):
            add_picture(article, draw(piece.drawings[0], author))
        publish(article)
        if piece.get("front"):
            FrontPageItem.objects.create(document=article.document, order=int(piece.get("front")))
    make_banner(State.PUBLISHED, author=author, title=reading.read_data("banners")[0]["title"])


def make_categories() -> dict[str, Category]:
    """The demonstration's categories, each in the menu too."""
    made = {}
    for order, row in enumerate(reading.read_data("categories"), start=1):
        for child in (row, *row["children"]):
            parent = None if child is row else made[row["slug"]]
            fields = {"name": child["name"], "slug": child["slug"], "on_home": child["on_home"], "order": order}
            category = made[child["slug"]] = Category.objects.create(parent=parent, **fields)
            above = MenuItem.objects.filter(category=parent).first() if parent else None
            MenuItem.objects.create(label=category.name, category=category, parent=above, order=order)
    return made


def draw(drawing, author) -> Picture:
    data = drawings.draw(drawing.scene, drawings.SIZES[drawing.size], drawing.variant)
    return Picture.objects.take_in(data, uploaded_by=author)


def is_photo(response) -> bool:
    return response.headers.get("content-type", "") in ("image/webp", "image/jpeg")


def travelling(response) -> int:
    """How many bytes an answer is on its way: text compressed, pictures and letters as they are."""
    body = response.body()
    kind = response.headers.get("content-type", "")
    is_text = kind.startswith("text/") or "svg" in kind or "javascript" in kind
    return len(gzip.compress(body, 9)) if is_text else len(body)


def test_the_home_page_is_light_on_a_phone(browser, live_server, full_home):
    context = browser.new_context(viewport=PHONE, device_scale_factor=SHARPNESS, base_url=live_server.url)
    page = context.new_page()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto("/")
    page.evaluate(TO_THE_END)
    page.wait_for_function(ALL_PICTURES)
    photos = [travelling(response) for response in responses if is_photo(response)]
    rest = [travelling(response) for response in responses if not is_photo(response)]
    letters = [response.url for response in responses if response.url.endswith(".woff2")]
    assert page.locator(".teaser h3").count() > 25
    assert len(photos) >= 8
    assert {address.rpartition("/")[2].rpartition("-")[0] for address in letters} == {"thap-sen"}
    assert sum(rest) < WITHOUT_PICTURES
    assert sum(rest) + sum(photos) < WITH_PICTURES
    context.close()


def test_the_home_page_without_scripts_shows_its_pieces(browser, live_server, category):
    make_article(State.PUBLISHED, category=category, headline="Nước sạch nông thôn")
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("link", name="Nước sạch nông thôn").first).to_be_visible()
    expect(page.get_by_role("navigation", name="Danh mục chính")).to_be_visible()
    context.close()
