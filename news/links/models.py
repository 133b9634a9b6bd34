"""What was answered when a link was asked. Kept under the link's hash: the table tells nobody what a draft links to."""

from hashlib import sha256

from django.db import models


class LinkAnswer(models.Model):
    key = models.CharField(max_length=64, primary_key=True)
    is_dead = models.BooleanField()
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "liên kết đã hỏi"
        verbose_name_plural = "liên kết đã hỏi"

    def __str__(self):
        return self.key


def key_of(target: str) -> str:
    """Give the hash under which the answer of a link is kept; what follows # is no part of it."""
    return sha256(target.partition("#")[0].encode()).hexdigest()
