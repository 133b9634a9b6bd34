"""The one background process: makes the moves that are due."""

import logging
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from editorial.clock import tick

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Bộ hẹn giờ: đăng theo giờ hẹn, kết thúc băng rôn hết hạn."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Làm một lượt rồi thôi.")
        parser.add_argument("--every", type=int, default=20, help="Số giây giữa hai lượt.")

    def handle(self, *args, **options):
        if options["once"]:
            self.stdout.write(f"Đã thực hiện {tick()} bước.")
            return
        while True:
            close_old_connections()
            try:
                tick()
            except Exception:
                # A database that is away for a minute must not end the clock.
                logger.exception("clock")
            time.sleep(options["every"])
