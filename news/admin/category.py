"""Categories, topics and tags: arranged by the board without an edition, and logged."""

from django.contrib import admin
from django.db.models import F
from django.db.models.functions import Coalesce

from editorial import rights
from editorial.admin.base import LoggedAdmin
from editorial.forms import LeakCheckedForm
from editorial.models import BOARD_OFFICES
from editorial.sites import desk_site
from news.models import Category, Tag, Topic

# Each first-level row with those under it, in the board's order.
TREE = (
    Coalesce("parent__order", "order"),
    Coalesce("parent_id", "pk"),
    F("parent_id").asc(nulls_first=True),
    "order",
    "pk",
)


class CategoryForm(LeakCheckedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Category.objects.top().exclude(pk=self.instance.pk)
        for name in ("keeper", "stand_in"):
            self.fields[name].queryset = rights.people_holding(*BOARD_OFFICES)


@admin.register(Category, site=desk_site)
class CategoryAdmin(LoggedAdmin):
    group = "Chuyên mục"
    form = CategoryForm
    ordering = TREE
    list_display = ("name_shown", "parent", "order", "keeper", "stand_in", "on_home")
    list_select_related = ("parent", "keeper", "stand_in")
    fields = ("name", "parent", "order", "description", "on_home", "keeper", "stand_in", "review_after_months")

    @admin.display(description="tên")
    def name_shown(self, category):
        return f"– {category.name}" if category.parent_id else category.name


class NamedAdmin(LoggedAdmin):
    """A name with an address made from it."""

    group = "Chuyên mục"
    search_fields = ("name",)


@admin.register(Topic, site=desk_site)
class TopicAdmin(NamedAdmin):
    list_display = ("name", "description", "created_at")
    fields = ("name", "description")


@admin.register(Tag, site=desk_site)
class TagAdmin(NamedAdmin):
    list_display = ("name",)
    fields = ("name",)
