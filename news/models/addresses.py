"""Addresses that people type: the web or this site, never a script."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

WEB_ADDRESS = URLValidator(schemes=["http", "https"], message="Xin nhập địa chỉ web, ví dụ https://dongthap.gov.vn.")


def check_address(value: str, field: str) -> None:
    """Accept a web address (http, https) or a path of this site; raise ValidationError for anything else."""
    if not value or (value.startswith("/") and not value.startswith("//")):
        return
    try:
        WEB_ADDRESS(value)
    except ValidationError as error:
        raise ValidationError({field: "Địa chỉ phải là địa chỉ web hoặc bắt đầu bằng một dấu /."}) from error
