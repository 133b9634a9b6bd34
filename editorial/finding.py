"""Which document people mean who give its number or paste its address."""

import re

from editorial.models import Document, Edition, State

# An address carries the document's number at its end (design.md): /tin/khai-mac-ky-hop-12/.
STANDS = (State.PUBLISHED, State.HIDDEN, State.WITHDRAWN)
AT_THE_END = re.compile(r"(?:^|[-/])([1-9][0-9]{0,14})/?(?:[?#].*)?$")


def number_in(text: str) -> int | None:
    """Give the number of a document that a number or an address names; None when there is none."""
    found = AT_THE_END.search(text.strip())
    return int(found[1]) if found else None


def find_document(text: str) -> Document | None:
    """Give the document that a number or an address names; None when there is no such document."""
    number = number_in(text)
    return Document.objects.filter(pk=number).first() if number else None


def find_standing(model: type[Edition], number: int, *related: str):
    """Give the edition that says what the document's address answers: the newest that was ever live; or None.

    An edition that was superseded says nothing: what superseded it is newer.
    """
    editions = model._default_manager.filter(document_id=number, state__in=STANDS)
    return editions.select_related("document", *related).order_by("-number").first()
