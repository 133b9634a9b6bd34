"""Writing by a guide: choose what it is about, answer the questions, go on in the draft made of the answers."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from editorial import autosave_views, autosaving, log
from editorial.gates import Finding
from editorial.models import Autosave
from news.guides import GUIDES
from news.guides.form import GuideForm, make_draft
from news.guides.questions import Guide
from news.layout import Layout, Row
from news.models import Article
from news.views import once
from news.views.doors import for_writers
from news.writing import PieceForms

MADE = "Đã dựng bản nháp từ câu trả lời. Xin đọc lại, sửa cho đúng, thêm ảnh rồi gửi."
TOO_FEW = "Phóng sự ảnh cần ít nhất hai ảnh: ảnh đầu làm ảnh đại diện, các ảnh sau kể chuyện."
NO_ROWS = {f"{rows}-{count}_FORMS": "0" for rows in ("pictures", "files") for count in ("TOTAL", "INITIAL")}


@require_safe
@for_writers
def choose(request):
    """Offer the ways to begin a piece: a guide for each genre, free writing, a Word file."""
    return render(request, "contributor/choose.html", {"guides": GUIDES.values()})


@for_writers
def answer(request, key: str):
    """Ask the questions of a guide; make a draft of the answers."""
    guide = GUIDES.get(key)
    if not guide:
        raise Http404
    if kept := autosave_views.asked_for(request):
        return _bring_back(request, guide, kept)
    if request.method != "POST":
        return _show(request, GuideForm(guide), PieceForms(Article(), actor=request.user, is_rich=False))
    form = GuideForm(guide, request.POST)
    draft = make_draft(form) if form.is_valid() else {}
    forms = _piece_forms(request, guide, draft)
    forms.take_uploads()
    findings = [Finding(TOO_FEW, "pictures")] if guide.wants_pictures and _count_pictures(forms) < 2 else []
    made = _make_once(request, forms, may_save=bool(draft) and not findings)
    if made:
        messages.success(request, MADE)
        return redirect("contributor_piece", made)
    return _show(request, form, forms, findings)


def _make_once(request, forms: PieceForms, *, may_save: bool) -> int | None:
    """Save the draft and give its number; the one made before when this very form was sent twice."""
    with transaction.atomic():
        known, is_same = once.find(request)
        if is_same:
            return known
        if not may_save:
            forms.keep_uploads()
        elif forms.save(origin=log.origin_of(request)):
            once.remember(request, forms.article.pk)
            autosaving.close(request.POST, request.user)
            return forms.article.pk
    return None


def _bring_back(request, guide: Guide, kept: Autosave):
    """Show the questions with the answers of an autosave, and its pictures; nothing is made of them yet."""
    data = autosave_views.as_sent(kept)
    rows = QueryDict(mutable=True)
    rows.update(NO_ROWS)
    rows.update({name: value for name, value in data.items() if name.startswith("pictures-")})
    forms = PieceForms(Article(), actor=request.user, is_rich=False, data=rows)
    forms.take_uploads()
    return _show(request, GuideForm(guide, data), forms)


def _piece_forms(request, guide: Guide, draft: dict[str, Any]) -> PieceForms:
    """Give the article's form filled in with the draft, and with the pictures that were sent with the answers."""
    data = QueryDict(mutable=True)
    data.update(NO_ROWS)
    if guide.wants_pictures:
        data.update({name: value for name, value in request.POST.items() if name.startswith("pictures-")})
        _name_photographer(data, request.FILES, request.POST.get("hoi-photographer", ""))
    data.update({"byline": request.user.full_name, **draft})
    return PieceForms(Article(), actor=request.user, is_rich=False, data=data, files=request.FILES)


def _name_photographer(data: QueryDict, files, name: str) -> None:
    """Write who took the pictures to each that says nothing of it."""
    for key in [key for key in data if key.endswith("-photographer") and not data[key]]:
        row = key.removesuffix("-photographer")
        if data.get(f"{row}-picture") or f"{row}-upload" in files:
            data[key] = name[:120]


def _count_pictures(forms: PieceForms) -> int:
    rows = [getattr(row, "cleaned_data", {}) for row in forms.pictures.forms]
    return sum(bool(row.get("picture") and not row.get("DELETE")) for row in rows)


def _show(request, form: GuideForm, forms: PieceForms, findings=()):
    sections = [
        (title, [Row(form[question.name]) for question in questions]) for title, questions in form.guide.sections
    ]
    layout = Layout(forms, findings)
    autosave = autosave_views.of_form(request, "article")
    if autosave.offered:
        autosave.changes = _answers_of(form.guide, autosave.offered)
    wrong = [row for _, rows in sections for row in rows if row.problems]
    problems: list[tuple[str, str]] = [
        (row.field.auto_id, f"{row.field.label} {problem}") for row in wrong for problem in row.problems
    ]
    problems += layout.row_problems
    context = {
        "guide": form.guide,
        "sections": sections,
        "layout": layout,
        "problems": problems,
        "form_key": once.new_key(),
        "is_bound": form.is_bound,
        "autosave": autosave,
    }
    return render(request, "contributor/guide.html", context)


def _answers_of(guide: Guide, kept: Autosave) -> list[dict]:
    """Give the answers that an autosave holds, each under its question."""
    form = GuideForm(guide)
    answers = [
        (field.label, "; ".join(kept.fields.get(form.add_prefix(name), []))) for name, field in form.fields.items()
    ]
    return [{"label": label, "pieces": [("insert", answer)]} for label, answer in answers if answer]
