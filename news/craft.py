"""What would make an article better: who, when and where, its dates, its pictures, its links. All of it warns."""

from collections.abc import Iterator

from django.utils import timezone

from editorial.checks import craft, links
from editorial.gates import Finding
from news import richtext
from news.links.round import dead_among, web_links
from news.models.article import Article, Genre

REPORTS = (Genre.NEWS, Genre.FEATURE)
TOLD_AFTER = (Genre.NEWS, Genre.FEATURE, Genre.PHOTOS, Genre.VIDEO)  # of notices and answers the day may be to come


def advice_on(article: Article) -> list[Finding]:
    """Give what a careful editor would ask of the piece; nothing of it blocks."""
    return [*_of_opening(article), *_of_dates(article), *_of_parts(article), *_of_links(article)]


def _of_opening(article: Article) -> Iterator[Finding]:
    text = richtext.text_of(article.body)
    if article.genre in REPORTS and text.strip():
        opening = f"{article.headline}\n{article.standfirst}\n{text}"
        for mark in craft.find_gaps(opening, text):
            yield Finding(mark.sentence, "body", False, mark.key)
    for mark in craft.find_shouting(text):
        yield Finding(mark.sentence, "body", False, mark.key, mark.excerpt, "Nội dung")


def _of_dates(article: Article) -> Iterator[Finding]:
    if article.genre in TOLD_AFTER and article.event_date and article.event_date > timezone.localdate():
        yield Finding("Ngày diễn ra sự kiện chưa tới: xin kiểm tra.", "event_date", False, "right.event_date")
    if article.genre == Genre.NEWS and not article.event_date:
        yield Finding("Chưa ghi ngày diễn ra sự kiện.", "event_date", False, "craft.event_date")


def _of_parts(article: Article) -> Iterator[Finding]:
    shown = article.shown_uses() if article.pk else []
    rules = (
        (article.genre in REPORTS and not article.standfirst, "Chưa có tóm tắt (sapo).", "standfirst", "standfirst"),
        (article.headline.endswith((".", "!", ";")), "Cuối tiêu đề không đặt dấu câu.", "headline", "headline"),
        (not article.byline, "Chưa ghi tác giả hoặc bút danh.", "byline", "byline"),
        (any(not use.photographer for use in shown), "Có ảnh chưa ghi người chụp.", "pictures", "photographer"),
        (bool(article.video_url) and not article.video_summary, "Chưa tóm tắt video.", "video_summary", "video"),
    )
    yield from (Finding(sentence, field, False, f"craft.{key}") for broken, sentence, field, key in rules if broken)


def _of_links(article: Article) -> Iterator[Finding]:
    targets = web_links(article.body, article.source_url, article.video_url)
    for mark in links.find_dangerous(targets):
        yield Finding(mark.sentence, "body", False, mark.key, mark.excerpt, "Liên kết")
    for target in dead_among(targets):
        yield Finding("Trang được dẫn đến không còn.", "body", False, "link.dead", target[:120], "Liên kết")
