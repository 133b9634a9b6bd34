"""Walk the chain of the log and name the first broken link; compare it with what was exported or mailed."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from editorial import verifying
from editorial.models import LogHead

TELL_SECONDS = 5


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký; nêu mục đầu tiên không khớp."

    def add_arguments(self, parser):
        parser.add_argument("--from", type=int, default=1, dest="first", metavar="SỐ", help="Bắt đầu từ mục này.")
        parser.add_argument("--export", nargs="+", type=Path, default=[], metavar="TỆP", help="So với tệp đã chuyển.")
        parser.add_argument("--head", action="append", default=[], metavar="SỐ:MÃ", help="So với mã cuối đã gửi thư.")

    def handle(self, *args, **options):
        self.told_at = time.monotonic()
        self.end = LogHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0
        self._refuse(verifying.first_broken_link(options["first"], self._tell))
        for said in options["head"]:
            self._compare_head(said)
        for path in options["export"]:
            self._compare_export(path)
        head = LogHead.objects.filter(pk=1).first() or LogHead()
        since = f" (kiểm tra từ mục {options['first']})" if options["first"] > 1 else ""
        self.stdout.write(f"Nhật ký nguyên vẹn: {head.number} mục, mã cuối {head.hash or 'chưa có'}{since}.")

    def _compare_head(self, said: str) -> None:
        try:
            fault = verifying.fault_of_head(said)
        except ValueError as error:
            raise CommandError(f"«{said}» không có dạng SỐ:MÃ.") from error
        self._refuse(fault)
        self.stdout.write(f"Mục {said.partition(':')[0]}: khớp mã đã gửi.")

    def _compare_export(self, path: Path) -> None:
        try:
            with path.open(encoding="utf-8") as lines:
                fault = verifying.fault_of_export(lines, self._tell)
        except OSError as error:
            raise CommandError(f"Không đọc được {path}: {error}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{path}: có dòng không phải mục nhật ký.") from error
        self._refuse(fault)
        self.stdout.write(f"{path.name}: khớp cơ sở dữ liệu.")

    def _refuse(self, fault: verifying.Fault | None) -> None:
        if fault:
            raise CommandError(f"Nhật ký đứt tại mục số {fault[0]}: {fault[1]}.")

    def _tell(self, number: int) -> None:
        """Say now and then how far it is."""
        if time.monotonic() - self.told_at > TELL_SECONDS:
            self.told_at = time.monotonic()
            self.stdout.write(f"… mục {number}/{self.end}")
            self.stdout.flush()
