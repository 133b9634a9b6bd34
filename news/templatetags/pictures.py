"""{% picture use sizes="…" %}: one picture in the widths and the two formats that were made of it."""

from django import template

from news.models import Picture

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(use, sizes: str, eager: bool = False, decorative: bool = False) -> dict:
    """Show the picture of a use (or a Picture itself); a decorative one is silent beside the words it repeats."""
    image = use if isinstance(use, Picture) else use.picture
    widths = image.widths()
    return {
        "webp": ", ".join(f"{image.address(width, 'webp')} {width}w" for width in widths),
        "jpeg": ", ".join(f"{image.address(width)} {width}w" for width in widths),
        "src": image.address(widths[min(1, len(widths) - 1)]),
        "width": str(image.width),
        "height": str(image.height),
        "alt": "" if decorative else use.alt,
        "sizes": sizes,
        "eager": eager,
    }
