"""The body of a piece out of blocks: HTML in parts, between which pictures stand."""

import re
from html import escape
from itertools import groupby

from news.word.blocks import Block, Paragraph, PictureRef, Table

LONGEST_SUBHEAD = 120
SIMPLE_NUMBER = re.compile(r"(\d{1,3})[.)]")
Part = str | PictureRef


def to_parts(blocks: list[Block], notes: list[str]) -> list[Part]:
    """Give the HTML of the blocks and of the footnotes; a picture follows the paragraph or table it stands in."""
    parts: list[Part] = []
    for kind, group in groupby(blocks, key=_list_of):
        members = list(group)
        if kind and (kind == "ul" or len(members) > 1):
            parts += _list(kind, [block for block in members if isinstance(block, Paragraph)])
        else:
            for block in members:
                parts += [_table(block) if isinstance(block, Table) else _paragraph(block), *block.pictures]
    return [part for part in [*parts, *_notes(notes)] if part]


def _list_of(block: Block) -> str:
    """Give the kind of list that a block is an item of; a mark as "a)" or "Điều 3." stays what Word showed."""
    mark = block.mark if isinstance(block, Paragraph) and not _is_subhead(block) else ""
    return "ul" if mark == "•" else "ol" if SIMPLE_NUMBER.fullmatch(mark) else ""


def _list(kind: str, items: list[Paragraph]) -> list[Part]:
    inner = "".join(f"<li>{item.html}</li>" for item in items)
    first = SIMPLE_NUMBER.fullmatch(items[0].mark)
    start = f' start="{int(first[1])}"' if first and int(first[1]) > 1 else ""
    return [f"<{kind}{start}>{inner}</{kind}>", *(ref for item in items for ref in item.pictures)]


def _is_subhead(block: Paragraph) -> bool:
    """Whether a paragraph heads what follows: a heading, or a short line that is all bold."""
    short = len(block.text) <= LONGEST_SUBHEAD and block.text[-1:] not in ".;,:"
    return bool(block.text) and (block.level > 0 or (block.is_bold and short))


def _paragraph(block: Paragraph) -> str:
    mark = f"{escape(block.mark, quote=False)} " if block.mark and block.mark != "•" else ""
    if _is_subhead(block):
        level = min(max(block.level, 2), 4)
        return f"<h{level}>{mark}{escape(block.text, quote=False)}</h{level}>"
    return f"<p>{mark}{block.html}</p>" if block.text else ""


def _table(table: Table) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.has_head and number == 0 and len(table.rows) > 1 else "td"
        rows.append("<tr>" + "".join(_cell(cell, tag) for cell in row) + "</tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _cell(cell, tag: str) -> str:
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{min(cell.rows, 99)}"' if cell.rows > 1 else ""
    scope = ' scope="col"' if tag == "th" else ""
    return f"<{tag}{scope}{spans}>{_inside(cell.blocks)}</{tag}>"


def _inside(blocks: list[Block]) -> str:
    """Give what stands in a cell: a single paragraph without its tag."""
    shown = [block for block in blocks if block.text]
    if len(shown) == 1 and isinstance(shown[0], Paragraph):
        mark = f"{escape(shown[0].mark, quote=False)} " if shown[0].mark else ""
        return mark + shown[0].html
    return "".join(_table(block) if isinstance(block, Table) else f"<p>{block.html}</p>" for block in shown)


def _notes(notes: list[str]) -> list[Part]:
    return [f"<p>[{number}] {escape(text, quote=False)}</p>" for number, text in enumerate(notes, start=1) if text]
