"""What a page tells machines, what it offers a reader beside the text, and what it looks like on paper."""

import json
import re
from urllib.parse import quote

import pytest
import segno

from news.models import ArticlePicture, Imprint
from tests.factories import make_article, make_category
from tests.news.public import add_picture, at, make_live, make_site, publish, text_of

pytestmark = pytest.mark.django_db

ORIGIN = "http://127.0.0.1:8000"
HOSTILE = "</script><!--<script>alert(1)</script> & “kỳ họp” ]]>"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')
SCRIPT = re.compile(r"<script\b[^>]*>")


def data_of(page: str) -> dict[str, dict]:
    """The data for machines by type."""
    (block,) = BLOCK.findall(page)
    return {part["@type"]: part for part in json.loads(block)["@graph"]}


def read(client, article) -> str:
    return text_of(client.get(article.get_absolute_url()))


@pytest.fixture
def illustrated(stored_picture):
    """An article with a lead picture, published on the 20th."""
    category = make_category("Kỳ họp", parent=make_category("Hoạt động"))
    article = make_article(byline="Mẫu Đơn", category=category, first_published_at=at("2026-11-20 08:00"))
    article.published_at = article.first_published_at
    add_picture(article, stored_picture, photographer="Văn Ảnh")
    return publish(article)


def test_an_article_tells_machines_who_published_what_and_when(client, illustrated, stored_picture):
    Imprint(governing_body="Văn phòng Hội đồng nhân dân tỉnh").save()
    address = ORIGIN + illustrated.get_absolute_url()
    told = data_of(read(client, illustrated))["NewsArticle"]
    publisher = told.pop("publisher")
    assert told == {
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "url": address,
        "headline": "Khai mạc Kỳ họp thứ Mười hai",
        "description": "Kỳ họp diễn ra ba ngày.",
        "inLanguage": "vi",
        "articleSection": illustrated.category.name,
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{ORIGIN}/anh/{stored_picture.key}-1600.jpg",
                "width": 900,  # the original's: nothing is blown up
                "height": 600,
                "caption": "Quang cảnh kỳ họp",
                "creditText": "Văn Ảnh",
            }
        ],
        "datePublished": "2026-11-20T08:00:00+07:00",
        "author": {"@type": "Person", "name": "Mẫu Đơn"},
    }
    assert (publisher["name"], publisher["url"]) == ("Văn phòng Hội đồng nhân dân tỉnh", f"{ORIGIN}/")


def test_an_article_tells_machines_its_place_as_the_page_shows_it(client, illustrated):
    steps = data_of(read(client, illustrated))["BreadcrumbList"]["itemListElement"]
    category = illustrated.category
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Trang chủ", f"{ORIGIN}/"),
        (2, category.parent.name, ORIGIN + category.parent.get_absolute_url()),
        (3, category.name, ORIGIN + category.get_absolute_url()),
        (4, illustrated.headline, ORIGIN + illustrated.get_absolute_url()),
    ]


def test_only_an_article_that_was_changed_after_publication_was_modified(client):
    corrected = make_live(published="2026-11-20 08:00", published_at=at("2026-11-21 09:30"))
    assert data_of(read(client, corrected))["NewsArticle"]["dateModified"] == "2026-11-21T09:30:00+07:00"
    page = read(client, make_live())
    assert "dateModified" not in data_of(page)["NewsArticle"]
    assert "article:modified_time" not in page


def test_no_headline_ends_the_block_of_data(client):
    article = make_live(HOSTILE, standfirst=HOSTILE, byline=HOSTILE)
    page = read(client, article)
    told = data_of(page)["NewsArticle"]
    assert (told["headline"], told["description"], told["author"]["name"]) == (article.headline,) * 3
    assert "<script>alert" not in page
    assert "<!--" not in page


def test_a_social_card_shows_the_largest_jpeg_of_the_lead_picture(client, illustrated, stored_picture):
    said = dict(META.findall(read(client, illustrated)))
    assert {name: value for name, value in said.items() if name.startswith(("og:", "twitter:"))} == {
        "og:type": "article",
        "og:site_name": "Trang thông tin điện tử Đại biểu nhân dân tỉnh Đồng Tháp",
        "og:locale": "vi_VN",
        "og:title": "Khai mạc Kỳ họp thứ Mười hai",
        "og:description": "Kỳ họp diễn ra ba ngày.",
        "og:url": ORIGIN + illustrated.get_absolute_url(),
        "og:image": f"{ORIGIN}/anh/{stored_picture.key}-1600.jpg",
        "og:image:type": "image/jpeg",
        "og:image:width": "900",
        "og:image:height": "600",
        "og:image:alt": "Hội trường nhìn từ phía sau",
        "twitter:card": "summary_large_image",
    }


def test_every_public_page_says_what_it_is_and_runs_no_script_of_its_own_text(client, stored_picture):
    silent, inline = [], []
    for name, address in make_site(stored_picture, 2).items():
        page = text_of(client.get(address))
        if not page.startswith("<!doctype html>") or name in ("search", "not found"):
            continue
        said = dict(META.findall(page))
        wanted = ("description", "og:title", "og:description", "og:url", "og:image", "og:image:alt")
        silent += [(name, meta) for meta in wanted if not said.get(meta)]
        inline += [tag for tag in SCRIPT.findall(page) if " src=" not in tag and "ld+json" not in tag]
        inline += re.findall(r"<style|\sstyle=|\son\w+=", page)
    assert (silent, inline) == ([], [])


def test_search_engines_read_the_search_page_but_no_list_of_hits(client):
    assert 'name="robots"' not in text_of(client.get("/tim-kiem/"))
    assert '<meta name="robots" content="noindex">' in text_of(client.get("/tim-kiem/?q=nước"))


@pytest.mark.parametrize("path", ["/favicon.ico", "/static/img/social.png"])
def test_the_marks_of_the_site_are_there(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("image/")


# -- handing on, paper -----------------------------------------------------------------------------------------


def test_an_article_is_handed_on_by_a_plain_link_without_a_script_of_others(client):
    article = make_live()
    page = read(client, article)
    address = quote(ORIGIN + article.get_absolute_url(), safe="")
    link = f'href="https://www.facebook.com/sharer/sharer.php?u={address}" rel="noopener noreferrer"'
    assert link in page
    assert re.findall(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="https?://(?!127)', page) == []


def test_what_needs_a_script_is_hidden_without_one(client):
    page = read(client, make_live())
    buttons = re.findall(r"<button[^>]*data-(?:share-sheet|copy-link|print|save-article)[^>]*>", page)
    assert len(buttons) == 4
    assert all(" hidden>" in button for button in buttons)
    assert "data-read-aloud data-not-saved hidden>" in page


def test_paper_carries_the_address_as_a_code_for_a_camera(client):
    article = make_live()
    address = ORIGIN + article.get_absolute_url()
    first, again = read(client, article), read(client, article)
    (drawn,) = re.findall(r'<svg[^>]*class="qr-code">.*?</svg>', first)
    expected = segno.make(address, error="m", micro=False, mask=2)
    assert re.findall(r' d="[^"]+"', drawn) == re.findall(r' d="[^"]+"', expected.svg_inline(border=2))
    assert f"Địa chỉ của bài: {address}" in first
    assert first == again
    assert len(drawn) < 5000


def test_the_data_costs_no_query_however_many_pictures(client, stored_picture, django_assert_num_queries):
    few, many = make_article(), make_article()
    for article, count in ((few, 1), (many, 6)):
        ArticlePicture.objects.bulk_create(
            ArticlePicture(article=article, picture=stored_picture, role="photo", order=n) for n in range(count)
        )
        publish(article)
    for article in (few, many):
        with django_assert_num_queries(8):
            read(client, article)
