"""Open work is read in the order in which it is listed."""

from django.db import migrations, models

KINDS = ("article", "banner", "page")
OPEN = ("draft", "returned", "submitted", "in_review", "approved", "scheduled")


def change_index(kind: str) -> list:
    condition = models.Q(("state__in", OPEN))
    index = models.Index(fields=["-state_since", "-id"], name=f"{kind}_open", condition=condition)
    return [
        migrations.RemoveIndex(model_name=kind, name=f"{kind}_open"),
        migrations.AddIndex(model_name=kind, index=index),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0008_lists_without_statistics"),
    ]

    operations = [operation for kind in KINDS for operation in change_index(kind)]
