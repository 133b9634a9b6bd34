"""Editions with a body of HTML: cleaned on every save, its pictures known to the database."""

import re
from typing import Any

from django.db import models
from django.utils import timezone

from editorial.checks.council import Facts
from editorial.checks.passages import Form, Passage
from editorial.models import Edition, Withdrawal
from editorial.models.text import CleanTextModel
from news import pictures, richtext
from news.headings import with_headings
from news.models.library import Picture, keep, thumbnail
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

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        keep(Picture, self.picture_id)

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

    withdrawals = tuple(Withdrawal.values)

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

    def shown_uses(self) -> list:
        """Give the uses beside the body: the lead picture and those of a story in pictures."""
        return [use for use in self.picture_uses() if use.role != PictureUse.Role.BODY]

    def _uses(self):
        return self.use_model.objects.filter(**{self.use_model.edition_key: self})

    def copy_children_from(self, edition) -> None:
        for use in edition.picture_uses():
            use.pk = None
            setattr(use, self.use_model.edition_key, self)
            if use.role != PictureUse.Role.BODY:  # those follow from the body
                use.save(force_insert=True)

    def take_children(self, content: dict) -> list[str]:
        lost = super().take_children(content)
        self._uses().exclude(role=PictureUse.Role.BODY).delete()
        for order, said in enumerate(content.get("pictures", ())):
            picture = Picture.objects.filter(sha256=said["sha256"]).first()
            if picture is None:
                lost.append(f"Ảnh «{said['caption'] or said['alt'] or 'không chú thích'}» không còn trong thư viện.")
                continue
            words = {name: said[name] for name in ("role", "caption", "photographer", "alt")}
            here = {self.use_model.edition_key: self}
            self.use_model.objects.create(**here, picture=picture, order=order, **words)
        gone = [one for one in content.get("body_pictures", ()) if not Picture.objects.filter(sha256=one).exists()]
        return lost + ([f"{len(gone)} ảnh trong bài không còn trong thư viện."] if gone else [])

    def thumbnail(self, sha256: str) -> str:
        return thumbnail(sha256)

    def canonical_parts(self) -> dict:
        return {"pictures": [use.canonical() for use in self.shown_uses()], "body_pictures": self._body_hashes()}

    def get_absolute_url(self) -> str:
        """Give the public address of what this is an edition of."""
        raise NotImplementedError

    def addresses(self) -> list[str]:
        keys = {use.picture.key for use in self.picture_uses()}
        return [self.get_absolute_url(), *pictures.addresses(sorted(keys))]

    def body_passages(self) -> list[Passage]:
        """Give the texts of the body and of the pictures, for the checks."""
        described = "\n".join(richtext.descriptions_of(self.body))
        parts = [
            Passage("body", "Nội dung", richtext.text_of(with_headings(self.body))),
            Passage("body", "Mô tả ảnh", described),
        ]
        for use in self.picture_uses() if self.pk else ():
            parts += [Passage("", "Chú thích ảnh", use.caption), Passage("", "Mô tả ảnh", use.alt)]
            parts += [Passage("", "Người chụp, nguồn ảnh", use.photographer, Form.LABEL), *use.picture.passages()]
        return parts

    def office_telephones(self) -> frozenset[str]:
        from news.models.frontpage import Imprint  # which knows the kinds

        return frozenset(re.findall(r"\d{7,}", re.sub(r"[^\d\n,;/]", "", Imprint.load().telephone)))

    def facts(self) -> Facts:
        from news.facts import facts_on  # which knows the kinds

        return facts_on(getattr(self, "event_date", None) or timezone.localdate())

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
