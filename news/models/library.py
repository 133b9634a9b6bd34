"""The library: pictures and files as they were taken in. The originals are private (news/views/files.py asks)."""

import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from editorial.checks.marks import Mark
from editorial.checks.passages import Form, Passage
from editorial.models.text import CleanTextModel
from editorial.text import clean_text
from news import files, inspection, intake, pictures

UNFINISHED = "dang-ghi"  # where bytes stand until they are whole; swept by housekeeping


class Stored(CleanTextModel):
    """What pictures and files have in common: kept under the SHA-256 of their content."""

    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    key = models.CharField(max_length=16, db_index=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="người tải lên"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    # Whether an edition ever had it, or the board put it into the library: the rest is swept (housekeeping.py).
    kept = models.BooleanField(default=False, editable=False)

    # What a row stands for; the database refuses another (editorial/guards.py).
    fixed_fields: tuple[str, ...] = ("sha256", "key", "uploaded_by")

    class Meta:
        abstract = True

    def paths(self) -> list[str]:
        """Give every private path under which something of it is stored."""
        raise NotImplementedError


NAME_KEPT = 250


def put(path: str, data: bytes) -> None:
    """Store bytes under a private path, once: paths are named by content, so never is a part of it found there."""
    place = Path(default_storage.path(path))
    if place.exists():
        os.utime(place)  # the sweep leaves alone what was sent again just now
        return
    temporary = Path(default_storage.path(default_storage.save(f"{UNFINISHED}/{place.name}", ContentFile(data))))
    _sync(temporary)
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary.replace(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep(model: type[Stored], pk: int | None) -> None:
    """Write down that an edition has this picture or file; snapshots may name it for ever."""
    model._default_manager.filter(pk=pk, kept=False).update(kept=True)


class PictureQuerySet(models.QuerySet):
    def take_in(self, data: bytes, *, uploaded_by, caption="", credit="", alt="") -> "Picture":
        """Admit (news.intake), decode, re-encode and store an uploaded picture with its renditions; give its row.

        Raises ValidationError with a Vietnamese sentence for what is not admitted, no picture, or too large.
        """
        if len(data) > pictures.MAX_BYTES:
            raise ValidationError(pictures.TOO_HEAVY)
        intake.admit(data, person=uploaded_by)
        return self.take_admitted(data, uploaded_by=uploaded_by, caption=caption, credit=credit, alt=alt)

    def take_admitted(self, data: bytes, *, uploaded_by, caption="", credit="", alt="") -> "Picture":
        """As take_in, for what this program drew itself, and for pictures out of a file that was admitted whole."""
        made = inspection.check_picture(data)
        clean = made.clean
        picture = Picture(
            sha256=clean.sha256,
            key=clean.sha256[:16],
            format=clean.format,
            width=clean.width,
            height=clean.height,
            size=len(clean.master) + sum(map(len, made.renditions.values())),
            uploaded_by=uploaded_by,
            caption=caption,
            credit=credit,
            alt=alt,
            kept=bool(caption or credit or alt),
            marks=made.marks,
        )
        put(picture.path, clean.master)
        for (width, extension), rendition in made.renditions.items():
            put(picture.rendition_path(width, extension), rendition)
        picture.save()
        return picture


class Picture(Stored):
    format = models.CharField(max_length=4, editable=False)
    width = models.PositiveIntegerField("rộng", editable=False)
    height = models.PositiveIntegerField("cao", editable=False)
    size = models.PositiveIntegerField("cỡ (byte)", default=0, editable=False)  # with its renditions; 0 before 2026-11
    caption = models.CharField("chú thích", max_length=300, blank=True)
    credit = models.CharField("người chụp, nguồn ảnh", max_length=120, blank=True)
    alt = models.CharField("mô tả cho người không nhìn thấy ảnh", max_length=300, blank=True)
    marks = models.JSONField(default=list, editable=False)  # what the picture's file said beside its pixels

    fixed_fields = (*Stored.fixed_fields, "format", "width", "height")

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "thư viện ảnh"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["uploaded_by", "-id"], name="picture_of_uploader"),
            models.Index(fields=["uploaded_at"], name="picture_to_sweep", condition=models.Q(kept=False)),
            models.Index(fields=["uploaded_by", "uploaded_at"], name="picture_of_day"),
        ]

    def __str__(self):
        return self.caption or self.alt or f"Ảnh {self.pk}"

    def passages(self) -> list[Passage]:
        """Give what the checks found in the hidden data of the file as it was sent."""
        return _found("", "Thông tin ẩn trong tệp ảnh", self.marks)

    @property
    def path(self) -> str:
        return f"pictures/{self.sha256[:2]}/{self.sha256}"

    def rendition_path(self, width: int, extension: str) -> str:
        return rendition_path(self.key, width, extension)

    def paths(self) -> list[str]:
        shown = [(width, extension) for width in pictures.WIDTHS for extension in pictures.FORMATS]
        return [self.path, *(self.rendition_path(*one) for one in shown)]

    def address(self, width: int, extension: str = "jpg") -> str:
        """Give the public address of a rendition; the widths are those of news.pictures.WIDTHS."""
        return pictures.address(self.sha256, width, extension)


def _found(field: str, place: str, marks: list[dict]) -> list[Passage]:
    """Give a passage for each mark that was found long before, at its place."""
    return [
        Passage(
            field,
            f"{place}, {mark['place']}" if mark.get("place") else place,
            "",
            Form.LABEL,
            found=(Mark(mark["key"], mark["sentence"], mark["excerpt"], mark["blocks"]),),
        )
        for mark in marks
    ]


def rendition_path(key: str, width: int, extension: str) -> str:
    """Give the private path of a rendition."""
    return f"renditions/{key[:2]}/{key}-{width}.{extension}"


def thumbnail(sha256: str) -> str:
    """Give the address of the smallest rendition of a picture, "" when the library has no such picture."""
    return pictures.address(sha256, pictures.WIDTHS[0], "jpg") if Picture.objects.filter(sha256=sha256).exists() else ""


class StoredFileQuerySet(models.QuerySet):
    def take_in(self, data: bytes, *, name: str, uploaded_by) -> "StoredFile":
        """Admit (news.intake), check and store an uploaded PDF, Word or Excel file; give its row.

        Raises ValidationError with a Vietnamese sentence for anything else.
        """
        if len(data) > files.MAX_BYTES:
            raise ValidationError(files.TOO_HEAVY)
        intake.admit(data, person=uploaded_by)
        return self.take_admitted(data, name=name, uploaded_by=uploaded_by)

    def take_admitted(self, data: bytes, *, name: str, uploaded_by) -> "StoredFile":
        """As take_in, for what this program wrote itself."""
        came_as = clean_text(name, lines=False)
        clean = inspection.check_upload(data, came_as)
        stored = StoredFile(
            sha256=clean.sha256,
            key=clean.sha256[:16],
            name=clean.name,
            came_as=came_as[-NAME_KEPT:],
            content_type=clean.content_type,
            size=clean.size,
            uploaded_by=uploaded_by,
        )
        put(stored.path, clean.data)
        stored.save()
        inspection.read_soon(stored)
        return stored

    def of_open_work(self):
        """Give the files that editions still being worked on have."""
        from news.models.article import Article, Attachment  # which know the library

        open_work = Article.objects.open().order_by().values("pk")
        return self.filter(pk__in=Attachment.objects.filter(article__in=open_work).order_by().values("file"))


class StoredFile(Stored):
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField("cỡ (byte)", editable=False)
    came_as = models.CharField(max_length=NAME_KEPT, default="", editable=False)  # its name on the sender's machine
    # What was found in it (news.inspection): marks with their places, and sentences about what was not read.
    read_as = models.CharField(max_length=16, default="", editable=False)
    marks = models.JSONField(default=list, editable=False)
    unread = models.JSONField(default=list, editable=False)

    fixed_fields = (*Stored.fixed_fields, "name", "content_type", "size")

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["uploaded_at"], name="file_to_sweep", condition=models.Q(kept=False)),
            models.Index(fields=["uploaded_by", "uploaded_at"], name="file_of_day"),
        ]

    def __str__(self):
        return self.name

    @property
    def path(self) -> str:
        return f"files/{self.sha256[:2]}/{self.sha256}"

    def paths(self) -> list[str]:
        return [self.path]

    @property
    def kind(self) -> str:
        """The kind of file as its name ends: pdf, docx, xlsx."""
        return self.name.rsplit(".", 1)[-1]

    def is_read(self) -> bool:
        """Whether it was ever read, so that marks and unread say something."""
        return bool(self.read_as)

    def passages(self, title: str) -> list[Passage]:
        """Give what the checks found in the file, which an edition calls by this title."""
        return _found("files", f"Tệp đính kèm «{title}»", self.marks)

    @property
    def type_name(self) -> str:
        """The kind of file in the words of an office: PDF, Word, Excel."""
        return {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}.get(self.kind, "Tệp")
