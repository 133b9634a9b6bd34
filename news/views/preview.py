"""A piece as citizens would read it, shown to who may see it at the desk; never kept by anything between."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from editorial.middleware import allow_frames_of_this_site, show_in_frame_without_scripts
from editorial.views import find_edition
from news.views.article import article_context
from news.views.pages import page_context


@login_required
@require_safe
@never_cache
def preview(request, kind: str, pk: int):
    """Show one edition as on a phone and as on a desk, the page itself in a frame of that width."""
    edition = find_edition(request, kind, pk)
    context = {"edition": edition, "next": edition.desk_url(request.user)}
    return allow_frames_of_this_site(render(request, "editorial/preview.html", context))


@login_required
@require_safe
@never_cache
@xframe_options_sameorigin
def preview_page(request, kind: str, pk: int):
    """Show one edition in the public template of its kind; 404 for who may not see it."""
    edition = find_edition(request, kind, pk)
    template, context = SHOWN_AS[kind](edition)
    context |= {"edition": edition, "public_template": template, "is_preview": True}
    response = render(request, "editorial/preview_page.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return show_in_frame_without_scripts(response)


SHOWN_AS = {
    "article": lambda edition: ("news/article.html", article_context(edition)),
    "page": lambda edition: ("news/page.html", page_context(edition)),
    "banner": lambda edition: ("news/banner_preview.html", {"banners": [edition]}),
}
