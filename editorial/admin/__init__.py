"""The desk's own screens; importing them puts them on the site (sites.py)."""

from editorial.admin import board, due, log, people, takedown

__all__ = ["board", "due", "log", "people", "takedown"]
