"""{% qr_code address %}: the address of a page as a code for the camera of a phone, for paper."""

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

MASK = 2

register = template.Library()


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """Give the code as SVG of one path; attributes only, as the policy of every page wants."""
    # Any mask can be read; weighing all eight for the best takes as long as the rest of the page.
    code = segno.make(address, error="m", micro=False, mask=MASK)
    svg = code.svg_inline(border=2, omitsize=True, svgclass="qr-code", lineclass=None, title="Mã QR của địa chỉ bài")
    return mark_safe(svg)  # noqa: S308 - segno draws it; the address is in no word of it
