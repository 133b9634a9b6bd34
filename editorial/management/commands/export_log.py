"""Write the log out as JSON lines: what is new to the folder of the export, or from a number on to the screen."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial import exporting, lines


class Command(BaseCommand):
    help = "Chuyển nhật ký quyết định ra ngoài dưới dạng các dòng JSON."

    def add_arguments(self, parser):
        parser.add_argument("--from", type=int, dest="first", metavar="SỐ", help="In ra từ mục này, không ghi tệp.")
        parser.add_argument(
            "--after-restore",
            action="store_true",
            help="Sau khi phục hồi bản sao lưu: ghi tiếp vào một tệp mới, các tệp cũ giữ nguyên.",
        )

    def handle(self, *args, **options):
        if options["first"] is not None:
            self._print(options["first"])
            return
        if not settings.LOG_EXPORT_DIR:
            raise CommandError("Chưa đặt LOG_EXPORT_DIR. Dùng --from SỐ để in ra màn hình.")
        try:
            folder = Path(settings.LOG_EXPORT_DIR)
            written = exporting.export(folder, wait=True, after_restore=options["after_restore"])
        except exporting.Disagreement as error:
            raise CommandError(f"Không ghi gì: {error}. Xem mục 6 của docs/operations.md.") from error
        except OSError as error:
            raise CommandError(f"Không ghi được vào {settings.LOG_EXPORT_DIR}: {error}") from error
        self.stdout.write(f"Đã chuyển {written} mục.")

    def _print(self, first: int) -> None:
        last = max(first, 1) - 1
        while rows := lines.read_entries(last, exporting.BATCH):
            for row in rows:
                self.stdout.write(lines.line_of(row))
            last = rows[-1]["number"]
