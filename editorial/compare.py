"""What changed between two canonical texts, in words."""

import json
import re
from difflib import SequenceMatcher

TOKEN = re.compile(r"<[^>]*>|\w+|[^\w\s]")
SHOWN = re.compile(r"\s+|<[^>]*>|\w+|[^\w\s]")


def changed_fields(before: str, after: str) -> list[str]:
    """Give the names of the parts in which two canonical texts differ, sorted."""
    one, other = json.loads(before), json.loads(after)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def changed_tokens(before: str, after: str) -> tuple[int, set[str]]:
    """Give how many words differ between two texts, and the words, tags and signs that do."""
    one, other = TOKEN.findall(before), TOKEN.findall(after)
    count, tokens = 0, set()
    for op, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if op != "equal":
            count += max(i2 - i1, j2 - j1)
            tokens.update(one[i1:i2], other[j1:j2])
    return count, tokens


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Give the pieces of the two texts in reading order, each ("equal" | "delete" | "insert", piece)."""
    one, other = SHOWN.findall(before), SHOWN.findall(after)
    pieces: list[tuple[str, str]] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(("equal", "".join(one[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(("delete", "".join(one[i1:i2])))
        if j2 > j1:
            pieces.append(("insert", "".join(other[j1:j2])))
    return pieces


def changes_between(before: str, after: str, labels: dict[str, str]) -> list[dict]:
    """Give the parts in which two canonical texts differ, each with its label and the difference in words."""
    one, other = json.loads(before), json.loads(after)
    return [
        {"label": labels.get(name, name), "pieces": word_diff(_shown(one.get(name)), _shown(other.get(name)))}
        for name in changed_fields(before, after)
        if name != "form"
    ]


def _shown(value) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return " · ".join(str(part) for key, part in value.items() if part and key not in ("sha256", "role"))
    return str(value)
