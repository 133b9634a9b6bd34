"""How the contributor's form stands on the page: groups, hints, and each problem at its field."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from editorial.gates import Finding
from editorial.text import whole_number
from news.models import Picture, StoredFile
from news.pictures import WIDTHS
from news.writing import PieceForms

# (title, names of fields, whether it stands folded up until it holds something)
GROUPS = (
    ("Nội dung", ("headline", "standfirst", "body"), False),
    ("Xếp loại", ("genre", "category", "event_date", "byline"), False),
    ("Nguồn gốc", ("origin", "source_name", "source_url"), True),
    ("Dòng sự kiện, thẻ", ("topic", "tag_names"), True),
    ("Video", ("video_url", "video_length", "poster_upload", "video_summary"), True),
)
THUMB_WIDTH = WIDTHS[0]


@dataclass
class Row:
    """One field with what is wrong with it; its control names its hint and its problems to a screen reader."""

    field: BoundField
    findings: list[str] = dataclasses.field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        return [*self.field.errors, *self.findings]

    @property
    def control(self) -> str:
        described = [f"{self.field.auto_id}_helptext"] if self.field.help_text else []
        attrs: dict[str, str | bool] = {}
        if self.problems:
            described.append(f"{self.field.auto_id}_error")
            attrs["aria-invalid"] = "true"
        if described:
            attrs["aria-describedby"] = " ".join(described)
        return self.field.as_widget(attrs=attrs)


@dataclass
class Group:
    title: str
    rows: list[Row]
    folds: bool

    @property
    def is_open(self) -> bool:
        """Whether it is shown unfolded: something in it is wrong, or filled in otherwise than it was given."""
        defaults = {"origin": "own"}
        return any(
            row.problems or str(row.field.value() or "") not in ("", defaults.get(row.field.name, ""))
            for row in self.rows
        )


@dataclass
class Line:
    """One picture or file with its fields."""

    form: Any
    rows: list[Row]
    picture: Picture | None = None
    file: StoredFile | None = None

    @property
    def thumb(self) -> str:
        return self.picture.address(THUMB_WIDTH) if self.picture else ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it yet: a row for choosing a file without any script."""
        return not (self.picture or self.file or self.form.errors)

    @property
    def hidden(self) -> list[BoundField]:
        return self.form.hidden_fields()


class Layout:
    """A piece's forms as the template walks through them."""

    def __init__(self, forms: PieceForms, findings: Sequence[Finding] = ()):
        self.forms = forms
        self.said: dict[str, list[str]] = {}
        for finding in findings:
            at_field = finding.field not in ("", "files")
            self.said.setdefault(finding.field, []).append(finding.said if at_field else finding.said_with_place)
        form = forms.form
        self.groups = [
            Group(title, [Row(form[name], self.said.get(name, [])) for name in names], folds)
            for title, names, folds in GROUPS
        ]
        self.hidden = form.hidden_fields()
        poster = form["video_poster"].value()
        self.poster = self._known_pictures([poster]).get(str(poster))
        self.pictures = self._picture_lines()
        self.files = [self._file_line(row) for row in forms.files.forms]

    @property
    def poster_thumb(self) -> str:
        return self.poster.address(THUMB_WIDTH) if self.poster else ""

    @property
    def picture_problems(self) -> list[str]:
        return [*self.said.get("pictures", []), *self.forms.pictures.non_form_errors()]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Give all that is wrong as (place on the page, sentence), in the order of the page."""
        general = [] if self.forms.form.is_stale else self.forms.form.non_field_errors()
        found = [("", str(sentence)) for sentence in general]
        found += [("", sentence) for sentence in self.said.get("", [])]
        rows = [row for group in self.groups for row in group.rows]
        return found + _of_rows(rows) + self.row_problems

    @property
    def row_problems(self) -> list[tuple[str, str]]:
        """Give what is wrong with the pictures and the files, as in problems."""
        of_pictures = _of_lines(self.pictures, "Ảnh")
        # The gates say once for all pictures what each picture says for itself.
        found = of_pictures or [("anh", sentence) for sentence in self.picture_problems]
        found += [("tep", sentence) for sentence in self.said.get("files", [])]
        return found + _of_lines(self.files, "Tệp")

    @property
    def new_picture(self) -> Line:
        """The empty line that a script copies for each picture it has sent."""
        empty = self.forms.pictures.empty_form
        return Line(empty, _picture_rows(empty, {}, has_picture=True))

    def _picture_lines(self) -> list[Line]:
        forms = self.forms.pictures.forms
        known = self._known_pictures([form["picture"].value() for form in forms])
        lines = []
        for form in forms:
            picture = known.get(str(form["picture"].value() or ""))
            rows = _picture_rows(form, self._missing(form, picture), has_picture=bool(picture))
            lines.append(Line(form, rows, picture))
        return lines

    def _missing(self, form, picture) -> dict:
        """Say at each picture which of its words the gates miss; they say it once for all."""
        if not picture or "pictures" not in self.said:
            return {}
        missing = {"caption": "Ảnh này chưa có chú thích.", "alt": "Ảnh này chưa có mô tả."}
        return {name: [sentence] for name, sentence in missing.items() if not form[name].value()}

    def _known_pictures(self, keys) -> dict[str, Picture]:
        """Give by id the pictures that this person's form may show: those of the piece, and own uploads."""
        wanted = [number for key in keys if (number := whole_number(key))]
        if not wanted:
            return {}
        article, actor = self.forms.article, self.forms.actor
        of_piece = set(article.picture_uses().values_list("picture", flat=True)) if article.pk else set()
        of_piece.add(article.video_poster_id)
        found = Picture.objects.filter(pk__in=wanted)
        return {str(p.pk): p for p in found if p.pk in of_piece or p.uploaded_by_id == actor.pk}

    def _file_line(self, form) -> Line:
        file = form.cleaned_data.get("file") if form.is_bound and hasattr(form, "cleaned_data") else None
        file = file or (form.instance.file if form.instance.file_id else None)
        names = ["title", "DELETE"] if file else ["upload", "title"]
        return Line(form, [Row(form[name]) for name in names], file=file)


def _picture_rows(form, missing: dict, *, has_picture: bool) -> list[Row]:
    names = ["caption", "photographer", "alt", "role", "order"]
    rows = [Row(form[name], missing.get(name, [])) for name in names]
    return [*rows, Row(form["DELETE"])] if has_picture else [Row(form["upload"]), *rows]


def _of_rows(rows: list[Row], place: str = "") -> list[tuple[str, str]]:
    def label(row):
        return f"{place}, {row.field.label}" if place else f"{row.field.label[0].upper()}{row.field.label[1:]}"

    return [(row.field.auto_id, f"{label(row)}: {sentence}") for row in rows for sentence in row.problems]


def _of_lines(lines: list[Line], name: str) -> list[tuple[str, str]]:
    return [said for number, line in enumerate(lines, start=1) for said in _of_rows(line.rows, f"{name} {number}")]
