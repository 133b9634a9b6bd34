"""What is typed as an address is checked at the field; no column changes."""

from django.db import migrations, models

from news.models.addresses import check_link


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0022_upload_quotas"),
    ]

    operations = [
        migrations.AlterField(
            model_name="banner",
            name="link",
            field=models.CharField(blank=True, max_length=500, validators=[check_link], verbose_name="liên kết"),
        ),
        migrations.AlterField(
            model_name="menuitem",
            name="address",
            field=models.CharField(blank=True, max_length=300, validators=[check_link], verbose_name="địa chỉ"),
        ),
        migrations.AlterField(
            model_name="sisterlink",
            name="address",
            field=models.CharField(max_length=300, validators=[check_link], verbose_name="địa chỉ"),
        ),
    ]
