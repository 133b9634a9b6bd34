"""The contributors' pages: my pieces, writing one, and reading how it fares."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from editorial import autosave_views, autosaving, gates, log, notes, rights, workflow
from editorial.forms import typed_changes
from editorial.holding import holder_words
from editorial.middleware import relax_for_editor
from editorial.models import Autosave, State
from editorial.models.state import LIVE_SLOT
from editorial.notices import unread_of
from editorial.refusals import Blocked, Refusal
from editorial.text import whole_number
from news import pieces as reading
from news import richtext
from news.layout import Layout
from news.models import Article, Event
from news.views import once
from news.views.article import article_context
from news.views.doors import for_writers
from news.writing import ContributorForm, PieceForms

PER_PAGE = 20
NOTICES = 5
FINDINGS = 5  # told at a time
RICH, PLAIN = "day-du", "don-gian"
OWN_MOVES = ("recall", "discard")


@require_safe
@for_writers
def pieces(request):
    """List my pieces with their state, who holds them, for how long, and why they came back."""
    chosen = request.GET.get("loc", "")
    chosen = chosen if chosen in reading.FILTERS else ""
    page = Paginator(reading.pieces_of(request.user, chosen), PER_PAGE).get_page(request.GET.get("trang"))
    rows: list[Any] = reading.shown(list(page.object_list))
    reading.add_reasons(rows)
    for row in rows:
        row.holder = holder_words(row, request.user)
    unread = unread_of(request.user).select_related("document")[:NOTICES]
    filters = [(key, label, key == chosen) for key, (label, _) in reading.FILTERS.items()]
    waiting = notes.waiting_for(request.user)
    context = {"page": page, "waiting": waiting, "rows": rows, "filters": filters, "chosen": chosen, "notices": unread}
    context["most"] = reading.MOST_LISTED
    return render(request, "contributor/pieces.html", context)


@for_writers
def new(request):
    """Write a new piece."""
    if request.method == "POST":
        return _save(request, Article())
    if kept := autosave_views.asked_for(request):
        return _bring_back(request, Article(), kept)
    forms = PieceForms(
        Article(),
        actor=request.user,
        is_rich=_wants_rich(request),
        initial={"byline": request.user.full_name, **_of_event(request.GET.get("su-kien", ""))},
    )
    return _show_form(request, forms)


def _of_event(number: str) -> dict:
    """Give what the calendar knows of the event that a new piece is to report; nothing for no event."""
    event = Event.objects.filter(pk=whole_number(number)).first()
    return {"event_date": event.starts_on, "headline": event.title} if event else {}


@for_writers
def piece(request, pk: int):
    """Show one of my pieces: its form while I may change it, else how it stands."""
    mine = Article.objects.written_by(request.user).select_related("document", "editor", "author", "category")
    article = get_object_or_404(mine, pk=pk)
    if request.method == "POST":
        return _save(request, article)
    if not rights.may_edit(article, rights.standing_of(request.user)):
        return _show_reading(request, article)
    if kept := autosave_views.asked_for(request):
        return _bring_back(request, article, kept)
    forms = PieceForms(article, actor=request.user, is_rich=_wants_rich(request) or not richtext.is_plain(article.body))
    findings = gates.examine(article, "submit") if "thieu" in request.GET else gates.while_writing(article)
    return _show_form(request, forms, findings)


def _save(request, article: Article):
    forms = _bind(request, article)
    forms.take_uploads()
    with transaction.atomic():
        known, is_same = once.find(request)
        if known and not article.pk and not is_same:
            forms = _bind(request, Article.objects.written_by(request.user).get(pk=known))
            forms.take_uploads()
        if not is_same and forms.save(origin=log.origin_of(request)):
            known, is_same = forms.article.pk, True
            once.remember(request, known)
            autosaving.close(request.POST, request.user)
    if not is_same:
        return _show_form(request, forms, status=409 if forms.form.is_stale else 200)
    saved = get_object_or_404(Article.objects.written_by(request.user), pk=known)
    return _go_on(request, saved, forms.form.lost_pictures)


def _bring_back(request, article: Article, kept: Autosave):
    """Show the form with what an autosave holds; nothing of it is saved yet."""
    data = autosave_views.as_sent(kept)
    forms = PieceForms(article, actor=request.user, is_rich=data.get("che-do") == RICH, data=data)
    forms.bring_back()
    return _show_form(request, forms)


def _typed_changes(request, article: Article, kept: Autosave) -> list[dict]:
    """Give how an autosave differs from the piece as it is saved."""
    data = autosave_views.as_sent(kept)
    saved, own = [Article.objects.get(pk=article.pk) if article.pk else Article() for _ in range(2)]
    form = ContributorForm(data, instance=own, actor=request.user, is_rich=data.get("che-do") == RICH)
    return typed_changes(form, saved)


def _bind(request, article: Article) -> PieceForms:
    return PieceForms(article, actor=request.user, is_rich=_wants_rich(request), data=request.POST, files=request.FILES)


def _go_on(request, article: Article, lost_pictures: int):
    """Do what the pressed button says beside saving, and go there."""
    act = request.POST.get("act", "")
    mode = act if act in (RICH, PLAIN) else request.POST.get("che-do", "")
    query: dict[str, str] = {"che-do": RICH} if mode == RICH else {}
    messages.success(request, "Đã lưu.")
    if lost_pictures:
        sentence = f"{lost_pictures} ảnh dán vào bài không giữ lại được. Xin tải ảnh lên bằng nút thêm ảnh."
        messages.warning(request, sentence)
    if act == "xem-thu":
        return redirect("preview", "article", article.pk)
    if act == "gui" and not _submit(request, article):
        query["thieu"] = "1"
    return redirect(reverse("contributor_piece", args=[article.pk], query=query))


def _submit(request, article: Article) -> bool:
    """Hand the saved piece in; give False when the gates found something missing."""
    try:
        workflow.perform(
            "submit", edition=article, actor=request.user, version=article.version, origin=log.origin_of(request)
        )
    except Blocked as refusal:
        messages.error(request, f"{refusal.sentence} Xin bổ sung ở những chỗ ghi dưới đây rồi gửi lại.")
        return False
    except Refusal as refusal:
        article.refresh_from_db()
        if article.state != State.SUBMITTED or article.submitted_by != request.user:
            messages.error(request, refusal.sentence)
            return True
    messages.success(request, "Đã gửi bài cho Ban biên tập.")
    return True


def _wants_rich(request) -> bool:
    given = request.POST if request.method == "POST" else request.GET
    return given.get("che-do") == RICH


def _show_form(request, forms: PieceForms, findings=(), status: int = 200):
    form = forms.form
    told = gates.worst(findings, FINDINGS)
    autosave = autosave_views.of_form(request, "article", forms.article.pk)
    if autosave.offered:
        autosave.changes = _typed_changes(request, forms.article, autosave.offered)
    context = {
        "forms": forms,
        "layout": Layout(forms, gates.blocking(told)),
        "may_declare": forms.article.pk and gates.may_be_declared(findings),
        "blocked": bool(forms.article.pk) and gates.may_be_lifted(told),
        "advice": [finding for finding in told if not finding.blocks],
        "form_key": once.new_key(),
        "is_rich": form.is_rich,
        "opened_by_itself": form.is_rich and not (_wants_rich(request) or autosave.brought_back),
        "autosave": autosave,
        "may_submit": True,
        "next": request.path,
    }
    if forms.article.pk:
        context |= _desk_context(request, forms.article)
    response = render(request, "contributor/form.html", context, status=status)
    return relax_for_editor(response) if form.is_rich else response


def _show_reading(request, article: Article):
    context = {**article_context(article), **_desk_context(request, article), "next": request.path}
    return render(request, "contributor/reading.html", context)


def _desk_context(request, article: Article) -> dict:
    """Give what stands beside a piece: its state and holder, the moves, the notes, what was changed, the history."""
    standing = rights.standing_of(request.user)
    edition = Article.objects.select_related("document", "editor", "author").get(pk=article.pk)
    reading.add_reasons([edition])
    moves = workflow.allowed_moves(edition, standing)
    open_edition = None if edition.is_open else edition.open_edition()
    return {
        "edition": edition,
        "holder": holder_words(edition, request.user),
        "own_moves": [move for move in moves if move.name in OWN_MOVES],
        "may_submit": any(move.name == "submit" for move in moves),
        "can_save": rights.may_edit(edition, standing),
        "may_mark_urgent": rights.may_mark_urgent(edition, standing),
        "may_open": edition.state in LIVE_SLOT and not open_edition and rights.may_open(edition, standing),
        "newer": open_edition,
        "newer_is_mine": bool(open_edition) and request.user.pk in open_edition.author_ids,
        "live": edition.live_edition() if edition.is_open else None,
        "threads": notes.threads_of(edition, standing),
        "people": rights.people_who_may_see(edition).exclude(pk=request.user.pk),
        "addressee": edition.editor_id,
        "changes": reading.changes_since_submitted(edition),
        "history": reading.history_of(edition),
    }
