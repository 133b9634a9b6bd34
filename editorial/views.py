"""Addresses of the desk that belong to no kind of content."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseForbidden
from django.shortcuts import redirect, render

from editorial import rights


@login_required
def choose_desk(request):
    """Send a person who has logged in to the room where the day is spent."""
    standing = rights.standing_of(request.user)
    if standing.is_board or standing.is_technical:
        return redirect("admin:index")
    if standing.may_write:
        return redirect("contributor_pieces")
    return HttpResponseForbidden(render(request, "editorial/no_office.html"))
