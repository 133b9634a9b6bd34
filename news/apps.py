from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "Trang tin"

    def ready(self):
        from editorial.signals import recorded, ticked
        from news.press import hooks

        recorded.connect(hooks.note_arrangement)
        ticked.connect(hooks.print_due)
