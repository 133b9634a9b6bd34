from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Ban biên tập"

    def ready(self):
        from editorial import (
            exporting,
            grants,
            guards,
            mail,
            origins,
            reminders,
            reviewing,
            takedown,
            weekly_head,
        )
        from editorial.accounts import dormant, factors, throttle  # noqa: F401 (factors listens)
        from editorial.signals import ticked

        # Altering a table on SQLite fails on triggers, or loses them silently.
        pre_migrate.connect(guards.remove_before_migrations, sender=self)
        post_migrate.connect(guards.install_after_migrations, sender=self)
        post_migrate.connect(grants.give_after_migrations, sender=self)
        ticked.connect(takedown.remind_when_due)
        ticked.connect(reminders.keep_due_times)  # before the mail, which tells of them
        ticked.connect(reviewing.remind)
        ticked.connect(dormant.keep_watch)
        ticked.connect(throttle.sweep)
        ticked.connect(weekly_head.tell_weekly)
        ticked.connect(mail.send_waiting)
        ticked.connect(exporting.export_due)  # last: the folder may be slow
        register(guards.check_guards, Tags.database)
        register(grants.check_rights, Tags.database)
        register(grants.check_site_role, Tags.security, deploy=True)
        register(origins.check_proxies, Tags.security)
        register(origins.check_months, Tags.security)
