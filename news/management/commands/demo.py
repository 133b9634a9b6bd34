"""One command for a newcomer: the database, the demonstration and the site on this machine."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from editorial.models import Document
from editorial.models.board import Office
from news.demonstration import loading


class Command(BaseCommand):
    help = "Tạo cơ sở dữ liệu, nạp nội dung minh họa và chạy trang trên máy này."

    def add_arguments(self, parser):
        parser.add_argument("--load-only", action="store_true", help="Chỉ nạp nội dung, không chạy trang.")
        parser.add_argument("--address", default="127.0.0.1:8000", help="Địa chỉ để chạy trang.")

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError("Nội dung minh họa chỉ dùng khi DEBUG đang bật.")
        call_command("migrate", verbosity=0)
        self._load()
        self._tell(options["address"])
        if not options["load_only"]:
            # A wrong address shows the site's own page, as in operation, not a programmer's.
            settings.DEBUG = False
            settings.PRESS = settings.CLOCK_INSIDE = settings.DEMONSTRATION = True
            settings.MFA_TOTP_TOLERANCE = 1  # the page shows a code once, and does not count down as a telephone
            call_command("runserver", options["address"], use_reloader=False, use_static_handler=False)

    def _load(self) -> None:
        if Document.objects.exists():
            self.stdout.write("Trang đã có nội dung: không nạp thêm gì.")
            return
        self.stdout.write("Đang nạp nội dung minh họa…")
        loading.load(self._show_progress)
        self.stdout.write("")

    def _show_progress(self, done: int, total: int) -> None:
        if done % 10 == 0 or done == total:
            self.stdout.write(f"\r  {done}/{total} việc", ending="")
            self.stdout.flush()

    def _tell(self, address: str) -> None:
        self.stdout.write(f"\nTrang công khai:    http://{address}/")
        self.stdout.write(f"Cộng tác viên:      http://{address}/cong-tac-vien/")
        self.stdout.write(f"Ban biên tập:       http://{address}/quan-tri/")
        self.stdout.write(f"\nTài khoản (mật khẩu chung: {loading.PASSWORD}; mã của bước thứ hai hiện ngay trên trang)")
        for username, office in loading.accounts():
            self.stdout.write(f"  {username:<18}{Office(office).label}")
        self.stdout.write("\nDừng bằng Ctrl+C.\n")
