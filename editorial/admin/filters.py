"""Filters of the lists of editions, each a bounded query however long the archive."""

from django.contrib.admin import SimpleListFilter

from editorial.models import State

# What no index serves is looked for among this many of the newest rows only.
WINDOW = 5000


def within_newest(queryset):
    """Give the same rows, but none beyond the newest WINDOW of them."""
    newest = queryset.order_by("-state_since")[:WINDOW].values("pk")
    return queryset.model._default_manager.filter(pk__in=newest)


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
            return queryset.filter(state=self.value())
        return queryset.open()


class MineFilter(SimpleListFilter):
    """What this person wrote, or edits."""

    title = "của tôi"
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("author", "Tôi gửi"), ("editor", "Tôi biên tập")]

    def queryset(self, request, queryset):
        if self.value() == "author":
            return within_newest(queryset).written_by(request.user)
        if self.value() == "editor":
            return within_newest(queryset).filter(editor=request.user)
        return queryset
