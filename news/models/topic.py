"""Topics (dòng sự kiện) and tags."""

from django.apps import apps
from django.db import models

from news.models.slugged import Slugged


class TopicQuerySet(models.QuerySet):
    def shown(self):
        """Give the topics that citizens may know of: those with a live piece.

        One look into an index for each topic; a join would read every live piece.
        """
        articles = apps.get_model("news", "Article").objects
        return self.filter(models.Exists(articles.live().filter(topic=models.OuterRef("pk"))))


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
