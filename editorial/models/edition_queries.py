"""Which editions: what citizens may read, what is worked on, what a person may see."""

from django.db import models
from django.db.models import F, Func, Q

from editorial.models.state import CLOSED, OPEN, State, Withdrawal


def _among(states) -> Func:
    """Give the condition that the state is one of these, written out instead of sent as parameters.

    SQLite takes the index of some states only for a condition in the very words of that index.
    """
    listed = ", ".join(f"'{state.value}'" for state in states)
    return Func(F("state"), template=f"%(expressions)s IN ({listed})", output_field=models.BooleanField())


class EditionQuerySet(models.QuerySet):
    def live(self):
        """Give what citizens may read: the one definition of "public"."""
        return self.filter(state=State.PUBLISHED)

    def readable(self):
        """Give what citizens may read at its own address: what is public, and what was withdrawn but kept."""
        return self.filter(Q(state=State.PUBLISHED) | Q(state=State.WITHDRAWN, withdrawal=Withdrawal.KEPT))

    def merged_into(self, numbers):
        """Give what was withdrawn and merged into one of these documents."""
        return self.filter(withdrawal=Withdrawal.MERGED, merged_into__in=numbers)

    def open(self):
        """Give what is still being worked on."""
        return self.filter(_among(OPEN))

    def in_state(self, state):
        """Give what is in one state."""
        groups = [_among(group) for group in (OPEN, CLOSED) if state in group]
        return self.filter(*groups, state=state)

    def without_texts(self):
        """Fetch no long texts: what lines of a list need."""
        return self.defer(
            *(field.name for field in self.model._meta.concrete_fields if isinstance(field, models.TextField))
        )

    def open_work_of(self, person) -> list[int]:
        """Give the ids of open editions of which this person is an author; open work is hundreds.

        Compared here: a database may rather go through all that the person ever wrote.
        """
        open_work = self.open().values_list("pk", "author", "opened_by", "submitted_by")
        return [pk for pk, *authors in open_work if person.pk in authors]

    def written_by(self, person):
        """Give the editions of which this person is an author (design.md: four eyes)."""
        return self.filter(Q(author=person) | Q(opened_by=person) | Q(submitted_by=person))

    def visible_to(self, standing):
        """Give the editions that a person of this standing may see at the desk: the board all, others theirs."""
        if standing.is_board:
            return self.all()
        if standing.may_write:
            return self.written_by(standing.person_id)
        return self.none()
