"""Django's migrate, which begins without asking whether the database's guards stand: it makes them at its end."""

from django.core.management.commands.migrate import Command as Migrate


class Command(Migrate):
    def check(self, *args, databases=None, **options):
        """Check the code, not the database: one that was killed left no guards, and this one brings them back."""
        super().check(*args, **options)
