"""Articles at the board's desk."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter

from editorial.admin.edition import EditionAdmin
from editorial.admin.filters import MineFilter, StateFilter, is_one, within_newest
from editorial.models import State
from editorial.sites import desk_site
from editorial.text import whole_number
from news.admin.children import AttachmentInline, PictureInline
from news.admin.reading import ReadBody
from news.editing import article_body_widget
from news.forms import ArticleForm
from news.models import Article, Category, Genre
from news.search import SearchBusy, find_documents
from news.writing import category_choices, topic_choices

MOST_FOUND = 200  # live pieces that the site's search adds to a list


class GenreFilter(SimpleListFilter):
    title = "thể loại"
    parameter_name = "genre"

    def lookups(self, request, model_admin):
        return Genre.choices

    def queryset(self, request, queryset):
        return within_newest(queryset).filter(genre=self.value()) if self.value() in Genre.values else queryset


class CategoryFilter(SimpleListFilter):
    """A category; one of the first level with all that stands under it."""

    title = "chuyên mục"
    parameter_name = "category"

    def lookups(self, request, model_admin):
        ordered = Category.objects.select_related("parent").order_by("parent__order", "parent", "order", "pk")
        top = [category for category in ordered if category.parent_id is None]
        below = {category.pk: [] for category in top}
        for category in ordered:
            if category.parent_id:
                below[category.parent_id].append((str(category.pk), f"– {category.name}"))
        return [choice for category in top for choice in ((str(category.pk), category.name), *below[category.pk])]

    def queryset(self, request, queryset):
        category = whole_number(self.value())
        if not category:
            return queryset
        return within_newest(queryset).filter(is_one("section", category) | is_one("category", category))


class ArticleDeskForm(ArticleForm):
    """The article's form at the desk: topics of late, categories under their sections."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "category" in self.fields:
            self.fields["category"].choices = category_choices()
        if "topic" in self.fields:
            self.fields["topic"].choices = topic_choices(self.instance.topic)


@admin.register(Article, site=desk_site)
class ArticleAdmin(ReadBody, EditionAdmin):
    group = "Tin bài"
    form = ArticleDeskForm
    has_editor = True
    inlines = (PictureInline, AttachmentInline)
    list_display = ("piece", "state_shown", "category", "author", "editor", "waiting")
    list_filter = (StateFilter, MineFilter, CategoryFilter, GenreFilter)
    list_select_related = ("author", "editor", "category")
    autocomplete_fields = ("video_poster",)
    fieldsets = (
        (None, {"fields": ("headline", "standfirst", "body")}),
        ("Xếp loại", {"fields": (("genre", "category"), ("event_date", "byline"), "topic", "tag_names")}),
        ("Nguồn", {"fields": ("origin", ("source_name", "source_url"))}),
        ("Video", {"classes": ("collapse",), "fields": ("video_url", "video_length", "video_poster", "video_summary")}),
        ("Đính chính", {"classes": ("collapse",), "fields": ("correction_note",)}),
    )
    read_fields = (
        "headline",
        "standfirst",
        "body_shown",
        "pictures_shown",
        "files_shown",
        "genre",
        "category",
        "event_date",
        "byline",
        "origin",
        "source_name",
        "source_url",
        "topic",
        "tags_shown",
        "video_url",
        "video_length",
        "video_summary",
        "correction_note",
    )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            kwargs["widget"] = article_body_widget()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else with_typed_for(fieldsets)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Keep the uploads of a save that failed: their rows point to what was taken in."""
        for rows in context["inline_admin_formsets"]:
            if rows.formset.is_bound:
                rows.formset.keep_taken(rows.opts.taken)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def find_by_words(self, queryset, term):
        """Among what is published ask the search of the site too: it knows every live piece and its text."""
        found = super().find_by_words(queryset, term).order_by("-state_since")
        newest = found.values_list("pk", flat=True)[: self.paginator.limit]
        live = queryset.filter(document__in=live_documents(term), state=State.PUBLISHED).order_by()
        # Fetched: a condition that is one subquery or another is tried on every row of the table.
        return Article.objects.filter(pk__in={*newest, *live.values_list("pk", flat=True)})


def live_documents(term: str) -> list[int]:
    """Give the documents that the search of the site finds; none when it has no time for the desk's question."""
    try:
        return find_documents(term, MOST_FOUND)
    except SearchBusy:
        return []


def with_typed_for(fieldsets):
    """Give the fieldsets of a new piece: they also ask for whom it is typed in."""
    first, *others = fieldsets
    return [(first[0], {**first[1], "fields": (*first[1]["fields"], "typed_for")}), *others]
