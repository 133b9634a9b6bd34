"""Print what waits; or everything anew; or compare the tree with the database and mend it."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, reset_queries

from news.management.progress import show_progress
from news.press.drain import drain
from news.press.models import Change, Printed, Priority
from news.press.verify import sweep, verify


class Command(BaseCommand):
    help = "Xuất bản các trang công khai còn chờ."

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="Xuất bản lại mọi trang, xóa tệp không còn dùng.")
        parser.add_argument("--jobs", type=int, default=1, help="Số tiến trình cùng dựng trang (mặc định 1).")
        parser.add_argument("--verify", action="store_true", help="Đối chiếu mọi tệp với dữ liệu và sửa chỗ sai.")

    def handle(self, *args, **options):
        if not settings.PRESS:
            raise CommandError("Chưa bật xuất bản trang công khai: đặt PRESS=1.")
        if options["rebuild"]:
            Change.objects.create(kind=Change.Kind.SITE, priority=Priority.REST)
        with renderers(options["jobs"]) as pool:
            done = drain(self._report, pool=pool)
        self.stdout.write(f"Đã xử lý {done} việc; {Printed.objects.filter(status=200).count()} trang đang đăng.")
        if options["rebuild"]:
            self._say(sweep())
        if options["verify"]:
            self._say(verify(lambda done, total: show_progress(self.stderr, done, total, before=done - 50)))
        waiting = Change.objects.count()
        if waiting:
            raise CommandError(f"Còn {waiting} việc chưa xuất bản được; xem nhật ký của máy chủ.")

    def _report(self, done: int) -> None:
        reset_queries()  # with DEBUG on, Django keeps every statement
        total = done + Change.objects.count()
        show_progress(self.stderr, done, total, before=getattr(self, "_before", 0))
        self._before = done

    def _say(self, found) -> None:
        count = 0
        for place, sentence in found:
            count += 1
            self.stdout.write(f"{place}: {sentence}")
        self.stdout.write(f"Đã đối chiếu: {count} chỗ sai." if count else "Đã đối chiếu: không có chỗ sai.")


@contextmanager
def renderers(jobs: int) -> Iterator[Executor | None]:
    """Give processes that render pages; None for a single job. Each opens its own connection to the database."""
    if jobs <= 1:
        yield None
        return
    connections.close_all()
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
        pool.submit(int).result()  # they are forked at the first task: now, while no connection is open
        yield pool
