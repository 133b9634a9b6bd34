"""A piece typed in TCVN3 or VNI is shown as it was meant, and saved so when a person agrees; nothing else changes."""

import pytest
from django.urls import reverse

from editorial import conversion, gates
from editorial.models import Office, Snapshot, State
from editorial.refusals import Conflict, NotAllowed
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "<p>Uû ban nh©n d©n tØnh tr×nh Héi ®ång nh©n d©n.</p>\n<p>QuyÕt ®Þnh cã hiÖu lùc.</p>"
MEANT = "<p>Uỷ ban nhân dân tỉnh trình Hội đồng nhân dân.</p>\n<p>Quyết định có hiệu lực.</p>"


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def piece(author):
    return make_article(author=author, headline="Héi ®ång nh©n d©n häp", standfirst="Đã là Unicode.", body=TYPED)


def test_the_preview_shows_what_would_change_and_saves_nothing(piece):
    shown = {text.place: text.after for text in conversion.preview(piece)}
    assert shown["Tiêu đề"] == "Hội đồng nhân dân họp"
    assert "Tóm tắt" not in shown
    piece.refresh_from_db()
    assert piece.body == TYPED


def test_the_conversion_is_saved_and_the_text_before_is_kept(piece, author):
    before = piece.canonical_text()
    conversion.convert(piece, actor=author, version=piece.version)
    piece.refresh_from_db()
    assert (piece.headline, piece.standfirst, piece.body) == ("Hội đồng nhân dân họp", "Đã là Unicode.", MEANT)
    assert Snapshot.objects.filter(document=piece.document, text=before).exists()
    assert conversion.preview(piece) == []


def test_a_piece_that_was_changed_meanwhile_is_not_converted(piece, author):
    with pytest.raises(Conflict):
        conversion.convert(piece, actor=author, version=piece.version + 1)


def test_nobody_converts_what_they_may_not_edit(piece):
    with pytest.raises(NotAllowed):
        conversion.convert(piece, actor=make_person(Office.MEMBER), version=piece.version)


def test_a_stamp_typed_in_an_old_font_blocks(author):
    piece = make_article(author=author, body="<p>TuyÖt mËt</p><p>Uû ban nh©n d©n</p>")
    assert {found.key for found in gates.blocking(gates.read_texts(piece))} == {"secrecy.level"}


def test_an_author_converts_the_piece_from_its_form(client, piece, author):
    client.force_login(author)
    address = reverse("convert", args=["article", piece.pk])
    assert address in client.get(reverse("contributor_piece", args=[piece.pk])).content.decode()
    assert "Quyết định có hiệu lực." in client.get(address).content.decode()
    assert client.post(address, {"version": piece.version}).status_code == 302
    assert address not in client.get(reverse("contributor_piece", args=[piece.pk])).content.decode()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED])
def test_what_may_no_longer_be_edited_is_not_offered(client, author, state):
    piece = make_article(state, author=author, body=TYPED)
    client.force_login(author)
    address = reverse("convert", args=["article", piece.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, {"version": piece.version}).status_code == 403


def test_a_stale_page_of_conversion_is_refused_and_shows_the_piece_as_it_is(client, piece, author):
    client.force_login(author)
    answer = client.post(reverse("convert", args=["article", piece.pk]), {"version": piece.version + 1})
    assert answer.status_code == 409
    assert "Dùng bản đã chuyển mã" in answer.content.decode()
