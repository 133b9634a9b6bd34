"""Files through the doors: what stands in them stops the gates, what was not read needs a person's word."""

from datetime import timedelta
from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial import checks, child, declaring, gates, rights, text, verifying, workflow
from editorial.models import Declaration, LogEntry, Notice, State
from editorial.refusals import Blocked, Conflict, NotAllowed
from news import inspection
from news.models import Article, ArticlePicture, Attachment, Picture, StoredFile
from tests.factories import make_article, make_banner, make_person
from tests.news import papers
from tests.news.contributors import NEW, browser_of, jpeg, open_form

pytestmark = pytest.mark.django_db(transaction=True)

SCAN = "Trang 1–2 là ảnh quét hoặc không có lớp chữ."


@pytest.fixture
def author():
    return make_person()


def attach(article, data: bytes, name: str = "Báo cáo.pdf", title: str = "Báo cáo"):
    file = StoredFile.objects.take_in(data, name=name, uploaded_by=article.author)
    return Attachment.objects.create(article=article, file=file, title=title)


def said(article) -> list[str]:
    return [finding.said_with_place for finding in gates.blocking(gates.while_writing(article))]


def submit(article):
    return workflow.perform("submit", edition=article, actor=article.author, version=article.version)


def approve(article, member):
    taken = workflow.perform("take", edition=article, actor=member, version=article.version)
    return workflow.perform("approve", edition=taken, actor=member, version=taken.version)


def test_what_stands_in_a_file_is_said_with_its_place_and_stops_the_piece(author):
    article = make_article(author=author)
    attach(article, papers.make_pdf(papers.INNOCENT, "TUYỆT MẬT"))
    assert ["Tệp đính kèm «Báo cáo», trang 2" in sentence for sentence in said(article)] == [True]
    with pytest.raises(Blocked):
        submit(article)


@pytest.mark.parametrize("name", ["MẬT - báo cáo.pdf", normalize("NFD", "TỐI_MẬT báo cáo.pdf")])
def test_the_name_on_the_senders_machine_is_read_too(author, name):
    article = make_article(author=author)
    attach(article, papers.make_pdf(papers.INNOCENT), name=name)
    assert len(said(article)) == 1


def test_an_innocent_file_stops_nothing(author):
    article = make_article(author=author)
    attach(article, papers.make_pdf(papers.INNOCENT))
    assert submit(article).state == State.SUBMITTED


def test_the_secret_in_a_pictures_metadata_is_found_and_not_published(author):
    article = make_article(author=author)
    picture = Picture.objects.take_in(papers.picture_saying("TỐI MẬT"), uploaded_by=author)
    ArticlePicture.objects.create(article=article, picture=picture, caption="Kỳ họp", alt="Hội trường")
    assert ["Thông tin ẩn trong tệp ảnh" in sentence for sentence in said(article)] == [True]


def test_the_secret_in_a_banners_picture_and_in_a_videos_cover_is_found_too(author):
    picture = Picture.objects.take_in(papers.picture_saying("TỐI MẬT"), uploaded_by=author)
    for piece in (make_banner(picture=picture, alt="Chào mừng"), make_article(video_poster=picture)):
        assert ["Thông tin ẩn trong tệp ảnh" in sentence for sentence in said(piece)] == [True]


def test_what_was_not_read_blocks_until_somebody_stands_for_it(author, member):
    article = make_article(author=author)
    file = attach(article, papers.scanned_pdf(2)).file
    assert [SCAN in sentence for sentence in said(article)] == [True]
    with pytest.raises(Blocked):
        submit(article)
    declaring.declare_read(article, sha256=file.sha256, agreed=True, actor=author)
    approved = approve(submit(article), member)
    assert approved.state == State.APPROVED
    shown = [finding.said for finding in gates.while_writing(approved) if finding.key == gates.UNREAD]
    assert author.full_name in shown[0]
    entry = LogEntry.objects.get(action="declare")
    assert (entry.actor, file.sha256 in entry.text, "Báo cáo" in entry.text) == (author, True, False)
    assert verifying.first_broken_link() is None


def test_the_editor_is_told_of_a_declaration(author, member):
    article = make_article(State.IN_REVIEW, author=author, editor=member)
    file = attach(article, papers.scanned_pdf(2)).file
    declaring.declare_read(article, sha256=file.sha256, agreed=True, actor=author)
    notice = Notice.objects.get()
    assert notice.recipient == member
    assert notice.sentence.endswith(f"Xác nhận đã đọc tệp mà máy không đọc được – {article.headline}")


def test_a_declaration_about_a_piece_without_a_headline_names_its_number(author, member):
    article = make_article(State.IN_REVIEW, author=author, editor=member, headline="")
    file = attach(article, papers.scanned_pdf(2)).file
    declaring.declare_read(article, sha256=file.sha256, agreed=True, actor=author)
    assert Notice.objects.get().sentence.endswith(f"– số {article.document_id}")


def test_a_word_given_twice_is_kept_once_and_no_more_asked_of_this_person(author, member):
    article = make_article(State.IN_REVIEW, author=author, editor=member)
    file = attach(article, papers.scanned_pdf(2)).file
    asked = {person: rights.standing_of(person) for person in (author, member, make_person())}
    assert [len(declaring.declarable(article, standing)) for standing in asked.values()] == [1, 1, 0]
    for _ in range(2):
        word = declaring.declare_read(article, sha256=file.sha256, agreed=True, actor=member)
        assert word.declared_by == member
    assert (LogEntry.objects.filter(action="declare").count(), Notice.objects.count()) == (1, 0)
    assert declaring.declarable(article, asked[member]) == []


def test_a_file_as_large_as_allowed_is_looked_at_and_a_larger_one_is_not(monkeypatch):
    data = papers.make_pdf(papers.INNOCENT)
    monkeypatch.setattr(inspection, "MAX_BYTES", len(data))
    kept = inspection.check_upload(data, "Báo cáo.pdf")
    assert (kept.data, kept.size) == (data, len(data))
    with pytest.raises(ValidationError, match="nặng"):
        inspection.check_upload(data + b" ", "Báo cáo.pdf")


def test_a_picture_as_large_as_allowed_is_decoded_and_a_larger_one_is_not(monkeypatch):
    data = jpeg().read()
    monkeypatch.setattr(inspection.pictures, "MAX_BYTES", len(data))
    assert inspection.check_picture(data).clean.width
    with pytest.raises(ValidationError, match="nặng"):
        inspection.check_picture(data + b" ")


@pytest.mark.parametrize(("kind", "said"), [("time", "quá"), ("busy", child.SENTENCES["busy"])])
def test_an_upload_on_which_the_child_fails_is_refused_with_a_sentence(monkeypatch, kind, said):
    def fail(job, data, **options):
        raise child.ChildFailed(kind)

    monkeypatch.setattr(child, "run", fail)
    for look in (lambda: inspection.check_upload(b"%PDF-", "a.pdf"), lambda: inspection.check_picture(b"anh")):
        with pytest.raises(ValidationError, match=said):
            look()


def test_what_the_child_refuses_is_refused():
    with pytest.raises(ValidationError, match="PDF"):
        inspection.check_upload(b"<html>", "a.pdf")
    with pytest.raises(ValidationError, match="ảnh"):
        inspection.check_picture(b"<html>")


def test_readers_changed_in_one_module_are_another_make():
    assert len(inspection.MAKE) == 16
    assert len({inspection._make_of(checks), inspection._make_of(text), inspection._make_of(text, checks)}) == 3


def test_a_declaration_holds_for_these_bytes_in_this_document(author):
    first, second = make_article(author=author), make_article(author=author)
    file = attach(first, papers.scanned_pdf(2)).file
    attach(second, papers.scanned_pdf(2))
    declaring.declare_read(first, sha256=file.sha256, agreed=True, actor=author)
    attach(first, papers.scanned_pdf(3))
    assert (len(said(first)), len(said(second))) == (1, 1)


def test_a_declaration_lets_no_found_mark_pass(author):
    article = make_article(author=author)
    scan_with_title = papers.scanned_pdf(1).replace(b"/Producer", b"/Title (TUYET MAT) /Producer")
    file = attach(article, scan_with_title, name="TUYỆT MẬT.pdf").file
    declaring.declare_read(article, sha256=file.sha256, agreed=True, actor=author)
    assert ["TUYỆT MẬT" in sentence for sentence in said(article)] == [True]


def test_who_may_not_declare_is_refused_and_logged(author):
    article = make_article(author=author)
    file = attach(article, papers.scanned_pdf(1)).file
    with pytest.raises(NotAllowed):
        declaring.declare_read(article, sha256=file.sha256, agreed=True, actor=make_person())
    with pytest.raises(Blocked):
        declaring.declare_read(article, sha256=file.sha256, agreed=False, actor=author)
    with pytest.raises(Conflict):
        declaring.declare_read(article, sha256="0" * 64, agreed=True, actor=author)
    assert LogEntry.objects.filter(action="declare", refused=True).count() == 3
    assert not Declaration.objects.exists()


def test_a_file_not_read_yet_blocks_and_the_clock_reads_it(author, monkeypatch):
    article = make_article(author=author)
    monkeypatch.setattr(child, "run", fail_after_check("time", child.run))
    file = attach(article, papers.make_pdf(papers.INNOCENT)).file
    assert [sentence.startswith("Tệp đính kèm «Báo cáo»: Tệp đang được đọc") for sentence in said(article)] == [True]
    assert declaring.declarable(article, declaring.rights.standing_of(author)) == []
    monkeypatch.undo()
    assert inspection.read_waiting() == 1
    assert said(article) == []
    assert inspection.read_waiting() == 0
    file.refresh_from_db()
    assert file.read_as == inspection.MAKE


def test_a_busy_machine_leaves_a_file_to_the_next_round_and_says_so(author, monkeypatch, caplog):
    caplog.set_level("INFO")
    article = make_article(author=author)
    monkeypatch.setattr(child, "run", fail_after_check("busy", child.run))
    file = attach(article, papers.make_pdf(papers.INNOCENT)).file
    assert inspection.read_waiting() == 0
    assert f"file {file.key}: busy" in caplog.text
    monkeypatch.undo()
    monkeypatch.setattr(inspection, "OF_CLOCK", -1)
    assert inspection.read_waiting() == 0  # the round is over before its first file
    monkeypatch.undo()
    assert inspection.read_waiting() == 1


def test_a_file_that_was_read_is_not_read_again(author, django_assert_num_queries):
    file = attach(make_article(author=author), papers.make_pdf(papers.INNOCENT)).file
    file.refresh_from_db()
    with django_assert_num_queries(0):
        assert inspection.read_file(file)


@pytest.mark.parametrize("kind", ["time", "memory", "broken"])
def test_what_the_child_cannot_read_is_unread_and_says_why(author, monkeypatch, kind):
    article = make_article(author=author)
    monkeypatch.setattr(child, "run", fail_after_check(kind, child.run))
    attach(article, papers.make_pdf(papers.INNOCENT))
    inspection.read_waiting()
    assert [child.SENTENCES[kind] in sentence for sentence in said(article)] == [True]


def fail_after_check(kind: str, really):
    def run(job, data, **options):
        if job.endswith(".check"):
            return really(job, data, **options)
        raise child.ChildFailed(kind)

    return run


def test_what_was_uploaded_before_is_read_by_the_clock_while_it_is_worked_on(author):
    article = make_article(author=author)
    old = attach(article, papers.make_pdf("LƯU HÀNH NỘI BỘ")).file
    StoredFile.objects.create(sha256="a" * 64, key="a" * 16, name="xa.pdf", size=1, uploaded_by=author)
    StoredFile.objects.filter(pk=old.pk).update(read_as="", marks=[])
    assert inspection.read_waiting() == 1
    assert len(said(article)) == 1


def test_what_an_earlier_make_found_counts_until_it_is_read_again(author):
    article = make_article(author=author)
    file = attach(article, papers.make_pdf("LƯU HÀNH NỘI BỘ")).file
    StoredFile.objects.filter(pk=file.pk).update(read_as="cũ")
    assert len(said(article)) == 1
    assert inspection.read_waiting() == 1


def test_the_same_bytes_are_read_once(author, monkeypatch):
    article = make_article(author=author)
    attach(article, papers.make_pdf("LƯU HÀNH NỘI BỘ"))
    monkeypatch.setattr(child, "run", fail_after_check("broken", child.run))
    attach(article, papers.make_pdf("LƯU HÀNH NỘI BỘ"))
    assert len(set(said(article))) == 1
    assert not any(file.unread for file in StoredFile.objects.all())


def test_a_file_lost_from_the_store_is_unread(author, settings):
    article = make_article(author=author)
    file = attach(article, papers.make_pdf(papers.INNOCENT)).file
    StoredFile.objects.filter(pk=file.pk).update(read_as="")
    inspection.default_storage.delete(file.path)
    inspection.read_waiting()
    assert [inspection.LOST in sentence for sentence in said(article)] == [True]


def test_a_signed_file_is_kept_byte_for_byte(author):
    signed = papers.make_pdf(papers.INNOCENT).replace(b"/Type/Catalog", b"/Type/Catalog/SigFlags 3/ByteRange[0 1 2 3]")
    file = attach(make_article(author=author), signed).file
    with inspection.default_storage.open(file.path) as stored:
        assert stored.read() == signed


def test_a_contributor_is_stopped_by_a_scan_declares_and_hands_in(author):
    upload = SimpleUploadedFile("quet.pdf", papers.scanned_pdf(2))
    browser = browser_of(author)
    browser.post(NEW, {**open_form(browser, NEW), "headline": "Kỳ họp", "body": "Họp.", "files-0-upload": upload})
    article = Article.objects.get()
    form = browser.get(reverse("contributor_piece", args=[article.pk])).content.decode()
    address = reverse("declare", args=["article", article.pk])
    assert SCAN in form
    assert address in form
    page = browser.get(address).content.decode()
    assert article.attachments.get().get_absolute_url() in page
    sha256 = article.attachments.get().file.sha256
    refused = browser.post(address, {"sha256": sha256})
    assert refused.status_code == 422
    assert browser.post(address, {"sha256": sha256, "agreed": "on"}).status_code == 302
    assert author.full_name in browser.get(reverse("contributor_piece", args=[article.pk])).content.decode()
    assert said(article) == []


def test_the_gates_ask_as_few_queries_for_many_files_as_for_one(author):
    article = make_article(author=author)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            gates.ask_declarations(article)
            gates.read_texts(article)
        return len(asked)

    attach(article, papers.scanned_pdf(1))
    attach(article, papers.make_pdf("LƯU HÀNH NỘI BỘ"))
    few = queries()
    for number in range(8):
        attach(article, papers.make_pdf(f"LƯU HÀNH NỘI BỘ số {number}"))
    assert (queries(), len(said(article))) == (few, 10)


def test_a_declaration_is_of_its_time(author):
    article = make_article(author=author)
    file = attach(article, papers.scanned_pdf(1)).file
    word = declaring.declare_read(article, sha256=file.sha256, agreed=True, actor=author)
    assert timezone.now() - word.declared_at < timedelta(minutes=1)
    assert word.statement == declaring.STATEMENT
