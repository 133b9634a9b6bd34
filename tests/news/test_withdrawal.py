"""Three ways to withdraw: gone, merged into another piece, kept with a notice; chosen on the page of the move."""

import pytest
from django.db import IntegrityError, transaction

from editorial.models import LogEntry, Office, State
from editorial.refusals import Blocked, NotAllowed
from editorial.workflow import perform
from news.models import Article, SearchEntry
from tests.desk import desk_client
from tests.factories import make_article, make_banner, make_page, make_person
from tests.news.public import make_live, text_of

pytestmark = pytest.mark.django_db


def withdraw(piece, chair, **how):
    return perform("withdraw", edition=piece, actor=chair, version=piece.version, reason="Gỡ", **how)


def test_the_page_of_the_move_asks_in_which_way_and_a_forgotten_target_loses_nothing(client, chair):
    article = make_live()
    address = f"/ban-lam-viec/article/{article.pk}/buoc/withdraw/"
    desk_client(client, chair)
    asked = text_of(client.get(address))
    assert all(f'value="{way}"' in asked for way in ("error", "merged", "kept"))
    sent = {"version": article.version, "reason": "Trùng nội dung", "withdrawal": "merged", "target": "không rõ"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    page = text_of(refused)
    assert "Xin ghi số hoặc địa chỉ" in page
    assert "Trùng nội dung" in page
    assert "không rõ" in page
    other = make_live("Bài còn lại")
    assert client.post(address, {**sent, "target": f"https://a.example{other.get_absolute_url()}"}).status_code == 302
    assert client.get(article.get_absolute_url())["Location"] == other.get_absolute_url()


def test_a_banner_has_no_address_so_nothing_is_asked(client, chair):
    banner = make_banner(State.PUBLISHED, author=chair)
    desk_client(client, chair)
    assert "Cách gỡ" not in text_of(client.get(f"/ban-lam-viec/banner/{banner.pk}/buoc/withdraw/"))
    with pytest.raises(Blocked):
        withdraw(banner, chair, withdrawal="kept")


@pytest.mark.parametrize("target", ["none", "itself", "hidden", "draft", "merged", "banner"])
def test_a_piece_is_merged_only_into_another_that_citizens_read(chair, target):
    article, other = make_live("Bài một"), make_live("Bài hai")
    targets = {
        "none": lambda: None,
        "itself": lambda: article.document,
        "hidden": lambda: make_article(State.HIDDEN).document,
        "draft": lambda: make_article().document,
        "merged": lambda: withdraw(other, chair, withdrawal="merged", target=article.document).document,
        "banner": lambda: make_banner(State.PUBLISHED, author=chair).document,
    }
    with pytest.raises(Blocked):
        withdraw(article, chair, withdrawal="merged", target=targets[target]())
    assert Article.objects.get(pk=article.pk).state == State.PUBLISHED


def test_a_way_that_nobody_knows_is_refused(chair):
    with pytest.raises(Blocked):
        withdraw(make_live(), chair, withdrawal="other")


@pytest.mark.parametrize("make", [make_article, make_page])
def test_a_kept_piece_is_read_with_a_notice_and_found_nowhere(client, chair, make):
    piece = withdraw(make(State.PUBLISHED), chair, withdrawal="kept")
    answer = client.get(piece.get_absolute_url())
    assert answer.status_code == 200
    assert "không còn giá trị sử dụng" in text_of(answer)
    assert '<meta name="robots" content="noindex">' in text_of(answer)
    assert piece.get_absolute_url() not in text_of(client.get("/")) + text_of(client.get("/sitemap-trang.xml"))
    assert not SearchEntry.objects.filter(document=piece.document).exists()


def test_any_member_takes_a_kept_piece_down_for_good(client, chair):
    piece = withdraw(make_live(), chair, withdrawal="kept")
    member = make_person(Office.MEMBER)
    closed = perform("close", edition=piece, actor=member, version=piece.version, reason="Theo yêu cầu")
    assert client.get(piece.get_absolute_url()).status_code == 410
    with pytest.raises(NotAllowed):
        perform("close", edition=closed, actor=member, version=closed.version, reason="Lần nữa")


def test_the_log_says_in_which_way(chair):
    other = make_live("Bài còn lại")
    withdraw(make_live(), chair, withdrawal="merged", target=other.document)
    text = LogEntry.objects.get(action="withdraw").text
    assert '"withdrawal": "merged"' in text
    assert f'"merged_into": {other.document_id}' in text


def test_what_was_withdrawn_keeps_its_text_whatever_the_way(chair):
    piece = withdraw(make_live(), chair, withdrawal="kept")
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=piece.pk).update(headline="Khác")
