"""The one place that names the rich editor; a swap touches this file and the policy of its two forms."""

from math import inf

from ckeditor.widgets import CKEditorWidget
from django import forms

from news import richtext


class BodyWidget(CKEditorWidget):
    """The editor with what sends its pictures to the project's own upload, token included."""

    @property
    def media(self):
        # One list: merged Media objects may be reordered to before the editor's own script.
        return forms.Media(
            js=[*super().media._js, "js/editor-upload.js", "js/ckeditor-vi.js"], css={"all": ["css/editor.css"]}
        )

    def format_value(self, value):
        """Give the editor clean HTML only, also of what was refused or kept by itself, however long."""
        return richtext.clean_html(value or "", limit=inf)


def article_body_widget() -> forms.Widget:
    """Give the widget for a body of HTML."""
    return BodyWidget()
