"""Days off, the council's term and what is coming; the days off wait for the province's word."""

from datetime import date, time, timedelta

from editorial.models import Holiday
from news.demonstration.reading import read_data
from news.models import CouncilTerm, Event, EventPiece


def load_calendar(editions: dict, people: dict, today: date) -> None:
    """Load the calendar; `editions` are the pieces told so far, by kind and key."""
    data = read_data("calendar")
    if not Holiday.objects.exists():
        Holiday.objects.bulk_create(
            Holiday(starts_on=date.fromisoformat(first), ends_on=date.fromisoformat(last), name=name)
            for first, last, name in data["holidays"]
        )
    if Event.objects.exists():
        return
    term, _ = CouncilTerm.objects.get_or_create(
        label=data["term"]["label"], defaults={"starts_on": date.fromisoformat(data["term"]["starts_on"])}
    )
    for row in data["events"]:
        event = _event(row, term, today)
        told = editions.get(f"article {row.get('piece')}")
        if told:
            EventPiece.objects.create(event=event, document=told.document, linked_by=people["thu-ky"])


def _event(row: dict, term: CouncilTerm, today: date) -> Event:
    return Event.objects.create(
        kind=row["kind"],
        title=row["title"],
        place=row["place"],
        starts_on=today + timedelta(days=row["starts"]),
        ends_on=today + timedelta(days=row["ends"]) if "ends" in row else None,
        starts_at=time.fromisoformat(row["hour"]) if "hour" in row else None,
        term=term if row["kind"] == "session" else None,
        session_number=row.get("number"),
        session_kind=row.get("session_kind", ""),
    )
