"""Editions with a body of HTML: cleaned on every save, its pictures known to the database."""

from typing import Any

from django.db import models

from editorial.models import Edition
from editorial.models.text import CleanTextModel
from news import richtext
from news.models.library import Picture
from news.press.queue import note_document


class PictureUse(CleanTextModel):
    """A picture in one edition. Caption, photographer and alternative text belong to the use."""

    class Role(models.TextChoices):
        LEAD = "lead", "Ảnh đại diện"
        PHOTO = "photo", "Ảnh trong phóng sự ảnh"
        BODY = "body", "Ảnh trong bài"

    edition_key = ""  # the name of the foreign key to the edition

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+", verbose_name="ảnh")
    role = models.CharField("vai trò", max_length=8, choices=Role.choices, default=Role.PHOTO)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    caption = models.CharField("chú thích", max_length=300, blank=True)
    photographer = models.CharField("người chụp, nguồn ảnh", max_length=120, blank=True)
    alt = models.CharField("mô tả cho người không nhìn thấy ảnh", max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.caption or str(self.picture)

    def canonical(self) -> dict:
        """Give the part of the canonical text that this picture is."""
        return {
            "sha256": self.picture.sha256,
            "role": self.role,
            "caption": self.caption,
            "photographer": self.photographer,
            "alt": self.alt,
        }


class EditionWithBody(Edition):
    body = models.TextField("nội dung", blank=True)

    use_model: Any  # a kind of PictureUse; its edition_key is the foreign key to this kind

    class Meta(Edition.Meta):
        abstract = True

    def clean_one(self, field, value):
        if field.name == "body":
            return richtext.clean_html(value)
        return super().clean_one(field, value)

    def save(self, *args, update_fields=None, **kwargs):
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is None or "body" in update_fields:
            self._note_body_pictures()

    def picture_uses(self):
        """Give the uses of pictures in this edition, in order, with their pictures."""
        return self._uses().select_related("picture").order_by("order", "pk")

    def _uses(self):
        return self.use_model.objects.filter(**{self.use_model.edition_key: self})

    def copy_children_from(self, edition) -> None:
        for use in edition.picture_uses():
            use.pk = None
            setattr(use, self.use_model.edition_key, self)
            if use.role != PictureUse.Role.BODY:  # those follow from the body
                use.save(force_insert=True)

    def canonical_parts(self) -> dict:
        shown = [use.canonical() for use in self.picture_uses() if use.role != PictureUse.Role.BODY]
        return {"pictures": shown, "body_pictures": self._body_hashes()}

    def went_live(self) -> None:
        note_document(self.document_id)

    def was_taken_down(self) -> None:
        note_document(self.document_id, removal=True)

    def _body_hashes(self) -> list[str]:
        keys = richtext.picture_keys(self.body)
        known = dict(Picture.objects.filter(key__in=keys).values_list("key", "sha256")) if keys else {}
        return [known.get(key, key) for key in keys]

    def _note_body_pictures(self) -> None:
        """Make the uses of pictures in the body match the body, so that files can ask who uses them."""
        uses = self._uses().filter(role=PictureUse.Role.BODY)
        wanted = set(richtext.picture_keys(self.body))
        present = dict(uses.values_list("picture__key", "pk"))
        gone = [pk for key, pk in present.items() if key not in wanted]
        if gone:
            uses.filter(pk__in=gone).delete()
        for key in sorted(wanted - present.keys()):
            picture = Picture.objects.filter(key=key).first()
            if picture:
                here = {self.use_model.edition_key: self}
                self.use_model.objects.create(**here, picture=picture, role=PictureUse.Role.BODY)
