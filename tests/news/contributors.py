"""What tests of the contributors' pages share: a browser logged in, the form as it stands, real small uploads."""

from html.parser import HTMLParser
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

PIECES = "/cong-tac-vien/"
NEW = "/cong-tac-vien/viet/"
UPLOAD = "/anh/tai-len/"


def piece_url(article) -> str:
    return f"/cong-tac-vien/bai/{article.pk}/"


def browser_of(person) -> Client:
    """Give a client that is logged in as this person."""
    client = Client()
    client.force_login(person)
    return client


def jpeg(size=(640, 480), colour=(120, 60, 40), name="anh.jpg") -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


class _FormReader(HTMLParser):
    """Reads the fields of the piece's form as a browser would send them back."""

    def __init__(self):
        super().__init__()
        self.fields: dict[str, str] = {}
        self.inside = False
        self.in_template = False
        self.textarea = self.select = ""
        self.text = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "template":
            self.in_template = True
        if tag == "form":
            self.inside = "data-piece-form" in given
        if not self.inside or self.in_template:
            return
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in ("file", "checkbox"):
            self.fields[name] = given.get("value", "")
        elif tag == "textarea":
            self.textarea, self.text = name, ""
        elif tag == "select":
            self.select = name
            self.fields[name] = ""
        elif tag == "option" and self.select and "selected" in given:
            self.fields[self.select] = given.get("value", "")

    def handle_data(self, data):
        self.text += data if self.textarea else ""

    def handle_endtag(self, tag):
        if tag == "template":
            self.in_template = False
        elif tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.textarea:
            self.fields[self.textarea] = self.text.removeprefix("\n")
            self.textarea = ""


def form_of(response) -> dict[str, str]:
    """Give the fields of the piece's form on a page, as they would be sent back unchanged."""
    reader = _FormReader()
    reader.feed(response.content.decode())
    return reader.fields


def open_form(client, url: str) -> dict[str, str]:
    response = client.get(url)
    assert response.status_code == 200
    return form_of(response)


def with_picture(fields: dict, picture, number: int = 0, **words) -> dict:
    """Give the fields with a picture that was sent before in the row of this number."""
    row = {"picture": picture.pk, "role": "photo", "order": 0, **words}
    return {**fields, **{f"pictures-{number}-{name}": value for name, value in row.items()}}
