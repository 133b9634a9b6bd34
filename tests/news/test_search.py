"""The search: what finds what, in which order, and that nothing typed into it does harm."""

from datetime import timedelta
from unicodedata import normalize

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from editorial import editing, workflow
from editorial.models import Document, Office, State
from editorial.text import fold, words
from news.management.commands import reindex
from news.models import Article, SearchEntry
from news.search import index_article, remove_document, search
from news.search.index import make_entry
from tests.factories import insert_edition, make_article, make_category, make_document, make_person
from tests.news.public import add_file, add_picture

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]
NOON = timezone.now().replace(hour=5, minute=0, second=0, microsecond=0)


@pytest.fixture
def publish(db):
    """Publish an article of one headline, by default with nothing else in it, some days ago."""
    author, category = make_person(), make_category()

    def make(headline: str, *, body: str = "", standfirst: str = "", days: float = 0, **fields) -> Article:
        return make_article(
            State.PUBLISHED,
            author=author,
            category=category,
            headline=headline,
            body=body,
            standfirst=standfirst,
            first_published_at=NOON - timedelta(days=days),
            **fields,
        )

    return make


def headlines(query: str, page: int = 1) -> list[str]:
    return [hit.article.headline for hit in search(query, page).hits]


# -- what finds what ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "hoi dong nhan dan",
        "HOI DONG NHAN DAN",
        "hội đồng nhân dân",
        "Hội  Đồng, nhân-dân!",
        "hội đồng",
        "duong",
        "Đường",
    ],
)
def test_words_are_found_with_and_without_accents_and_in_any_case(publish, query):
    publish("Hội đồng nhân dân bàn về đường liên xã")
    assert headlines(query) == ["Hội đồng nhân dân bàn về đường liên xã"]


def test_words_of_standfirst_body_captions_and_files_are_found(publish, stored_picture):
    article = make_article(
        headline="Tiêu đề", standfirst="Tóm tắt về sếu", body="<p>Nội dung</p><ul><li>về sen</li></ul>"
    )
    add_picture(article, stored_picture, caption="Bên dòng sông")
    add_file(article, name="bao-cao.pdf")
    insert_edition(article, State.PUBLISHED, article.document)
    assert [len(headlines(word)) for word in ("sếu", "sen", "sông", "chương trình")] == [1, 1, 1, 1]


def test_names_of_tags_in_the_body_are_not_words(publish):
    publish("Tiêu đề", body='<p>Xem <a href="https://vi-du.vn/trang">ở đây</a> &amp; ở kia</p>')
    assert [headlines(word) for word in ("href", "https", "amp", "trang")] == [[], [], [], []]


def test_an_accented_query_finds_only_that_word(publish):
    publish("Hội đồng")
    publish("Hỏi đông")
    assert headlines("hội đồng") == ["Hội đồng"]
    assert not search("hội đồng").plain
    assert len(headlines("hoi dong")) == 2


def test_an_accented_query_without_a_hit_leaves_accents_aside(publish):
    publish("Hội đồng")
    results = search("hối đông")
    assert [hit.article.headline for hit in results.hits] == ["Hội đồng"]
    assert results.plain


def test_an_unaccented_query_says_nothing_about_accents(publish):
    publish("Hội đồng")
    assert not search("hoi dong").plain
    assert not search("khong co").plain


def test_one_accent_makes_the_whole_query_exact(publish):
    publish("An ninh ở Hội An", days=1)
    publish("Ăn ở hội ân")
    assert headlines("hội an") == ["An ninh ở Hội An"]


def test_decomposed_letters_are_the_same_letters(publish):
    publish("Hội đồng")
    assert headlines(normalize("NFD", "hội đồng")) == ["Hội đồng"]


def test_all_words_are_wanted(publish):
    publish("Nước sạch nông thôn")
    publish("Nước sông")
    assert headlines("nước nông") == ["Nước sạch nông thôn"]
    assert headlines("nước khoáng") == []


def test_part_of_a_word_is_not_found(publish):
    publish("Nghiên cứu")
    assert headlines("nghi") == []
    assert headlines("nghien") == ["Nghiên cứu"]


def test_numbers_of_papers_are_found_by_their_parts(publish):
    publish("Nghị quyết số 901/2026/NQ-HĐND")
    publish("Nghị quyết số 902/2026/NQ-HĐND")
    assert headlines("901/2026/NQ-HĐND") == ["Nghị quyết số 901/2026/NQ-HĐND"]
    assert headlines('"901 2026 nq hdnd"') == ["Nghị quyết số 901/2026/NQ-HĐND"]


@pytest.mark.parametrize("quoted", ['"nước sạch"', "“nước sạch”", "«nước sạch»", '"nuoc sach"', '"nước sạch" nông'])
def test_words_in_quotes_stand_side_by_side(publish, quoted):
    publish("Nước sạch nông thôn", days=1)
    publish("Sạch nước nông thôn")
    assert headlines(quoted) == ["Nước sạch nông thôn"]


def test_a_phrase_does_not_reach_from_one_paragraph_into_the_next(publish):
    publish("Tiêu đề nước", standfirst="sạch", body="<p>hết nước</p><p>sạch sẽ</p>")
    assert headlines('"nước sạch"') == []
    assert headlines("nước sạch") == ["Tiêu đề nước"]


def test_a_quote_that_is_not_closed_is_no_phrase(publish):
    publish("Nước sông sạch")
    assert headlines('"nước sạch') == ["Nước sông sạch"]
    assert headlines('nước" sạch') == ["Nước sông sạch"]


# -- order, pages, bounds -------------------------------------------------------------------------------


def test_the_newest_come_first_over_many_years(publish):
    ages = [0, 20, 40, 200, 500, 1500, 5000, 15000]
    for days in reversed(ages):
        publish(f"Bài của {days} ngày trước", days=days)
    assert headlines("ngày trước") == [f"Bài của {days} ngày trước" for days in ages]


def test_the_order_is_that_of_first_publication_not_of_entry(publish):
    publish("Mới", standfirst="chung")
    publish("Cũ", standfirst="chung", days=3)
    assert headlines("chung") == ["Mới", "Cũ"]


def test_hits_in_the_headline_come_first(publish):
    publish("Cũ: nước sạch", days=3)
    publish("Cũ hơn: sạch từ nguồn nước", days=4)
    publish("Mới: nước", standfirst="sạch")
    publish("Giữa", standfirst="nước sạch", days=1)
    assert headlines("nuoc sach") == ["Cũ: nước sạch", "Cũ hơn: sạch từ nguồn nước", "Mới: nước", "Giữa"]


def test_two_pieces_of_the_same_moment_are_both_found(publish):
    publish("Một bài")
    publish("Hai bài")
    assert sorted(headlines("bài")) == ["Hai bài", "Một bài"]


@pytest.fixture
def thousands(db):
    """1,003 live articles in whose standfirst the word stands, the oldest of them also in the headline."""
    person, category = make_person(), make_category()
    documents = Document.objects.bulk_create(Document(kind="article") for _ in range(1003))
    articles = [
        Article(
            document=document,
            headline=f"Bài {age} sen" if age > 990 else f"Bài {age}",
            standfirst="sen",
            slug="bai",
            category=category,
            author=person,
            state=State.PUBLISHED,
            first_published_at=NOON - timedelta(days=age),
        )
        for age, document in enumerate(documents)
    ]
    Article.objects.bulk_create(articles)
    SearchEntry.objects.bulk_create(
        make_entry(article, 10**15 - age * 86_400_000_000) for age, article in enumerate(articles)
    )


def test_nothing_is_counted_or_listed_beyond_a_thousand(thousands):
    results = search("sen")
    assert (results.total, results.more, results.pages) == (1000, True, 50)
    assert headlines("sen", 50)[-1] == "Bài 999 sen"


def test_only_the_newest_hundred_are_lifted(thousands):
    assert headlines("sen")[0] == "Bài 0"
    assert headlines("sen", 5)[-1] == "Bài 99"
    assert headlines("sen", 6)[0] == "Bài 100"


def test_pages_of_twenty_hold_every_hit_once(thousands):
    listed = [headline for page in range(1, 51) for headline in headlines("sen", page)]
    assert len(listed) == len(set(listed)) == 1000


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (2, 2), (3, 2), (10**9, 2)])
def test_a_page_that_does_not_exist_is_the_nearest(publish, asked, given):
    for number in range(25):
        publish(f"Bài {number}")
    results = search("bài", asked)
    assert results.page == given
    assert len(results.hits) == (20 if given == 1 else 5)
    assert (results.total, results.more, results.pages) == (25, False, 2)


def test_no_hit_is_one_empty_page(publish):
    results = search("không có", 4)
    assert (results.hits, results.total, results.more, results.page, results.pages) == ([], 0, False, 1, 0)


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_queries_does_not_grow(publish, count, django_assert_num_queries):
    for number in range(count):
        publish(f"Bài {number}", body="<p>Một ngôi sao</p>")
    with django_assert_num_queries(4 if connection.vendor == "sqlite" else 12):
        results = search("sao")
        shown = [(hit.article.category.get_absolute_url(), hit.article.get_absolute_url()) for hit in results.hits]
    assert len(shown) == min(count, 20)


# -- only what is live ----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_what_is_not_live_is_not_found(state):
    make_article(state, headline="Chưa ai được đọc")
    assert headlines("chưa ai") == []


@pytest.mark.django_db(transaction=True)
def test_hiding_restoring_and_withdrawing_take_effect_at_once(publish):
    chair = make_person(Office.CHAIR)
    article = publish("Nước sạch")
    for move, found in (("hide", 0), ("restore", 1), ("withdraw", 0)):
        article = workflow.perform(move, edition=article, actor=chair, version=article.version, reason="Xem lại")
        assert len(headlines("nước sạch")) == found


@pytest.mark.django_db(transaction=True)
def test_a_new_edition_takes_the_place_of_the_one_before(publish):
    chair, member = make_person(Office.CHAIR), make_person(Office.MEMBER)
    publish("Bài mới nhất về sen")
    old = publish("Bài cũ về súng", body="<p>Chỉ có sen.</p>", days=9)
    edition = editing.open_edition(old, actor=member)
    Article.objects.filter(pk=edition.pk).update(headline="Bài cũ về sen")
    assert headlines("súng") == ["Bài cũ về súng"]
    workflow.perform("publish_now", edition=edition, actor=chair, version=edition.version)
    assert headlines("súng") == []
    assert headlines("sen") == ["Bài mới nhất về sen", "Bài cũ về sen"]


def test_indexing_twice_is_the_same_as_once(publish):
    article = publish("Nước sạch")
    before = list(SearchEntry.objects.values())
    index_article(article)
    assert list(SearchEntry.objects.values()) == before
    assert headlines("nước") == ["Nước sạch"]


def test_removing_what_is_not_there_does_nothing(publish):
    publish("Nước sạch")
    remove_document(make_document().pk)
    assert headlines("nước") == ["Nước sạch"]


def test_reindex_mends_what_was_lost_left_over_or_wrong(publish):
    lost, wrong, gone = publish("Nước một"), publish("Nước hai", days=1), make_article(State.WITHDRAWN)
    remove_document(lost.document_id)
    SearchEntry.objects.filter(document=wrong.document).update(terms="sai")
    SearchEntry.objects.create(id=5, document=gone.document, terms="nước")
    reindex.Command().execute(no_color=True, force_color=False, skip_checks=True)
    assert headlines("nước") == ["Nước một", "Nước hai"]
    assert headlines("sai") == []
    assert SearchEntry.objects.count() == 2


def test_reindex_changes_nothing_that_is_right(publish):
    publish("Nước một", body="<p>Một ngôi sao</p>")
    publish("Nước hai", days=700)
    before = list(SearchEntry.objects.order_by("pk").values())
    reindex.Command().execute(no_color=True, force_color=False, skip_checks=True)
    assert list(SearchEntry.objects.order_by("pk").values()) == before


# -- bad input ------------------------------------------------------------------------------------------

STRANGE = [
    '"',
    '""',
    '"""',
    "'",
    "''",
    "\\",
    "\x00",
    "*",
    "%",
    "_",
    ":",
    "(",
    ")",
    "{}",
    "~",
    "#m1",
    "^",
    "&",
    "|",
    "!",
]
STRANGE += ["<->", "<script>", "NEAR(nước sạch)", "headline:nước", "\ud800", "\u200b", "😀", "; DROP TABLE", "\n\t"]


@pytest.mark.parametrize("query", STRANGE)
def test_signs_and_operators_are_harmless(publish, query):
    publish("Nước sạch")
    assert search(query).hits == []
    assert headlines(f"{query} nước {query}") == (["Nước sạch"] if not words(query) else [])


@pytest.mark.parametrize("operator", ["AND", "OR", "NOT", "or"])
def test_operators_are_words(publish, operator):
    publish("Nước sạch")
    publish(f"Nước {operator} sạch")
    assert headlines(f"nước {operator} sạch") == [f"Nước {operator} sạch"]


@pytest.mark.parametrize("terms", ["hoi_dong", "~hoi", "#m1"])
def test_the_index_s_own_signs_cannot_be_asked_for(publish, terms):
    publish("Hội họp ở đồng ruộng")
    assert bool(search(terms).hits) == (terms != "#m1")


def test_only_the_first_two_hundred_letters_are_read(publish):
    publish("Nước")
    results = search("nước " * 2000)
    assert len(results.query) <= 200
    assert len(results.hits) == 1
    assert headlines("nước " * 40 + "lửa") == ["Nước"]
    assert search("n" * 10_000).hits == []


def test_only_twelve_words_are_read(publish):
    publish("a b c d đ e g h i k l m")
    assert headlines("a b c d đ e g h i k l m n o p") == ["a b c d đ e g h i k l m"]
    assert headlines("a b c d đ e g h i k l n") == []


def test_a_very_long_body_of_rare_letters_is_taken_in(publish):
    publish("Bài dài", body="<p>" + " ".join(chr(0x20000 + number) * 3 for number in range(40_000)) + "</p>")
    publish("Từ dài", body=f"<p>{'dài' * 30_000}</p>")
    assert headlines("bài dài") == ["Bài dài"]
    assert headlines("dài" * 66) == ["Từ dài"]


# -- marks ----------------------------------------------------------------------------------------------


def test_hits_are_marked_in_escaped_text(publish):
    publish("<b>Nước</b> & sạch", standfirst="Về “nước” <i>sạch</i>")
    [hit] = search("nuoc sach").hits
    assert hit.headline_html == "&lt;b&gt;<mark>Nước</mark>&lt;/b&gt; &amp; <mark>sạch</mark>"
    assert hit.excerpt_html == "Về “<mark>nước</mark>” &lt;i&gt;<mark>sạch</mark>&lt;/i&gt;"


def test_neighbouring_hits_share_a_mark(publish):
    publish("Hội đồng nhân dân họp")
    [hit] = search("hội dân nhân đồng").hits
    assert hit.headline_html == "<mark>Hội đồng nhân dân</mark> họp"


def test_an_accented_query_marks_only_that_word(publish):
    publish("Hội và hỏi")
    assert search("hội").hits[0].headline_html == "<mark>Hội</mark> và hỏi"
    assert search("hoi").hits[0].headline_html == "<mark>Hội</mark> và <mark>hỏi</mark>"
    assert search("hôi").hits[0].headline_html == "<mark>Hội</mark> và <mark>hỏi</mark>"


def test_a_phrase_is_marked_only_as_a_phrase(publish):
    publish("Nước sạch, sạch nước, nước")
    assert search('"nước sạch"').hits[0].headline_html == "<mark>Nước sạch</mark>, sạch nước, nước"


def test_the_excerpt_is_from_the_body_when_only_the_body_has_the_word(publish):
    body = f"<p>{'Mở đầu dài dòng. ' * 30}</p><p>Có một ngôi sao.</p><p>{'Kết thúc. ' * 60}</p>"
    publish("Tiêu đề", standfirst="Tóm tắt", body=body)
    excerpt = search("sao").hits[0].excerpt_html
    assert "Có một ngôi <mark>sao</mark>." in excerpt
    assert excerpt.startswith("… ")
    assert excerpt.endswith("…")
    assert len(excerpt) < 280


def test_the_excerpt_is_the_standfirst_when_only_the_headline_has_the_word(publish):
    publish("Ngôi sao", standfirst="Tóm\ntắt", body="<p>Nội dung</p>")
    assert search("sao").hits[0].excerpt_html == "Tóm tắt"


def test_the_excerpt_is_the_beginning_of_a_body_without_standfirst(publish):
    publish("Ngôi sao", body="<p>Nội dung</p><p>dài</p>")
    assert search("sao").hits[0].excerpt_html == "Nội dung dài"


def test_hits_come_with_all_that_their_page_shows(publish, django_assert_num_queries):
    article = make_article(State.PUBLISHED, headline="Nước sạch", category=make_category("Cử tri"))
    [hit] = search("nước").hits
    with django_assert_num_queries(0):
        assert hit.article.get_absolute_url() == article.get_absolute_url()
        assert hit.article.first_published_at == article.first_published_at
        assert hit.article.category.name.startswith("Cử tri")


# -- the same on both databases: a plain reading of the rules finds the same -------------------------------

LETTERS = ["hội", "hoi", "đồng", "dong", "đông", "an", "ân", "m²", "x86"]
PARTS = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=3).map(" ".join)
QUERIES = st.lists(st.one_of(PARTS, PARTS.map('"{}"'.format)), min_size=1, max_size=2).map(" ".join)
TEXTS = ["hội đồng an", "hoi dong ân", "đông hội hoi đồng", "an ân an m²", "x86 đồng hội", "dong", "hội an x86 dong m²"]


def reads(query: str, text: str, *, plain: bool) -> bool:
    """Whether the text has all words of the query, and the pairs of its quoted parts, as the rules say."""
    form = fold if plain else str
    have = words(form(text))
    pairs = {tuple(have[place : place + 2]) for place in range(len(have))}
    for turn, part in enumerate(query.split('"')):
        wanted = words(form(part))
        if turn % 2 and len(wanted) > 1:
            if not {tuple(wanted[place : place + 2]) for place in range(len(wanted) - 1)} <= pairs:
                return False
        elif not set(wanted) <= set(have):
            return False
    return True


@given(query=QUERIES)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_results_are_those_of_a_plain_reading(query, publish):
    if not SearchEntry.objects.exists():
        for days, text in enumerate(TEXTS):
            publish("bài", standfirst=text, days=days)
    accented = any(letter in query for letter in "ộđồôâ")
    exact = [text for text in TEXTS if reads(query, text, plain=False)]
    plain = [text for text in TEXTS if reads(query, text, plain=True)]
    results = search(query)
    assert [hit.article.standfirst for hit in results.hits] == (exact if accented and exact else plain)
    assert results.plain == bool(accented and not exact and plain)


@given(query=st.text(max_size=300))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_text_is_an_error(query, publish):
    results = search(query)
    assert results.total == len(results.hits) == 0
