"""{% picture use sizes="…" %}: one picture in the widths and the two formats that were made of it."""

from django import template

from news.models import Picture
from news.pictures import WIDTHS, srcset

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(use, sizes: str, eager: bool = False, decorative: bool = False) -> dict:
    """Show the picture of a use (or a Picture itself); a decorative one is silent beside the words it repeats."""
    image = use if isinstance(use, Picture) else use.picture
    return {
        "webp": srcset(image.key, "webp", image.width),
        "jpeg": srcset(image.key, "jpg", image.width),
        "src": image.address(WIDTHS[0]),
        "width": str(image.width),
        "height": str(image.height),
        "alt": "" if decorative else use.alt,
        "sizes": sizes,
        "eager": eager,
    }
