"""The form of a guide, made of its questions, and the draft made of its answers."""

from typing import Any, cast

from django import forms

from editorial.checks.style import MAX_HEADLINE, MAX_STANDFIRST_WORDS
from editorial.text import clean_text
from news import richtext
from news.guides import prose
from news.guides.questions import Guide, Kind, Question
from news.models import Article, Category
from news.models.addresses import WEB_ADDRESS
from news.models.article import Origin

UNANSWERED = "Xin trả lời câu này."
TOO_LONG = "Câu trả lời dài %(show_value)d ký tự; xin gọn trong %(limit_value)d ký tự."
LONGEST = {Kind.LINE: 250, Kind.ADDRESS: 500, Kind.TEXT: 5000, Kind.ITEMS: 8000, Kind.SPEECHES: 8000}
ROWS = {Kind.LINE: 1, Kind.TEXT: 3, Kind.ITEMS: 3, Kind.SPEECHES: 3}
MOST = 1_000_000


class GuideForm(forms.Form):
    """The questions of a guide; `answers` after is_valid() is what prose.py says them from."""

    def __init__(self, guide: Guide, data=None):
        super().__init__(data, prefix="hoi")
        self.guide = guide
        for name, question in guide.questions.items():
            self.fields[name] = _field(question)

    def clean(self):
        super().clean()
        first, last = self.cleaned_data.get("date"), self.cleaned_data.get("until")
        if first and last and last < first:
            self.add_error("until", "Ngày kết thúc đứng trước ngày bắt đầu.")

    @property
    def answers(self) -> dict[str, Any]:
        """The answers by name as prose.py takes them; "" for what was not answered."""
        found = {name: _answer(self.guide.questions[name], value) for name, value in self.cleaned_data.items()}
        day, part, until = (self.cleaned_data.get(name) for name in ("date", "part", "until"))
        return {**found, "when": prose.say_when(day, part or "", until)}


def _field(question: Question) -> forms.Field:
    kind = question.kind
    said: dict[str, Any] = {
        "label": question.label,
        "required": question.required,
        "help_text": _hint(question),
        "error_messages": {"required": UNANSWERED},
    }
    if kind is Kind.DATE:
        return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **said)
    if kind is Kind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=MOST, **said)
    if kind is Kind.CHOICE:
        return forms.ChoiceField(choices=question.choices, **said)
    rows = {"rows": ROWS[kind]} if kind in ROWS else {}
    widget = forms.Textarea(attrs=rows) if rows else forms.URLInput()
    validators = [WEB_ADDRESS] if kind is Kind.ADDRESS else []
    field = forms.CharField(max_length=LONGEST[kind], widget=widget, validators=validators, **said)
    field.widget.attrs.pop("maxlength", None)  # a browser cuts off what is longer without a word
    field.error_messages["max_length"] = TOO_LONG
    return field


def _hint(question: Question) -> str:
    return "\n".join(filter(None, [question.help, question.example and f"Ví dụ: {question.example}"]))


def _answer(question: Question, value) -> Any:
    if not value:
        return ""
    if question.kind in (Kind.ITEMS, Kind.SPEECHES):
        return prose.items(clean_text(value))
    if question.kind is Kind.DATE:
        return prose.say_date(value)
    if question.kind is Kind.NUMBER:
        return f"{value:,}".replace(",", ".")
    if question.kind is Kind.TEXT:
        return clean_text(value).strip()
    if question.kind is Kind.LINE:
        return prose.plain_answer(clean_text(value, lines=False))
    return value


def make_draft(form: GuideForm) -> dict[str, Any]:
    """Give the fields of the article's form that follow from the answers; the body as plain text.

    The category is a suggestion: the first of the guide's that this site has.
    """
    guide, answers = form.guide, form.answers
    source = answers.get("source", "")
    paragraphs = [prose.fill(pattern, answers) for pattern in guide.paragraphs]
    return {
        "headline": headline_of(guide, answers),
        "standfirst": standfirst_of(guide, answers),
        "body": "\n\n".join(filter(None, paragraphs)),
        "genre": guide.genre.value,
        "category": suggest_category(guide) or "",
        "event_date": form.cleaned_data.get("date") or "",
        "origin": (Origin.SUPPLIED if source else Origin.OWN).value,
        "source_name": source[: Article._meta.get_field("source_name").max_length],
        "source_url": answers.get("source_url", ""),
    }


def headline_of(guide: Guide, answers: dict) -> str:
    """Give the first headline that can be said within what an editor accepts, else the last that can be said."""
    most = cast(int, Article._meta.get_field("headline").max_length)
    said = [line.rstrip(".") for line in (prose.fill(pattern, answers) for pattern in guide.headlines) if line]
    fitting = [line for line in said if len(line) <= MAX_HEADLINE]
    return richtext.excerpt((fitting or said[-1:] or [""])[0], most)


def standfirst_of(guide: Guide, answers: dict) -> str:
    """Give the first standfirst that can be said within what an editor accepts, else the last that can be said."""
    most = cast(int, Article._meta.get_field("standfirst").max_length)
    said = [prose.sentence(line) for line in (prose.fill(pattern, answers) for pattern in guide.standfirsts) if line]
    fitting = [line for line in said if len(line.split()) <= MAX_STANDFIRST_WORDS]
    return richtext.excerpt((fitting or said[-1:] or [""])[0], most)


def suggest_category(guide: Guide) -> int | None:
    """Give the category that the guide names first among those of this site."""
    known = dict(Category.objects.filter(name__in=guide.categories).values_list("name", "pk"))
    return next((known[name] for name in guide.categories if name in known), None)
