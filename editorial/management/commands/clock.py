"""The one background process: makes the moves that are due, and all that hangs on time."""

from django.core.management.base import BaseCommand

from editorial.clock import ROUND, run, tick


class Command(BaseCommand):
    help = "Bộ hẹn giờ: đăng theo giờ hẹn, kết thúc băng rôn hết hạn, xuất bản trang còn chờ, việc định kỳ."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Làm một lượt rồi thôi.")
        parser.add_argument("--every", type=int, default=ROUND, help="Số giây giữa hai lượt.")

    def handle(self, *args, **options):
        if options["once"]:
            self.stdout.write(f"Đã thực hiện {tick()} bước.")
        else:
            run(options["every"])
