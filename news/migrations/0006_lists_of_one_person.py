"""Indexes for what one person wrote or sent, what moved last first; two that no list reads go."""

from django.db import migrations, models

KINDS = ("article", "banner", "page")
PERSONS = {"author": "author", "opened_by": "opener", "submitted_by": "sender"}


def change_indexes(kind: str) -> list:
    removed = [migrations.RemoveIndex(model_name=kind, name=f"{kind}_{name}") for name in ("of_author", "changed")]
    added = [
        migrations.AddIndex(
            model_name=kind, index=models.Index(fields=[field, "-state_since"], name=f"{kind}_of_{name}")
        )
        for field, name in PERSONS.items()
    ]
    return removed + added


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0003_unread_notices"),
        ("news", "0005_looks"),
    ]

    operations = [
        *(operation for kind in KINDS for operation in change_indexes(kind)),
        migrations.AddIndex(
            model_name="picture", index=models.Index(fields=["uploaded_by", "-id"], name="picture_of_uploader")
        ),
    ]
