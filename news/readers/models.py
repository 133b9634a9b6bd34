"""What was counted, and where in the log the counting stopped."""

from django.db import models


class LogPlace(models.Model):
    """Where the next round begins. Its single row is moved in the transaction of what was counted up to there."""

    offset = models.PositiveBigIntegerField(default=0)
    # The hash of the bytes before the offset: by it the same file is found again under any name.
    tail = models.CharField(max_length=64, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "chỗ đã đếm đến"
        verbose_name_plural = "chỗ đã đếm đến"

    def __str__(self):
        return str(self.offset)


class DayReads(models.Model):
    """How many pages were read on a day; kept for ever."""

    day = models.DateField(unique=True)
    reads = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "lượt xem trong ngày"
        verbose_name_plural = "lượt xem trong ngày"

    def __str__(self):
        return f"{self.day}: {self.reads}"


class PieceReads(models.Model):
    """How often an article was read on a day; kept for some weeks (count.py)."""

    day = models.DateField()
    number = models.PositiveBigIntegerField()
    reads = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "lượt xem tin bài"
        verbose_name_plural = "lượt xem tin bài"
        constraints = [models.UniqueConstraint(fields=["day", "number"], name="piece_reads_once")]

    def __str__(self):
        return f"{self.day} {self.number}: {self.reads}"


class Figures(models.Model):
    """What the pages show; one row, renewed in the transaction that asks for these pages to be printed."""

    day = models.DateField()
    today = models.PositiveBigIntegerField()
    month = models.PositiveBigIntegerField()
    total = models.PositiveBigIntegerField()
    most_read = models.JSONField(default=list)  # [number of the document, reads in seven days], the most read first

    class Meta:
        verbose_name = "số lượt xem"
        verbose_name_plural = "số lượt xem"

    def __str__(self):
        return f"{self.day}: {self.today}, {self.month}, {self.total}"
