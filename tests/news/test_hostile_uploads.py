"""Every hostile file through every door: refused in Vietnamese with nothing on the disk, or only pixels are kept.

Doors and tricks are crossed, so that a new door or a new trick is tried with all the others (security.md, U1).
"""

import html
import json
import re
from collections.abc import Callable
from io import BytesIO
from itertools import islice
from pathlib import Path
from unicodedata import normalize

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm, FileField
from django.test import Client
from PIL import Image

from editorial.models import Office, SignedSlip, State
from news import files, intake, ooxml, pdf, pictures, scanning
from news.models import Article, Banner, Picture, StoredFile
from news.views import slip as slip_views
from news.views import upload as upload_views
from news.word import taking
from tests.desk import add_address, form_address, sent_by
from tests.factories import make_article, make_person
from tests.news import clamd, hostile
from tests.news.contributors import NEW, UPLOAD, browser_of, jpeg, open_form
from tests.news.test_files import make_pdf
from tests.news.test_slips import make_slip, page_of, sign
from tests.news.test_word import PAGE, TEXT, TITLE
from tests.news.word_files import docx
from tests.nights import BY_NIGHT

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")]

KEPT = (Picture, StoredFile, SignedSlip)
MODULES = (pictures, files, pdf, ooxml, intake, taking, slip_views, upload_views)
DJANGO_SAYS = ["Tệp được gửi không có nội dung."]


@pytest.fixture
def scanner(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(scanning._Rest, "until", 0.0)
    settings.UPLOAD_FILES_PER_DAY = 10_000
    settings.VIRUS_SCANNER = str(tmp_path / "clamd.ctl")
    with clamd.running(clamd.listen(settings.VIRUS_SCANNER)) as running:
        yield running


# -- the doors: each takes (bytes, name) and gives the page or answer that a person then sees -----------


def contributors_row(**fields) -> Callable:
    """Give the door of a field of the contributor's form."""

    def open_door():
        browser = browser_of(make_person())

        def send(upload):
            return browser.post(NEW, {**open_form(browser, NEW), "headline": "Tin", **_filled(fields, upload)})

        return send

    return open_door


def desk_row(**fields) -> Callable:
    """Give the door of a field of the board's form of an article."""

    def open_door():
        editor = make_person(Office.MEMBER)
        article = make_article(State.IN_REVIEW, editor=editor)
        browser = browser_of(editor)

        def send(upload):
            sent = sent_by(browser.get(form_address(article)))
            return browser.post(form_address(article), {**sent, **_filled(fields, upload)})

        return send

    return open_door


def desk_form(model, **fields) -> Callable:
    """Give the door of the board's form of a new picture or banner."""

    def open_door():
        browser = browser_of(make_person(Office.MEMBER))

        def send(upload):
            sent = sent_by(browser.get(add_address(model)))
            return browser.post(add_address(model), {**sent, **_filled(fields, upload)})

        return send

    return open_door


def editors_upload():
    browser = browser_of(make_person())
    return lambda upload: browser.post(UPLOAD, {"upload": upload})


def word_import():
    browser = browser_of(make_person())
    return lambda upload: browser.post(PAGE, {"upload": upload})


def signed_scan():
    browser, article = browser_of(make_person(Office.MEMBER)), make_article()
    snapshot = make_slip(browser, article)
    return lambda upload: sign(browser, article, snapshot, scan=upload)


def _filled(fields: dict, upload) -> dict:
    return {name: upload if value is ... else value for name, value in fields.items()}


USE = {"uses-TOTAL_FORMS": "1", "uses-0-role": "photo", "uses-0-order": "0", "uses-0-upload": ...}
ATTACHED = {"attachments-TOTAL_FORMS": "1", "attachments-0-order": "0", "attachments-0-upload": ...}
DOORS = {
    "contributor's picture": contributors_row(**{"pictures-0-role": "photo", "pictures-0-upload": ...}),
    "contributor's file": contributors_row(**{"files-0-upload": ...}),
    "video's poster": contributors_row(poster_upload=...),
    "editor's upload": editors_upload,
    "Word import": word_import,
    "signed slip": signed_scan,
    "desk's picture": desk_row(**USE),
    "desk's file": desk_row(**ATTACHED),
    "library": desk_form(Picture, upload=..., caption="Ảnh"),
    "banner": desk_form(Banner, upload=..., title="Băng rôn", position="home_top"),
}
FILE_DOORS = {"contributor's file", "desk's file", "Word import"}


# -- what is asked of each ------------------------------------------------------------------------------


def sentences() -> re.Pattern:
    """Give every sentence with which an upload is refused, as they stand in the code."""
    said = [value for module in MODULES for name, value in vars(module).items() if name.isupper() and _is_said(value)]
    patterns = [re.sub(r"\\\{\w+\\\}", ".+?", re.escape(sentence)) for sentence in [*said, *DJANGO_SAYS]]
    patterns += [re.escape(slip_views.ONLY_SCANS)]
    return re.compile("|".join(patterns))


def _is_said(value) -> bool:
    return isinstance(value, str) and value[:1].isupper() and not value.isascii() and "Đã dựng" not in value


def words_of(response) -> str:
    text = response.content.decode()
    return json.loads(text)["error"]["message"] if text.startswith("{") else html.unescape(text)


def rows_kept() -> set:
    return {(model, pk) for model in KEPT for pk in model.objects.values_list("pk", flat=True)}


def paths_on_disk(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def faults_of_kept(row, data: bytes, folder: Path) -> list[str]:
    """Give what is wrong with a row that a hostile file left: only pictures encoded anew may be."""
    if isinstance(row, StoredFile) or (isinstance(row, SignedSlip) and row.content_type == files.CONTENT_TYPES["pdf"]):
        return ["kept as it came"]
    paths = row.paths() if isinstance(row, Picture) else [row.path]
    faults = []
    for path in paths:
        stored = (folder / path).read_bytes()
        image = Image.open(BytesIO(stored), formats=("JPEG", "PNG", "WEBP"))
        beside = set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        if stored == data or hostile.MARK in stored or beside - {"loop", "background", "timestamp", "duration"}:
            faults.append(f"{path}: {sorted(beside)}")
        if image.getexif() or getattr(image, "n_frames", 1) > 1:
            faults.append(f"{path}: EXIF or more frames")
    return faults


@pytest.mark.crawl
@pytest.mark.parametrize("door", DOORS)
def test_no_hostile_file_is_stored_as_given(door, scanner, tmp_path):
    send, folder, refusal = DOORS[door](), tmp_path / "private", sentences()
    # The desk's forms take seconds for the whole catalogue and lead to what the contributor's lead to.
    thinned = 4 if door.startswith("desk") and not BY_NIGHT else 1
    faults = []
    for trick, (make, name) in islice(hostile.CATALOGUE.items(), None, None, thinned):
        data = make()
        before, on_disk = rows_kept(), paths_on_disk(folder)
        response = send(SimpleUploadedFile(name, data, "image/jpeg"))
        new = rows_kept() - before
        if response.status_code >= 500:
            faults.append(f"{trick}: status {response.status_code}")
        if trick in hostile.SHOWN and door not in FILE_DOORS:
            faults += [
                f"{trick}: {fault}"
                for model, pk in new
                for fault in faults_of_kept(model.objects.get(pk=pk), data, folder)
            ]
            faults += [] if new else [f"{trick}: not kept"]
            continue
        if new or paths_on_disk(folder) != on_disk:
            faults.append(f"{trick}: left {new or paths_on_disk(folder) - on_disk}")
        elif not refusal.search(words_of(response)):
            faults.append(f"{trick}: no sentence")
    assert faults == []


def test_a_word_file_whose_pictures_stand_elsewhere_is_not_attached(tmp_path):
    page = DOORS["contributor's file"]()(SimpleUploadedFile("a.docx", hostile.LINKED))
    assert ooxml.REMOTE in page.content.decode()
    assert paths_on_disk(tmp_path / "private") == set()


# -- names ----------------------------------------------------------------------------------------------

NAMES = [
    "bao\x00cao.pdf",
    "bao-cao\u202efdp.exe",
    "bao-cao\u202efdp.pdf",
    "a" * 200 + ".pdf",
    normalize("NFD", "Báo cáo về tình hình kinh tế xã hội " * 6)[:196] + ".pdf",
    "../../../etc/passwd",
    "..\\..\\windows\\system32\\a.pdf",
    "/etc/cron.d/a.pdf",
    "a.pdf\r\nSet-Cookie: x=1",
    'a";filename="b.html',
    "nghi-quyet.php.pdf",
    "nghi-quyet.pdf.html",
    "<script>tan_cong()</script>.pdf",
    ".htaccess",
    "con.pdf",
    " .pdf",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_whatever_a_file_is_called_it_is_kept_and_served_under_a_plain_name_of_its_own_type(name, tmp_path):
    me = make_person()
    browser, data = browser_of(me), make_pdf()
    send_named(browser, NEW, {**open_form(browser, NEW), "headline": "Tin"}, "files-0-upload", name, data)
    on_disk = {path.relative_to(tmp_path / "private").as_posix() for path in paths_on_disk(tmp_path / "private")}
    kept = StoredFile.objects.first()
    if kept is None:
        assert on_disk == set()
        assert re.search(r"\.(exe|html|htaccess)$", name)
        return
    assert on_disk == {f"files/{kept.sha256[:2]}/{kept.sha256}"}
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}\.pdf", kept.name)
    answer = browser.get(f"/tep/{kept.key}/{kept.name}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{kept.name}"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == data


def send_named(browser: Client, address: str, fields: dict, field: str, name: str, data: bytes):
    """Send a form with a file whose name goes over the wire as it is, which no library would let through."""
    edge = "----ranh-gioi"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n')
    body = "".join(parts).encode() + data + f"\r\n--{edge}--\r\n".encode()
    return browser.post(address, body, content_type=f"multipart/form-data; boundary={edge}")


# -- how it is served -----------------------------------------------------------------------------------


@pytest.mark.parametrize("trick", sorted(hostile.SHOWN))
def test_a_picture_out_of_a_hostile_file_is_served_as_the_picture_it_is(trick):
    make, name = hostile.CATALOGUE[trick]
    browser = browser_of(make_person())
    browser.post(UPLOAD, {"upload": SimpleUploadedFile(name, make(), "text/html")})
    picture = Picture.objects.get()
    for extension, kind in (("jpg", "JPEG"), ("webp", "WEBP")):
        answer = browser.get(picture.address(400, extension))
        assert answer["Content-Type"] == f"image/{kind.lower()}"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert Image.open(BytesIO(b"".join(answer.streaming_content))).format == kind


def test_the_scan_of_a_signed_slip_is_served_as_a_download_of_its_type():
    browser, article = browser_of(make_person(Office.MEMBER)), make_article()
    make, name = hostile.CATALOGUE["place and words of a phone"]
    sign(browser, article, make_slip(browser, article), scan=SimpleUploadedFile(name, make()))
    answer = browser.get(page_of(article, "signed_scan", SignedSlip.objects.get().pk))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert hostile.MARK not in b"".join(answer.streaming_content)


# -- the child process ----------------------------------------------------------------------------------


@pytest.mark.real_child
def test_no_picture_is_decoded_in_the_worker(monkeypatch):
    monkeypatch.setattr(Image, "open", None)
    browser = browser_of(make_person())
    assert browser.post(UPLOAD, {"upload": jpeg((900, 600))}).json()["uploaded"] == 1
    broken = browser.post(UPLOAD, {"upload": SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff\xe0")}).json()
    assert broken["error"]["message"] == pictures.BROKEN
    data = docx(TITLE, TEXT)
    browser.post(PAGE, {"upload": SimpleUploadedFile("bai.docx", data)})
    assert Article.objects.exists()


@pytest.mark.real_child
def test_a_picture_that_needs_too_much_ends_the_child_and_not_the_worker(monkeypatch):
    large = BytesIO()
    Image.new("RGB", (7300, 5450), (9, 90, 9)).save(large, "WEBP", quality=10, method=0)
    browser = browser_of(make_person())
    answer = browser.post(UPLOAD, {"upload": SimpleUploadedFile("anh.webp", large.getvalue())}).json()
    assert answer == {"uploaded": 0, "error": {"message": pictures.TOO_MUCH}}
    assert not Picture.objects.exists()
    assert browser.post(UPLOAD, {"upload": jpeg()}).json()["uploaded"] == 1


# -- that no door is forgotten ----------------------------------------------------------------------------

# The forms behind DOORS. The editor's upload has no form; a new form with a file belongs into both.
TRIED = {
    *("PictureUseForm", "PictureRowForm", "AttachmentForm", "FileRowForm", "ContributorForm"),
    *("WordForm", "SignedForm", "PictureForm", "BannerForm"),
}


def test_every_form_that_takes_a_file_is_behind_a_door_that_is_tried(client):
    client.get("/")  # which loads every view and form
    ours = [form for form in forms_below(BaseForm) if form.__module__.startswith(("news.", "editorial."))]
    taking = [form for form in ours if any(isinstance(field, FileField) for field in form.base_fields.values())]
    assert {form.__name__ for form in taking} == TRIED


def forms_below(form: type) -> set[type]:
    return {below for child in form.__subclasses__() for below in {child} | forms_below(child)}
