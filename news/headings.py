"""Tables as a reader sees them: a long number far down a column is what the heading above it says."""

import re
from html import escape, unescape

from editorial.checks.personal import ACCOUNT_WORDS, ID_WORDS
from editorial.text import whole_number

LONG_NUMBER = re.compile(r"\d{6,}")
ID_LENGTHS = (10, 11)  # of a citizen id whose leading zeros a cell has lost
TABLE_PART = re.compile(r"<table\b|<tr\b|<t[dh]\b([^>]*)>((?:(?!</?t[dhr]\b).)*)", re.DOTALL)
COLSPAN = re.compile(r'colspan="(\d+)"')
TAG = re.compile("<[^>]*>")


class Headings:
    """What stands above the columns of one table."""

    def __init__(self):
        self.words: dict[int, str] = {}

    def with_heading(self, column: int, value: str) -> str:
        """Give the text of a cell; before a long number its column's heading, as a reader of the table sees it."""
        if not LONG_NUMBER.search(value):
            if any(map(str.isalpha, value)):
                self.words[column] = value[:60]
            return value
        heading = self.words.get(column, "")
        if ID_WORDS.search(heading):
            return f"{heading}: {value.zfill(12) if value.isdigit() and len(value) in ID_LENGTHS else value}"
        return f"{heading}: {value}" if ACCOUNT_WORDS.search(heading) else value


def with_headings(html: str) -> str:
    """Give a clean body for the checks: in its tables, long numbers have the headings of their columns before them."""
    headings, column = Headings(), 0

    def put(part: re.Match) -> str:
        nonlocal headings, column
        if part[0] == "<table":
            headings = Headings()
        elif part[0] == "<tr":
            column = 0
        else:
            width = COLSPAN.search(part[1])
            column += max(1, whole_number(width[1]) if width else 1)
            text = unescape(TAG.sub("", part[2])).strip()
            read = headings.with_heading(column, text)
            opening = part[0][: part.start(2) - part.start()]
            return f"{opening}{escape(read.removesuffix(text))}{part[2]}"
        return part[0]

    return TABLE_PART.sub(put, html)
