"""Settings are read from the environment in this one place."""

import os
from pathlib import Path


def text(name: str, default: str = "") -> str:
    """Give the value of NAME, or the content of the file named by NAME_FILE (a mounted secret)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """Give True for 1, true, yes, on (any case); the default when NAME is not set."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    """Give the value of NAME as a whole number; the default when NAME is not set."""
    return int(text(name) or default)


def items(name: str, default: str = "") -> list[str]:
    """Give the comma-separated values of NAME, without blanks around them."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]
