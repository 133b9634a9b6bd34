"""The list and the form of a kind of edition. States are moved at addresses of their own (editorial/views.py)."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.db.models import TextField
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from editorial import autosave_views, autosaving, editing, log, rights, versions
from editorial.admin import panel
from editorial.admin.base import DeskAdmin, DeskFields
from editorial.admin.filters import MineFilter, StateFilter, within_newest
from editorial.compare import readable, word_diff
from editorial.effects import what_happened
from editorial.forms import typed_changes
from editorial.middleware import relax_for_editor
from editorial.models import BOARD_OFFICES, Office
from editorial.queue import how_long
from editorial.text import vi_slug, whole_number
from editorial.workflow import MOVES

LONGEST_SEARCH = 200


class EditionList(ChangeList):
    """The list fetches no long texts."""

    def get_queryset(self, request, exclude_parameters=None):
        long_columns = [f.name for f in self.model._meta.concrete_fields if isinstance(f, TextField)]
        return super().get_queryset(request, exclude_parameters).defer(*long_columns)


class EditionAdmin(DeskAdmin):
    change_form_template = "editorial/edition_form.html"
    list_display: tuple[str, ...] = ("piece", "state_shown", "author", "editor", "waiting")
    list_filter: tuple[type, ...] = (StateFilter, MineFilter)
    list_select_related: tuple[str, ...] = ("author", "editor")
    search_fields = ("pk",)  # opens the search box; get_search_results says what is searched
    search_help_text = "Tìm theo số, hoặc theo chữ trong tiêu đề."
    ordering = ("-state_since",)

    has_editor = False  # whether the form holds the rich editor, which needs a policy of its own
    read_fields: tuple[str, ...] = ()  # what is shown to who may not edit now

    # -- rights -----------------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None) -> bool:
        standing = rights.standing_of(request.user)
        if obj is None:
            return standing.is_board
        return standing.is_board and rights.may_edit(obj, standing)

    def get_queryset(self, request):
        return self.model._default_manager.visible_to(rights.standing_of(request.user))

    # -- the list ---------------------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return EditionList

    def get_search_results(self, request, queryset, search_term):
        """Find by number in every state; by words of the title in the chosen list, in all when none is chosen."""
        term = search_term.strip()[:LONGEST_SEARCH]
        if not term:
            return queryset, False
        order = queryset.query.order_by
        if number := whole_number(term):
            found = self.get_queryset(request).filter(document=number).select_related(*self.list_select_related)
        else:
            rows = queryset if set(request.GET) - {"q", "p"} else self.get_queryset(request)
            found = self.find_by_words(rows, term).select_related(*self.list_select_related)
        return found.order_by(*order), False

    def find_by_words(self, queryset, term: str):
        """Give the newest whose title holds the words, compared as in an address: without marks."""
        return within_newest(queryset).filter(slug__contains=vi_slug(term, max_length=100))

    @admin.display(description="tin bài")
    def piece(self, edition):
        return edition.title_text() or f"Số {edition.document_id}"

    @admin.display(description="trạng thái")
    def state_shown(self, edition):
        mark = " · chờ hậu kiểm" if edition.awaits_confirmation else ""
        return f"{edition.get_state_display()}{mark}"

    @admin.display(description="thời gian")
    def waiting(self, edition):
        return how_long(edition.state_since)

    # -- the form ---------------------------------------------------------------------------------------

    def is_editable(self, request, obj) -> bool:
        """Whether the form is one: a new piece, or one whose text this person may change now."""
        return obj is None or self.has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        if self.is_editable(request, obj):
            return super().get_fieldsets(request, obj)
        filled = [name for name in self.read_fields if getattr(obj, name, "shown") not in ("", None)]
        return [(None, {"fields": filled})]

    def get_inline_instances(self, request, obj=None):
        return super().get_inline_instances(request, obj) if self.is_editable(request, obj) else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        if not change:
            kwargs["form"] = type("NewForm", (self.form,), {"typed_for": typed_for_field(request.user)})
        form = super().get_form(request, obj, change=change, **kwargs)
        form.actor = request.user
        kept = getattr(request, "brought_back", None)
        form.brought_back = autosave_views.said_of(kept) if kept else ""
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Never refuse a save without giving back what was typed: the right may have ended while typing."""
        if request.method == "POST" and object_id:
            edition = self.get_object(request, unquote(object_id))
            if edition is None:
                raise Http404
            if not self.has_change_permission(request, edition):
                return self.give_back(request, edition)
            if request.FILES:
                self.take_uploads(request, edition)
        elif request.method == "GET":
            self.bring_back(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def take_uploads(self, request, edition) -> None:
        """Check the rows of a form, which takes in their pictures and files: a while, so before anything is locked."""
        for rows, inline in self.get_formsets_with_inlines(request, edition):
            prefix = rows.get_default_prefix()
            rows(**self.get_formset_kwargs(request, edition, inline, prefix)).is_valid()

    def bring_back(self, request, object_id) -> None:
        """Open the form with an autosave, if its address asks for one.

        It is checked and shown as a form that was sent; a sentence of its own keeps it from being saved (forms.py).
        """
        kept = autosave_views.asked_for(request)
        edition = self.get_object(request, unquote(object_id)) if kept and object_id else None
        if kept and (edition or not object_id) and self.is_editable(request, edition):
            request._load_post_and_files()  # else reading the files, of which there are none, would empty POST again
            request.method, request.POST = "POST", autosave_views.as_sent(kept)
            request.brought_back = kept

    def give_back(self, request, edition):
        """Show what was typed to someone who may not save it (any more)."""
        stale = request.POST.get("version") != str(edition.version)
        context = {
            **self.admin_site.each_context(request),
            "title": "Chưa lưu được",
            "edition": edition,
            "sentence": what_happened(edition, "nội dung không còn sửa được"),
            "typed": list(self.typed_parts(request, edition)),
            "opts": self.opts,
        }
        return TemplateResponse(request, "editorial/give_back.html", context, status=409 if stale else 403)

    def typed_parts(self, request, edition):
        """Give what the person typed that is not what is saved: label, text, difference in words."""
        for name in edition.canonical_fields:
            typed, field = request.POST.get(name), self.model._meta.get_field(name)
            if typed and isinstance(typed, str) and field.get_internal_type() in ("CharField", "TextField"):
                saved = str(getattr(edition, name))
                if typed != saved and not field.choices:
                    pieces = readable(word_diff(saved, typed))
                    yield {"label": field.verbose_name, "text": typed, "pieces": pieces}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        context["clash"] = getattr(form, "clash", [])
        context["editable"] = self.is_editable(request, obj)
        if context["editable"]:
            context["autosave"] = self.autosave_of(request, obj)
            context["errors"] = context["errors"] and not form.has_error("__all__", "brought_back")
        if obj:
            context["panel"] = panel.describe(obj, request.user)
            context["title"] = self.opts.verbose_name.capitalize()
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if form.has_error("__all__", "conflict"):
            response.status_code = 409
        return relax_for_editor(response) if self.has_editor and context["editable"] else response

    def autosave_of(self, request, obj) -> autosave_views.FormAutosave:
        """Give what the form shows of autosave, with the differences of one that is offered."""
        autosave = autosave_views.of_form(request, self.model.kind, obj.pk if obj else None)
        if autosave.offered:
            saved, own = [self.model._default_manager.get(pk=obj.pk) if obj else self.model() for _ in range(2)]
            form = self.get_form(request, obj, change=bool(obj))(autosave_views.as_sent(autosave.offered), instance=own)
            autosave.changes = typed_changes(form, saved)
        return autosave

    # -- saving -----------------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        if change:
            obj.save()
            return
        author = form.cleaned_data.get("typed_for")
        editing.create_document(obj, actor=request.user, author=author, origin=log.origin_of(request))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.finish()

    def response_add(self, request, obj, post_url_continue=None):
        return self.after_save(request, obj)

    def response_change(self, request, obj):
        return self.after_save(request, obj)

    def after_save(self, request, obj):
        """Go to the page of the move that was asked for with the save, else back to the form.

        The move is a request of its own: this one's transaction has not ended yet.
        """
        wanted = MOVES.get(request.POST.get("_move", ""))
        autosaving.close(request.POST, request.user)
        messages.success(request, "Đã lưu.")
        if wanted and not wanted.by_clock:
            return redirect("move", obj.kind, obj.pk, wanted.name)
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk]))

    def history_view(self, request, object_id, extra_context=None):
        """Show everything that happened to the document, in place of Django's history."""
        edition = self.get_object(request, unquote(object_id))
        if edition is None or not self.has_view_permission(request, edition):
            raise Http404
        found = versions.versions_of(edition, rights.standing_of(request.user))
        context = {
            **self.admin_site.each_context(request),
            "title": "Nhật ký và bản lưu",
            "edition": edition,
            "opts": self.opts,
            **panel.history(edition),
            "versions": found,
            "before": versions.differing(found, found[0].key, edition.fingerprint()),
            "after": found[0].key,
        }
        return TemplateResponse(request, "editorial/history.html", context)


class ChildInline(DeskFields):
    """Rows of an edition (pictures, files): whoever may edit it may add, change and take them away."""

    extra = 0
    can_delete = True
    show_change_link = False

    def has_view_permission(self, request, obj=None) -> bool:
        return rights.standing_of(request.user).is_board

    def has_add_permission(self, request, obj) -> bool:
        return self._may_edit(request, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return self._may_edit(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return self._may_edit(request, obj)

    def get_formset(self, request, obj=None, **kwargs):
        kwargs["form"] = type("ChildForm", (self.form,), {"actor": request.user})
        return super().get_formset(request, obj, **kwargs)

    def _may_edit(self, request, obj) -> bool:
        standing = rights.standing_of(request.user)
        return standing.is_board and (obj is None or obj.pk is None or rights.may_edit(obj, standing))


def typed_for_field(actor) -> forms.ModelChoiceField:
    """Give the field that says for whom a piece is typed in (*nhập thay*)."""
    people = rights.people_holding(*BOARD_OFFICES, Office.CONTRIBUTOR).exclude(pk=actor.pk)
    return forms.ModelChoiceField(
        people,
        required=False,
        empty_label="Không",
        label="nhập thay cho",
        help_text="Để trống khi bài là của chính người nhập.",
    )
