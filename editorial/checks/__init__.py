"""Checks of a text, one family a module: text in, marks out. No database, no settings, no clock."""
