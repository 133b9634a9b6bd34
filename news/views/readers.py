"""How often the site is read."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.readers import shown


@require_safe
def readers(request):
    """Show the figures, by month too, and say how they are counted."""
    figures = shown.figures()
    months = shown.months(figures["day"]) if figures else []
    return render(request, "news/readers.html", {"readers": figures, "months": months})
