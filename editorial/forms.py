"""The form by which the content of an edition is saved: it knows the version the person saw."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

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
    clash: list[dict] = []  # after a conflict: [{"label", "pieces": [(equal|delete|insert, text)]}]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version if self.instance.pk else None

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            try:
                self.edit = begin_edit(self.instance, actor=self.actor, version=cleaned.get("version") or 0)
            except Refusal as refusal:
                self._show_clash()
                raise ValidationError(refusal.sentence, code="conflict") from refusal
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
        self.clash = []
        for name in self.instance.canonical_fields:
            typed = self.cleaned_data.get(name)
            if name in self.fields and isinstance(typed, str) and typed != getattr(saved, name):
                pieces = readable(word_diff(getattr(saved, name), typed))
                self.clash.append({"label": self.fields[name].label, "pieces": pieces})
