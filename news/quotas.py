"""How much one person may send in a day, and how much of the disk uploads leave free."""

import shutil
from datetime import datetime, time
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from editorial import rights
from editorial.models import SignedSlip

MB = 1024 * 1024
BOARD_FACTOR = 5  # the board puts in what others bring on a stick

NO_ROOM = "Máy chủ sắp hết chỗ chứa nên tạm không nhận tệp; phần chữ vẫn lưu được. Xin báo người quản trị máy chủ."
TOO_MANY = "Hôm nay tài khoản này đã gửi đủ {limit} tệp của một ngày. Xin gửi tiếp vào ngày mai."
TOO_MUCH = (
    "Thêm tệp này thì tài khoản gửi quá {limit} MB trong một ngày (hôm nay đã gửi {sent} MB). "
    "Xin giảm dung lượng, hoặc gửi tiếp vào ngày mai."
)


def check(person, size: int) -> None:
    """Raise ValidationError with a sentence when the disk, or what the person may send today, has no room for so much.

    Counted are the rows that uploads left, by every process alike. Two uploads at the same moment may both pass: the
    limit is against floods, and is exceeded by no more than what is under way at once.
    """
    if not has_room(size):
        raise ValidationError(NO_ROOM)
    factor = BOARD_FACTOR if rights.standing_of(person).is_board else 1
    most_files, most_mb = settings.UPLOAD_FILES_PER_DAY * factor, settings.UPLOAD_MB_PER_DAY * factor
    files, sent = sent_today(person)
    if files >= most_files:
        raise ValidationError(TOO_MANY.format(limit=_dotted(most_files)))
    if sent + size > most_mb * MB:
        raise ValidationError(TOO_MUCH.format(limit=_dotted(most_mb), sent=_dotted(sent // MB)))


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def sent_today(person) -> tuple[int, int]:
    """Give how many pictures, files and signed slips a person has sent since midnight, and how many bytes are kept."""
    from news.models import Picture, StoredFile  # which know the quotas

    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    sent: tuple[QuerySet, ...] = (
        Picture.objects.filter(uploaded_by=person, uploaded_at__gte=midnight),
        StoredFile.objects.filter(uploaded_by=person, uploaded_at__gte=midnight),
        SignedSlip.objects.filter(kept_by=person, kept_at__gte=midnight),
    )
    files = size = 0
    for mine in sent:
        found = mine.order_by().aggregate(files=Count("pk"), size=Sum("size"))
        files, size = files + found["files"], size + (found["size"] or 0)
    return files, size


def has_room(size: int = 0) -> bool:
    """Whether the disk of the private files keeps its floor (UPLOAD_FREE_MB) after so many bytes more."""
    return free_bytes() - size >= settings.UPLOAD_FREE_MB * MB


def free_bytes() -> int:
    """Give how much is free where private files are kept, or will be."""
    place = Path(default_storage.path(""))
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free
