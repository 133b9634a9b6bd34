"""Who may do what. A right is an appointment or a delegation in force today, never a flag.

Each predicate takes an edition and the standing of a person, so one rule answers the button, the server's check
and the list.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from editorial.models.board import BOARD_OFFICES, Appointment, Delegation, Office
from editorial.models.state import State, Withdrawal
from editorial.models.user import User


@dataclass(frozen=True)
class Standing:
    """What a person is on a day: the offices, and the scopes for which the right to publish is lent."""

    person_id: int | None = None
    offices: frozenset[str] = frozenset()
    is_secretary: bool = False
    is_technical: bool = False
    lends_all: bool = False
    scopes: frozenset[str] = field(default_factory=frozenset)
    papers: tuple[tuple[tuple[str, ...], str], ...] = ()  # of each delegation: its scopes, the number of its paper

    @property
    def is_chair(self) -> bool:
        return Office.CHAIR in self.offices

    @property
    def is_board(self) -> bool:
        return bool(self.offices.intersection(BOARD_OFFICES))

    @property
    def may_write(self) -> bool:
        return self.is_board or Office.CONTRIBUTOR in self.offices

    @property
    def leads(self) -> bool:
        """Chair, deputy or secretary: who hands out the work."""
        return self.is_chair or Office.DEPUTY in self.offices or self.is_secretary

    def may_publish_in(self, scope: str) -> bool:
        return self.is_chair or self.lends_all or scope in self.scopes

    def paper_for(self, scope: str) -> str:
        """Give the number of the paper by which the right to publish there is lent; "" for the chair's own."""
        if self.is_chair:
            return ""
        return next((number for scopes, number in self.papers if not scopes or scope in scopes), "")


NOBODY = Standing()


def standing_of(person, on: date | None = None) -> Standing:
    """Give the standing of a person on a day (today when not given).

    Nobody's standing for anonymous, disabled and unappointed people. A technical administrator, superuser or not,
    holds nothing else. Two queries, remembered on the person for the day.
    """
    if not getattr(person, "pk", None) or not person.is_active:
        return NOBODY
    day = on or timezone.localdate()
    known = getattr(person, "_standing", None)
    if known and known[0] == day:
        return known[1]
    standing = _read_standing(person, day)
    person._standing = (day, standing)
    return standing


def _read_standing(person, day: date) -> Standing:
    rows = list(Appointment.objects.on(day).filter(person=person).order_by().values_list("office", "is_secretary"))
    offices = frozenset(office for office, _ in rows)
    if person.is_superuser or Office.TECHNICAL in offices:
        return Standing(person_id=person.pk, is_technical=True)
    lent = []
    if offices & {Office.DEPUTY, Office.MEMBER}:
        held = Delegation.objects.in_force(day).filter(holder=person).order_by("pk")
        lent = list(held.values_list("scopes", "decision__number"))
    return Standing(
        person_id=person.pk,
        offices=offices,
        is_secretary=any(secretary for _, secretary in rows),
        lends_all=any(not scopes for scopes, _ in lent),
        scopes=frozenset(scope for scopes, _ in lent for scope in scopes),
        papers=tuple((tuple(scopes), number) for scopes, number in lent),
    )


def people_holding(*offices: str, on: date | None = None, secretary: bool | None = None):
    """Give the active people who hold one of these offices on a day, by given name."""
    rows = Appointment.objects.on(on or timezone.localdate()).filter(office__in=offices)
    if secretary is not None:
        rows = rows.filter(is_secretary=secretary)
    return User.objects.filter(is_active=True, is_superuser=False, pk__in=rows.order_by().values("person"))


def technical_people(on: date | None = None):
    """Give the active technical administrators: appointed, or made on the command line."""
    rows = Appointment.objects.on(on or timezone.localdate()).filter(office=Office.TECHNICAL).order_by()
    return User.objects.filter(Q(is_superuser=True) | Q(pk__in=rows.values("person")), is_active=True)


def people_who_may_see(edition):
    """Give the active people who may see an edition at the desk today: the same as may_see, for a whole list."""
    authors = people_holding(Office.CONTRIBUTOR).filter(pk__in=edition.author_ids)
    return people_holding(*BOARD_OFFICES) | authors


def may_enter_desk(person) -> bool:
    """Whether this person may enter the admin: the board and technical administrators."""
    standing = standing_of(person)
    return standing.is_board or standing.is_technical


# -- predicates of the table of moves: (edition, standing) -> bool --------------------------------------


def anybody(edition, who: Standing) -> bool:
    """The clock's own moves need nobody's right."""
    return True


def may_see(edition, who: Standing) -> bool:
    """Whether this person may see the edition at the desk (EditionQuerySet.visible_to says it of a list)."""
    return who.is_board or is_author(edition, who)


def is_author(edition, who: Standing) -> bool:
    return who.may_write and who.person_id in edition.author_ids


def is_member(edition, who: Standing) -> bool:
    return who.is_board


def is_member_not_author(edition, who: Standing) -> bool:
    return who.is_board and who.person_id not in edition.author_ids


def may_publish(edition, who: Standing) -> bool:
    """The chair, or who holds a delegation in force for the piece's part of the site."""
    return who.is_board and who.may_publish_in(edition.scope())


def may_publish_not_author(edition, who: Standing) -> bool:
    return may_publish(edition, who) and who.person_id not in edition.author_ids


def may_lift(edition, who: Standing) -> bool:
    """Of work that is open: whoever may publish it and is not an author may let a block pass."""
    return edition.is_open and may_publish_not_author(edition, who)


def may_declare(edition, who: Standing) -> bool:
    """Of work that is open: its authors and the board may stand for a file that no machine could read."""
    return edition.is_open and (is_author(edition, who) or is_member(edition, who))


def may_publish_correction(edition, who: Standing) -> bool:
    """Of an edition that corrects an earlier one: who may publish, and did not write the correction."""
    return edition.number > 1 and may_publish_not_author(edition, who) and who.person_id not in edition.revisers


def is_editor(edition, who: Standing) -> bool:
    return who.is_board and who.person_id is not None and who.person_id == edition.editor_id


def is_editor_or_may_publish(edition, who: Standing) -> bool:
    return is_editor(edition, who) or may_publish(edition, who)


def is_approver_or_may_publish(edition, who: Standing) -> bool:
    approved = who.is_board and who.person_id == edition.approver_id
    return approved or may_publish(edition, who)


def is_author_or_secretary(edition, who: Standing) -> bool:
    return is_author(edition, who) or who.is_secretary


def hands_out_work(edition, who: Standing) -> bool:
    return who.leads


def may_mark_urgent(edition, who: Standing) -> bool:
    """Of work that is open: its author or the board puts it in the urgent lane."""
    return edition.is_open and (who.is_board or is_author(edition, who))


def may_open(edition, who: Standing) -> bool:
    return who.is_board or is_author(edition, who)


def may_take(edition, who: Standing) -> bool:
    """A member who is no author; in review, another one than the editor."""
    held = edition.state == State.IN_REVIEW and is_editor(edition, who)
    return is_member_not_author(edition, who) and not held


def may_confirm(edition, who: Standing) -> bool:
    """Of what awaits it: another member than whoever published, and not an author."""
    another = is_member_not_author(edition, who) and who.person_id != edition.published_by_id
    return another and edition.awaits_confirmation


def may_close(edition, who: Standing) -> bool:
    """What was withdrawn but can be read on, or leads elsewhere, any board member may take down for good."""
    return who.is_board and edition.withdrawal not in ("", Withdrawal.ERROR)


def may_review(edition, who: Standing) -> bool:
    """Of live content that is to be looked at again from time to time: any board member."""
    return who.is_board and edition.months_to_review() is not None


def may_edit(edition, who: Standing) -> bool:
    """Whether this person may change the text now (design.md, States)."""
    if edition.state in (State.DRAFT, State.RETURNED):
        return is_author(edition, who)
    return edition.state == State.IN_REVIEW and is_editor(edition, who)
