from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "Trang tin"

    def ready(self):
        from editorial.signals import recorded, ticked
        from news import housekeeping, inspection, looks, timeliness
        from news.letters import desk as letters
        from news.links import round as links
        from news.press import hooks
        from news.readers.count import count_when_due

        recorded.connect(hooks.note_arrangement)
        ticked.connect(looks.swap_when_due)  # before the press, which prints it
        ticked.connect(hooks.print_due)
        ticked.connect(count_when_due)
        ticked.connect(inspection.read_waiting)
        ticked.connect(timeliness.count_when_due)
        ticked.connect(housekeeping.keep_house)
        ticked.connect(letters.tell_of_late)
        ticked.connect(links.ask_one)
