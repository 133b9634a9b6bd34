"""A year's list of days off, pasted as lines: each `ngày [- ngày] tên`; "làm bù" in the name makes it a day worked."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from editorial import log, rights
from editorial.models import Holiday, User
from editorial.moments import read_day
from editorial.refusals import NotAllowed
from editorial.text import clean_text, fold

MOST_LINES = 200
LONGEST = 20_000  # characters
LONGEST_REST = 31  # days; a longer one is a mistyped month or year
LINE = re.compile(
    r"^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?:\s*(?:-|–|—|đến)\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}))?[\s:;|,]*(.*)$"
)
MAKE_UP = "lam bu"


@dataclass(frozen=True)
class LineError:
    """What is wrong with one line of the list."""

    number: int
    line: str
    sentence: str


def read_list(text: str) -> tuple[list[Holiday], list[LineError]]:
    """Give the days off that a pasted list names (not saved), and what is wrong with its lines. Empty lines pass."""
    if len(text) > LONGEST or text.count("\n") >= MOST_LINES:
        return [], [LineError(1, "", f"Danh sách quá dài: nhiều nhất {MOST_LINES} dòng, {LONGEST} ký tự.")]
    found: list[Holiday] = []
    errors: list[LineError] = []
    for number, line in enumerate(clean_text(text).splitlines(), start=1):
        if not line.strip():
            continue
        read = _read_line(line.strip())
        clash = _clash(read, found) if isinstance(read, Holiday) else read
        if clash:
            errors.append(LineError(number, line.strip()[:200], clash))
        elif isinstance(read, Holiday):
            found.append(read)
    if not found and not errors:
        errors.append(LineError(1, "", "Chưa có dòng nào."))
    return found, errors


def add_holidays(text: str, *, is_confirmed: bool, actor: User, origin=None) -> tuple[int, list[LineError]]:
    """Record a list of days off, all of it or nothing; give how many were added and what is wrong.

    Raises NotAllowed for who does not lead (chair, deputy, secretary).
    """
    if not rights.standing_of(actor).leads:
        raise NotAllowed("Chỉ Trưởng ban, Phó Trưởng ban hoặc thư ký ghi ngày nghỉ.")
    with transaction.atomic():
        found, errors = read_list(text)
        if errors:
            return 0, errors
        for holiday in found:
            holiday.is_confirmed = is_confirmed
            holiday.save()
        years = sorted({holiday.starts_on.year for holiday in found})
        log.record("add_holidays", actor=actor, subject="holiday", data={"years": years}, origin=origin)
    return len(found), []


def _read_line(line: str) -> Holiday | str:
    """Give the day off that a line names, or what is wrong with it."""
    found = LINE.match(line)
    if not found:
        return "Dòng phải bắt đầu bằng ngày/tháng/năm, ví dụ: 01/01/2027 Tết Dương lịch."
    today = timezone.localdate()
    first, last = (read_day(part or found[1], today) for part in (found[1], found[2]))
    if first is None or last is None:
        return f"Không có ngày {found[1] if first is None else found[2]} trong lịch."
    if last < first:
        return f"Ngày cuối {last:%d/%m/%Y} trước ngày đầu {first:%d/%m/%Y}."
    if (last - first).days >= LONGEST_REST:
        return f"Nghỉ liền hơn {LONGEST_REST} ngày: xin xem lại tháng và năm."
    if abs(first.year - today.year) > 5:
        return f"Năm {first.year} quá xa: xin xem lại."
    name = found[3].strip()
    if not name or len(name) > 120:
        return "Sau ngày phải có tên ngày nghỉ, không quá 120 ký tự."
    return Holiday(starts_on=first, ends_on=last, name=name, is_worked=MAKE_UP in fold(name))


def _clash(read: Holiday, earlier: list[Holiday]) -> str:
    """Give the sentence for a line that names days which another line or a row has already; "" for none."""
    other = next((one for one in earlier if one.starts_on <= read.ends_on and one.ends_on >= read.starts_on), None)
    if other:
        return f"Trùng ngày với một dòng phía trên: {other}."
    kept = Holiday.objects.filter(starts_on__lte=read.ends_on, ends_on__gte=read.starts_on).first()
    return f"Trùng ngày với một dòng đã ghi: {kept}." if kept else ""
