"""Write the evidence pack of an inspection into one archive."""

from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editorial import pack
from editorial.pack.decisions import MOST


def day(text: str):
    return datetime.strptime(text, "%d/%m/%Y").date()


class Command(BaseCommand):
    help = "Lập hồ sơ kiểm tra: tài khoản, quyền, trích nhật ký, thiết lập bảo vệ, thành phần phần mềm."

    def add_arguments(self, parser):
        parser.add_argument("place", type=Path, metavar="THƯ-MỤC|TỆP.zip")
        parser.add_argument("--entries", type=int, default=500, metavar="SỐ", help=f"Số mục mới nhất, tối đa {MOST}.")
        parser.add_argument("--from", type=day, dest="first", metavar="NN/TT/NNNN", help="Trích nhật ký từ ngày này.")
        parser.add_argument("--to", type=day, dest="last", metavar="NN/TT/NNNN", help="Trích đến hết ngày này.")

    def handle(self, *args, place, entries, first, last, **options):
        path = place
        if place.suffix.lower() != ".zip":
            path = place / f"ho-so-kiem-tra-{timezone.localtime():%Y%m%d-%H%M%S}.zip"
        if not path.parent.is_dir():
            raise CommandError(f"Không có thư mục {path.parent}.")
        if path.exists():
            raise CommandError(f"Đã có tệp {path}: xin chọn tên khác.")
        files = pack.gather(max(entries, 0), first, last, self._tell)
        try:
            code = pack.write(path, files)
        except OSError as error:
            raise CommandError(f"Không ghi được {path}: {error}") from error
        self.stdout.write(f"Đã lập hồ sơ {path}: {len(files)} tệp, mã của danh mục (SHA256SUMS) {code}.")

    def _tell(self, number: int) -> None:
        if number and number % 100_000 == 0:
            self.stdout.write(f"… kiểm tra đến mục {number}")
