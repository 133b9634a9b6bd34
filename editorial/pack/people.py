"""Who has an account and what each may do, whole, with what ended."""

from collections import defaultdict
from datetime import date

from editorial import register
from editorial.models import Appointment, User
from editorial.pack.sheets import sheet
from editorial.rights_table import OFFICES, rows_of_moves

BEGINNING = date(2000, 1, 1)  # before there was a site


def accounts(day: date) -> str:
    """Give every account with the offices of this day; nothing that helps to log in."""
    held: defaultdict[int, list[str]] = defaultdict(list)
    for row in Appointment.objects.on(day):
        held[row.person_id].append(row.get_office_display() + (" (thư ký)" if row.is_secretary else ""))
    names = (
        *("Tên đăng nhập", "Họ và tên", "Thư điện tử", "Đang dùng", "Quản trị cấp bằng dòng lệnh"),
        *("Tạo lúc", "Đăng nhập gần nhất", "Chức danh đang hiệu lực"),
    )
    return sheet(
        names,
        (
            (
                *(user.username, user.full_name, user.email, user.is_active, user.is_superuser),
                *(user.created_at, user.last_login, "; ".join(held[user.pk])),
            )
            for user in User.objects.order_by("sort_key", "pk")
        ),
    )


def appointments() -> str:
    """Give every appointment there ever was, with its decision."""
    rows = Appointment.objects.select_related("person", "decision").order_by("starts_on", "pk")
    names = ("Tên đăng nhập", "Họ và tên", "Chức danh", "Kiêm thư ký", "Từ ngày", "Đến hết ngày", "Quyết định")
    return sheet(
        names,
        (
            (
                *(row.person.username, row.person.full_name, row.get_office_display(), row.is_secretary),
                *(row.starts_on, row.ends_on, row.decision),
            )
            for row in rows
        ),
    )


def delegations(day: date) -> str:
    """Give every time the right to publish was lent, and what that is worth on this day."""
    names = (
        *("Người được giao", "Tình trạng", "Phạm vi", "Từ ngày", "Đến hết ngày", "Theo văn bản", "Người giao"),
        *("Người xác nhận", "Xác nhận lúc", "Thu hồi lúc"),
    )
    rows = []
    for line in register.delegations_of(day, BEGINNING):
        row = line["row"]
        scopes = ", ".join(map(str, line["scopes"])) or "tất cả chuyên mục"
        rows.append(
            (
                *(row.holder.full_name, line["stage"], scopes, row.starts_on, row.ends_on, row.decision),
                *(row.granted_by.full_name, row.confirmed_by, row.confirmed_at, row.revoked_at),
            )
        )
    return sheet(names, rows)


def moves() -> str:
    """Give which office may make which move, from which states, as the server asks it."""
    offices = [office for office, _ in OFFICES]
    rows = []
    for row in rows_of_moves():
        cells = dict(row["cells"])
        who = [cells.get(office, "chỉ bộ hẹn giờ" if row.get("by_clock") else "") for office in offices]
        rows.append((row["act"], ", ".join(map(str, row.get("sources", []))), row.get("target", ""), *who))
    return sheet(("Việc", "Từ trạng thái", "Đến trạng thái", *offices), rows)
