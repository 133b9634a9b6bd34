"""Text enters the database in one Unicode form."""

from django.db import models

from editorial.text import clean_text


class CleanTextModel(models.Model):
    """A model whose character columns are cleaned on every save: NFC, one kind of newline, Đ for Eth."""

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        self.clean_own_text(update_fields)
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean_fields(self, exclude=None):
        self.clean_own_text()
        super().clean_fields(exclude=exclude)

    def clean_own_text(self, names=None) -> None:
        """Clean the named character columns in place, all when not given; a single-line column gets single blanks."""
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if (names is None or field.name in names) and isinstance(value, str):
                setattr(self, field.attname, self.clean_one(field, value))

    def clean_one(self, field, value: str) -> str:
        """Give the clean form of one character column's value."""
        return clean_text(value, lines=isinstance(field, models.TextField))
