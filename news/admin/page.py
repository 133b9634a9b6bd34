"""Pages at the board's desk."""

from django.contrib import admin

from editorial.admin.edition import EditionAdmin
from editorial.forms import EditionForm
from editorial.sites import desk_site
from news import richtext
from news.admin.article import with_typed_for
from news.admin.reading import ReadBody
from news.editing import article_body_widget
from news.models import Page


class PageForm(EditionForm):
    class Meta:
        model = Page
        fields = ["title", "summary", "body"]

    def clean_body(self):
        return richtext.clean_html(self.cleaned_data["body"])


@admin.register(Page, site=desk_site)
class PageAdmin(ReadBody, EditionAdmin):
    group = "Trang"
    form = PageForm
    has_editor = True
    fieldsets = ((None, {"fields": ("title", "summary", "body")}),)
    read_fields = ("title", "summary", "body_shown")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            kwargs["widget"] = article_body_widget()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else with_typed_for(fieldsets)
