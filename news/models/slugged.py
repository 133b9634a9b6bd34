"""Things with a name and an address made from it."""

from django.db import models
from django.urls import reverse

from editorial.models.text import CleanTextModel
from editorial.text import vi_slug


class Slugged(CleanTextModel):
    """A name and a slug that is made once, from the name, and then stays."""

    name = models.CharField("tên", max_length=120)
    slug = models.SlugField("địa chỉ", max_length=80, unique=True, editable=False)

    address_name = ""

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse(self.address_name, args=[self.slug])

    def _free_slug(self) -> str:
        wanted = slug = vi_slug(self.name)[:70]
        turn = 2
        while type(self)._default_manager.filter(slug=slug).exists():
            slug, turn = f"{wanted}-{turn}", turn + 1
        return slug
