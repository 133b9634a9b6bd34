"""The index of search: one row for each live article."""

from django.db import models

from editorial.models import Document


class SearchEntry(models.Model):
    """The words by which a live article is found (news/search/terms.py says how they are written).

    The id is the first publication in microseconds: the index of either database gives the newest first by
    walking ids, without sorting. The index itself is made, and on SQLite kept in step, by what migration
    0002_search puts into the database. A later migration that alters this table loses SQLite's
    triggers: it must end with the operations of that one.
    """

    id = models.BigIntegerField(primary_key=True)
    document = models.OneToOneField(Document, models.CASCADE, related_name="search_entry")
    terms = models.TextField()

    class Meta:
        verbose_name = "mục tìm kiếm"
        verbose_name_plural = "mục tìm kiếm"

    def __str__(self):
        return str(self.document_id)
