"""Letters of citizens: one that is late, one that a member holds, one that was answered."""

from datetime import timedelta

from django.utils import timezone

from editorial.models import User
from news.demonstration.reading import read_data
from news.demonstration.stories import past
from news.letters import desk, token
from news.letters.receive import receive
from news.models import ConsentText, Letter


def load_letters(editions: dict, person: User) -> None:
    """Load the letters; `editions` are the pieces told so far, by kind and key; `person` deals with some."""
    consent = ConsentText.in_force()
    if consent is None or Letter.objects.exists():
        return
    for row in read_data("letters"):
        written = {name: row[name] for name in ("text", "name", "contact") if name in row}
        if "article" in row:
            written["place"] = editions[f"article {row['article']}"].get_absolute_url()
        received = timezone.now() - timedelta(days=row["days_ago"])
        with past(received):
            ticket = token.Ticket(token.issue(row["kind"], consent.pk), consent.pk)
            letter = receive(row["kind"], written, ticket=ticket, address="").letter
        _deal_with(letter, row, person)


def _deal_with(letter: Letter, row: dict, person: User) -> None:
    if "answer" in row:
        desk.answer(letter, row["answer"], actor=person)
    elif "note" in row:
        desk.take(letter, actor=person)
        desk.add_note(letter, row["note"], actor=person)
