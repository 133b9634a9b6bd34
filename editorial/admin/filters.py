"""Filters of the lists of editions, each a bounded query however long the archive."""

from functools import reduce
from operator import or_

from django.contrib.admin import SimpleListFilter
from django.db.models import F, Q
from django.db.models.lookups import Exact

from editorial.models import State

# What no index serves is looked for among this many of the newest rows only.
WINDOW = 5000


def within_newest(queryset, column: str = "state_since"):
    """Give the same rows, but none beyond the newest WINDOW of them by this column; asks once where that is."""
    end = queryset.order_by(f"-{column}").values_list(column, flat=True)[WINDOW - 1 : WINDOW]
    return queryset.filter(*(Q((f"{column}__gte", last)) for last in end))


def is_one(column: str, pk: int) -> Q:
    """Give the condition that a foreign key is this one, for rows that are few already.

    No index can be used for it: SQLite would take all that ever was of this one rather than those few.
    """
    return Q(Exact(F(column) + 0, pk))


class StateFilter(SimpleListFilter):
    """One state; open work when none is chosen."""

    title = "trạng thái"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def choices(self, changelist):
        everything, *states = super().choices(changelist)
        yield {**everything, "display": "Đang xử lý"}
        yield from states

    def queryset(self, request, queryset):
        if self.value() in State.values:
            return queryset.in_state(self.value())
        return queryset.open()


class MineFilter(SimpleListFilter):
    """What this person wrote, or edits."""

    title = "của tôi"
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("author", "Tôi gửi"), ("editor", "Tôi biên tập")]

    def queryset(self, request, queryset):
        if self.value() == "author":
            authors = ("author", "opened_by", "submitted_by")
            return within_newest(queryset).filter(reduce(or_, (is_one(column, request.user.pk) for column in authors)))
        if self.value() == "editor":
            return within_newest(queryset).filter(is_one("editor", request.user.pk))
        return queryset
