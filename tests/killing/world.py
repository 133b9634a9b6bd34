"""The site on which the scenarios play: a piece in each state that a move begins in, each with a word of its own."""

from io import BytesIO, StringIO
from types import SimpleNamespace

from django.core.management import call_command
from django.test import Client
from PIL import Image

from editorial.clock import tick
from editorial.editing import open_edition
from editorial.models import Office, State
from news.models import ArticlePicture, Attachment, FrontPageItem, Picture, SisterLink, Topic
from news.press.verify import verify
from tests.factories import make_article, make_banner, make_category, make_page, make_person
from tests.news.public import add_file, add_picture, publish
from tests.roles import call_as_owner
from tests.second_factor import make_logins_whole

HOST = {"SERVER_NAME": "127.0.0.1"}


def make_world() -> SimpleNamespace:
    """Build and print the site; give its pieces by the word that only they hold, and the chair's browser."""
    call_as_owner("migrate", verbosity=0)
    chair = make_person(Office.CHAIR, "Trần Thị Chủ")
    section = make_category("Hoạt động", on_home=True)
    place = {
        "author": make_person(Office.CONTRIBUTOR),
        "category": make_category("Kỳ họp", parent=section),
        "topic": Topic.objects.create(name="Nước sạch"),
    }
    pieces = {}
    for word, state in {
        "tudangdoc": State.PUBLISHED,
        "tudungben": State.PUBLISHED,
        "tuchoduyet": State.APPROVED,
        "tuhengio": State.SCHEDULED,
        "tutamgo": State.HIDDEN,
    }.items():
        pieces[word] = make_piece(word, state, **place)
    pieces["tuhengio"].scheduled_by = chair
    pieces["tuhengio"].save_desk()
    live = pieces["tudangdoc"]
    pieces["tudinhchinh"] = make_correction("tudinhchinh", live)
    FrontPageItem.objects.create(document=live.document)
    make_page(State.PUBLISHED)
    make_banner(State.PUBLISHED)
    SisterLink.objects.create(name="Cổng thông tin tỉnh", address="https://dongthap.gov.vn")
    call_command("press", rebuild=True, stdout=StringIO(), stderr=StringIO())
    tick()
    assert list(verify()) == []
    browser = Client(**HOST)
    make_logins_whole()
    browser.force_login(chair)
    browser.get("/quan-tri/")
    return SimpleNamespace(pieces=pieces, browser=browser, states={p.pk: p.state for p in pieces.values()})


def make_piece(word: str, state: str, **fields):
    """Make an article in a state, with a picture and a file, its word in all of them."""
    return fill(make_article(**texts_of(word), **fields), word, state)


def make_correction(word: str, live):
    """Make an approved edition over a live one that has nothing of it but the document."""
    edition = open_edition(live, actor=live.author)
    for model in (ArticlePicture, Attachment):
        model.objects.filter(article=edition).delete()
    for name, text in texts_of(word).items():
        setattr(edition, name, text)
    return fill(edition, word, State.APPROVED)


def texts_of(word: str) -> dict[str, str]:
    return {"headline": f"Tin {word}", "standfirst": word, "body": f"<p>{word}</p>"}


def fill(article, word: str, state: str):
    """Give a draft a picture and a file of its own, and its state."""
    picture = Picture.objects.take_in(picture_of(word), uploaded_by=article.author, caption=word)
    add_picture(article, picture, caption=word)
    add_file(article, name=f"{word}.pdf", content=b"%PDF-1.7 " + word.encode())
    return publish(article, state)


def picture_of(word: str) -> bytes:
    """Give a small picture in a colour of the word's own."""
    data = BytesIO()
    Image.new("RGB", (64, 48), (sum(word.encode()) % 256, len(word), 90)).save(data, "PNG")
    return data.getvalue()
