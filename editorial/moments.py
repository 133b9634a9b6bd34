"""A day and an hour as people here type them: 25/11/2026, 7 giờ 30. Never the month first."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

DAY = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?$")
CLOCK = re.compile(r"^(\d{1,2})(?:(?:\s*(?:giờ|g|h)\s*|:|\.)(\d{1,2})?)?(?:\s*(?:phút|p))?$", re.IGNORECASE)
FARTHEST_YEARS = 2  # a year mistyped is refused


@dataclass(frozen=True)
class TypedMoment:
    """What was typed, the moment it names (None when it names none), and what is wrong at which field."""

    day: str
    clock: str
    moment: datetime | None
    errors: dict[str, str]


def read_day(text: str, today: date) -> date | None:
    """Give the day that a text names, 25/11/2026 or 25/11 of this year; None when it names none."""
    found = DAY.match(text.strip())
    if not found:
        return None
    day, month, year = found.groups()
    try:
        return date(int(year or today.year), int(month), int(day))
    except ValueError:
        return None


def read_clock(text: str) -> time | None:
    """Give the time of day that a text names: 07:30, 7h30, 7 giờ 30, 7 giờ; None when it names none."""
    found = CLOCK.match(text.strip())
    if not found:
        return None
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        return None


def read_time_to_come(day: str, clock: str) -> TypedMoment:
    """Read a moment that must still come; a sentence at the field when it is none, or over."""
    now = timezone.localtime()
    errors: dict[str, str] = {}
    on, at = read_day(day, now.date()), read_clock(clock)
    if on is None:
        errors["day"] = "Xin ghi ngày theo thứ tự ngày/tháng/năm, ví dụ 05/12/2026."
    elif on < now.date():
        errors["day"] = f"Ngày {on:%d/%m/%Y} đã qua; hôm nay là {now:%d/%m/%Y}."
    elif on.year > now.year + FARTHEST_YEARS:
        errors["day"] = f"Năm {on.year} quá xa; xin xem lại."
    if at is None:
        errors["clock"] = "Xin ghi giờ và phút, ví dụ 07:30."
    if errors or on is None or at is None:
        return TypedMoment(day, clock, None, errors)
    moment = timezone.make_aware(datetime.combine(on, at))
    if moment <= now:
        return TypedMoment(day, clock, None, {"clock": f"{at:%H:%M} đã qua; bây giờ là {now:%H:%M}."})
    return TypedMoment(day, clock, moment, {})
