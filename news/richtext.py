"""The body of a piece: an allow-list of HTML on the server (docs/security.md), and what is read from it.

The sanitiser, not the editor, is the boundary. A body is stored as clean_html gives it: in one form, so that
an editor that only writes the same text differently changes no fingerprint.
"""

import re
from collections import Counter
from collections.abc import Mapping
from html import escape, unescape

import nh3
from django.core.exceptions import ValidationError

from editorial.text import clean_text, strip_hidden
from news.pictures import srcset
from news.tidy import BLOCKS, INLINE, LEADING_MARKS, TABLE, TOKEN, VOID, is_block, name_of, partners, tidy

# Raised with every change of what clean_html lets through.
SANITISER_VERSION = 1

RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "ins": "u", "del": "s", "strike": "s"}
RENAMED |= dict.fromkeys(["div", "section", "article", "main", "header", "footer", "aside", "nav"], "p")
RENAMED |= dict.fromkeys(["form", "address", "center", "pre", "dt", "dd"], "p")
# Elements whose text is no text of the piece.
DROPPED_WHOLE = {"script", "style", "iframe", "object", "svg", "math", "xml", "template", "noscript", "select"}
KNOWN = INLINE | BLOCKS | DROPPED_WHOLE
# Elements that the parser closes by itself. All others could be nested without end, which takes it minutes.
BOUNDED = VOID | TABLE - {"table"} | {"a", "p", "li"}
MAX_NESTING = 20
# Longer than any honest tag, shorter than a picture pasted as data:. Each attribute costs a look at all before it.
MAX_ATTRIBUTES = 4000
# Half a million "&" take the parser four seconds, twice as many sixteen.
MAX_LENGTH = 500_000
TOO_LONG = "Nội dung quá dài. Xin chia thành nhiều bài, hoặc đính kèm toàn văn bằng tệp."
MAX_ROUNDS = 5

HREF = re.compile(r"(?i:https?)://[^\s/?#\\@%]+([/?#]\S*)?|mailto:[^\s@]+@\S+|tel:[0-9+().-]+|/(?![/\\])\S*")
SRC = re.compile(r"/anh/[0-9a-f]{16}-[0-9]{1,4}\.(jpg|webp)")
ANYTHING, SIZE, SPAN = re.compile(".*"), re.compile("[1-9][0-9]{0,3}"), re.compile("[1-9][0-9]?")
ATTRIBUTES = {
    "a": {"href": HREF, "title": re.compile(".+")},
    "img": {"src": SRC, "alt": ANYTHING, "width": SIZE, "height": SIZE},
    "figure": {"class": re.compile("image")},  # by which the editor knows its own
    "ol": {"start": SIZE},
    "col": {"span": SPAN},
    "colgroup": {"span": SPAN},
    "td": {"colspan": SPAN, "rowspan": SPAN},
    "th": {"colspan": SPAN, "rowspan": SPAN, "scope": re.compile("row|col|rowgroup|colgroup")},
}

# Comments, elements of raw text, and tags, as people and programs send them. What is not closed reaches to the
# end, as for a browser, and nothing backtracks: every character is looked at a few times at most.
MARKUP = re.compile(
    r"""<!--.*?(?:-->|\Z) | <[!?][^>]*(?:>|\Z)
    | <(?P<raw>script|style|title|textarea|iframe|xmp|noembed|noframes)(?=[\s/>]).*?(?:</(?P=raw)(?=[\s/>])[^>]*>|\Z)
    | <(?P<slash>/?)(?P<name>[a-z][^\s/>]*)(?P<attributes>(?:=\s*"[^"]*" | =\s*'[^']*' | [^>])*+)(?P<end>>|\Z)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
PICTURE = re.compile(r'<img [^>]*?src="/anh/([0-9a-f]{16})-[0-9]+\.(jpg|webp)"')
DESCRIPTION = re.compile(r' (?:alt|title)="([^"]+)"')
LINK = re.compile(r'<a [^>]*?href="([^"]+)"')
BLANK_LINES = re.compile(r"\n\s*\n")


def _allow_attribute(tag: str, attribute: str, value: str) -> str | None:
    pattern = ATTRIBUTES.get(tag, {}).get(attribute)
    if pattern is None:  # rel, which nh3 sets; and tags that go anyway
        return value if attribute == "rel" else None
    value = clean_text(value, lines=False)
    if attribute == "href":
        value = value.replace(" ", "" if value.startswith("tel:") else "%20")
    return value if pattern.fullmatch(value) else None


CLEANER = nh3.Cleaner(
    tags=INLINE | BLOCKS,
    clean_content_tags=DROPPED_WHOLE,
    attributes={tag: set(allowed) for tag, allowed in ATTRIBUTES.items()},
    attribute_filter=_allow_attribute,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)
PICTURE_COUNTER = nh3.Cleaner(tags={"img"}, clean_content_tags=DROPPED_WHOLE, attributes={})


def clean_html(html: str, *, limit: float = MAX_LENGTH) -> str:
    """Give the body as it is stored: listed elements and attributes only, Vietnamese text in one form.

    Cleaning twice changes nothing, and neither does clean_text. Raises ValidationError if the body has more
    characters than the limit; whatever else comes is cleaned.
    """
    for _ in range(MAX_ROUNDS):
        source = _simplify(strip_hidden(html))
        if len(source) > limit:
            raise ValidationError(TOO_LONG, code="too_long")
        cleaned = tidy(CLEANER.clean(source))
        if cleaned == html:
            return cleaned
        html = cleaned
    return plain_to_html(text_of(html))  # what does not settle was made to deceive: its text is enough


def _simplify(source: str) -> str:
    """Give the source with tags renamed and unknown ones gone, so that parsing it takes linear time."""
    depths: Counter[str] = Counter()

    def simplify_tag(tag: re.Match) -> str:
        slash, attributes = tag["slash"], tag["attributes"]
        name = (tag["name"] or "").lower()
        name = RENAMED.get(name, name)
        if name not in KNOWN or not tag["end"]:
            return ""
        if name not in BOUNDED:
            before = depths[name]
            depths[name] = max(before - 1, 0) if slash else before + 1
            if max(before, depths[name]) > MAX_NESTING:
                return ""
        if name not in ATTRIBUTES or len(attributes) > MAX_ATTRIBUTES:
            attributes = "/" if attributes.endswith("/") else ""
        return f"<{slash}{name}{attributes}>"

    return MARKUP.sub(simplify_tag, source)


def lost_pictures(html: str) -> int:
    """Give how many pictures of an incoming body clean_html cannot keep: file:, data:, other sites."""
    kept = len(PICTURE.findall(clean_html(html)))
    return PICTURE_COUNTER.clean(_simplify(strip_hidden(html))).count("<img") - kept


def picture_keys(html: str) -> list[str]:
    """Give the keys of the pictures in a clean body, in order, each once."""
    return list(dict.fromkeys(key for key, _ in PICTURE.findall(html)))


def for_display(html: str, master_widths: Mapping[str, int] | None = None) -> str:
    """Give a body as citizens get it: cleaned again, wide tables can be scrolled, pictures come in sizes.

    With the widths of the masters by key, no picture is offered wider than it is.
    """
    tokens = TOKEN.findall(clean_html(html))
    tables = _outer_tables(tokens)
    for number, (start, end) in enumerate(tables, start=1):
        label = "Bảng" if len(tables) == 1 else f"Bảng {number}"
        box = f'<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">'
        tokens[start], tokens[end] = box + tokens[start], tokens[end] + "</div>"
    return "".join(_show_picture(token, master_widths or {}) for token in tokens)


def _outer_tables(tokens: list[str]) -> list[tuple[int, int]]:
    names = [name_of(token) for token in tokens]
    tables: list[tuple[int, int]] = []
    for start, end in sorted(partners(names).items()):
        if names[start] == "table" and (not tables or start > tables[-1][1]):
            tables.append((start, end))
    return tables


def _show_picture(token: str, master_widths: Mapping[str, int]) -> str:
    picture = PICTURE.match(token)
    if not picture:
        return token
    key, extension = picture.groups()
    alt = "" if ' alt="' in token else ' alt=""'
    sizes = "(min-width: 48rem) 44rem, 100vw"
    offered = srcset(key, extension, master_widths.get(key))
    return f'{token[:-1]}{alt} loading="lazy" srcset="{offered}" sizes="{sizes}">'


def text_of(html: str) -> str:
    """Give the text of a clean body, each block and line on a line of its own."""
    return _text_between(html, "\n")


def descriptions_of(html: str) -> list[str]:
    """Give the words that a clean body holds beside its text: of pictures and of links."""
    return [unescape(words) for words in DESCRIPTION.findall(html)]


def links_of(html: str) -> list[str]:
    """Give where the links of a clean body lead, in order, each once."""
    return list(dict.fromkeys(unescape(target) for target in LINK.findall(html)))


def html_to_plain(html: str) -> str:
    """Give a clean body for a plain text area: blank line between paragraphs, one newline for a line break."""
    return _text_between(html, "\n\n")


def _text_between(html: str, boundary: str) -> str:
    parts = []
    for piece in TOKEN.findall(html):
        if not name_of(piece):
            parts.append("" if piece == "\n" else unescape(piece))
        elif piece == "<br>":
            parts.append("\n")
        elif is_block(piece):
            parts.append(boundary)
    return re.sub(f"{boundary}\n*", boundary, "".join(parts)).strip("\n")


def plain_to_html(text: str) -> str:
    """Give the body for what was typed in a plain text area: blank line = paragraph, newline = line break."""
    paragraphs = []
    for paragraph in BLANK_LINES.split(clean_text(text)):
        lines = [LEADING_MARKS.sub("", " ".join(line.split())) for line in paragraph.split("\n")]
        shown = "<br>".join(escape(line, quote=False) for line in lines if line)
        if shown:
            paragraphs.append(f"<p>{shown}</p>")
    return "\n".join(paragraphs)


def is_plain(html: str) -> bool:
    """Whether a clean body holds nothing but plain paragraphs, so that a text area loses nothing of it."""
    return plain_to_html(html_to_plain(html)) == html


def excerpt(text: str, limit: int) -> str:
    """Give the text on one line, cut between words with an ellipsis if it is longer than the limit."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[:limit].rpartition(" ")[0] or line[: limit - 1]
    return head.rstrip(" ,;:.–-") + "…"
