"""Autosave: what is typed is kept for its person alone, beside the edition, and never instead of a save."""

import re

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from editorial import autosaving
from editorial.models import Autosave, LogEntry, Office, Snapshot, State
from news.models import Article
from tests.factories import make_article, make_person
from tests.news.contributors import NEW, browser_of, form_of, open_form, piece_url
from tests.world import make_people

pytestmark = pytest.mark.django_db
SEND = "/ban-lam-viec/tu-luu/"
KEPT, REFUSED = "kept", "refused"


def place_of(article, person) -> str:
    return article.desk_url(person)


def ticket_for(person, article=None, place: str = "") -> str:
    place = place or (place_of(article, person) if article else NEW)
    return autosaving.make_ticket(person, place, "article", article.pk if article else None).signed()


def send(client, ticket: str, **fields):
    return client.post(SEND, {"tu-luu": ticket, **fields})


# -- who may ------------------------------------------------------------------------------------------------------

ROLES = ("chair", "deputy", "secretary", "member", "writer", "other", "technical", "expired")


def may_keep(role: str, state: str) -> bool:
    """Whoever may change the text now (design.md, States): its author in draft, its editor in review."""
    if state in (State.DRAFT, State.RETURNED):
        return role == "writer"
    return state == State.IN_REVIEW and role == "member"


def test_in_every_state_only_who_may_change_the_text_has_it_kept():
    people = make_people()
    browsers = {role: browser_of(getattr(people, role)) for role in ROLES}
    found, wanted = {}, {}
    for state in State.values:
        article = make_article(state, author=people.writer, editor=people.member)
        for role, browser in browsers.items():
            person = getattr(people, role)
            answer = send(browser, ticket_for(person, article), headline="Gõ dở")
            found[role, state] = (answer.json()["state"], Autosave.objects.filter(person=person).count())
            wanted[role, state] = (KEPT, 1) if may_keep(role, state) else (REFUSED, 0)
            Autosave.objects.all().delete()
    assert found == wanted


def test_a_new_piece_is_kept_for_whoever_may_write():
    people = make_people()
    answers = {role: send(browser_of(getattr(people, role)), ticket_for(getattr(people, role))) for role in ROLES}
    writes = {"chair", "deputy", "secretary", "member", "writer", "other"}
    assert {role for role, answer in answers.items() if answer.json()["state"] == KEPT} == writes


def test_a_ticket_is_worth_nothing_to_another_person_and_cannot_be_forged():
    writer, other = make_person(), make_person()
    forged = signing.dumps((writer.pk, NEW, "article", None, "x"), salt="other")
    for client, ticket in ((browser_of(other), ticket_for(writer)), (browser_of(writer), forged), (Client(), "x")):
        answer = send(client, ticket, headline="Không của mình")
        assert (answer.status_code, answer.json()["state"]) == (403, REFUSED)
    assert not Autosave.objects.exists()


def test_nobody_else_can_read_use_or_drop_an_autosave():
    people = make_people()
    send(browser_of(people.writer), ticket_for(people.writer), headline="Riêng tư zq1")
    row = Autosave.objects.get()
    for role in ROLES:
        client = browser_of(getattr(people, role))
        answers = [
            client.get(reverse("read_autosave", args=[row.pk])),
            client.get(f"{NEW}?tu-luu={row.pk}"),
            *(
                []
                if role == "writer"
                else [client.post(reverse(f"{act}_autosave", args=[row.pk])) for act in ("use", "drop")]
            ),
            client.get(reverse("autosaves")),
        ]
        reads = any("Riêng tư zq1" in answer.content.decode() for answer in answers)
        assert reads == (role == "writer"), role
    assert Autosave.objects.count() == 1


# -- what is kept ----------------------------------------------------------------------------------------------------


def test_an_autosave_is_no_save():
    writer = make_person()
    article = make_article(author=writer)
    before = Article.objects.values().get()
    send(browser_of(writer), ticket_for(writer, article), headline="Gõ dở", version="1")
    assert Article.objects.values().get() == before
    assert (Snapshot.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_what_was_typed_earlier_never_replaces_what_was_typed_later():
    writer = make_person()
    ticket = autosaving.make_ticket(writer, NEW, "article")
    for moment, text in ((200, "sau"), (100, "trước"), (300, "cuối"), (250, "trễ")):
        assert autosaving.keep(ticket, {"headline": [text]}, moment)
    assert Autosave.objects.get().fields == {"headline": ["cuối"]}


def test_what_arrives_after_the_save_is_known_to_be_old():
    writer = make_person()
    client = browser_of(writer)
    form = open_form(client, NEW)
    send(client, form["tu-luu"], headline="Gõ")
    client.post(NEW, {**form, "headline": "Đã lưu"})
    answer = send(client, form["tu-luu"], headline="Gõ").json()
    assert answer["state"] == "done"
    assert not autosaving.open_of(writer).exists()
    assert send(client, answer["ticket"], headline="Gõ tiếp").json()["state"] == KEPT


def test_two_windows_of_one_form_keep_both_texts():
    writer = make_person()
    client = browser_of(writer)
    forms = [open_form(client, NEW) for _ in range(2)]
    for number, form in enumerate(forms):
        send(client, form["tu-luu"], headline=f"Cửa sổ {number}")
    assert {row.fields["headline"][0] for row in autosaving.open_of(writer)} == {"Cửa sổ 0", "Cửa sổ 1"}


def test_a_copy_of_what_was_brought_into_another_form_is_known_and_what_was_typed_on_is_kept_apart():
    writer = make_person()
    client, ticket = browser_of(writer), ticket_for(writer)
    send(client, ticket, headline="Một", **{"tu-luu-luc": "1000"})
    client.post(reverse("use_autosave", args=[Autosave.objects.get().pk]))
    again = send(client, ticket, headline="Một", **{"tu-luu-luc": "1000"}).json()
    assert (again["state"], autosaving.open_of(writer).count()) == ("done", 1)
    later = send(client, ticket, headline="Một, gõ tiếp", **{"tu-luu-luc": "2000"}).json()
    assert (later["state"], later["is_new"]) == (KEPT, True)
    assert sorted(row.fields["headline"][0] for row in autosaving.open_of(writer)) == ["Một", "Một, gõ tiếp"]


def test_what_is_sent_twice_is_no_news():
    writer = make_person()
    client, ticket = browser_of(writer), ticket_for(writer)
    news = [send(client, ticket, headline="Một", **{"tu-luu-luc": "1000"}).json()["is_new"] for _ in range(2)]
    assert news == [True, False]


def test_more_than_a_megabyte_is_refused_with_a_sentence_and_harms_nothing():
    writer = make_person()
    ticket = ticket_for(writer)
    client = browser_of(writer)
    send(client, ticket, body="Ngắn")
    answer = send(client, ticket, body="ă" * 600_000)
    assert (answer.status_code, "1 MB" in answer.json()["sentence"]) == (422, True)
    assert Autosave.objects.get().fields == {"body": ["Ngắn"]}


def test_a_person_has_so_many_and_no_more():
    writer = make_person()
    client = browser_of(writer)
    for _ in range(autosaving.MOST_OPEN):
        assert send(client, ticket_for(writer), headline="x").json()["state"] == KEPT
    answer = send(client, ticket_for(writer), headline="x")
    assert (answer.status_code, "bản tự lưu" in answer.json()["sentence"]) == (422, True)


@given(st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=20), max_size=3), max_size=4))
def test_any_text_can_be_kept_and_read_again(fields):
    writer = make_person()
    row = autosaving.keep(autosaving.make_ticket(writer, NEW, "article"), fields)
    assert Autosave.objects.get(pk=row.pk).fields == row.fields


def test_it_is_swept_after_its_days(settings):
    writer = make_person()
    rows = [autosaving.keep(autosaving.make_ticket(writer, NEW, "article"), {}) for _ in range(2)]
    old = timezone.now() - timezone.timedelta(days=settings.AUTOSAVE_DAYS + 1)
    Autosave.objects.filter(pk=rows[0].pk).update(saved_at=old)
    assert autosaving.sweep() == 1
    assert Autosave.objects.get() == rows[1]


# -- how it comes back ---------------------------------------------------------------------------------------------


def test_the_contributors_form_shows_both_versions_side_by_side_and_takes_either():
    writer = make_person()
    article = make_article(author=writer, headline="Khai mạc kỳ họp", body="<p>Một.</p>")
    client, url = browser_of(writer), piece_url(article)
    form = open_form(client, url)
    send(client, form["tu-luu"], **{**form, "headline": "Bế mạc kỳ họp", "body": "Một.\n\nHai."})
    page = client.get(url).content.decode()
    assert re.search(r"<del>Khai *</del><ins>Bế *</ins>", page)
    used = client.post(reverse("use_autosave", args=[autosaving.open_of(writer).get().pk]))
    typed = form_of(client.get(used["Location"]))
    assert (typed["headline"], typed["body"]) == ("Bế mạc kỳ họp", "Một.\n\nHai.")
    assert Article.objects.get().headline == "Khai mạc kỳ họp"
    client.post(url, typed)
    assert Article.objects.get().body == "<p>Một.</p>\n<p>Hai.</p>"
    assert not autosaving.open_of(writer).exists()


def test_the_boards_form_takes_it_back_without_saving_it(client):
    member = make_person(Office.MEMBER)
    article = make_article(State.IN_REVIEW, editor=member, headline="Khai mạc kỳ họp")
    client.force_login(member)
    url = article.desk_url(member)
    fields = {"version": "1", "headline": "Bế mạc kỳ họp", "body": "<p>Gõ dở</p>", "genre": "news", "origin": "own"}
    rows = {f"{name}-{count}_FORMS": "0" for name in ("uses", "attachments") for count in ("TOTAL", "INITIAL")}
    ticket = ticket_for(member, article)
    send(client, ticket, **fields, **rows)
    page = client.get(url).content.decode()
    assert re.search(r"<del>Khai *</del><ins>Bế *</ins>", page)
    used = client.post(reverse("use_autosave", args=[Autosave.objects.get().pk]))
    shown = client.get(used["Location"])
    assert shown.context["adminform"].form["headline"].value() == "Bế mạc kỳ họp"
    assert "errornote" not in shown.content.decode()
    assert Article.objects.get().headline == "Khai mạc kỳ họp"


def test_one_that_is_based_on_an_older_version_shows_both_and_saves_with_the_next_press():
    writer = make_person()
    article = make_article(author=writer, headline="Bản đầu")
    client, url = browser_of(writer), piece_url(article)
    form = open_form(client, url)
    send(client, form["tu-luu"], **{**form, "headline": "Gõ từ hôm qua"})
    Article.objects.update(headline="Sửa ở máy khác", version=article.version + 1)
    used = client.post(reverse("use_autosave", args=[Autosave.objects.get().pk]))
    page = client.get(used["Location"])
    assert "Chưa lưu: nội dung đã thay đổi" in page.content.decode()
    client.post(url, form_of(page))
    assert Article.objects.get().headline == "Gõ từ hôm qua"


def test_where_the_piece_can_no_longer_be_changed_the_words_can_be_read():
    writer = make_person()
    article = make_article(author=writer)
    client = browser_of(writer)
    send(client, ticket_for(writer, article), headline="Gõ trước khi gửi")
    Article.objects.update(state=State.SUBMITTED)
    row = Autosave.objects.get()
    assert client.get(f"{piece_url(article)}?tu-luu={row.pk}").status_code == 200
    assert "Gõ trước khi gửi" in client.get(reverse("read_autosave", args=[row.pk])).content.decode()
    assert "Gõ trước khi gửi" in client.get(reverse("autosaves")).content.decode()


# -- a login that ended -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("desk", ["contributor", "board"])
def test_a_form_sent_after_the_login_ended_is_kept_for_its_person_alone(desk):
    person = make_person(Office.CONTRIBUTOR if desk == "contributor" else Office.MEMBER)
    url = NEW if desk == "contributor" else reverse("admin:news_article_add")
    stranger = Client()
    answer = stranger.post(url, {"tu-luu": ticket_for(person, place=url), "headline": "Gõ qua đêm"})
    assert (answer.status_code, "next=" in answer["Location"]) == (302, True)
    assert "Gõ qua đêm" not in stranger.get(answer["Location"], follow=True).content.decode()
    assert "Gõ qua đêm" in browser_of(person).get(url).content.decode()


def test_a_ticket_without_a_login_ends_after_a_day(monkeypatch):
    person = make_person()
    ticket = ticket_for(person)
    monkeypatch.setattr(autosaving, "VALID_WITHOUT_LOGIN", -1)
    Client().post(NEW, {"tu-luu": ticket, "headline": "Gõ"})
    assert send(Client(), ticket, headline="Gõ").status_code == 403
    assert not Autosave.objects.exists()


def test_a_form_with_an_old_token_is_refused_and_what_was_typed_is_kept():
    person = make_person()
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    answer = client.post(NEW, {"tu-luu": ticket_for(person), "headline": "Gõ ở cửa sổ cũ"})
    assert answer.status_code == 403
    assert f'href="{NEW}"' in answer.content.decode()
    assert Autosave.objects.get().fields["headline"] == ["Gõ ở cửa sổ cũ"]


def test_answers_to_a_guide_come_back_into_its_questions_and_end_with_the_draft():
    writer = make_person()
    client = browser_of(writer)
    guide = reverse("contributor_guide", args=["tiep-xuc-cu-tri"])
    form = open_form(client, guide)
    answers = {"hoi-date": "2026-11-18", "hoi-locality": "xã Tân Hòa Mẫu", "hoi-petitions": "- Sửa cầu;\n- Thêm đèn."}
    send(client, form["tu-luu"], **{**form, **answers})
    assert "<ins>xã Tân Hòa Mẫu</ins>" in client.get(guide).content.decode()
    used = client.post(reverse("use_autosave", args=[autosaving.open_of(writer).get().pk]))
    typed = form_of(client.get(used["Location"]))
    assert typed["hoi-locality"] == "xã Tân Hòa Mẫu"
    client.post(guide, {**typed, "hoi-part": "chiều", "hoi-delegates": "Ông Nguyễn Văn Mẫu"})
    assert Article.objects.count() == 1
    assert not autosaving.open_of(writer).exists()
