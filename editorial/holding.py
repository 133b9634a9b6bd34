"""Who holds a piece: on whom it is that it goes on."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from editorial import audiences, rights
from editorial.models import Edition, Office, State

AT_AUTHOR = (State.DRAFT, State.RETURNED)


def holder_words(edition: Edition, reader) -> str:
    """Give in words, for this reader, who holds a piece now; "" when nobody has to do anything."""
    if edition.state in AT_AUTHOR:
        return "tôi" if reader.pk in edition.author_ids else edition.author.full_name
    if edition.state in (State.SUBMITTED, State.IN_REVIEW) and edition.editor:
        return "tôi" if edition.editor_id == reader.pk else edition.editor.full_name
    if edition.state == State.SUBMITTED:
        return "Ban biên tập, chưa có người nhận"
    if edition.state == State.IN_REVIEW:
        return "Ban biên tập"
    if edition.state == State.APPROVED:
        return "người duyệt đăng"
    if edition.state == State.SCHEDULED and edition.scheduled_for:
        return f"bộ hẹn giờ, đăng lúc {date_format(localtime(edition.scheduled_for), 'H:i, d/m/Y')}"
    return "Ban biên tập, chờ hậu kiểm" if edition.awaits_confirmation else ""


def holders_of(edition: Edition) -> set[int]:
    """Give the ids of the people on whom it is; each may see the piece. Nobody for what the clock holds."""
    if edition.state in AT_AUTHOR:
        return audiences.authors(edition)
    if edition.state in (State.SUBMITTED, State.IN_REVIEW):
        return audiences.editor_or_secretary(edition) or audiences.board(edition)
    if edition.state == State.APPROVED:
        return audiences.who_may_publish(edition)
    if edition.awaits_confirmation:
        return audiences.board(edition) - edition.author_ids - {edition.published_by_id}
    return set()


def overseers() -> set[int]:
    """Give the ids of who is told when something is late: the chair and the secretary."""
    chairs = rights.people_holding(Office.CHAIR).order_by().values_list("pk", flat=True)
    secretaries = rights.people_holding(Office.MEMBER, secretary=True).order_by().values_list("pk", flat=True)
    return {*chairs, *secretaries}
