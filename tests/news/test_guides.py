"""Guides: an untrained person answers questions and has a draft, in sentences without holes and without inventions."""

import re
import unicodedata
from html import escape

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks import style
from editorial.models import Office, State
from news import richtext
from news.guides import GUIDES, prose
from news.guides.form import GuideForm, headline_of, standfirst_of
from news.guides.questions import Kind
from news.models import Article, Category, Picture
from tests.factories import make_person
from tests.news.contributors import browser_of, form_of, jpeg, open_form, piece_url

VOTERS = {
    "date": "2026-11-18",
    "part": "chiều",
    "locality": "xã Tân Hòa Mẫu",
    "delegates": "Ông Nguyễn Văn Mẫu, Phó Chủ tịch Hội đồng nhân dân tỉnh",
    "petitions": "- Sửa cầu Kênh 7;\n2. Thêm đèn đường ấp 3.",
}
HOLES = re.compile(r"\s[,.;:]|  |,[.;:,]|\.\.|[{}\[\]]|\btại [,.;]|: ?[.;]|\(\)|^\W|^[a-zđ]", re.MULTILINE)


@pytest.fixture
def me(db):
    return make_person(full_name="Phạm Thị Viết")


@pytest.fixture
def browser(me):
    return browser_of(me)


def address(key: str) -> str:
    return reverse("contributor_guide", args=[key])


def answer(browser, key: str, answers: dict, **more):
    """Open a guide, answer and send it."""
    typed = {f"hoi-{name}": value for name, value in answers.items()}
    return browser.post(address(key), {**open_form(browser, address(key)), **typed, **more})


def examples(guide, names) -> dict[str, str]:
    """Answer these questions of a guide as its own examples do."""
    usual = {Kind.DATE: "2026-12-08", Kind.NUMBER: "14", Kind.ADDRESS: "https://dongthap.gov.vn/van-ban"}
    given = {}
    for name in names:
        question = guide.questions[name]
        choices = [value for value, _ in question.choices if value]
        given[name] = choices[0] if choices else usual.get(question.kind) or question.example or "Điều khác"
    return given


def drafted(guide, names) -> list[str]:
    """Give headline, standfirst and paragraphs of the answers that the examples give."""
    form = GuideForm(guide, {f"hoi-{name}": value for name, value in examples(guide, names).items()})
    assert form.is_valid(), form.errors
    answers = form.answers
    paragraphs = [prose.fill(pattern, answers) for pattern in guide.paragraphs]
    return [headline_of(guide, answers), standfirst_of(guide, answers), *filter(None, paragraphs)]


def test_the_guide_of_voters_meetings_makes_a_draft_of_its_author(browser, me):
    category = Category.objects.create(name="Tiếp xúc cử tri")
    response = answer(browser, "tiep-xuc-cu-tri", {**VOTERS, "place": "tại Nhà văn hóa ấp 3.", "count": "14"})
    article = Article.objects.get()
    assert response["Location"] == piece_url(article)
    assert (article.state, article.author, article.byline) == (State.DRAFT, me, "Phạm Thị Viết")
    assert article.headline == "Cử tri xã Tân Hòa Mẫu kiến nghị sửa cầu Kênh 7, thêm đèn đường ấp 3"
    assert article.standfirst == "Buổi tiếp xúc ghi nhận 14 ý kiến, kiến nghị của cử tri."
    assert article.body == (
        "<p>Chiều ngày 18/11/2026, tại Nhà văn hóa ấp 3, ông Nguyễn Văn Mẫu, Phó Chủ tịch Hội đồng nhân dân tỉnh, "
        "tiếp xúc cử tri xã Tân Hòa Mẫu.</p>\n"
        "<p>Cử tri nêu 14 ý kiến, kiến nghị, tập trung vào các việc: sửa cầu Kênh 7; thêm đèn đường ấp 3.</p>"
    )
    assert (article.category, article.genre, str(article.event_date)) == (category, "news", "2026-11-18")


def test_a_source_makes_the_piece_one_supplied_by_it(browser):
    answer(browser, "tiep-xuc-cu-tri", {**VOTERS, "source": "Văn phòng xã Tân Hòa Mẫu"})
    article = Article.objects.get()
    assert (article.origin, article.source_name) == ("supplied", "Văn phòng xã Tân Hòa Mẫu")


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
def test_a_guide_that_is_fully_answered_says_every_answer_but_those_of_other_fields(guide):
    said = "\n".join(drafted(guide, guide.questions)).lower()
    apart = {"source", "source_url", "photographer", "until"}
    wordy = {Kind.LINE, Kind.TEXT, Kind.ITEMS}
    for name, question in guide.questions.items():
        if name not in apart and question.kind in wordy:
            assert question.example.rstrip(".").lower() in said


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
@given(data=st.data())
def test_whatever_is_left_out_leaves_no_hole(guide, data):
    required = [name for name, question in guide.questions.items() if question.required]
    optional = [name for name in guide.questions if name not in required and name != "until"]
    chosen = data.draw(st.sets(st.sampled_from(optional)) if optional else st.just(set()))
    headline, standfirst, *paragraphs = drafted(guide, [*required, *chosen])
    assert (len(headline) <= style.MAX_HEADLINE, headline[-1] != ".") == (True, True)
    assert len(standfirst.split()) <= style.MAX_STANDFIRST_WORDS
    for text in (headline, standfirst, *paragraphs):
        assert not HOLES.search(text), text
    assert all(paragraph[-1] in ".!?…”" for paragraph in (standfirst, *paragraphs))
    body = richtext.plain_to_html("\n\n".join(paragraphs))
    assert richtext.is_plain(richtext.clean_html(body))


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_answer_is_taken_for_a_pattern_or_for_html(place, petition):
    answers = {"when": "Ngày 08/12/2026", "place": f"{{when}}[{place}", "petitions": (petition or "x",)}
    said = prose.fill("{when}, tại {place}: {petitions:list}.", answers)
    assert "{when}" in said
    assert "<" not in re.sub("</?p>|<br>", "", richtext.plain_to_html(said))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sửa cầu Kênh 7", "sửa cầu Kênh 7"),
        ("Ban hành nghị quyết", "ban hành nghị quyết"),
        ("Ban Pháp chế giám sát", "Ban Pháp chế giám sát"),
        ("Ủy ban nhân dân xã trả lời", "Ủy ban nhân dân xã trả lời"),
        ("Đồng Tháp có ba trạm", "Đồng Tháp có ba trạm"),
        ("HĐND tỉnh họp", "HĐND tỉnh họp"),
        ("12 trường", "12 trường"),
    ],
)
def test_a_name_keeps_its_capital_within_a_sentence(typed, said):
    assert prose.middle(typed) == said


def test_what_people_said_is_told_with_its_speaker():
    assert prose.say(("Ông A, Giám đốc Sở B: sẽ làm xong trong quý II",), "cho biết") == (
        "Ông A, Giám đốc Sở B, cho biết sẽ làm xong trong quý II."
    )
    assert prose.say(("Bà C: Đề nghị giao vốn sớm",), "cho biết") == "Bà C đề nghị giao vốn sớm."
    assert prose.say(("Đại biểu D: khi nào xong?",), "chất vấn:") == "Đại biểu D chất vấn: khi nào xong?"
    assert prose.say(("Bà C: Một câu. Hai câu",), "cho biết") == "Bà C cho biết: Một câu. Hai câu."
    assert prose.say(("Họp lúc 14:30",), "cho biết") == "Họp lúc 14:30."


def test_a_required_question_left_out_is_named_at_its_field_and_all_answers_stay(browser):
    response = answer(browser, "tiep-xuc-cu-tri", {**VOTERS, "delegates": " "})
    page = response.content.decode()
    assert not Article.objects.exists()
    assert 'id="id_hoi-delegates_error"' in page
    assert '<a href="#id_hoi-delegates">Đại biểu nào tiếp xúc? Xin trả lời câu này.</a>' in page
    fields = form_of(response)
    assert (fields["hoi-petitions"], fields["hoi-date"]) == (VOTERS["petitions"], VOTERS["date"])


def test_a_day_before_the_first_is_refused_at_its_field(browser):
    response = answer(browser, "giam-sat", {"date": "2026-11-18", "until": "2026-11-01"})
    assert "Ngày kết thúc đứng trước ngày bắt đầu." in response.content.decode()


def test_a_pasted_megabyte_is_refused_in_a_sentence_and_stays(browser):
    pasted = "kiến nghị " * 100_000
    response = answer(browser, "tiep-xuc-cu-tri", {**VOTERS, "petitions": pasted})
    assert not Article.objects.exists()
    assert "xin gọn trong 8000 ký tự." in response.content.decode()
    assert form_of(response)["hoi-petitions"] == pasted


def test_decomposed_letters_are_composed(browser):
    answers = {name: unicodedata.normalize("NFD", value) for name, value in VOTERS.items() if name != "part"}
    answer(browser, "tiep-xuc-cu-tri", answers)
    article = Article.objects.get()
    for text in (article.headline, article.standfirst, article.body):
        assert text == unicodedata.normalize("NFC", text)


def test_answers_sent_twice_make_one_draft(browser):
    fields = {**open_form(browser, address("tiep-xuc-cu-tri")), **{f"hoi-{k}": v for k, v in VOTERS.items()}}
    first, second = (browser.post(address("tiep-xuc-cu-tri"), fields) for _ in range(2))
    assert Article.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_markup_in_an_answer_is_text(browser):
    answer(browser, "tiep-xuc-cu-tri", {**VOTERS, "petitions": "<script>alert(1)</script>"})
    body = Article.objects.get().body
    assert escape("<script>alert(1)</script>", quote=False) in body
    assert "<script" not in body


# -- pictures ----------------------------------------------------------------------------------------------


def photo_answers() -> dict:
    guide = GUIDES["anh"]
    return examples(guide, [name for name, question in guide.questions.items() if question.required])


def test_a_photo_story_takes_its_pictures_and_names_who_took_them(browser):
    uploads = {"pictures-0-upload": jpeg(), "pictures-1-upload": jpeg(colour=(9, 9, 9)), "pictures-0-role": "lead"}
    answer(browser, "anh", photo_answers(), **uploads, **{"pictures-1-photographer": "Lê Văn Mẫu"})
    article = Article.objects.get()
    assert article.genre == "photos"
    assert [use.photographer for use in article.picture_uses()] == ["Phạm Thị Viết", "Lê Văn Mẫu"]


def test_a_photo_story_without_pictures_is_not_made_and_says_so_there(browser):
    response = answer(browser, "anh", photo_answers())
    assert not Article.objects.exists()
    assert "Phóng sự ảnh cần ít nhất hai ảnh" in response.content.decode()


def test_pictures_sent_with_a_wrong_answer_are_kept_for_the_next_time(browser):
    uploads = {"pictures-0-upload": jpeg(), "pictures-1-upload": jpeg(colour=(9, 9, 9))}
    response = answer(browser, "anh", {**photo_answers(), "place": ""}, **uploads)
    fields = form_of(response)
    kept = {str(pk) for pk in Picture.objects.values_list("pk", flat=True)}
    assert {fields["pictures-0-picture"], fields["pictures-1-picture"]} == kept
    browser.post(address("anh"), {**fields, "hoi-place": "Trường học"})
    assert Article.objects.get().uses.count() == 2


# -- the way there -----------------------------------------------------------------------------------------


def test_every_guide_is_offered_with_free_writing(browser):
    page = browser.get(reverse("contributor_choose")).content.decode()
    for guide in GUIDES.values():
        assert f'href="{address(guide.key)}"' in page
        assert guide.purpose in page
    assert reverse("contributor_new") in page


def test_there_is_no_guide_of_another_name(browser):
    assert browser.get(address("tieu-thuyet")).status_code == 404


def test_the_board_finds_the_guides_at_its_list_of_articles_and_may_use_them(db):
    member = browser_of(make_person(Office.MEMBER))
    assert reverse("contributor_choose") in member.get(reverse("admin:news_article_changelist")).content.decode()
    answer(member, "tiep-xuc-cu-tri", VOTERS)
    assert Article.objects.get().state == State.DRAFT
