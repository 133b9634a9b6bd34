"""The health page: what whoever watches the server wants to know, in a few lines of text; 503 when something is ill."""

import time

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editorial import exporting, grants, guards
from news import quotas, scanning
from news.press.hooks import clock_mark
from news.press.models import Change, Priority

CLOCK_LATE = 120  # seconds
QUEUE_LATE = 120
QUITE_RIGHT = "Quyền của vai trò cơ sở dữ liệu: đúng như khai báo"


@never_cache
@require_safe
def health(request):
    """Say whether database, migrations, guards, clock, press, disk and scanner are as they should be."""
    try:
        found = [_migrations(), _guards(), *_rights(), _clock(), *_export()]
        found += [_queue()] if settings.PRESS else []
    except DatabaseError:
        found = [(False, "Cơ sở dữ liệu: không kết nối được, hoặc thiếu quyền đọc"), _clock()]
    else:
        found.insert(0, (True, "Cơ sở dữ liệu: kết nối được"))
    found += [_room(), *([_scanner()] if settings.VIRUS_SCANNER else [])]
    lines = [f"{'Tốt' if is_well else 'LỖI'}  {sentence}" for is_well, sentence in found]
    return HttpResponse(
        "\n".join(lines) + "\n",
        content_type="text/plain; charset=utf-8",
        status=200 if all(is_well for is_well, _ in found) else 503,
    )


def _migrations() -> tuple[bool, str]:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    said = f"còn {missing} bước chưa cập nhật" if missing else "mới nhất"
    return not missing, f"Cấu trúc dữ liệu: {said}"


def _guards() -> tuple[bool, str]:
    missing = len(guards.missing(connection))
    return not missing, f"Ràng buộc bảo vệ: thiếu {missing}" if missing else "Ràng buộc bảo vệ: đủ"


def _rights() -> list[tuple[bool, str]]:
    """Whether the site's role is what it should be; without one, as on SQLite, there is nothing to say."""
    if not grants.has_roles(connection):
        return []
    wrong = len(grants.faults(connection))
    return [(not wrong, f"Quyền của vai trò cơ sở dữ liệu: sai {wrong} chỗ" if wrong else QUITE_RIGHT)]


def _clock() -> tuple[bool, str]:
    try:
        age = max(int(time.time() - clock_mark().stat().st_mtime), 0)
    except OSError:
        return False, "Bộ hẹn giờ: chưa chạy lần nào"
    return age <= CLOCK_LATE, f"Bộ hẹn giờ: chạy cách đây {age} giây"


def _export() -> list[tuple[bool, str]]:
    """The log on its way off this machine, where that is set up; why it does not go is told to nobody outside."""
    if not settings.LOG_EXPORT_DIR:
        return []
    is_well, waiting = exporting.standing()
    return [(is_well, f"Chuyển nhật ký ra ngoài: còn {waiting} mục")]


def _queue() -> tuple[bool, str]:
    """A long queue of a rebuild is well; a row that failed, or an urgent one that waits, is not."""
    waiting = Change.objects.count()
    failed = Change.objects.filter(tries__gt=0).count()
    urgent = Change.objects.filter(priority__lt=Priority.REST).order_by("created_at")
    oldest = urgent.values_list("created_at", flat=True).first()
    late = oldest is not None and (timezone.now() - oldest).total_seconds() > QUEUE_LATE
    return not (failed or late), f"Xuất bản trang: {waiting} việc đang chờ, {failed} việc đã lỗi"


def _room() -> tuple[bool, str]:
    is_well = quotas.has_room()
    said = "còn đủ chỗ" if is_well else "sắp hết, không nhận thêm tệp"
    return is_well, f"Chỗ chứa tệp: {said}"


def _scanner() -> tuple[bool, str]:
    is_well = scanning.is_well()
    said = "trả lời" if is_well else "không trả lời, không nhận thêm tệp"
    return is_well, f"Trình quét vi-rút: {said}"
