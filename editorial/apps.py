from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Ban biên tập"

    def ready(self):
        from editorial import guards

        # Altering a table on SQLite fails on triggers, or loses them silently.
        pre_migrate.connect(guards.remove_before_migrations, sender=self)
        post_migrate.connect(guards.install_after_migrations, sender=self)
        register(guards.check_guards, Tags.database)
