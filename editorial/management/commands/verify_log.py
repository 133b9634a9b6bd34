"""Walk the chain of the log and name the first broken link."""

from django.core.management.base import BaseCommand, CommandError

from editorial import log
from editorial.models import LogHead


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký; nêu mục đầu tiên không khớp."

    def handle(self, *args, **options):
        broken = log.first_broken_link()
        if broken:
            raise CommandError(f"Nhật ký đứt tại mục số {broken[0]}: {broken[1]}.")
        head = LogHead.objects.filter(pk=1).first() or LogHead()
        self.stdout.write(f"Nhật ký nguyên vẹn: {head.number} mục, mã cuối {head.hash or 'chưa có'}.")
