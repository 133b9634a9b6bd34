"""Fill a database for measuring: invented articles over fifteen years, and some that wait at the desk."""

from datetime import timedelta
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, reset_queries
from django.utils import timezone

from editorial.models import Document
from news.filling.cast import gather_cast
from news.filling.copies import Copier
from news.filling.pieces import PieceMaker
from news.filling.rows import choose_times, index_built_after, insert_open, insert_published
from news.management.progress import show_progress
from news.models import Article

PERIOD = timedelta(days=365 * 15)
BATCH = 500
MOST_MADE = 20_000  # beyond, pieces are copied
MOST_OPEN = 300
# So that the planner knows the tables as they are now.
SETTLE = {"postgresql": "ANALYZE", "sqlite": "PRAGMA optimize"}


class Command(BaseCommand):
    help = (
        "Điền tin, bài minh họa vào cơ sở dữ liệu, chỉ để đo; chạy lại thì thêm. Không nhận cơ sở dữ liệu đã có "
        "tin, bài do người soạn."
    )

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, required=True, help="Số tin, bài đăng thêm.")

    def handle(self, *args, articles, **options):
        if articles < 1:
            raise CommandError("Số tin, bài phải từ 1 trở lên.")
        if was_written_by_people():
            raise CommandError("Cơ sở dữ liệu này đã có tin, bài do người soạn: không điền thêm để đo.")
        started = monotonic()
        self.fill(articles)
        self.stdout.write(f"Đã thêm {articles} tin, bài trong {monotonic() - started:.0f} giây.")

    def fill(self, articles: int) -> None:
        now, times = timezone.now(), -(-articles // MOST_MADE)
        originals = articles // times
        maker, copier = PieceMaker(gather_cast(), seed=Document.objects.count()), Copier()
        with index_built_after():
            self.make(maker, articles % times, now)
            self.make(maker, originals, now, then=copier.remember)
            if times > 1:
                self.stderr.write("Sao từ những tin, bài đã có:")
                step = PERIOD // originals // times
                copier.copy(times - 1, step // timedelta(microseconds=1), self.teller(originals * (times - 1)))
        room = max(MOST_OPEN - Article.objects.open().count(), 0)
        insert_open(maker, min(articles // 20 + 6, room), now)
        with connection.cursor() as cursor:
            cursor.execute(SETTLE[connection.vendor])

    def make(self, maker: PieceMaker, count: int, until, then=None) -> None:
        """Insert pieces made one by one, and hand them on."""
        times = choose_times(maker.chance, count, until - PERIOD, until)
        tell = self.teller(count)
        for first in range(0, count, BATCH):
            inserted = insert_published(maker, times[first : first + BATCH])
            if then:
                then(*inserted)
            reset_queries()  # with DEBUG on, Django keeps every statement
            tell(min(first + BATCH, count))

    def teller(self, total: int):
        """Give what shows how many are done."""
        before = 0

        def tell(done: int) -> None:
            nonlocal before
            show_progress(self.stderr, done, total, before)
            before = done

        return tell


def was_written_by_people() -> bool:
    """Whether the first piece came through the desk, which logs it; filling logs nothing."""
    first = Document.objects.order_by("pk").first()
    return first is not None and first.log.exists()
