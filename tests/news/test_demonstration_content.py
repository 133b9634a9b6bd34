"""What the demonstration holds: whole, well-formed, in good Vietnamese, with pictures and files that can be made."""

import io
import json
import re
import unicodedata
import zipfile
from datetime import date, datetime

import pytest
from django.conf import settings
from PIL import Image

from editorial.models import State
from news import richtext
from news.demonstration import documents, drawings, reading
from news.files import read_attachment
from news.models.article import Genre, Origin
from news.models.banner import Position
from news.word.job import read_word

TODAY = date(2026, 11, 24)
ARTICLES = reading.read_articles(TODAY)
PAGES = reading.read_pages(TODAY)
PIECES = [*ARTICLES, *PAGES]
PEOPLE = {person["username"]: person for person in reading.read_data("people")["people"]}
CATEGORIES = reading.read_data("categories")
TOPICS = {topic["slug"] for topic in reading.read_data("site")["topics"]}
BANNERS = reading.read_data("banners")
FILES = sorted([*reading.FOLDER.rglob("*.txt"), *reading.FOLDER.glob("*.json")])
KEYS = {piece.key: piece for piece in ARTICLES}
TAG = re.compile(r"</?(\w+)")


def find(key):
    return KEYS[key]


def leaf_slugs():
    parents = {category["slug"] for category in CATEGORIES if category["children"]}
    return all_slugs() - parents


def all_slugs():
    top = {category["slug"] for category in CATEGORIES}
    return top | {child["slug"] for category in CATEGORIES for child in category["children"]}


def values_of(field, pieces=ARTICLES, default=""):
    return {piece.get(field, default) for piece in pieces}


def text_of_docx(data):
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return [re.sub(r"<[^>]+>", "", paragraph) for paragraph in re.findall(r"<w:p>.*?</w:p>", document)]


# -- what is covered ---------------------------------------------------------------------------------


def test_every_leaf_category_has_a_published_article():
    published = [piece for piece in ARTICLES if piece.get("state") == State.PUBLISHED]

    assert values_of("category", published) == leaf_slugs()


def test_every_state_genre_and_origin_occurs():
    assert values_of("state") == set(State.values)
    assert values_of("genre") == set(Genre.values)
    assert values_of("origin", default="own") == set(Origin.values)


def test_there_is_enough_to_fill_the_site_and_the_desk():
    published = [piece for piece in ARTICLES if piece.get("state") == State.PUBLISHED]

    assert len(published) >= 45
    assert len(ARTICLES) - len(published) >= 14
    assert len(PAGES) >= 12


def test_banners_stand_in_every_position_live_waiting_and_ended():
    assert {banner["position"] for banner in BANNERS} == set(Position.values)
    assert {banner["state"] for banner in BANNERS} >= {State.PUBLISHED, State.SCHEDULED, State.SUPERSEDED}


def test_there_is_an_account_for_each_role():
    roles = [(person["office"], person["is_secretary"]) for person in PEOPLE.values()]

    assert {role: roles.count(role) for role in set(roles)} == {
        ("chair", False): 1,
        ("deputy", False): 1,
        ("member", True): 1,
        ("member", False): 4,
        ("contributor", False): 3,
        ("technical", False): 1,
    }


def test_a_headline_is_as_long_as_the_longest_that_boards_write():
    assert max(len(piece.get("headline")) for piece in ARTICLES) == 180


def test_a_photo_story_may_have_no_body_and_has_four_pictures_or_more():
    stories = [piece for piece in ARTICLES if piece.get("genre") == Genre.PHOTOS]

    assert "" in [piece.body for piece in stories]
    assert min(len(piece.all("photo")) for piece in stories) >= 4


# -- whether it hangs together -----------------------------------------------------------------------


def test_author_editor_and_publisher_are_whom_the_desk_lets_do_it():
    def misplaced(piece):
        author, editor, publisher = (PEOPLE.get(piece.get(role)) for role in ("author", "editor", "publisher"))
        return (
            author["office"] == "technical"
            or author == editor
            or (editor and editor["office"] not in ("chair", "deputy", "member"))
            or (publisher and publisher["office"] not in ("chair", "deputy"))
        )

    assert [piece.key for piece in PIECES if misplaced(piece)] == []


def test_an_article_names_only_what_exists():
    def lost(piece):
        others = {piece.get("over"), piece.get("before")} - {""}
        return piece.get("category") not in all_slugs() or {piece.get("topic")} - TOPICS - {""} or others - KEYS.keys()

    assert [piece.key for piece in ARTICLES if lost(piece)] == []


def test_reason_and_times_are_told_where_the_state_asks_for_them():
    with_reason = {State.RETURNED, State.REJECTED, State.HIDDEN, State.WITHDRAWN}
    once_live = {State.PUBLISHED, State.HIDDEN, State.WITHDRAWN, State.SUPERSEDED}

    def told(piece):
        return [bool(piece.get(field)) for field in ("reason", "published", "scheduled")]

    def asked(piece):
        state = piece.get("state")
        urgent = piece.get("urgent") == "yes"
        return [state in with_reason or urgent, state in once_live, state == State.SCHEDULED]

    assert {piece.key: told(piece) for piece in ARTICLES} == {piece.key: asked(piece) for piece in ARTICLES}


def test_nothing_was_published_in_the_time_to_come():
    now = datetime(2026, 11, 24, tzinfo=reading.ZONE)

    assert max(piece.moment("published") for piece in PIECES if piece.get("published")) < now


def test_an_older_edition_was_published_before_the_one_over_it():
    older = [piece for piece in ARTICLES if piece.get("before")]

    assert len(older) == 2
    assert all(piece.moment("published") < find(piece.get("before")).moment("published") for piece in older)


def test_the_menu_leads_only_to_what_exists():
    entries = [entry for top in reading.read_data("menu") for entry in [top, *top["children"]]]
    pages = {page.key for page in PAGES}

    assert {entry["category"] for entry in entries if "category" in entry} == all_slugs()
    assert {entry["page"] for entry in entries if "page" in entry} == pages
    assert all(entry["address"].startswith("/") for entry in entries if "address" in entry)


def test_banners_lead_to_what_exists():
    assert {banner["article"] for banner in BANNERS if "article" in banner} <= KEYS.keys()
    assert {banner["topic"] for banner in BANNERS if "topic" in banner} <= TOPICS


# -- the language ------------------------------------------------------------------------------------


def test_every_text_is_in_one_unicode_form():
    texts = {path.name: path.read_text(encoding="utf-8") for path in FILES}

    assert [name for name, text in texts.items() if not unicodedata.is_normalized("NFC", text)] == []


def test_no_text_says_ban_to_anybody():
    texts = {path.name: path.read_text(encoding="utf-8") for path in FILES}

    assert [name for name, text in texts.items() if re.search(r"\bbạn\b", text, re.IGNORECASE)] == []


def test_standfirsts_are_short_enough_to_scan():
    assert max(len(piece.get("standfirst").split()) for piece in ARTICLES) <= 60


def test_every_invented_piece_with_a_body_says_so_at_its_end_and_no_other():
    invented = [piece.key for piece in PIECES if piece.body and piece.get("illustration") != "no"]

    assert [piece.key for piece in PIECES if piece.body.endswith(reading.NOTICE)] == invented


def test_the_sanitiser_takes_no_element_from_a_body():
    for piece in PIECES:
        body = piece.body_with(["/anh/0123456789abcdef-1600.jpg"] * len(piece.all("inside")))

        assert TAG.findall(richtext.clean_html(body)) == TAG.findall(body)
        assert "{{" not in body


# -- pictures and files ------------------------------------------------------------------------------


def test_every_picture_can_be_drawn_and_is_described():
    pictures = [drawing for piece in PIECES for drawing in piece.drawings]

    assert {drawing.scene for drawing in pictures} == set(drawings.SCENES)
    assert {drawing.size for drawing in pictures} <= drawings.SIZES.keys()
    assert [drawing.alt for drawing in pictures if not 20 <= len(drawing.alt) <= 300] == []
    assert [drawing.caption for drawing in pictures if not 10 <= len(drawing.caption) <= 300] == []


def test_a_banner_other_than_the_strip_has_a_picture_that_is_described():
    with_picture = [banner for banner in BANNERS if banner["position"] != Position.STRIP]

    assert {banner["picture"]["scene"] for banner in with_picture} <= drawings.SCENES.keys()
    assert min(len(banner["picture"]["alt"]) for banner in with_picture) >= 20


@pytest.mark.parametrize("scene", drawings.SCENES)
def test_a_drawing_is_the_same_each_time_and_another_in_another_variant(scene):
    first, again, other = (drawings.draw(scene, (160, 90), variant) for variant in (0, 0, 1))

    assert first == again
    assert first != other
    assert Image.open(io.BytesIO(first)).size == (160, 90)


@pytest.mark.parametrize("size", drawings.SIZES.values(), ids=drawings.SIZES)
def test_a_scene_fits_every_size(size):
    small = (size[0] // 8, size[1] // 8)

    assert drawings.draw_image("nghi-truong", small).size == small


def test_a_scene_that_is_not_there_cannot_be_drawn():
    with pytest.raises(KeyError):
        drawings.draw("mat-trang")


def test_every_attached_file_is_taken_for_what_it_says_it_is():
    names = {attached.name: (attached, piece) for piece in ARTICLES for attached in piece.attachments}
    kinds = {name: read_attachment(documents.make(*made), name).kind for name, made in names.items()}

    assert kinds == {name: name.rpartition(".")[2] for name in names}
    assert set(kinds.values()) == {"docx", "xlsx", "pdf"}


def test_a_sheet_holds_the_articles_table_with_numbers_as_numbers():
    piece = find("tra-loi-52-kien-nghi")
    sheet = zipfile.ZipFile(io.BytesIO(documents.make(piece.attachments[0], piece))).read("xl/worksheets/sheet1.xml")

    assert documents.table_rows(piece.body)[-1] == ["Cộng", "52", "31", "15", "6"]
    assert "<c><v>52</v></c>" in sheet.decode()


def test_a_file_of_an_unknown_kind_is_not_made():
    with pytest.raises(ValueError, match=r"bai-hat\.mp3"):
        documents.make(reading.Attached("bai-hat.mp3", "Bài hát", "bai-hat"), ARTICLES[0])


def test_a_sheet_wants_a_table():
    with pytest.raises(ValueError, match="no table"):
        documents.table_rows("<p>Không có bảng.</p>")


def test_the_piece_that_was_sent_in_word_is_read_as_it_is_told():
    (piece,) = (piece for piece in ARTICLES if piece.get("word"))

    read = read_word(documents.word_draft(piece))

    assert (piece.get("state"), piece.drawings) == (State.SUBMITTED, [])
    assert [read[field] for field in ("headline", "standfirst", "byline")] == [
        piece.get(field) for field in ("headline", "standfirst", "byline")
    ]
    assert "\n".join(read["parts"]) == piece.body


def test_the_piece_in_the_urgent_lane_waits_and_tells_of_an_event_of_today():
    (piece,) = (piece for piece in ARTICLES if piece.get("lane"))
    today = [event for event in reading.read_data("calendar")["events"] if event["starts"] == 0]

    assert (piece.get("state"), piece.moment("event").date()) == (State.SUBMITTED, TODAY)
    assert [event["piece"] for event in today] == [piece.key]


# -- the real report ---------------------------------------------------------------------------------


def test_the_attached_report_keeps_its_text_with_its_slips():
    piece = find("tong-ket-10-nam-chi-thi-30")
    report = (reading.FOLDER / "bao-cao-71-BC-DDHDND.txt").read_text(encoding="utf-8")
    lines = [line.replace("*", "").strip() for line in report.splitlines()]

    made = text_of_docx(documents.make(piece.attachments[0], piece))

    assert made == [line for line in lines if line]
    assert "tập trung tập trung" in " ".join(made)


def test_the_article_on_the_report_mends_its_slips_and_loses_no_paragraph():
    body = find("tong-ket-10-nam-chi-thi-30").body

    for slip in ("tập trung tập trung", "của của", "với với", "chân chính kịp thời", "Trang tin thông tin", "*"):
        assert slip not in body
    assert "chấn chỉnh kịp thời những hạn chế, thiếu sót" in body
    assert [body.count(f"<h{level}>") for level in (2, 3, 4)] == [2, 8, 7]
    assert "Bốn là, tập trung lãnh đạo Thường trực Hội đồng nhân dân Tỉnh" in body


# -- how the files are read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-3 16:40", "2026-11-21T16:40:00+07:00"),
        ("+2", "2026-11-26T08:00:00+07:00"),
        ("24-10-2023", "2023-10-24T08:00:00+07:00"),
    ],
)
def test_a_moment_is_counted_from_the_day_of_loading_or_is_itself(text, expected):
    assert reading.moment(text, TODAY).isoformat() == expected


def test_days_in_a_text_are_counted_from_the_day_of_loading():
    assert reading.fill_days("Sáng {{-3}} và {{+0}}", TODAY) == "Sáng 21-11-2026 và 24-11-2026"


def test_a_line_with_a_part_missing_is_refused():
    piece = reading.Piece("x", {"picture": ["sen 0 | Đầm sen"]}, "", TODAY)

    with pytest.raises(ValueError, match="3 parts"):
        _ = piece.drawings


def test_a_piece_without_a_field_has_no_moment_for_it():
    assert reading.Piece("x", {}, "", TODAY).moment("published") is None


@pytest.mark.parametrize("name", ["mark.svg", "favicon.svg"])
def test_the_mark_carries_no_style_and_no_script(name):
    mark = (settings.BASE_DIR / "static/img" / name).read_text(encoding="utf-8")

    assert not re.search(r"style|script|href|\son\w+=", mark)


def test_the_files_of_data_are_kept_as_they_are_written_by_hand():
    for path in reading.FOLDER.glob("*.json"):
        text = path.read_text(encoding="utf-8")

        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
