"""Django's migrate, which begins without asking whether the database's guards stand: it makes them at its end."""

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from editorial import grants


class Command(Migrate):
    def check(self, *args, databases=None, **options):
        """Check the code, not the database: one that was killed left no guards, and this one brings them back."""
        super().check(*args, **options)

    def handle(self, *args, **options):
        if grants.is_site(connections[options["database"]]):
            raise CommandError(grants.NEEDS_OWNER)
        super().handle(*args, **options)
