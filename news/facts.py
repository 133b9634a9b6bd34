"""What the site knows of a day, for the checks: who holds which office, which sessions and terms there are."""

from datetime import date

from editorial.checks.council import Facts, Holder, Session
from editorial.models import Appointment, Office
from news.models import CouncilTerm, Event, OfficeHolder
from news.models.event import SessionKind

# A contributor or a technician is no office that texts name.
NAMED_OFFICES = (Office.CHAIR, Office.DEPUTY)
MOST_SESSIONS = 200  # the newest; khóa X counted 49


def facts_on(day: date) -> Facts:
    """Give what the site knows as of a day; four queries."""
    return Facts(
        day=day,
        holders=(*_of_council(day), *_of_board(day)),
        sessions=tuple(_sessions()),
        terms=tuple(CouncilTerm.objects.order_by().values_list("label", flat=True)),
    )


def _of_council(day: date):
    for row in OfficeHolder.objects.on(day).order_by("office", "pk"):
        yield Holder(row.name, row.office, row.starts_on, row.ends_on)


def _of_board(day: date):
    rows = Appointment.objects.on(day).filter(office__in=NAMED_OFFICES).select_related("person").order_by("pk")
    for row in rows:
        yield Holder(row.person.full_name, row.get_office_display(), row.starts_on, row.ends_on)


def _sessions():
    kinds = {SessionKind.REGULAR: "thường lệ", SessionKind.THEMATIC: "chuyên đề", SessionKind.URGENT: "đột xuất"}
    for row in Event.objects.sessions().order_by("-starts_on", "-pk")[:MOST_SESSIONS]:
        if row.term and row.session_number:
            yield Session(
                row.term.label, row.session_number, kinds.get(row.session_kind, ""), row.starts_on, row.last_day
            )
