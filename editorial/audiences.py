"""Who must hear of a move: named in the table of moves (workflow.py), each a function of the edition as it then stands.

Each gives ids of people. Whether they may see the piece is asked once for all, where notices are made (notices.py).
"""

from django.utils import timezone

from editorial import rights
from editorial.models import BOARD_OFFICES, Delegation, Office


def authors(edition) -> set[int]:
    """Who opened or handed in the piece, or for whom it was typed."""
    return edition.author_ids


def editor(edition) -> set[int]:
    """The member who holds the piece."""
    return {edition.editor_id} - {None}


def approver(edition) -> set[int]:
    """The member who asked for its publication."""
    return {edition.approver_id} - {None}


def publisher(edition) -> set[int]:
    """Who published it, or set the time."""
    return {edition.published_by_id, edition.scheduled_by_id} - {None}


def editor_or_secretary(edition) -> set[int]:
    """The member who holds the piece; the secretary, who hands it out, when nobody does."""
    return editor(edition) or _ids(rights.people_holding(Office.MEMBER, secretary=True))


def chair(edition) -> set[int]:
    return _ids(rights.people_holding(Office.CHAIR))


def who_may_publish(edition) -> set[int]:
    """The chair, and who holds a delegation in force for the piece's part of the site."""
    lent = Delegation.objects.in_force(timezone.localdate()).order_by().values_list("holder", "scopes")
    scope = edition.scope()
    return chair(edition) | {holder for holder, scopes in lent if not scopes or scope in scopes}


def board(edition) -> set[int]:
    return _ids(rights.people_holding(*BOARD_OFFICES))


def _ids(people) -> set[int]:
    return set(people.order_by().values_list("pk", flat=True))
