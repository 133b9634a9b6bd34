"""Four eyes on exactly the text that is published."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from editorial.editing import begin_edit, create_document, open_edition
from editorial.models import Appointment, Delegation, LogEntry, Note, Notice, Office, Snapshot, State
from editorial.refusals import Blocked, Conflict, NotAllowed
from editorial.rights import standing_of
from editorial.workflow import perform
from news.models import Article, Tag
from tests.factories import BODY, delegate, make_article, make_category, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_person(Office.CONTRIBUTOR, "Võ Thị Viết")


def go(name, edition, actor, **how):
    return perform(name, edition=edition, actor=actor, version=edition.version, **how)


def edit(edition, actor, **content):
    with transaction.atomic():
        change = begin_edit(edition, actor=actor, version=edition.version)
        article = Article.objects.get(pk=edition.pk)
        for name, value in content.items():
            setattr(article, name, value)
        article.save()
        change.finish()
    return Article.objects.get(pk=edition.pk)


def write(author, **content) -> Article:
    content = {"headline": "Tin mới", "body": BODY, "category": make_category(), **content}
    return create_document(Article(**content), actor=author)


def test_a_piece_goes_from_a_draft_to_the_site_by_four_hands(author, member, chair):
    article = go("submit", write(author), author)
    article = go("take", article, member)
    article = edit(article, member, headline="Tin mới đã biên tập")
    article = go("approve", article, member)
    article = go("publish", article, chair)
    assert article.state == State.PUBLISHED
    assert article.awaits_confirmation is False
    assert list(article.document.log.order_by("number").values_list("action", flat=True)) == [
        "create", "submit", "take", "approve", "publish",
    ]  # fmt: skip


def test_an_author_on_the_board_cannot_approve_the_own_piece(member, chair):
    article = go("submit", write(member), member)
    with pytest.raises(NotAllowed):
        go("take", article, member)
    article = go("take", article, chair)
    with pytest.raises(NotAllowed):
        go("approve", article, member)


def test_the_chair_publishes_the_own_speech_after_a_member_approved_it(member, chair):
    article = go("submit", write(chair), chair)
    with pytest.raises(NotAllowed):
        go("publish_now", article, chair)
    article = go("approve", go("take", article, member), member)
    assert go("publish", article, chair).state == State.PUBLISHED


def test_a_piece_typed_in_for_somebody_has_two_authors(author, member, chair):
    article = create_document(
        Article(headline="Nhập thay", body=BODY, category=make_category()), actor=member, author=author
    )
    assert article.author_ids == {author.pk, member.pk}
    assert article.typed_by == member
    article = go("submit", article, author)
    with pytest.raises(NotAllowed):
        go("take", article, member)


def test_what_was_changed_behind_the_approval_does_not_go_out(author, member, chair):
    article = go("approve", go("take", go("submit", write(author), author), member), member)
    Article.objects.filter(pk=article.pk).update(headline="Tiêu đề bị đổi lén")
    with pytest.raises(Blocked, match="khác với nội dung đã trình duyệt"):
        go("publish", article, chair)
    article.tags.add(Tag.objects.create(name="lén"))
    Article.objects.filter(pk=article.pk).update(headline="Tin mới")
    with pytest.raises(Blocked, match="khác với nội dung đã trình duyệt"):
        go("publish", article, chair)


def test_one_tap_writes_an_entry_for_each_missing_move(author, chair):
    article = go("publish_now", go("submit", write(author), author), chair)
    assert article.state == State.PUBLISHED
    assert article.awaits_confirmation is False
    actions = list(article.document.log.order_by("number").values_list("action", flat=True))
    assert actions == ["create", "submit", "take", "approve", "publish"]


def test_one_tap_by_who_changed_the_text_awaits_confirmation_by_another(author, member, chair):
    article = go("take", go("submit", write(author), author), chair)
    article = edit(article, chair, headline="Chủ tự sửa")
    article = go("publish_now", article, chair)
    assert article.awaits_confirmation is True
    with pytest.raises(NotAllowed):
        go("confirm", article, chair)
    article = go("confirm", article, member)
    assert (article.awaits_confirmation, article.confirmed_by) == (False, member)


def test_the_urgent_door_needs_a_reason_and_stands_in_everybodys_queue(chair, member):
    article = write(chair)
    with pytest.raises(Blocked, match="lý do"):
        go("publish_urgent", article, chair)
    article = go("publish_urgent", article, chair, reason="Lũ lên nhanh trong đêm")
    assert (article.state, article.awaits_confirmation) == (State.PUBLISHED, True)
    assert Notice.objects.filter(recipient=member).exists()
    assert Note.objects.get(document=article.document).text == "Lũ lên nhanh trong đêm"
    assert "Lũ" not in LogEntry.objects.get(action="publish_urgent", refused=False).text


class TestSmallCorrection:
    @pytest.fixture
    def correction(self, author, member):
        live = make_article(State.PUBLISHED, author=author, standfirst="Một hai ba bốn năm sáu bảy 2026")
        return open_edition(live, actor=member)

    def test_five_words_go_out_in_one_tap_by_another(self, correction, member, chair):
        correction = edit(correction, member, standfirst="A b c d e sáu bảy 2026")
        with pytest.raises(NotAllowed):
            go("publish_small", correction, member)
        correction = go("publish_small", correction, chair)
        assert (correction.state, correction.awaits_confirmation) == (State.PUBLISHED, False)
        assert correction.siblings().get(number=1).state == State.SUPERSEDED

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            ({"standfirst": "A b c d e g bảy 2026"}, "quá 5 từ"),
            ({"standfirst": "Một hai ba bốn năm sáu bảy 2027"}, "con số"),
            ({"genre": "feature"}, "không chỉ ở câu chữ"),
            ({"body": BODY.replace("<p>", "<h2>").replace("</p>", "</h2>")}, "cách trình bày"),
            ({}, "Chưa có gì khác"),
        ],
    )
    def test_anything_more_takes_the_usual_way(self, correction, member, chair, content, sentence):
        correction = edit(correction, member, **content)
        with pytest.raises(Blocked, match=sentence):
            go("publish_small", correction, chair)

    def test_the_chair_does_not_wave_through_the_own_correction(self, author, member, chair):
        live = make_article(State.PUBLISHED, author=author)
        correction = edit(open_edition(live, actor=chair), chair, standfirst="Kỳ họp diễn ra bốn ngày.")
        with pytest.raises(NotAllowed):
            go("publish_small", correction, chair)


class TestEditingWhatIsLive:
    def test_a_new_edition_brings_its_pictures_files_and_tags(self, author, member, stored_picture):
        live = make_article(State.IN_REVIEW, author=author)
        live.uses.create(picture=stored_picture, role="lead", caption="Chú thích", alt="Mô tả")
        live.tags.add(Tag.objects.create(name="nước sạch"))
        live.approved_fingerprint = live.fingerprint()
        live.state = State.PUBLISHED
        live.save_desk()
        edition = open_edition(live, actor=member)
        assert edition.fingerprint() == live.fingerprint()
        assert (edition.number, edition.state, edition.editor) == (2, State.IN_REVIEW, member)
        assert Article.objects.live().get(document=live.document).pk == live.pk

    def test_there_is_one_open_edition_at_most(self, author, member):
        live = make_article(State.PUBLISHED, author=author)
        open_edition(live, actor=author)
        with pytest.raises(Conflict, match="Đã có một bản đang xử lý"):
            open_edition(live, actor=member)

    def test_somebody_elses_live_piece_is_not_a_contributors_to_open(self, author):
        live = make_article(State.PUBLISHED, author=author)
        with pytest.raises(NotAllowed):
            open_edition(live, actor=make_person(Office.CONTRIBUTOR))

    def test_publishing_supersedes_and_keeps_the_first_date(self, author, member, chair):
        live = make_article(State.PUBLISHED, author=author)
        edition = open_edition(live, actor=author)
        edition = edit(edition, author, headline="Tiêu đề mới")
        for name, actor in (("submit", author), ("take", member), ("approve", member), ("publish", chair)):
            edition = go(name, edition, actor)
        live.refresh_from_db()
        assert live.state == State.SUPERSEDED
        assert edition.first_published_at == live.first_published_at
        assert edition.published_at > live.published_at

    def test_hiding_gives_a_scheduled_replacement_back(self, author, member, chair):
        live = make_article(State.PUBLISHED, author=author)
        edition = open_edition(live, actor=author)
        for name, actor in (("submit", author), ("take", member), ("approve", member)):
            edition = go(name, edition, actor)
        edition = go("schedule", edition, chair, time=timezone.now() + timedelta(days=1))
        go("hide", live, member, reason="Lộ số điện thoại")
        edition.refresh_from_db()
        assert (edition.state, edition.scheduled_for) == (State.APPROVED, None)


class TestSnapshots:
    def test_the_author_can_see_what_the_editor_changed(self, author, member):
        article = go("take", go("submit", write(author), author), member)
        submitted = article.fingerprint()
        article = edit(article, member, headline="Tiêu đề của biên tập viên")
        article = go("approve", article, member)
        kept = Snapshot.objects.filter(document=article.document)
        assert set(kept.values_list("fingerprint", flat=True)) == {submitted, article.fingerprint()}
        assert "Tin mới" in kept.get(fingerprint=submitted).text

    def test_what_another_person_had_saved_is_kept_before_it_is_changed(self, author, member, chair):
        article = edit(go("take", go("submit", write(author), author), member), member, headline="Của thành viên")
        before = article.fingerprint()
        edit(go("take", article, chair), chair, headline="Của trưởng ban")
        assert Snapshot.objects.get(fingerprint=before).saved_by == member


class TestDelegation:
    def test_the_right_ends_with_its_last_day_and_with_the_chair_who_lent_it(self, chair, member):
        deputy = make_person(Office.DEPUTY)
        lent = delegate(deputy, chair, confirmed_by=member)
        assert standing_of(deputy).may_publish_in("")
        Appointment.objects.filter(person=chair).update(ends_on=timezone.localdate() - timedelta(days=1))
        deputy = type(deputy).objects.get(pk=deputy.pk)
        assert not standing_of(deputy).may_publish_in("")
        Delegation.objects.filter(pk=lent.pk).update(is_acting=True)
        deputy = type(deputy).objects.get(pk=deputy.pk)
        assert standing_of(deputy).may_publish_in("")

    def test_it_counts_only_when_another_member_has_confirmed_it(self, chair, member):
        deputy = make_person(Office.DEPUTY)
        lent = delegate(deputy, chair, confirmed_by=member)
        Delegation.objects.filter(pk=lent.pk).update(confirmed_by=None, confirmed_at=None)
        assert not standing_of(deputy).may_publish_in("")

    def test_it_can_be_for_named_parts_of_the_site_only(self, author, chair, member):
        deputy = make_person(Office.DEPUTY)
        own, other = make_article(State.APPROVED, author=author), make_article(State.APPROVED, author=author)
        delegate(deputy, chair, confirmed_by=member, scopes=[own.scope()])
        assert go("publish", own, deputy).state == State.PUBLISHED
        with pytest.raises(NotAllowed):
            go("publish", other, deputy)

    def test_lent_to_a_contributor_it_is_worth_nothing(self, author, chair, member):
        delegate(author, chair, confirmed_by=member)
        assert not standing_of(author).may_publish_in("")


class TestWhoASubmittedPieceGoesTo:
    def test_the_keeper_of_its_category(self, author, member):
        article = go("submit", write(author, category=make_category(keeper=member)), author)
        assert article.editor == member
        assert Notice.objects.filter(recipient=member).count() == 1

    def test_the_stand_in_while_the_keeper_is_away(self, author, member, chair):
        member.away_from = timezone.localdate()
        member.save()
        article = go("submit", write(author, category=make_category(keeper=member, stand_in=chair)), author)
        assert article.editor == chair

    def test_the_stand_in_when_the_keeper_wrote_it(self, member, chair):
        article = go("submit", write(member, category=make_category(keeper=member, stand_in=chair)), member)
        assert article.editor == chair

    def test_the_secretary_hears_of_it_when_nobody_looks_after_the_category(self, author):
        secretary = make_person(Office.MEMBER, is_secretary=True)
        article = go("submit", write(author), author)
        assert article.editor is None
        assert Notice.objects.filter(recipient=secretary).count() == 1
