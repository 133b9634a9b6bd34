"""The index of notices that somebody has not read yet: few, however many there were."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0002_log_of_subject"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["recipient", "-made_at"], name="notice_unread"
            ),
        ),
    ]
