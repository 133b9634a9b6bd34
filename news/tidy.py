"""The one form of a body, made from the canonical HTML that nh3 writes: balanced tags, quoted attributes.

No step makes a tag out of text, so nothing that the sanitiser took out can come back.
"""

import re
from html import escape, unescape
from itertools import accumulate

from editorial.text import clean_text

INLINE = {"strong", "em", "u", "s", "sub", "sup", "a", "br", "img"}
# Blocks that go when nothing is in them.
HOLLOW = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "figcaption"}
TABLE = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
BLOCKS = HOLLOW | TABLE | {"hr"}
VOID = {"br", "hr", "img", "col"}

# A tag or a text as nh3 writes them: quotes are always double, and escaped inside.
TOKEN = re.compile(r'<[^">]*(?:"[^"]*"[^">]*)*>|[^<]+')
NAME = re.compile("<(/?[a-z0-9]+)")
ATTRIBUTE = re.compile(r'[a-z]+="[^"]*"')
# U+0338 at the head of a text would melt into the ">" before it in NFC: "<p≯ onclick=…" is another tag.
LEADING_MARKS = re.compile("^[\u0300-\u036f]+")


def tidy(cleaned: str) -> str:
    """Give sanitised HTML in the form that is stored: no hollow elements, no naked text, no space at edges."""
    tokens = _drop_hollow(TOKEN.findall(cleaned))
    return _trim_texts(TOKEN.findall("".join(_wrap_naked(tokens))))


def name_of(token: str) -> str:
    """Give "p" for <p …>, "/p" for </p>, nothing for a text."""
    name = NAME.match(token)
    return name[1] if name else ""


def is_block(token: str) -> bool:
    return name_of(token).lstrip("/") in BLOCKS


def partners(names: list[str]) -> dict[int, int]:
    """Give the place of each end tag by that of its start tag."""
    waiting: list[int] = []
    ends: dict[int, int] = {}
    for place, name in enumerate(names):
        if name.startswith("/"):
            ends[waiting.pop()] = place
        elif name and name not in VOID:
            waiting.append(place)
    return ends


def _has_substance(token: str, name: str) -> bool:
    if name == "img":
        return " src=" in token
    return name in {"hr", "table"} if name else bool(token.replace("&nbsp;", " ").strip())


def _drop_hollow(tokens: list[str]) -> list[str]:
    """Drop blocks with nothing in them, pictures and links without address, inline tags around blocks."""
    names = [name_of(token) for token in tokens]
    substance = [0, *accumulate(map(_has_substance, tokens, names))]
    blocks = [0, *accumulate(map(is_block, tokens))]
    keep = [name != "img" or " src=" in token for token, name in zip(tokens, names, strict=True)]
    for start, end in partners(names).items():
        empty = substance[start] == substance[end]
        if empty and names[start] in HOLLOW:
            keep[start : end + 1] = [False] * (end + 1 - start)
        elif names[start] in INLINE:
            dead_link = names[start] == "a" and ' href="' not in tokens[start]
            if empty or dead_link or blocks[start] != blocks[end]:
                keep[start] = keep[end] = False
    return [token for token, kept in zip(tokens, keep, strict=True) if kept]


def _wrap_naked(tokens: list[str]) -> list[str]:
    """Put text that stands outside all blocks into paragraphs."""
    wrapped: list[str] = []
    depth, inside = 0, False
    for token in tokens:
        name = name_of(token)
        if is_block(token):
            if inside:
                wrapped.append("</p>")
                inside = False
            depth += 0 if name in VOID else -1 if name.startswith("/") else 1
        elif depth == 0 and not inside:
            if name == "br" or not token.strip():
                continue
            wrapped.append("<p>")
            inside = True
        wrapped.append(token)
    return [*wrapped, "</p>"] if inside else wrapped


def _trim_texts(tokens: list[str]) -> str:
    """Clean each text, drop space and line breaks at the edges of blocks, put each outer block on its line."""
    out: list[str] = []
    depth = 0
    for token in tokens:
        name = name_of(token)
        at_edge = not out or is_block(out[-1])
        if not name:
            token = _clean_run(token, bare=at_edge or out[-1] == "<br>")
        elif name == "br":
            _drop_end(out, breaks=False)
            token = "" if at_edge else token
        elif is_block(token):
            _drop_end(out, breaks=True)
            depth += 0 if name in VOID else -1 if name.startswith("/") else 1
            token = _sort_attributes(token) + ("" if depth else "\n")
        else:
            token = _sort_attributes(token)
        if token:
            out.append(token)
    return "".join(out).strip("\n")


def _clean_run(text: str, *, bare: bool) -> str:
    text = re.sub(r"\s+", " ", clean_text(unescape(text)))
    return escape(LEADING_MARKS.sub("", text.lstrip(" ") if bare else text), quote=False)


def _drop_end(out: list[str], *, breaks: bool) -> None:
    """Take space, and line breaks too if told, from the end of what was written."""
    while out and (not name_of(out[-1]) or (breaks and out[-1] == "<br>")):
        text = out.pop().rstrip(" ").removeprefix("<br>")
        if text:
            out.append(text)
            return


def _sort_attributes(token: str) -> str:
    attributes = ATTRIBUTE.findall(token)
    return f"<{name_of(token)} {' '.join(sorted(attributes))}>" if attributes else token
