"""A ready sentence by which a person reminds another, outside the product, that a piece waits.

It holds a number, a time and an address that asks for a login: nothing of the piece, for others carry it.
"""

from django.conf import settings
from django.urls import reverse

from editorial.models import State
from editorial.queue import JUST_NOW, how_long

AT_BOARD = (State.SUBMITTED, State.IN_REVIEW, State.APPROVED)


def waits_for_another(edition, person) -> bool:
    """Whether somebody else than this person is to act: the board; for a returned piece its author."""
    if edition.state == State.RETURNED:
        return person.pk not in edition.author_ids
    has_it = edition.editor_id == person.pk and edition.state != State.APPROVED
    return edition.state in AT_BOARD and not has_it


def sentence_of(edition) -> str:
    """Give the sentence: number, state, waiting time, and the address at which everybody finds the piece's form."""
    path = reverse("edition", args=[edition.kind, edition.document_id, edition.number])
    waited = how_long(edition.state_since)
    waits = "vừa đến lượt xử lý" if waited == JUST_NOW else f"đã chờ {waited}"
    link = settings.DESK_ORIGIN.rstrip("/") + path
    return f"Nhắc việc: tin bài số {edition.document_id} («{edition.get_state_display()}») {waits}. Xin mở: {link}"
