"""A try that is bounded: a wrong password, a wrong code, a code that was used (editorial/accounts/throttle.py)."""

from django.db import models
from django.utils import timezone


class Attempt(models.Model):
    """`key` is a keyed hash of name and place: nothing of a person can be read here."""

    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "lần thử"
        verbose_name_plural = "lần thử"
        indexes = [
            models.Index(fields=["kind", "key", "at"], name="attempts_in_window"),
            models.Index(fields=["at"], name="attempts_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=models.Q(kind="used_code"), name="code_used_once"),
        ]

    def __str__(self):
        return f"{self.kind} {self.at:%d/%m/%Y %H:%M}"
