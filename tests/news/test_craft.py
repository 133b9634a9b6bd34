"""What the house advises about an article: of every kind what concerns it, and never a block."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.models import Office
from news.craft import REPORTS, TOLD_AFTER, advice_on
from news.links.models import LinkAnswer, key_of
from news.models.article import Genre
from tests.desk import desk_client, form_address
from tests.factories import make_article, make_person
from tests.news.public import add_picture

pytestmark = pytest.mark.django_db

OPENING = "Sáng 08/12, tại hội trường tỉnh, Thường trực HĐND khai mạc kỳ họp. " * 5
WHOLE = {
    "headline": "Khai mạc kỳ họp",
    "standfirst": "Kỳ họp bàn ba việc.",
    "body": f"<p>{OPENING}</p>",
    "byline": "Sen Hồng",
}


def whole(**fields):
    """An article of which there is nothing to advise, but for these fields."""
    return make_article(**{**WHOLE, "genre": Genre.NEWS, "event_date": timezone.localdate(), **fields})


def keys_of(article) -> list[str]:
    findings = advice_on(article)
    assert not any(finding.blocks for finding in findings)
    return sorted(finding.key for finding in findings)


@pytest.mark.parametrize("genre", Genre)
def test_of_a_whole_piece_nothing_is_said(genre):
    assert keys_of(whole(genre=genre)) == []


@pytest.mark.parametrize("genre", Genre)
def test_who_and_when_and_where_and_a_standfirst_are_asked_of_reports_only(genre):
    bare = whole(genre=genre, headline="Nước", standfirst="", body="<p>Nước lớn.</p>")
    asked = ["craft.standfirst", "craft.what", "craft.when", "craft.where", "craft.who"]
    assert keys_of(bare) == (asked if genre in REPORTS else [])
    assert "craft.what" not in keys_of(whole(genre=genre, body=""))  # not begun


@pytest.mark.parametrize("genre", Genre)
def test_a_day_to_come_is_asked_about_only_where_it_was_told_after(genre):
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert keys_of(whole(genre=genre, event_date=tomorrow)) == (["right.event_date"] if genre in TOLD_AFTER else [])
    assert keys_of(whole(genre=genre, event_date=None)) == (["craft.event_date"] if genre == Genre.NEWS else [])


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"headline": "Khai mạc kỳ họp."}, ["craft.headline"]),
        ({"headline": "Vì sao dân hỏi?"}, []),
        ({"byline": ""}, ["craft.byline"]),
        ({"video_url": "https://hdnd.mau.gov.vn/v"}, ["craft.video"]),
        ({"video_url": "https://hdnd.mau.gov.vn/v", "video_summary": "Lời chào"}, []),
        ({"body": f"<p>{OPENING}</p><p>Chào mừng!!!</p>"}, ["craft.shouting"]),
        ({"body": f'<p>{OPENING}<a href="http://203.0.113.7/">đây</a></p>'}, ["link.danger"]),
    ],
)
def test_each_part_that_is_missing_or_doubtful_is_named(fields, asked):
    assert keys_of(whole(**fields)) == asked


def test_a_picture_without_its_photographer_is_named(stored_picture):
    article = whole()
    use = add_picture(article, stored_picture)
    assert keys_of(article) == ["craft.photographer"]
    use.photographer = "Sen Hồng"
    use.save()
    assert keys_of(article) == []


def test_a_link_that_is_dead_is_named_with_its_address(client):
    target = "https://hdnd.mau.gov.vn/" + "a" * 150
    article = whole(body=f'<p>{OPENING}<a href="{target}">đây</a></p>', author=make_person(Office.MEMBER))
    answer = LinkAnswer.objects.create(key=key_of(target), asked_at=timezone.now(), is_dead=True)
    (finding,) = advice_on(article)
    assert (finding.key, finding.excerpt, finding.blocks) == ("link.dead", target[:120], False)
    page = desk_client(client, article.author).get(form_address(article))
    assert "Trang được dẫn đến không còn." in page.content.decode()
    LinkAnswer.objects.filter(pk=answer.pk).update(is_dead=False)
    assert advice_on(article) == []
