from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0021_usual_letter_times"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="size",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="cỡ (byte)"),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(fields=["uploaded_by", "uploaded_at"], name="picture_of_day"),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["uploaded_by", "uploaded_at"], name="file_of_day"),
        ),
    ]
