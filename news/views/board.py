"""The board's pages of time: what is coming and what was not reported; how timely the site is."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from editorial import log, rights
from editorial.calendar_month import CalendarMonth
from editorial.models import BOARD_OFFICES, Document, Holiday, Office
from editorial.text import whole_number
from news import events, timeliness
from news.models import Event
from news.views.doors import for_writers

LISTED = 300
MISSED = 30
CUT = 3  # times the longest median: a chart is no longer than that


@require_safe
@for_writers
def calendar(request):
    """Show the events of a month by day, and what has begun and has no piece yet."""
    month, today = CalendarMonth.read(request.GET.get("thang")), timezone.localdate()
    found = list(Event.objects.between(month.first, month.last)[:LISTED])
    missed = list(Event.objects.without_piece(today)[:MISSED])
    standing = rights.standing_of(request.user)
    pieces = events.pieces_of(list({event.pk: event for event in [*found, *missed]}.values()))
    for event in [*found, *missed]:
        # Of others' unpublished work only the board is told.
        event.pieces = [piece for piece in pieces[event.pk] if standing.is_board or piece.state == "published"]
        event.ago = event.days_ago(today)
    holidays = Holiday.objects.filter(starts_on__lte=month.last, ends_on__gte=month.first).order_by("starts_on")
    context = {"month": month, "events": found, "missed": missed, "today": today, "holidays": holidays}
    return render(request, "news/calendar.html", context | {"standing": standing})


@for_writers
def event(request, pk: int):
    """Show an event with its pieces and those that may be; link one, or take that back (POST)."""
    if not rights.standing_of(request.user).is_board:
        raise Http404
    found = get_object_or_404(Event, pk=pk)
    if request.method == "POST":
        _link(request, found)
        return redirect("event", pk)
    context = {"event": found, "pieces": events.pieces_of([found])[pk], "offered": events.offered_pieces(found)}
    return render(request, "news/event.html", context)


def _link(request, found: Event) -> None:
    act = events.unlink_piece if "bo" in request.POST else events.link_piece
    number = request.POST.get("bo") or request.POST.get("gan", "").strip()
    document = Document.objects.filter(pk=whole_number(number), kind="article").first()
    if document is None:
        messages.error(request, f"Không có tin bài số «{number[:30]}».")
        return
    act(found, document, actor=request.user, origin=log.origin_of(request))
    messages.success(request, "Đã ghi.")


@require_safe
@for_writers
def timely(request):
    """Show the site's timeliness to the board; a person's own to that person and the chair."""
    standing = rights.standing_of(request.user)
    person = request.user
    people = rights.people_holding(*BOARD_OFFICES, Office.CONTRIBUTOR) if standing.is_chair else None
    chosen = request.GET.get("nguoi", "")
    if chosen:
        if people is None:
            raise Http404
        person = get_object_or_404(people, pk=whole_number(chosen))
    figures = timeliness.of_year() if standing.is_board else {}
    charts = [
        (title, _bars(figures[name]))
        for name, title in (("month", "Theo tháng"), ("category", "Theo chuyên mục"), ("genre", "Theo thể loại"))
        if figures.get(name)
    ]
    context = {"whole": _bars(figures.get("all", [])), "charts": charts, "person": person, "people": people}
    own = timeliness.of_person(person)
    return render(request, "news/timely.html", context | {"own": _bars([own] if own else []), "standing": standing})


def _bars(measures) -> list[dict]:
    """Give each line with the lengths of its bars in thousandths; one far longer than the others is cut off."""
    longest = max([measure.nine_in_ten for measure in measures] + [1])
    longest = min(longest, max([CUT * measure.median for measure in measures] + [1]))
    return [
        {
            "measure": measure,
            "median": timeliness.words(measure.median),
            "nine_in_ten": timeliness.words(measure.nine_in_ten),
            "median_bar": max(measure.median * 1000 // longest, 4),
            "nine_bar": min(max(measure.nine_in_ten * 1000 // longest, 4), 1000),
        }
        for measure in measures
    ]
