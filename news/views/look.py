"""The stylesheet of a holiday or a day of mourning, at one address that every public page asks for."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from news import looks


@require_safe
@cache_control(no_cache=True)
@conditional_page
def stylesheet(request):
    """Give the stylesheet of the look that is shown; one without rules on ordinary days. Asked for again each time."""
    look = looks.shown()
    template = f"looks/{look.occasion if look else 'ordinary'}.css"
    return render(request, template, content_type="text/css; charset=utf-8")
