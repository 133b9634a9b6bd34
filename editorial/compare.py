"""What changed between two canonical texts, in words."""

import json
import re
from difflib import SequenceMatcher
from html import unescape

TOKEN = re.compile(r"<[^>]*>|\w+|[^\w\s]")
# A word keeps the blanks after it: blanks of their own match everywhere and make the comparison quadratic.
SHOWN = re.compile(r"<[^>]*>\s*|\w+\s*|[^\w\s]\s*|\s+")
BLOCK_END = re.compile(r"</(?:p|h2|h3|h4|li|tr|blockquote|figcaption|caption)>|<br>|<hr>")
TAG = re.compile(r"<[^>]*>")
# Above this many pairs of words the comparison leaves out the commonest ones as anchors: rougher, but at once.
EXACT_PAIRS = 4_000_000


def changed_fields(before: str, after: str) -> list[str]:
    """Give the names of the parts in which two canonical texts differ, sorted."""
    one, other = json.loads(before), json.loads(after)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def changed_tokens(before: str, after: str) -> tuple[int, set[str]]:
    """Give how many words differ between two texts, and the words, tags and signs that do."""
    one, other = TOKEN.findall(before), TOKEN.findall(after)
    count = 0
    tokens: set[str] = set()
    for op, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if op != "equal":
            count += max(i2 - i1, j2 - j1)
            tokens.update(one[i1:i2], other[j1:j2])
    return count, tokens


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Give the pieces of the two texts in reading order, each ("equal" | "delete" | "insert", piece)."""
    one, other = SHOWN.findall(before), SHOWN.findall(after)
    pieces: list[tuple[str, str]] = []
    rough = len(one) * len(other) > EXACT_PAIRS
    for op, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=rough).get_opcodes():
        if op == "equal":
            pieces.append(("equal", "".join(one[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(("delete", "".join(one[i1:i2])))
        if j2 > j1:
            pieces.append(("insert", "".join(other[j1:j2])))
    return pieces


def changes_between(before: str, after: str, labels: dict[str, str], read=None) -> list[dict]:
    """Give the parts in which two canonical texts differ, each with its label and the difference in words.

    `read(name, value)` gives a value as people say it (a category by its name), None to leave it to this module.
    """
    one, other = json.loads(before), json.loads(after)
    changes = []
    for name in changed_fields(before, after):
        if name != "form":
            texts = [_shown(content.get(name), name, read) for content in (one, other)]
            changes.append({"label": labels.get(name, name), "pieces": readable(word_diff(*texts))})
    return changes


def readable(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the pieces without tags of HTML: ends of blocks as line ends, a change of tags alone named as such."""
    made = []
    for op, piece in pieces:
        text = unescape(TAG.sub("", BLOCK_END.sub("\n", piece)))
        if not text.strip() and op != "equal" and "<" in piece:
            text = " [cách trình bày] " + text
        made.append((op, text))
    return made


def _shown(value, name: str = "", read=None) -> str:
    said = read(name, value) if read else None
    if said is not None:
        return said
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_shown(item) for item in value)
    if isinstance(value, dict):
        # The hash tells a picture or file from another under the same caption; six signs of it are enough.
        said = {**value, "sha256": str(value.get("sha256", ""))[:6], "role": ""}
        return " · ".join(str(part) for part in said.values() if part)
    return str(value)
