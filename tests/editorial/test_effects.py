"""What each move leaves on an edition, and what its entry in the log says of it."""

import json
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from editorial.models import LogEntry, Office, State
from editorial.models.state import Withdrawal
from editorial.workflow import perform
from news.models import Article
from news.press.models import Change, Priority
from tests.factories import delegate, make_article, make_person

pytestmark = pytest.mark.django_db


def go(name, article, actor, **how):
    """Make a move; give the edition as the database has it, and the data of its entry."""
    perform(name, edition=article, actor=actor, version=article.version, **how)
    entry = LogEntry.objects.filter(action=name, refused=False).order_by("number").last()
    return Article.objects.get(pk=article.pk), json.loads(entry.text)["data"]


def made_approved(member, **fields):
    article = make_article(State.APPROVED, approver=member, **fields)
    Article.objects.filter(pk=article.pk).update(approved_fingerprint=article.fingerprint())
    return Article.objects.get(pk=article.pk)


def test_who_takes_or_is_given_a_piece_holds_it_and_the_log_says_from_whom(chair, member):
    other = make_person(Office.MEMBER)
    article, said = go("take", make_article(State.SUBMITTED), member)
    assert (article.editor, said["from_editor"]) == (member, None)
    article, said = go("take", article, other)
    assert (article.editor, said["from_editor"]) == (other, member.pk)
    article, said = go("assign", article, chair, person=member)
    assert (article.editor, said["from_editor"], said["to_editor"]) == (member, other.pk, member.pk)


@pytest.mark.parametrize("name", ["return", "reopen"])
def test_what_goes_back_is_approved_by_nobody_any_more(chair, member, name):
    article, _ = go(name, made_approved(member), chair, reason="Xem lại")
    assert (article.approver, article.approved_fingerprint) == (None, "")
    assert article.editor == (chair if name == "reopen" else None)


def test_what_is_reopened_waits_for_no_hour(chair, member):
    article, said = go("schedule", made_approved(member), chair, time=timezone.now() + timedelta(days=1))
    assert datetime.fromisoformat(said["scheduled_for"]) == article.scheduled_for
    assert article.scheduled_by == chair
    article, _ = go("reopen", article, chair, reason="Xem lại")
    assert (article.scheduled_by, article.scheduled_for) == (None, None)


def test_whoever_publishes_urgently_has_approved_exactly_this_text_and_another_confirms(chair, member):
    article, said = go("publish_urgent", make_article(State.SUBMITTED), chair, reason="Bão")
    assert (article.approver, article.approved_fingerprint) == (chair, article.fingerprint())
    assert (article.awaits_confirmation, said["awaits_confirmation"], said["superseded"]) == (True, True, None)
    article, _ = go("confirm", article, member)
    assert (article.awaits_confirmation, article.confirmed_by) == (False, member)


def test_a_small_correction_takes_the_place_of_the_live_edition(chair, member):
    live = make_article(State.PUBLISHED, awaits_confirmation=True, due_at=timezone.now())
    version = live.version
    small = make_article(
        State.IN_REVIEW, author=live.author, document=live.document, category=live.category, editor=member,
        headline=live.headline, standfirst="Kỳ họp diễn ra hai ngày.", revisers=[member.pk],
    )  # fmt: skip
    small, said = go("publish_small", small, chair)
    assert (small.approver, small.approved_fingerprint) == (chair, small.fingerprint())
    assert said["superseded"] == live.number
    live.refresh_from_db()
    assert (live.state, live.version, live.awaits_confirmation, live.due_at) == (
        State.SUPERSEDED,
        version + 1,
        False,
        None,
    )
    assert live.state_since == small.state_since


def test_the_first_publication_of_a_document_is_dated_once(chair, member):
    first, _ = go("publish", made_approved(member), chair)
    assert first.first_published_at == first.published_at == first.document.first_published_at == first.state_since
    assert first.published_by == chair
    again = make_article(State.APPROVED, author=first.author, document=first.document, category=first.category)
    again, _ = go("publish", again, chair)
    assert again.first_published_at == first.first_published_at < again.published_at


def test_whoever_publishes_alone_what_nobody_else_saw_is_looked_after(chair, member):
    article = made_approved(chair, revisers=[chair.pk])
    article, said = go("publish", article, chair)
    assert (article.awaits_confirmation, said["awaits_confirmation"]) == (True, True)
    seen, _ = go("publish", made_approved(member, revisers=[chair.pk]), chair)
    assert not seen.awaits_confirmation


@pytest.mark.parametrize("office", [Office.DEPUTY, Office.MEMBER])
def test_who_publishes_by_a_lent_right_is_logged_with_office_and_paper(chair, member, office):
    holder = make_person(office)
    lent = delegate(holder, chair, confirmed_by=member)
    _, said = go("publish", made_approved(member), holder)
    assert (said["office"], said["paper"]) == (office, lent.decision.number)
    _, said = go("publish", made_approved(member), chair)
    assert "paper" not in said


def test_citizens_find_what_is_live_and_what_is_hidden_awaits_nobody(chair, member, client):
    def is_found() -> bool:
        return article.get_absolute_url() in client.get("/tim-kiem/", {"q": "khai mạc"}).content.decode()

    article = make_article(State.SUBMITTED)
    assert not is_found()
    article, _ = go("publish_urgent", article, chair, reason="Bão")
    assert is_found()
    article, _ = go("hide", article, member, reason="Xem lại")
    assert (article.awaits_confirmation, is_found()) == (False, False)
    article, _ = go("restore", article, chair)
    assert is_found()


def test_what_was_kept_with_a_notice_is_gone_when_it_is_closed(chair, member, client):
    article, said = go("withdraw", make_article(State.PUBLISHED), chair, reason="Cũ", withdrawal=Withdrawal.KEPT)
    assert (said["withdrawal"], said["merged_into"]) == (Withdrawal.KEPT, None)
    assert client.get(article.get_absolute_url()).status_code == 200
    article, said = go("close", article, member, reason="Có lệnh")
    assert (said["before"], said["withdrawal"]) == (Withdrawal.KEPT, Withdrawal.ERROR)
    assert client.get(article.get_absolute_url()).status_code == 410


def test_what_was_live_and_no_longer_is_leaves_the_public_tree_first(chair, member, settings):
    def removals() -> int:
        document = article.document_id
        asked = Change.objects.filter(kind=Change.Kind.DOCUMENT, subject=document, priority=Priority.REMOVAL)
        return asked.delete()[0]

    settings.PRESS = True
    article = make_article(State.PUBLISHED)
    small = make_article(
        State.IN_REVIEW, author=article.author, document=article.document, category=article.category, editor=member,
        headline=article.headline, standfirst="Kỳ họp diễn ra hai ngày.", revisers=[member.pk],
    )  # fmt: skip
    small, _ = go("publish_small", small, chair)
    assert removals() == 1
    article, _ = go("withdraw", small, chair, reason="Cũ", withdrawal=Withdrawal.KEPT)
    assert removals() == 1
    go("close", article, member, reason="Có lệnh")
    assert removals() == 1


def test_what_was_merged_leads_to_the_other_piece_and_the_log_says_to_which(chair):
    other = make_article(State.PUBLISHED)
    how = {"reason": "Trùng", "withdrawal": Withdrawal.MERGED, "target": other.document}
    article, said = go("withdraw", make_article(State.PUBLISHED), chair, **how)
    assert (article.merged_into, said["merged_into"]) == (other.document, other.document_id)
    article, said = go("close", article, chair, reason="Thôi")
    assert (article.merged_into, said["before"]) == (None, Withdrawal.MERGED)
    article, said = go("withdraw", make_article(State.PUBLISHED), chair, reason="Sai")
    assert (said["withdrawal"], said["merged_into"]) == (Withdrawal.ERROR, None)
