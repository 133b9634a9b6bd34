"""The library: pictures and files as they were taken in. The originals are private (news/views/files.py asks)."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from editorial.models.text import CleanTextModel
from editorial.text import clean_text
from news import files, pictures


class Stored(CleanTextModel):
    """What pictures and files have in common: kept under the SHA-256 of their content."""

    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    key = models.CharField(max_length=16, db_index=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="người tải lên"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)

    class Meta:
        abstract = True


def put(path: str, data: bytes) -> None:
    """Store bytes under a private path, once: paths are named by content."""
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(data))


class PictureQuerySet(models.QuerySet):
    def take_in(self, data: bytes, *, uploaded_by, caption="", credit="", alt="") -> "Picture":
        """Decode, re-encode and store an uploaded picture with its renditions; give its row.

        Raises ValidationError with a Vietnamese sentence for what is no picture or too large.
        """
        clean = pictures.read_picture(data)
        picture = Picture(
            sha256=clean.sha256,
            key=clean.sha256[:16],
            format=clean.format,
            width=clean.width,
            height=clean.height,
            uploaded_by=uploaded_by,
            caption=caption,
            credit=credit,
            alt=alt,
        )
        put(picture.path, clean.master)
        for (width, extension), rendition in pictures.renditions(clean.master).items():
            put(picture.rendition_path(width, extension), rendition)
        picture.save()
        return picture


class Picture(Stored):
    format = models.CharField(max_length=4, editable=False)
    width = models.PositiveIntegerField("rộng", editable=False)
    height = models.PositiveIntegerField("cao", editable=False)
    caption = models.CharField("chú thích", max_length=300, blank=True)
    credit = models.CharField("người chụp, nguồn ảnh", max_length=120, blank=True)
    alt = models.CharField("mô tả cho người không nhìn thấy ảnh", max_length=300, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "thư viện ảnh"
        ordering = ["-pk"]

    def __str__(self):
        return self.caption or self.alt or f"Ảnh {self.pk}"

    @property
    def path(self) -> str:
        return f"pictures/{self.sha256[:2]}/{self.sha256}"

    def rendition_path(self, width: int, extension: str) -> str:
        return rendition_path(self.key, width, extension)

    def address(self, width: int, extension: str = "jpg") -> str:
        """Give the public address of a rendition; the widths are those of news.pictures.WIDTHS."""
        return pictures.address(self.sha256, width, extension)


def rendition_path(key: str, width: int, extension: str) -> str:
    """Give the private path of a rendition."""
    return f"renditions/{key[:2]}/{key}-{width}.{extension}"


class StoredFileQuerySet(models.QuerySet):
    def take_in(self, data: bytes, *, name: str, uploaded_by) -> "StoredFile":
        """Check and store an uploaded PDF, Word or Excel file; give its row.

        Raises ValidationError with a Vietnamese sentence for anything else.
        """
        clean = files.read_attachment(data, clean_text(name, lines=False))
        stored = StoredFile(
            sha256=clean.sha256,
            key=clean.sha256[:16],
            name=clean.name,
            content_type=clean.content_type,
            size=clean.size,
            uploaded_by=uploaded_by,
        )
        put(stored.path, clean.data)
        stored.save()
        return stored


class StoredFile(Stored):
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField("cỡ (byte)", editable=False)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    @property
    def path(self) -> str:
        return f"files/{self.sha256[:2]}/{self.sha256}"

    @property
    def type_name(self) -> str:
        """The kind of file in the words of an office: PDF, Word, Excel."""
        return {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}.get(self.name.rsplit(".", 1)[-1], "Tệp")
