"""Builders of what tests stand on: people with an office today, and pieces in any state. No hidden effects."""

import itertools
from datetime import timedelta

from django.utils import timezone

from editorial.models import Appointment, Decision, Delegation, Document, Office, State, User
from editorial.models.state import FROZEN
from news.letters import token
from news.letters.receive import receive
from news.models import Article, Banner, Category, ConsentText, Letter, Page

_turn = itertools.count(1)

BODY = "<p>Chiều nay, Thường trực Hội đồng nhân dân Tỉnh họp phiên thường kỳ, cho ý kiến sáu tờ trình.</p>"


def make_user(full_name: str = "Nguyễn Văn Mẫu", **fields) -> User:
    return User.objects.create_user(f"nguoi-{next(_turn)}", full_name=full_name, password="mat-khau-thu", **fields)


def make_decision() -> Decision:
    return Decision.objects.create(
        number=f"9{next(_turn):04d}/QĐ-VP",
        issued_on=timezone.localdate() - timedelta(days=400),
        issued_by="Văn phòng",
        title="Quyết định thử",
    )


def appoint(person: User, office: str, *, ended: bool = False, is_secretary: bool = False) -> User:
    """Give the person the office since a year ago, open or ended yesterday."""
    today = timezone.localdate()
    Appointment.objects.create(
        person=person,
        office=office,
        is_secretary=is_secretary,
        starts_on=today - timedelta(days=365),
        ends_on=today - timedelta(days=1) if ended else None,
        decision=make_decision(),
    )
    return person


def make_person(office: str = Office.CONTRIBUTOR, full_name: str = "Nguyễn Văn Mẫu", **how) -> User:
    return appoint(make_user(full_name), office, **how)


def delegate(holder: User, chair: User, *, confirmed_by: User, scopes=(), **fields) -> Delegation:
    """Lend the right to publish, confirmed and in force since yesterday."""
    return Delegation.objects.create(
        holder=holder,
        granted_by=chair,
        decision=make_decision(),
        starts_on=timezone.localdate() - timedelta(days=1),
        scopes=list(scopes),
        confirmed_by=confirmed_by,
        confirmed_at=timezone.now(),
        **fields,
    )


def make_category(name: str = "Kỳ họp", **fields) -> Category:
    return Category.objects.create(name=f"{name} {next(_turn)}", **fields)


def make_document(kind: str = "article") -> Document:
    return Document.objects.create(kind=kind)


def make_article(state: str = State.DRAFT, *, author: User | None = None, document=None, **fields) -> Article:
    """Insert an article in a state, as the moves would have left it."""
    author = author or make_person()
    fields.setdefault("category", None if "category" in fields else make_category())
    usual = {"headline": "Khai mạc Kỳ họp thứ Mười hai", "standfirst": "Kỳ họp diễn ra ba ngày.", "body": BODY}
    fields = {**usual, **fields}
    article = Article(author=author, opened_by=author, changed_by=author, **fields)
    return insert_edition(article, state, document)


def make_page(state: str = State.DRAFT, *, author: User | None = None, document=None, **fields) -> Page:
    author = author or make_person(Office.MEMBER)
    fields = {"title": "Chức năng, nhiệm vụ", "body": BODY, **fields}
    return insert_edition(Page(author=author, opened_by=author, changed_by=author, **fields), state, document)


def make_banner(state: str = State.DRAFT, *, author: User | None = None, document=None, **fields) -> Banner:
    author = author or make_person(Office.MEMBER)
    fields = {"title": "Chào mừng Kỳ họp thứ Mười hai", "position": "strip", **fields}
    return insert_edition(Banner(author=author, opened_by=author, changed_by=author, **fields), state, document)


def make_consent() -> ConsentText:
    """The text that citizens agree to today: the migration's, or one where a test has emptied the table."""
    text = "Ban biên tập giữ nội dung đã gõ để trả lời."
    return ConsentText.in_force() or ConsentText.objects.create(text=text, starts_on="2026-01-01")


def make_letter(kind: str = "feedback", *, address: str = "", **written) -> Letter:
    """A citizen's letter as it came in just now, from an address of its own."""
    words = {"text": "Trang đọc trên điện thoại còn khó.", **written}
    consent = make_consent()
    ticket = token.Ticket(token.issue(kind, consent.pk), consent.pk)
    turn = next(_turn)
    return receive(kind, words, ticket=ticket, address=address or f"203.0.{turn // 250 % 250}.{turn % 250}").letter


def insert_edition(edition, state: str, document=None):
    """Give the edition its place: a document, a number, and what belongs to the state."""
    now = timezone.now()
    edition.document = document or make_document(edition.kind)
    edition.number = edition.siblings().exclude(pk=edition.pk).count() + 1
    edition.state = State.DRAFT
    edition.save()
    approved = state in (State.APPROVED, State.SCHEDULED, *FROZEN)
    if approved and not edition.approved_fingerprint:
        edition.approved_fingerprint = edition.fingerprint()
    if state not in (State.DRAFT, State.DISCARDED) and not edition.submitted_by_id:
        edition.submitted_by, edition.submitted_at = edition.author, now
    if state == State.SCHEDULED and not edition.scheduled_for:
        edition.scheduled_for = now + timedelta(hours=1)
    if state in FROZEN:
        edition.first_published_at = edition.first_published_at or now
        edition.published_at = edition.published_at or now
        edition.document.first_published_at = edition.first_published_at
        edition.document.save()
    edition.state = state
    edition.save_desk()
    if state == State.PUBLISHED:
        edition.went_live()
    return edition
