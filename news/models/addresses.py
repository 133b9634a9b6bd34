"""Addresses that people type: the web or this site, never a script."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

WEB_ADDRESS = URLValidator(schemes=["http", "https"], message="Xin nhập địa chỉ web, ví dụ https://dongthap.gov.vn.")
# To browsers a backslash is a slash, and tabs and line ends are nothing: /\khac.vn is another site.
OWN_PATH = re.compile(r"/(?!/)[^\\\x00-\x1f\x7f]*")


def check_link(value: str) -> None:
    """Accept a web address (http, https) or a path of this site; raise ValidationError for anything else."""
    if OWN_PATH.fullmatch(value):
        return
    try:
        WEB_ADDRESS(value)
    except ValidationError as error:
        raise ValidationError("Địa chỉ phải là địa chỉ web hoặc bắt đầu bằng một dấu /.") from error


def shown_link(value: str) -> str:
    """Give an address as a page may link to it: "" for what is neither of the web nor a path of this site.

    The fields refuse such a value; this holds for whatever door a row came by (a command, an import, SQL).
    """
    is_safe = value.lower().startswith(("http://", "https://")) or OWN_PATH.fullmatch(value)
    return value if is_safe else ""
