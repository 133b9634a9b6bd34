"""Write the index of search anew from the live articles; citizens can search meanwhile."""

from django.core.management.base import BaseCommand
from django.db import reset_queries

from news.management.progress import show_progress
from news.models import Article, SearchEntry
from news.search.index import refresh_entries, sweep_index

BATCH = 100


class Command(BaseCommand):
    help = "Lập lại chỉ mục tìm kiếm từ các tin, bài đang đăng."

    def handle(self, *args, **options):
        live = list(Article.objects.live().order_by("pk").values_list("pk", flat=True))
        for first in range(0, len(live), BATCH):
            batch = live[first : first + BATCH]
            refresh_entries(batch)
            reset_queries()  # with DEBUG on, Django keeps every statement
            show_progress(self.stderr, first + len(batch), len(live), before=first)
        sweep_index()
        self.stdout.write(f"Chỉ mục tìm kiếm có {SearchEntry.objects.count()} tin, bài.")
