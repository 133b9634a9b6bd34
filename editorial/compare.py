"""What changed between two texts: names of parts, words, pieces in reading order (changes.py shows them to people)."""

import json
import re
from html import unescape
from itertools import groupby

from editorial.diffing import differences

TOKEN = re.compile(r"<[^>]*>|\w+|[^\w\s]")
# A word keeps the blanks after it: blanks of their own match everywhere and make the comparison quadratic.
SHOWN = re.compile(r"<[^>]*>\s*|\w+\s*|[^\w\s]\s*|\s+")
BLOCK_END = re.compile(r"</(?:p|h2|h3|h4|li|tr|blockquote|figcaption|caption)>|<br>|<hr>")
TAG = re.compile(r"<[^>]*>")


def changed_fields(before: str, after: str) -> list[str]:
    """Give the names of the parts in which two canonical texts differ, sorted."""
    one, other = json.loads(before), json.loads(after)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def changed_tokens(before: str, after: str) -> tuple[int, set[str]]:
    """Give how many words differ between two texts, and the words, tags and signs that do."""
    one, other = TOKEN.findall(before), TOKEN.findall(after)
    count = 0
    tokens: set[str] = set()
    for op, i1, i2, j1, j2 in differences(one, other):
        if op != "equal":
            count += max(i2 - i1, j2 - j1)
            tokens.update(one[i1:i2], other[j1:j2])
    return count, tokens


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Give the pieces of the two texts in reading order, each ("equal" | "delete" | "insert", piece)."""
    one, other = SHOWN.findall(before), SHOWN.findall(after)
    pieces: list[tuple[str, str]] = []
    for op, i1, i2, j1, j2 in differences(one, other):
        if op == "equal":
            pieces.append(("equal", "".join(one[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(("delete", "".join(one[i1:i2])))
        if j2 > j1:
            pieces.append(("insert", "".join(other[j1:j2])))
    return _joined(pieces)


def _joined(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the pieces with neighbours of one sort as one; of a change what went stands before what came."""
    made: list[tuple[str, str]] = []
    for is_equal, group in groupby(pieces, key=lambda piece: piece[0] == "equal"):
        run = list(group)
        for op in ("equal",) if is_equal else ("delete", "insert"):
            text = "".join(words for sort, words in run if sort == op)
            if text:
                made.append((op, text))
    return made


def readable(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the pieces without tags of HTML: ends of blocks as line ends, a change of tags alone named as such."""
    made = []
    for op, piece in pieces:
        text = unescape(TAG.sub("", BLOCK_END.sub("\n", piece)))
        if not text.strip() and op != "equal" and "<" in piece:
            text = " [cách trình bày] " + text
        made.append((op, text))
    return made


def shown_value(value, name: str = "", read=None) -> str:
    """Give a value of a canonical text as people read it; tags of HTML stay."""
    said = read(name, value) if read else None
    if said is not None:
        return said
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(shown_value(item) for item in value)
    if isinstance(value, dict):
        # The hash tells a picture or file from another under the same caption; six signs of it are enough.
        said = {**value, "sha256": str(value.get("sha256", ""))[:6], "role": ""}
        return " · ".join(str(part) for part in said.values() if part)
    return str(value)
