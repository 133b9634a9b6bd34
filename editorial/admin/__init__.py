"""The desk's own screens; importing them puts them on the site (sites.py)."""

from editorial.admin import board, log, people

__all__ = ["board", "log", "people"]
