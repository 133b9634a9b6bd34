"""Fill a database for measuring: invented articles over fifteen years, and some that wait at the desk."""

from datetime import timedelta
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, reset_queries
from django.utils import timezone

from editorial.models import Document
from news.filling.cast import gather_cast
from news.filling.pieces import PieceMaker
from news.filling.rows import choose_times, index_built_after, insert_open, insert_published
from news.management.progress import show_progress
from news.models import Article

YEARS = 15
BATCH = 500
MOST_OPEN = 300
# So that the planner knows the tables as they are now.
SETTLE = {"postgresql": "ANALYZE", "sqlite": "PRAGMA optimize"}


class Command(BaseCommand):
    help = "Điền tin, bài minh họa vào cơ sở dữ liệu để đo; chạy lại thì thêm."

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, required=True, help="Số tin, bài đăng thêm.")

    def handle(self, *args, articles, **options):
        if articles < 1:
            raise CommandError("Số tin, bài phải từ 1 trở lên.")
        started, now = monotonic(), timezone.now()
        maker = PieceMaker(gather_cast(), seed=Document.objects.count())
        times = choose_times(maker.chance, articles, now - timedelta(days=365 * YEARS), now)
        with index_built_after():
            for first in range(0, articles, BATCH):
                batch = times[first : first + BATCH]
                insert_published(maker, batch)
                reset_queries()  # with DEBUG on, Django keeps every statement
                show_progress(self.stderr, first + len(batch), articles, before=first)
        room = max(MOST_OPEN - Article.objects.open().count(), 0)
        insert_open(maker, min(articles // 20 + 6, room), now)
        with connection.cursor() as cursor:
            cursor.execute(SETTLE[connection.vendor])
        self.stdout.write(f"Đã thêm {articles} tin, bài trong {monotonic() - started:.0f} giây.")
