"""What stands at a document's address now: its live edition, a notice that it is gone, or the way elsewhere."""

from django.http import Http404
from django.shortcuts import redirect, render

from editorial.finding import find_standing
from editorial.models import Document, Edition, State, Withdrawal
from editorial.models.edition import kind_named, kinds

FARTHEST = 20  # pieces that lead to each other in turn; demands.py lets no chain lead back


def answer_instead(request, edition: Edition | None):
    """Give the answer of an address whose piece cannot be read there; None when it can. Raises Http404."""
    if edition is None or edition.state == State.HIDDEN:
        raise Http404
    if edition.state == State.PUBLISHED or edition.withdrawal == Withdrawal.KEPT:
        return None
    there = destination_of(edition)
    if there and there.state == State.HIDDEN:
        raise Http404  # like the address where it would lead
    if there is None or (there.state == State.WITHDRAWN and there.withdrawal != Withdrawal.KEPT):
        return render(request, "410.html", status=410)
    return redirect(there.addresses()[0], permanent=True)


def destination_of(edition: Edition) -> Edition | None:
    """Give the last edition to which a merged piece leads, through others that were merged in turn; None for none."""
    for _ in range(FARTHEST):
        if edition.state != State.WITHDRAWN or edition.withdrawal != Withdrawal.MERGED:
            return edition
        document = edition.merged_into
        found = find_standing(kind_named(document.kind), document.pk) if document else None
        if found is None:
            return None
        edition = found
    return None


def documents_leading_to(number: int) -> list[Document]:
    """Give the documents whose addresses lead to this one, at once or through others."""
    known: dict[int, Document] = {}
    wanted = {number}
    while wanted:
        found: dict[int, Document] = {}
        for model in (kind for kind in kinds() if Withdrawal.MERGED in kind.withdrawals):
            merged = model._default_manager.merged_into(wanted)
            found |= {edition.document_id: edition.document for edition in merged.select_related("document")}
        wanted = found.keys() - known.keys() - {number}
        known |= found
    return [document for pk, document in known.items() if pk != number]
