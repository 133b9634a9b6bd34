"""What must hold before a move: each finding is a Vietnamese sentence with the place it is about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing a gate has to say; `field` is the form field it is about, "" for the whole."""

    sentence: str
    field: str = ""
    blocks: bool = True


def blocking(findings) -> list[Finding]:
    """Give the findings that stop a move."""
    return [finding for finding in findings if finding.blocks]
