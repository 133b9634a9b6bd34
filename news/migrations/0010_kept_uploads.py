"""Uploads that no edition ever had can be told apart, from now on; what is there already is kept."""

from django.db import migrations, models

UNKEPT = models.Q(("kept", False))


def add_kept(model: str) -> list:
    """Rows that exist already get the first default: nobody knows what they were used for."""
    kept = models.BooleanField(default=True, editable=False)
    return [
        migrations.AddField(model_name=model, name="kept", field=kept),
        migrations.AlterField(model_name=model, name="kept", field=models.BooleanField(default=False, editable=False)),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0009_open_work_in_order"),
    ]

    operations = [
        *add_kept("picture"),
        *add_kept("storedfile"),
        migrations.AddIndex(
            model_name="picture", index=models.Index(fields=["uploaded_at"], name="picture_to_sweep", condition=UNKEPT)
        ),
        migrations.AddIndex(
            model_name="storedfile", index=models.Index(fields=["uploaded_at"], name="file_to_sweep", condition=UNKEPT)
        ),
    ]
