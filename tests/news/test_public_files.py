"""Pictures and attached files: to everybody when live, else only to who may see an edition that has them."""

from unicodedata import normalize

import pytest
from django.core.files.storage import default_storage

from editorial.models import Office, State
from news.models import Banner
from tests.factories import insert_edition, make_article, make_person
from tests.news.public import add_file, add_picture, publish

pytestmark = pytest.mark.django_db

PUBLIC = "public, max-age=31536000, immutable"
NOT_LIVE = [State.DRAFT, State.IN_REVIEW, State.SCHEDULED, State.HIDDEN, State.WITHDRAWN, State.SUPERSEDED]


@pytest.fixture
def author():
    return make_person()


def with_picture(picture, state, author, **use):
    article = make_article(author=author)
    add_picture(article, picture, **use)
    return publish(article, state)


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(("extension", "kind"), [("jpg", "image/jpeg"), ("webp", "image/webp")])
def test_a_picture_of_a_live_article_is_for_everybody_and_for_long(client, stored_picture, author, extension, kind):
    with_picture(stored_picture, State.PUBLISHED, author)
    response = client.get(f"/anh/{stored_picture.key}-800.{extension}")
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert response["Cache-Control"] == PUBLIC
    assert not response.has_header("Set-Cookie")
    assert "Cookie" not in response.get("Vary", "")
    assert len(body_of(response)) > 100


def test_a_picture_of_a_live_banner_a_poster_and_a_body_are_public_too(client, stored_picture, author):
    address = f"/anh/{stored_picture.key}-400.jpg"
    banner = Banner(author=author, title="Chào mừng", position="home", picture=stored_picture, alt="Hoa sen")
    insert_edition(banner, State.PUBLISHED)
    assert client.get(address).status_code == 200
    banner.state = State.SUPERSEDED
    banner.save_desk()
    assert client.get(address).status_code == 404
    poster = make_article(State.PUBLISHED, author=author, video_poster=stored_picture, video_url="https://v.example")
    assert client.get(address).status_code == 200
    poster.state = State.WITHDRAWN
    poster.save_desk()
    body = f'<p>Ảnh</p><figure><img src="{stored_picture.address(800)}" alt="Sen"></figure>'
    make_article(State.PUBLISHED, author=author, body=body)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("state", NOT_LIVE)
def test_a_picture_that_is_not_live_is_only_for_who_may_see_its_edition(client, stored_picture, author, state):
    with_picture(stored_picture, state, author)
    address = f"/anh/{stored_picture.key}-400.jpg"
    assert client.get(address).status_code == 404
    seen_by = {}
    people = {
        "author": author,
        "uploader": stored_picture.uploaded_by,
        "member": make_person(Office.MEMBER),
        "other contributor": make_person(),
        "technical": make_person(Office.TECHNICAL),
    }
    for name, person in people.items():
        client.force_login(person)
        response = client.get(address)
        seen_by[name] = (response.status_code, response.get("Cache-Control"))
    private = (200, "private, no-store")
    gone = (404, None)
    assert seen_by == {
        "author": private,
        "uploader": private,
        "member": private,
        "other contributor": gone,
        "technical": gone,
    }


def test_a_hidden_picture_and_one_that_never_was_get_the_same_answer(client, stored_picture, author):
    with_picture(stored_picture, State.DRAFT, author)
    conditions = {"If-None-Match": '"abc"', "Range": "bytes=0-1"}
    hidden = client.get(f"/anh/{stored_picture.key}-400.jpg", headers=conditions)
    unknown = client.get("/anh/0123456789abcdef-400.jpg", headers=conditions)
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.headers == unknown.headers
    assert hidden.content == unknown.content


@pytest.mark.parametrize("rest", ["-399.jpg", "-400.png", "-400.svg", "-99999999999999999999.jpg", "-400.jpg/", ""])
def test_a_picture_address_that_was_never_made_is_not_there(client, stored_picture, author, rest):
    with_picture(stored_picture, State.PUBLISHED, author)
    assert client.get(f"/anh/{stored_picture.key}{rest}").status_code == 404


def test_a_file_of_a_live_article_is_a_download_that_no_browser_opens(client, author):
    article = make_article(author=author)
    file = add_file(article, name="Chương trình kỳ họp.pdf", content=b"%PDF-1.7 noi dung")
    publish(article)
    response = client.get(article.attachments.get().get_absolute_url())
    assert body_of(response) == b"%PDF-1.7 noi dung"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Ch%C6%B0%C6%A1ng")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == PUBLIC
    assert client.get(f"/tep/{file.key}/ten-khac.pdf").status_code == 404


def test_a_file_of_a_draft_is_only_for_who_may_see_the_draft(client, author):
    article = make_article(author=author)
    add_file(article)
    address = article.attachments.get().get_absolute_url()
    assert client.get(address).status_code == 404
    client.force_login(make_person())
    assert client.get(address).status_code == 404
    client.force_login(author)
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_a_file_name_typed_in_decomposed_letters_is_the_same_name(client, author):
    article = make_article(author=author)
    file = add_file(article, name="Lịch tiếp xúc cử tri.pdf")
    publish(article)
    assert client.get(f"/tep/{file.key}/{normalize('NFD', file.name)}").status_code == 200


def test_a_file_lost_from_the_store_is_not_there_but_no_error(client, stored_picture, author):
    with_picture(stored_picture, State.PUBLISHED, author)
    default_storage.delete(stored_picture.rendition_path(400, "jpg"))
    assert client.get(f"/anh/{stored_picture.key}-400.jpg").status_code == 404
