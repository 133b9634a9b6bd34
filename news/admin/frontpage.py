"""What the board arranges on every page: menu, links, the order of the home page, the imprint."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import reverse

from editorial.admin.base import LoggedAdmin, RemovableAdmin
from editorial.forms import LeakCheckedForm
from editorial.models import Document
from editorial.sites import desk_site
from news.admin.category import TREE
from news.models import Article, FrontPageItem, Imprint, MenuItem, Page, SisterLink
from news.writing import category_choices

OFFERED = 60  # the newest live pieces to choose a front-page item from


class MenuItemForm(LeakCheckedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = MenuItem.objects.filter(parent=None).exclude(pk=self.instance.pk)
        self.fields["category"].choices = category_choices()
        pages = Page.objects.live().order_by("title").values_list("document", "title")
        self.fields["document"].label = "trang"
        self.fields["document"].choices = [("", "Không"), *pages]


@admin.register(MenuItem, site=desk_site)
class MenuItemAdmin(RemovableAdmin):
    tells_board = True
    group = "Trang chủ"
    form = MenuItemForm
    list_display = ("label", "parent", "order", "leads_to")
    list_select_related = ("parent", "category")
    ordering = TREE
    fields = ("label", "parent", "order", "category", "document", "address")

    @admin.display(description="dẫn đến")
    def leads_to(self, item):
        if item.category:
            return f"chuyên mục {item.category}"
        return f"trang số {item.document_id}" if item.document_id else item.address


@admin.register(SisterLink, site=desk_site)
class SisterLinkAdmin(RemovableAdmin):
    group = "Trang chủ"
    list_display = ("name", "address", "order")
    fields = ("name", "address", "order")


class FrontPageForm(forms.ModelForm):
    number = forms.IntegerField(
        label="hoặc số của tin bài", required=False, min_value=1, help_text="Cho tin bài cũ không có trong danh sách."
    )

    class Meta:
        model = FrontPageItem
        fields = ["document", "order"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pieces = list(Article.objects.live().newest()[:OFFERED].values_list("document", "headline"))
        chosen = self.instance.document_id
        if chosen and chosen not in dict(pieces):
            pieces += Article.objects.live().filter(document=chosen).values_list("document", "headline")
        self.fields["document"].required = False
        self.fields["document"].label = "tin bài"
        self.fields["document"].choices = [("", "Chọn trong những tin mới nhất"), *pieces]

    def clean(self):
        cleaned = super().clean()
        number = cleaned.get("number")
        if number:
            cleaned["document"] = Document.objects.filter(pk=number).first()
        if not cleaned.get("document"):
            raise ValidationError("Xin chọn một tin bài, hoặc ghi số của tin bài đang đăng.")
        if not Article.objects.live().filter(document=cleaned["document"]).exists():
            raise ValidationError("Chỉ chọn được tin bài đang đăng.")
        return cleaned


@admin.register(FrontPageItem, site=desk_site)
class FrontPageAdmin(RemovableAdmin):
    group = "Trang chủ"
    form = FrontPageForm
    list_display = ("order", "headline")
    list_display_links = ("headline",)
    fields = ("document", "number", "order")

    def get_queryset(self, request):
        live = Article.objects.live().only("document", "headline")
        return super().get_queryset(request).prefetch_related(Prefetch("document__articles", live, "live"))

    @admin.display(description="tin bài")
    def headline(self, item):
        live = item.document.live
        return live[0].headline if live else f"Số {item.document_id} (không còn đăng)"


@admin.register(Imprint, site=desk_site)
class ImprintAdmin(LoggedAdmin):
    tells_board = True
    """One row: the list goes straight to its form."""

    group = "Trang chủ"
    fields = (
        "site_name",
        "governing_body",
        "responsible_person",
        "address",
        "telephone",
        "email",
        "licence",
        "reuse",
    )

    def has_add_permission(self, request) -> bool:
        return False

    def get_object(self, request, object_id, from_field=None):
        return Imprint.load() if object_id == "1" else None

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:news_imprint_change", args=[1]))
