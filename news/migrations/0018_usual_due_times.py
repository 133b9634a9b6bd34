"""What the board begins with: a working day of eight hours, how long a step may take; all of it is its to change."""

from datetime import date, time

from django.db import migrations

SINCE = date(2026, 1, 1)
STRETCHES = ((time(7), time(11, 30)), (time(13, 30), time(17)))
BASIS = "Mức ban đầu của phần mềm; Ban biên tập điều chỉnh theo quy chế"
# stage, sort of piece, urgent lane, hours, minutes, remind so many minutes before
TIMES = (
    ("submitted", "", False, 2, 0, 30),
    ("in_review", "", False, 4, 0, 60),
    ("in_review", "article:feature", False, 16, 0, 120),
    ("in_review", "article:interview", False, 16, 0, 120),
    ("approved", "", False, 4, 0, 60),
    ("to_confirm", "", False, 4, 0, 60),
    ("whole", "", False, 40, 0, 240),
    ("submitted", "", True, 0, 15, 5),
    ("in_review", "", True, 1, 0, 15),
    ("approved", "", True, 0, 30, 10),
)


def record(apps, schema_editor):
    hours, times = apps.get_model("editorial", "WorkingHours"), apps.get_model("editorial", "DueTime")
    if not hours.objects.exists():
        hours.objects.bulk_create(
            hours(weekday=day, opens=opens, closes=closes, starts_on=SINCE)
            for day in range(5)
            for opens, closes in STRETCHES
        )
    if not times.objects.exists():
        times.objects.bulk_create(
            times(
                stage=stage,
                part=part,
                is_urgent=urgent,
                hours=hour,
                minutes=minute,
                round_the_clock=urgent,
                remind_minutes=remind,
                starts_on=SINCE,
                basis=BASIS,
            )
            for stage, part, urgent, hour, minute, remind in TIMES
        )


class Migration(migrations.Migration):
    dependencies = [("editorial", "0011_due_times"), ("news", "0017_due_times")]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
