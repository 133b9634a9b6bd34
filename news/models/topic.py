"""Topics (dòng sự kiện) and tags."""

from django.db import models

from editorial.models import State
from news.models.slugged import Slugged


class TopicQuerySet(models.QuerySet):
    def shown(self):
        """Give the topics that citizens may know of: those with a live piece."""
        return self.filter(articles__state=State.PUBLISHED).distinct()


class Topic(Slugged):
    description = models.CharField("giới thiệu ngắn", max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TopicQuerySet.as_manager()

    address_name = "topic"

    class Meta:
        verbose_name = "dòng sự kiện"
        verbose_name_plural = "dòng sự kiện"
        ordering = ["-created_at", "-pk"]


class Tag(Slugged):
    class Meta:
        verbose_name = "thẻ"
        verbose_name_plural = "thẻ"
        ordering = ["name"]
