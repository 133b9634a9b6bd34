"""Fill a database for measuring: invented articles over fifteen years, and some that wait at the desk."""

from datetime import timedelta
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, reset_queries
from django.utils import timezone

from editorial.models import Document
from news.filling.cast import gather_cast
from news.filling.pieces import PieceMaker
from news.filling.rows import choose_times, insert_open, insert_published
from news.models import Article

YEARS = 15
BATCH = 500
MOST_OPEN = 300
# So that the planner knows the tables as they are now.
SETTLE = {"postgresql": "VACUUM ANALYZE", "sqlite": "PRAGMA optimize"}


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
        for first in range(0, articles, BATCH):
            insert_published(maker, times[first : first + BATCH])
            reset_queries()  # with DEBUG on, Django keeps every statement
            self.show_progress(min(first + BATCH, articles), articles)
        waiting = Article.objects.open().count()
        insert_open(maker, min(articles // 20 + 6, MOST_OPEN) - min(waiting, MOST_OPEN), now)
        with connection.cursor() as cursor:
            cursor.execute(SETTLE[connection.vendor])
        self.stdout.write(f"Đã thêm {articles} tin, bài trong {monotonic() - started:.0f} giây.")

    def show_progress(self, done: int, total: int) -> None:
        """Draw the bar anew on a terminal; elsewhere say each tenth on a line of its own."""
        filled = 40 * done // total
        if self.stderr.isatty():
            bar = f"\r[{'#' * filled}{'.' * (40 - filled)}] {done}/{total}"
            self.stderr.write(bar, ending="\n" if done == total else "")
        elif done == total or done * 10 // total > (done - BATCH) * 10 // total:
            self.stderr.write(f"{done}/{total}")
