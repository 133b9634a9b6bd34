"""{{ banner.link|shown_link }}: an address that somebody typed, where a page links to it."""

from django import template

from news.models import addresses

register = template.Library()
register.filter("shown_link", addresses.shown_link)
