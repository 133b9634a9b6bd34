"""A Word file in, a draft out: the page that takes the file."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join

from editorial import log
from editorial.models import User
from editorial.text import clean_text
from news import files
from news.layout import Row
from news.views import once
from news.views.doors import for_writers
from news.word.taking import WordDraft, read_draft, save_draft

LONGEST_NAME = 120
MADE = "Đã dựng bản nháp từ tệp Word. Xin đọc lại, thêm chuyên mục rồi gửi."


class WordForm(forms.Form):
    """One Word file; `draft` after is_valid() is what was read from it."""

    upload = forms.FileField(
        label="tệp Word (.docx)",
        help_text="Nặng không quá 20 MB. Tệp .doc đời cũ: mở bằng Word rồi lưu lại dạng .docx.",
        error_messages={"required": "Xin chọn một tệp.", "empty": files.EMPTY, "missing": "Xin chọn một tệp."},
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    draft: WordDraft

    def __init__(self, *args, actor: User):
        super().__init__(*args)
        self.actor = actor

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        try:
            self.draft = read_draft(upload.read(files.MAX_BYTES + 1), actor=self.actor)
        except ValidationError as error:
            raise ValidationError([f"{shorten(upload.name)}: {sentence}" for sentence in error.messages]) from error
        return upload


@for_writers
def from_word(request):
    """Take a Word file and go on in the draft that was made of it."""
    if request.method != "POST":
        return _show(request, WordForm(actor=request.user))
    form = WordForm(request.POST, request.FILES, actor=request.user)
    if not form.is_valid():
        return _show(request, form)
    name = shorten(form.cleaned_data["upload"].name)
    with transaction.atomic():
        made, is_same = once.find(request)
        if not is_same:
            origin = log.origin_of(request)
            made = save_draft(form.draft, actor=request.user, file_name=name, origin=origin).pk
            once.remember(request, made)
            _tell(request, form.draft)
    return redirect("contributor_piece", made)


def shorten(name: str) -> str:
    """Give the name of a file as it is shown: one line, composed letters, not without end."""
    name = clean_text(name, lines=False)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 12]}…{name[-11:]}"


def _tell(request, draft: WordDraft) -> None:
    messages.success(request, MADE)
    if draft.told:
        lines = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in draft.told))
        messages.warning(request, format_html("Về tệp vừa gửi: <ul>{}</ul>", lines))


def _show(request, form: WordForm):
    row = Row(form["upload"])
    context = {
        "row": row,
        "problems": [(row.field.auto_id, problem) for problem in row.problems],
        "form_key": once.new_key(),
    }
    return render(request, "contributor/word.html", context)
