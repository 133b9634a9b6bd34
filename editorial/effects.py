"""What each move changes beside the state. All run under the document's lock, before the edition is saved.

An effect takes the edition (its state already the new one), the request of the move and the state before; it
gives what the log entry should say of it, or None.
"""

from django.utils import timezone
from django.utils.formats import date_format

from editorial import rights
from editorial.models import Office, State, Withdrawal


def nothing(edition, request, before) -> None:
    """Change nothing but the state."""


def submitted(edition, request, before) -> None:
    """The piece goes to whoever looks after its part of the site, and is not an author."""
    edition.submitted_by = request.actor
    edition.submitted_at = edition.state_since
    edition.revisers = []
    edition.editor = next((person for person in edition.keepers() if _is_there(person, edition)), None)


def _is_there(person, edition) -> bool:
    """Whether a keeper can take the piece today: in office, not away, and not an author of it."""
    away = person.is_away(timezone.localdate())
    return not away and rights.is_member_not_author(edition, rights.standing_of(person))


def released(edition, request, before) -> None:
    edition.editor = None


def taken(edition, request, before) -> dict:
    held_by = edition.editor_id
    edition.editor = request.actor
    return {"from_editor": held_by}


def assigned(edition, request, before) -> dict:
    held_by = edition.editor_id
    edition.editor = request.person
    return {"from_editor": held_by, "to_editor": request.person.pk}


def returned(edition, request, before) -> None:
    _forget_approval(edition)


def approved(edition, request, before) -> None:
    edition.approver = request.actor
    edition.approved_fingerprint = edition.fingerprint()


def reopened(edition, request, before) -> None:
    _forget_approval(edition)
    edition.editor = request.actor
    edition.scheduled_by = edition.scheduled_for = None


def scheduled(edition, request, before) -> dict:
    edition.scheduled_by = request.actor
    edition.scheduled_for = request.time
    return {"scheduled_for": request.time.isoformat()}


def unscheduled(edition, request, before) -> None:
    edition.scheduled_by = edition.scheduled_for = None


def published(edition, request, before) -> dict:
    """Supersede what holds the live slot, then take it; a change nobody else saw awaits confirmation."""
    live = edition.live_edition()
    if live:
        _supersede(live, edition.state_since)
    _date_publication(edition, request.actor)
    alone = edition.approver_id == request.actor.pk and request.actor.pk in edition.revisers
    edition.awaits_confirmation = edition.awaits_confirmation or alone
    said = {"superseded": live.number if live else None, "awaits_confirmation": edition.awaits_confirmation}
    return said | _lent_right(edition, request.standing)


def published_small(edition, request, before) -> dict:
    """The publisher is the second pair of eyes: nobody else has approved."""
    approved(edition, request, before)
    return published(edition, request, before)


def published_urgently(edition, request, before) -> dict:
    """The urgent door: out at once, and in everybody's queue until another member confirms or hides it."""
    approved(edition, request, before)
    edition.awaits_confirmation = True
    return published(edition, request, before)


def confirmed(edition, request, before) -> None:
    edition.awaits_confirmation = False
    edition.confirmed_by = request.actor


def taken_down(edition, request, before) -> None:
    edition.awaits_confirmation = False
    edition.was_taken_down()


def withdrawn(edition, request, before) -> dict:
    """What the address answers from now on is part of the decision."""
    taken_down(edition, request, before)
    edition.withdrawal = request.withdrawal or Withdrawal.ERROR
    merged = edition.withdrawal == Withdrawal.MERGED
    edition.merged_into = request.target if merged else None
    return {"withdrawal": edition.withdrawal, "merged_into": edition.merged_into_id}


def closed(edition, request, before) -> dict:
    """What was kept, or led elsewhere, is gone now."""
    taken_down(edition, request, before)
    said = {"before": edition.withdrawal, "withdrawal": Withdrawal.ERROR}
    edition.withdrawal, edition.merged_into = Withdrawal.ERROR, None
    return said


def reviewed(edition, request, before) -> None:
    edition.reviewed_at = timezone.now()


def restored(edition, request, before) -> None:
    edition.went_live()


def _lent_right(edition, standing) -> dict:
    """Give by what office and paper whoever is not the chair publishes."""
    paper = standing.paper_for(edition.scope())
    if not paper:
        return {}
    office = Office.DEPUTY if Office.DEPUTY in standing.offices else Office.MEMBER
    return {"office": office.value, "paper": paper}


def _forget_approval(edition) -> None:
    edition.approver = None
    edition.approved_fingerprint = ""


def _supersede(live, at) -> None:
    live.state = State.SUPERSEDED
    live.state_since = at
    live.version += 1
    live.awaits_confirmation = False
    live.due_at = None
    live.save_desk()
    live.was_taken_down()


def _date_publication(edition, actor) -> None:
    document = edition.document
    if document.first_published_at is None:
        document.first_published_at = edition.state_since
        document.save(update_fields=["first_published_at"])
    edition.published_by = actor
    edition.published_at = edition.state_since
    edition.first_published_at = document.first_published_at


def what_happened(edition, clause: str) -> str:
    """Give the sentence for a person who came too late: who did what, when, and what stands now."""
    last = edition.document.log.filter(edition_number=edition.number, refused=False).first()
    state = f"Trạng thái hiện nay: «{edition.get_state_display()}»."
    changer = edition.changed_by
    if last and (changer is None or last.at >= edition.changed_at):
        who, when = last.actor or "Bộ hẹn giờ", last.at
    else:
        who, when = changer, edition.changed_at
    if who is None:
        return f"{clause[0].upper()}{clause[1:]}. {state}"
    moment = date_format(timezone.localtime(when), "H:i, d/m/Y")
    return f"{clause[0].upper()}{clause[1:]}: {who} đã cập nhật lúc {moment}. {state}"
