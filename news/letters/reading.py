"""A letter's notes in words."""

from datetime import datetime

from editorial.models import User
from news.models import Letter


def read_notes(letter: Letter) -> list[dict]:
    """Give each note of a letter: {"who", "at", "text"}, the oldest first; one query."""
    notes = letter.notes or []
    names = dict(User.objects.filter(pk__in={note["by"] for note in notes}).values_list("pk", "full_name"))
    return [
        {"who": names.get(note["by"], ""), "at": datetime.fromisoformat(note["at"]), "text": note["text"]}
        for note in notes
    ]
