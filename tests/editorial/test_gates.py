"""What stands in the texts of a piece stops it at every step alike, until one who may publish lets it pass."""

import re

import pytest
from django.db import DatabaseError
from django.urls import reverse

from editorial import gates, lifting, rights, verifying, workflow
from editorial.models import Lift, LogEntry, Notice, Office, State
from editorial.refusals import Blocked, Conflict, NotAllowed
from news.models import ArticlePicture
from tests.factories import delegate, make_article, make_banner, make_page, make_person
from tests.world import make_picture

pytestmark = pytest.mark.django_db(transaction=True)

STAMPED = "<p>TUYỆT MẬT</p><p>Chiều nay, Thường trực họp.</p>"
WARNED = "<p>Bà Năm, điện thoại 0912 000 678, nêu vai trò của của tổ.</p>"


@pytest.fixture
def people():
    chair, member = make_person(Office.CHAIR), make_person(Office.MEMBER)
    deputy = make_person(Office.DEPUTY)
    delegate(deputy, chair, confirmed_by=member)
    return {"chair": chair, "member": member, "delegate": deputy, "author": make_person()}


def mark_of(edition) -> str:
    return gates.blocking(gates.read_texts(edition))[0].mark


def move(name, edition, actor, **more):
    return workflow.perform(name, edition=edition, actor=actor, version=edition.version, **more)


@pytest.mark.parametrize(
    ("name", "state", "who"),
    [
        ("submit", State.DRAFT, "author"),
        ("approve", State.IN_REVIEW, "member"),
        ("publish", State.APPROVED, "chair"),
        ("publish_now", State.SUBMITTED, "chair"),
        ("publish_urgent", State.DRAFT, "chair"),
    ],
)
def test_a_mark_of_secrecy_stops_every_gate(people, name, state, who):
    piece = make_article(state, author=people["author"], body=STAMPED)
    with pytest.raises(Blocked) as refused:
        move(name, piece, people[who], reason="Thử")
    assert [finding.key for finding in refused.value.findings] == ["secrecy.level"]


def test_warnings_stop_nobody(people):
    piece = make_article(author=people["author"], body=WARNED)
    assert {finding.key for finding in gates.read_texts(piece)} == {"personal.telephone", "style.repeated"}
    assert move("submit", piece, people["author"]).state == State.SUBMITTED


@pytest.mark.parametrize("field", ["headline", "standfirst", "byline", "source_name", "correction_note"])
def test_every_text_of_an_article_is_read(people, field):
    assert gates.blocking(gates.read_texts(make_article(**{field: "Bản TỐI MẬT"})))


def test_the_words_of_pictures_are_read(people):
    piece = make_article()
    for place in ("caption", "alt", "photographer"):
        picture = make_picture(people["member"], lambda before="", after="": before)
        ArticlePicture.objects.create(article=piece, picture=picture, **{place: "LƯU HÀNH NỘI BỘ"})
    assert len(gates.blocking(gates.read_texts(piece))) == 3


def test_pages_and_banners_are_read(people):
    for piece in (make_page(summary="Bản MẬT"), make_page(body=STAMPED), make_banner(title="Bản MẬT")):
        assert gates.blocking(gates.read_texts(piece))


def lifting_of(piece) -> str:
    return f"Cho phép đăng đoạn bị chặn – {piece.headline or f'số {piece.document_id}'}"


def test_a_finding_says_its_words_once():
    assert gates.Finding("Có dấu mật.", excerpt="MẬT").said == "Có dấu mật. «MẬT»"
    assert gates.Finding("Từ «của» bị lặp.", excerpt="của").said == "Từ «của» bị lặp."
    assert gates.Finding("Thiếu ảnh.").said == "Thiếu ảnh."


def test_only_an_unread_file_that_blocks_may_be_declared():
    unread, marked = (gates.Finding("Chưa đọc.", key=key) for key in (gates.UNREAD, "secrecy.level"))
    declared = gates.Finding("Chưa đọc.", blocks=False, key=gates.UNREAD)
    assert [gates.may_be_declared([finding]) for finding in (unread, declared, marked)] == [True, False, False]


@pytest.mark.parametrize("who", ["chair", "delegate"])
def test_who_may_publish_lifts_a_block_and_the_board_is_told(people, who):
    piece = make_article(State.SUBMITTED, author=people["author"], body=STAMPED)
    mark = mark_of(piece)
    lifted = lifting.lift_block(piece, mark=mark, reason="Đã giải mật theo văn bản số 912", actor=people[who])
    assert (lifted.mark, lifted.key) == (mark, "secrecy.level")
    assert gates.blocking(gates.read_texts(piece)) == []
    notices = Notice.objects.filter(sentence=f"{people[who].full_name}: {lifting_of(piece)}")
    told = set(notices.values_list("recipient", flat=True))
    assert told == {people[name].pk for name in ("chair", "member", "delegate")} - {people[who].pk}
    entry = LogEntry.objects.get(action="lift")
    assert "TUYỆT" not in entry.text
    assert "giải mật" not in entry.text
    assert verifying.first_broken_link() is None


@pytest.mark.parametrize("who", ["member", "author", "technical", "other", "writing chair"])
def test_nobody_else_lifts_a_block(people, who):
    actors = people | {"technical": make_person(Office.TECHNICAL), "other": make_person()}
    author = people["chair"] if who == "writing chair" else people["author"]
    piece = make_article(State.SUBMITTED, author=author, body=STAMPED)
    actor = people["chair"] if who == "writing chair" else actors[who]
    with pytest.raises(NotAllowed):
        lifting.lift_block(piece, mark=mark_of(piece), reason="Thử", actor=actor)
    assert not Lift.objects.exists()
    assert LogEntry.objects.get(action="lift").refused


def test_a_piece_without_a_headline_is_named_by_its_number(people):
    piece = make_article(State.DRAFT, author=people["author"], headline="", body=STAMPED)
    lifting.lift_block(piece, mark=mark_of(piece), reason="Đã giải mật", actor=people["chair"])
    assert Notice.objects.filter(sentence__endswith=lifting_of(piece)).count() == 2


def test_blocks_are_offered_for_lifting_to_who_may_lift_and_the_same_words_once(people):
    piece = make_article(State.SUBMITTED, author=people["author"], body="<p>STK 0123450789</p>" * 2)
    offered = lifting.liftable(piece, rights.standing_of(people["chair"]))
    assert [finding.mark for finding in offered] == [mark_of(piece)]
    assert lifting.liftable(piece, rights.standing_of(people["member"])) == []


def test_a_lift_needs_a_reason(people):
    piece = make_article(State.SUBMITTED, body=STAMPED)
    with pytest.raises(Blocked):
        lifting.lift_block(piece, mark=mark_of(piece), reason="  ", actor=people["chair"])


def test_a_lift_of_what_no_longer_stands_there_is_refused(people):
    piece = make_article(State.SUBMITTED, body=STAMPED)
    with pytest.raises(Conflict):
        lifting.lift_block(piece, mark="0" * 64, reason="Thử", actor=people["chair"])


def test_a_lift_holds_for_exactly_these_words(people):
    piece = make_article(State.DRAFT, author=people["author"], body=STAMPED)
    lifting.lift_block(piece, mark=mark_of(piece), reason="Thử", actor=people["chair"])
    piece.body = STAMPED.replace("TUYỆT MẬT", "TUYỆT MẬT của tỉnh")
    piece.save()
    assert gates.blocking(gates.read_texts(piece))


def test_a_lift_by_who_became_an_author_does_not_count(people):
    piece = make_article(State.DRAFT, author=people["author"], body=STAMPED)
    lifting.lift_block(piece, mark=mark_of(piece), reason="Thử", actor=people["chair"])
    piece.opened_by = people["chair"]
    piece.save()
    assert gates.blocking(gates.read_texts(piece))


def test_a_lift_of_another_piece_does_not_count(people):
    piece, other = (make_article(State.SUBMITTED, body=STAMPED) for _ in range(2))
    lifting.lift_block(piece, mark=mark_of(piece), reason="Thử", actor=people["chair"])
    assert gates.blocking(gates.read_texts(other))


def test_the_chair_lifts_a_block_from_the_page_of_the_blocked_move(client, people):
    piece = make_article(State.SUBMITTED, author=people["author"], body=STAMPED)
    client.force_login(people["chair"])
    blocked = client.post(reverse("move", args=["article", piece.pk, "publish_now"]), {"version": piece.version})
    address = reverse("lift", args=["article", piece.pk])
    assert blocked.status_code == 422
    assert address in blocked.content.decode()
    assert "TUYỆT MẬT" in client.get(address).content.decode()
    assert client.post(address, {"mark": mark_of(piece), "reason": ""}).status_code == 422
    assert client.post(address, {"mark": mark_of(piece), "reason": "Đã giải mật"}).status_code == 302
    assert move("publish_now", piece, people["chair"]).state == State.PUBLISHED


def test_why_a_block_was_lifted_is_told_to_the_board_with_who_and_to_nobody_else(client, people):
    piece = make_article(State.SUBMITTED, author=people["author"], body=STAMPED, editor=people["member"])
    lifting.lift_block(piece, mark=mark_of(piece), reason="Đã giải mật <b>theo</b> số 912", actor=people["chair"])
    form = reverse("admin:news_article_change", args=[piece.pk])

    client.force_login(people["member"])
    for address in (form, form.replace("change", "history")):
        page = " ".join(client.get(address).content.decode().split())
        assert "Lý do: Đã giải mật &lt;b&gt;theo&lt;/b&gt; số 912" in page
        assert f'<span class="desk-log-by">{people["chair"].full_name} · <time' in page
    assert re.search("<strong>Dấu chỉ độ mật: «[^»]*TUYỆT MẬT[^»]*»</strong>", client.get(form).content.decode())

    client.force_login(people["author"])
    assert "giải mật" not in client.get(reverse("contributor_piece", args=[piece.pk])).content.decode()


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("author", 403), ("other", 404)])
def test_the_page_of_lifting_is_refused_to_others(client, people, who, status):
    piece = make_article(State.SUBMITTED, author=people["author"], body=STAMPED)
    client.force_login(people.get(who) or make_person())
    address = reverse("lift", args=["article", piece.pk])
    sent = {"mark": mark_of(piece), "reason": "Thử"}
    assert [client.get(address).status_code, client.post(address, sent).status_code] == [status, status]
    assert not Lift.objects.exists()


def test_a_contributor_is_told_five_things_at_a_time_and_what_blocks_first(client, people):
    body = WARNED + "".join(f"<p>Ban QLD{letter} tỉnh.</p>" for letter in "BCEGHK") + "<p>STK 0123450789</p>"
    piece = make_article(author=people["author"], body=body)
    client.force_login(people["author"])
    page = client.get(reverse("contributor_piece", args=[piece.pk]))
    ((_, sentence),) = page.context["layout"].problems
    assert sentence.startswith("Nội dung: Có số tài khoản ngân hàng.")
    assert len(page.context["advice"]) == 4


def test_the_board_sees_the_findings_beside_the_text_and_on_the_page_of_the_move(client, people):
    piece = make_article(State.IN_REVIEW, author=people["author"], body=WARNED, editor=people["member"])
    client.force_login(people["member"])
    for address in (
        reverse("admin:news_article_change", args=[piece.pk]),
        reverse("move", args=["article", piece.pk, "approve"]),
    ):
        assert "Từ «của» bị lặp." in client.get(address).content.decode()
    assert move("approve", piece, people["member"]).state == State.APPROVED


def test_a_lift_is_written_once(people):
    piece = make_article(State.SUBMITTED, body=STAMPED)
    lifting.lift_block(piece, mark=mark_of(piece), reason="Thử", actor=people["chair"])
    with pytest.raises(DatabaseError):
        Lift.objects.update(reason="Khác")
    with pytest.raises(DatabaseError):
        Lift.objects.all().delete()


# -- asking for a lift ---------------------------------------------------------------------------------------


def test_an_author_asks_who_may_publish_to_look_and_they_are_told_once_without_a_word_of_the_piece(client, people):
    piece = make_article(author=people["author"], headline="Họp kín", body=STAMPED)
    client.force_login(people["author"])
    form = reverse("contributor_piece", args=[piece.pk])
    address = reverse("ask_lift", args=["article", piece.pk])
    assert address in client.get(form).content.decode()
    assert [client.post(address).status_code for _ in range(2)] == [302, 302]
    notices = Notice.objects.filter(sentence__contains="Nhờ xem xét")
    assert set(notices.values_list("recipient", flat=True)) == {people["chair"].pk, people["delegate"].pk}
    assert notices.count() == 2
    assert not any("kín" in notice.sentence or "MẬT" in notice.sentence for notice in notices)
    assert LogEntry.objects.filter(action="ask_lift").count() == 1


def test_who_was_asked_before_and_has_not_read_is_not_asked_again(people):
    piece = make_article(author=people["author"], body=STAMPED)
    assert [lifting.ask_for_lift(piece, actor=people["author"]) for _ in range(2)] == [2, 0]
    Notice.objects.filter(recipient=people["chair"]).update(read_at=piece.state_since)
    assert lifting.ask_for_lift(piece, actor=people["author"]) == 1


def test_nobody_asks_for_a_piece_of_another_or_for_one_that_nothing_stops(people):
    stopped = make_article(author=people["author"], body=STAMPED)
    with pytest.raises(NotAllowed):
        lifting.ask_for_lift(stopped, actor=people["member"])
    with pytest.raises(Conflict):
        lifting.ask_for_lift(make_article(author=people["author"]), actor=people["author"])


def test_a_form_that_nothing_stops_offers_no_asking(client, people):
    piece = make_article(author=people["author"])
    client.force_login(people["author"])
    address = reverse("ask_lift", args=["article", piece.pk])
    assert address not in client.get(reverse("contributor_piece", args=[piece.pk])).content.decode()
