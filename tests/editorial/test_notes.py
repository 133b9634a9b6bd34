"""Remarks about a piece: to whom, answered once, resolved and opened again; nothing for who may not see the piece."""

import pytest
from django.urls import reverse

from editorial import notes, rights
from editorial.models import LogEntry, Note, Notice, Office, State
from editorial.refusals import Blocked, NotAllowed
from tests.desk import desk_client, form_address
from tests.factories import insert_edition, make_article, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return make_person(Office.CONTRIBUTOR, "Phạm Thị Viết")


@pytest.fixture
def piece(writer, member):
    return make_article(State.RETURNED, author=writer, editor=member)


def send(client, person, piece, **sent):
    return desk_client(client, person).post(reverse("add_note", args=["article", piece.pk]), sent)


def test_a_remark_waits_for_its_addressee_until_it_is_resolved_and_again_when_reopened(client, piece, writer, member):
    send(client, member, piece, text="Xin kiểm tra lại con số.", addressee=writer.pk)
    note = Note.objects.get()
    assert Notice.objects.get(recipient=writer).sentence.startswith("Hồ Văn Biên: gửi ý kiến – ")
    desk_client(client, writer)
    pieces = reverse("contributor_pieces")
    assert "Xin kiểm tra lại con số." in client.get(pieces).content.decode()

    address = reverse("resolve_note", args=["article", piece.pk, note.pk])
    client.post(address)
    note.refresh_from_db()
    assert (note.resolved_by, notes.waiting_for(writer)) == (writer, [])
    assert "Xin kiểm tra lại con số." not in client.get(pieces).content.decode()

    client.post(address, {"mo-lai": "1"})
    note.refresh_from_db()
    assert (note.resolved_by, note.resolved_at, notes.waiting_for(writer)) == (None, None, [note])
    done = LogEntry.objects.filter(document=piece.document).values_list("action", "actor")
    assert list(done)[::-1] == [("resolve_note", writer.pk), ("reopen_note", writer.pk)]


def test_what_waits_stands_on_the_board_s_first_page(client, piece, writer, member):
    send(client, writer, piece, text="Số liệu lấy từ biên bản nào?", addressee=member.pk)

    page = desk_client(client, member).get(reverse("admin:index")).content.decode()

    assert "Ý kiến chờ trả lời" in page
    assert "Số liệu lấy từ biên bản nào?" in page


def test_replies_go_one_level_deep_and_tell_who_spoke_before(client, piece, writer, member):
    root = notes.write_note(piece, actor=member, text="Ai phát biểu?", addressee=writer)
    first = notes.write_note(piece, actor=writer, text="Ông Mẫu.", reply_to=root)
    Notice.objects.all().delete()

    send(client, member, piece, text="Đã rõ.", reply_to=first.pk)

    (thread,) = notes.threads_of(piece, rights.standing_of(member))
    assert [answer.text for answer in thread.answers] == ["Ông Mẫu.", "Đã rõ."]
    assert [notice.recipient for notice in Notice.objects.all()] == [writer]


@pytest.mark.parametrize("office", [Office.CONTRIBUTOR, Office.TECHNICAL, None])
def test_a_remark_to_somebody_who_may_not_see_the_piece_is_refused_and_what_was_typed_comes_back(
    client, piece, member, office
):
    stranger = make_person(office or Office.MEMBER, "Võ Văn Khác", ended=office is None)

    answer = send(client, member, piece, text="Lời đã gõ rất dài", addressee=stranger.pk)

    page = answer.content.decode()
    assert (answer.status_code, Note.objects.count(), Notice.objects.count()) == (422, 0, 0)
    assert "Võ Văn Khác không được xem tin bài này nên không nhận được ý kiến." in page
    assert "Lời đã gõ rất dài" in page


def test_only_who_may_see_the_piece_can_be_chosen(client, piece, writer, member):
    make_person(Office.CONTRIBUTOR, "Võ Văn Khác")
    make_person(Office.TECHNICAL, "Kỹ Văn Thuật")

    page = desk_client(client, member).get(form_address(piece))

    assert list(page.context["panel"]["people"]) == [writer]


def test_a_stranger_writes_resolves_and_answers_nothing(client, piece, member):
    root = notes.write_note(piece, actor=member, text="Chỉ cho người trong việc")
    stranger = make_person(Office.CONTRIBUTOR)

    sent = send(client, stranger, piece, text="Xen vào")
    closed = client.post(reverse("resolve_note", args=["article", piece.pk, root.pk]))

    assert (sent.status_code, closed.status_code, Note.objects.count()) == (404, 404, 1)
    with pytest.raises(NotAllowed):
        notes.write_note(piece, actor=stranger, text="Xen vào")
    with pytest.raises(NotAllowed):
        notes.resolve_note(root, edition=piece, actor=stranger)


def test_an_author_reads_no_remarks_on_an_edition_that_others_opened(client, writer, member):
    live = make_article(State.PUBLISHED, author=writer)
    correction = make_article(author=member, document=live.document)
    insert_edition(correction, State.IN_REVIEW, live.document)
    kept = notes.write_note(correction, actor=member, text="Chỉ Ban biên tập đọc")

    assert notes.threads_of(live, rights.standing_of(writer)) == []
    answer = desk_client(client, writer).post(reverse("resolve_note", args=["article", live.pk, kept.pk]))
    assert answer.status_code == 404


def test_what_waits_for_a_person_goes_when_the_piece_may_no_longer_be_seen(piece, writer, member):
    notes.write_note(piece, actor=writer, text="Hỏi", addressee=member)
    member.appointments.update(office=Office.CONTRIBUTOR)

    assert notes.waiting_for(type(member).objects.get(pk=member.pk)) == []


@pytest.mark.parametrize("text", ["", "   \n "])
def test_a_remark_needs_words(client, piece, member, text):
    assert send(client, member, piece, text=text).status_code == 422
    with pytest.raises(Blocked):
        notes.write_note(piece, actor=member, text=text)


def test_a_reply_is_no_thread_of_its_own_to_be_resolved(piece, writer, member):
    root = notes.write_note(piece, actor=member, text="Hỏi")
    answer = notes.write_note(piece, actor=writer, text="Đáp", reply_to=root)

    with pytest.raises(NotAllowed):
        notes.resolve_note(answer, edition=piece, actor=member)


@pytest.mark.parametrize("count", [2, 30])
def test_remarks_cost_the_same_few_or_many(piece, writer, member, count, django_assert_num_queries):
    for number in range(count):
        root = notes.write_note(piece, actor=member, text=f"Ý kiến {number}", addressee=writer)
        notes.write_note(piece, actor=writer, text="Đáp", reply_to=root)
    standing = rights.standing_of(writer)

    with django_assert_num_queries(2):
        threads = notes.threads_of(piece, standing)
        assert all(root.author and root.addressee and root.answers for root in threads)
    with django_assert_num_queries(2):
        assert len(notes.waiting_for(writer)) == min(count, 20)
