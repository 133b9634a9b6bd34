"""The log in the pack: whether the whole chain holds, and a sample with accounts, addresses and ports."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from editorial import lines, reading, verifying
from editorial.calendar_month import midnight
from editorial.models import LogEntry, LogHead, LogOrigin
from editorial.pack.sheets import sheet

MOST = 10_000


def verdict(progress: Callable[[int], object]) -> tuple[str, bool]:
    """Walk the whole chain and give the result in a sentence, and whether it holds."""
    fault = verifying.first_broken_link(progress=progress)
    if fault:
        return f"Nhật ký đứt tại mục số {fault[0]}: {fault[1]}.\n", False
    head = LogHead.objects.filter(pk=1).first() or LogHead()
    when = f"{timezone.localtime():%H:%M:%S, %d/%m/%Y}"
    return f"Kiểm tra lúc {when}: nhật ký nguyên vẹn, {head.number} mục, mã cuối {head.hash or 'chưa có'}.\n", True


def sample(entries: int, first: date | None, last: date | None) -> list[LogEntry]:
    """Give the newest entries, or those of a period (its newest, at most MOST), in order."""
    rows = LogEntry.objects.select_related("actor").order_by("-number")
    if first:
        rows = rows.filter(at__gte=midnight(first))
    if last:
        rows = rows.filter(at__lt=midnight(last + timedelta(days=1)))
    return list(rows[: MOST if first or last else min(entries, MOST)])[::-1]


def in_words(rows: list[LogEntry]) -> str:
    """Give the sample as a table that a person reads."""
    origins = _origins(rows)
    names = ("Số", "Lúc", "Người thực hiện", "Việc", "Đối tượng", "Chi tiết", "Bị từ chối", "Địa chỉ", "Cổng", "Mã")
    return sheet(
        names,
        (
            (
                *(entry.number, entry.at, reading.who(entry), reading.action_label(entry.action)),
                *(reading.subject_words(entry), reading.detail(entry), entry.refused),
                *(*origins.get(entry.number, ("", "")), entry.hash),
            )
            for entry in rows
        ),
    )


def as_lines(rows: list[LogEntry]) -> str:
    """Give the sample exactly as it was hashed, in the form of the export."""
    numbers = [entry.number for entry in rows]
    steps = range(0, len(numbers), lines.STEP)
    found = [row for step in steps for row in lines.read_numbers(numbers[step : step + lines.STEP])]
    return "".join(f"{lines.line_of(row)}\n" for row in found)


def _origins(rows: list[LogEntry]) -> dict[int, tuple]:
    if not rows:
        return {}
    kept = LogOrigin.objects.filter(entry__gte=rows[0].number, entry__lte=rows[-1].number)
    return {number: (address, port) for number, address, port in kept.values_list("entry", "address", "port")}
