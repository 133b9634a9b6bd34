"""The form by which the content of an edition is saved: it knows the version the person saw."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.formats import date_format

from editorial import refusing
from editorial.checks.passages import find_leaks
from editorial.compare import readable, word_diff
from editorial.editing import begin_edit
from editorial.refusals import Refusal


class EditionForm(forms.ModelForm):
    """Save content only from the version the person saw; a stale form keeps what was typed and shows both.

    Needs `actor` on the class or the instance before it is validated, and a transaction around validation and
    save. After the pictures and files are saved too, the caller calls finish().
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    actor: Any = None
    edit: Any = None
    is_only_read = False  # compared with what is saved (typed_changes): nothing is locked
    brought_back = ""  # the sentence over what an autosave brings back: shown, and saved with the next press of «Lưu»
    clash: list[dict] = []  # after a conflict: [{"label", "pieces": [(equal|delete|insert, text)]}]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version if self.instance.pk else None

    def clean(self):
        cleaned = super().clean()
        if self.is_only_read:
            return cleaned
        if self.instance.pk:
            try:
                self.edit = begin_edit(self.instance, actor=self.actor, version=cleaned.get("version") or 0)
            except Refusal as refusal:
                refusing.note(refusal)
                self._show_clash()
                raise ValidationError(refusal.sentence, code="conflict") from refusal
        if self.brought_back:
            raise ValidationError(self.brought_back, code="brought_back")
        return cleaned

    def finish(self) -> list[str]:
        """Count the save; give the names of the parts that changed."""
        return self.edit.finish() if self.edit else []

    def _show_clash(self) -> None:
        """Put side by side what is saved now and what was typed; a second save is made knowing both."""
        saved = type(self.instance)._default_manager.get(pk=self.instance.pk)
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("version")] = str(saved.version)
        self.data = data
        self.clash = self.changes_from(saved)

    def changes_from(self, saved) -> list[dict]:
        """Give how what was typed differs from what is saved, field by field, in words; after validation."""
        changes = []
        for name in self.instance.canonical_fields:
            if name not in self.fields:
                continue
            field = saved._meta.get_field(name)
            typed = self.cleaned_data.get(name, self.data.get(self.add_prefix(name), ""))
            one, other = in_words(field, getattr(saved, name)), in_words(field, typed)
            if one != other:
                changes.append({"label": self.fields[name].label, "pieces": readable(word_diff(one, other))})
        return changes


def in_words(field, value) -> str:
    """Give the value of a field as people say it."""
    if value in (None, ""):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if hasattr(value, "isoformat"):
        return date_format(value, "DATETIME_FORMAT" if hasattr(value, "hour") else "DATE_FORMAT")
    return str(value)


def typed_changes(form: EditionForm, saved) -> list[dict]:
    """Give how the fields of an unsaved form differ from an edition, without locking or saving anything.

    `form` is bound, over an instance of its own, which the comparison spoils.
    """
    form.is_only_read = True
    form.full_clean()
    return form.changes_from(saved)


class LeakCheckedForm(forms.ModelForm):
    """What stands on pages without an edition, names and captions, passes the checks against leaks at its save.

    Warnings say nothing here; a block has no lift: such words are no name of anything.
    """

    def clean(self):
        cleaned = super().clean()
        for name, value in list(self.cleaned_data.items()):
            blocks = [mark for mark in find_leaks(value) if mark.blocks] if isinstance(value, str) else []
            if blocks:
                self.add_error(name, ValidationError([f"{mark.sentence} «{mark.excerpt}»" for mark in blocks]))
        return cleaned
