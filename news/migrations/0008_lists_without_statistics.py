"""Indexes that a database which knows nothing of the numbers in its tables cannot take for the wrong list."""

from django.db import migrations, models

KINDS = ("article", "banner", "page")
CLOSED = ("hidden", "superseded", "withdrawn", "rejected", "discarded")


def change_indexes(kind: str) -> list:
    closed = models.Index(
        fields=["state", "-state_since"], name=f"{kind}_closed", condition=models.Q(("state__in", CLOSED))
    )
    return [
        migrations.RemoveIndex(model_name=kind, name=f"{kind}_in_state"),
        migrations.AddIndex(model_name=kind, index=closed),
        migrations.AddIndex(model_name=kind, index=models.Index(fields=["-state_since", "-id"], name=f"{kind}_moved")),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0007_readers"),
    ]

    operations = [operation for kind in KINDS for operation in change_indexes(kind)]
