"""The paper's screens at the desk, one noun a file; importing them puts them on the site."""

from news.admin import article, banner, category, event, frontpage, holder, letter, look, page, picture

__all__ = ["article", "banner", "category", "event", "frontpage", "holder", "letter", "look", "page", "picture"]
