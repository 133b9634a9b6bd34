"""Tables of the pack: CSV as spreadsheets on Vietnamese machines open it."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would calculate, whoever typed it


def sheet(names: Iterable[str], rows: Iterable[Iterable]) -> str:
    """Give a table with its heading; the mark at its beginning tells Excel that it is Unicode."""
    data = io.StringIO()
    writer = csv.writer(data)
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + data.getvalue()


def _cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
