"""What a person was typing: kept aside from the edition until it is saved, and nobody else's to read."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Autosave(models.Model):
    """The fields of one open form, as they would be sent. Never a save: version, snapshots, four eyes stay as they are.

    After a good save the row stays for some days without its text, so that what arrives late is known to be old.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="autosaves")
    token = models.CharField(max_length=32)  # of the form that is open in one window
    place = models.CharField(max_length=300)  # the address of the form
    kind = models.CharField(max_length=20)
    edition = models.PositiveBigIntegerField(null=True)  # its id; none for a new piece
    fields = models.JSONField(default=dict)  # name: list of values
    typed_at = models.PositiveBigIntegerField(default=0)  # milliseconds, by the clock of the device
    saved_at = models.DateTimeField()
    is_done = models.BooleanField(default=False)

    class Meta:
        verbose_name = "bản tự lưu"
        verbose_name_plural = "bản tự lưu"
        constraints = [models.UniqueConstraint(name="autosave_once", fields=["person", "token"])]
        indexes = [
            models.Index(fields=["person", "-saved_at"], name="autosave_open", condition=Q(is_done=False)),
            models.Index(fields=["is_done", "saved_at"], name="autosave_to_sweep"),
        ]

    def __str__(self):
        return f"{self.place} {self.token}"
