"""A piece shown on its form to who may not change it: text as citizens will read it, pictures, files."""

from django.contrib import admin
from django.template.loader import render_to_string


class ReadBody:
    """What the admin shows of an edition with a body when its form is closed."""

    @admin.display(description="nội dung")
    def body_shown(self, edition):
        return render_to_string("admin/news/shown_body.html", {"body": edition.body})

    @admin.display(description="ảnh")
    def pictures_shown(self, edition):
        uses = edition.shown_uses()
        return render_to_string("admin/news/shown_pictures.html", {"uses": uses})

    @admin.display(description="tệp đính kèm")
    def files_shown(self, edition):
        attachments = edition.attachments.select_related("file")
        return render_to_string("admin/news/shown_files.html", {"attachments": attachments})

    @admin.display(description="thẻ")
    def tags_shown(self, edition):
        return ", ".join(tag.name for tag in edition.tags.all()) or "–"
