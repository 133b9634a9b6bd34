"""The rows of a table as they were read: cells made taller, heads known, and tables that only place pictures."""

from collections.abc import Iterator
from itertools import pairwise

from news.word.blocks import Block, Cell, Paragraph

Rows = list[list[tuple[Cell, bool]]]  # whether a cell goes on the one above it


def merge_rows(read: Rows) -> list[list[Cell]]:
    """Let cells that go on above make the cell above taller."""
    above: dict[int, Cell] = {}
    rows = []
    for row in read:
        column, kept = 0, []
        for cell, goes_on in row:
            if goes_on and column in above:
                above[column].rows += 1
            else:
                above[column] = cell
                kept.append(cell)
            column += cell.columns
        rows.append(kept)
    return [row for row in rows if row]


def _has_picture(cell: Cell) -> bool:
    return any(block.pictures for block in cell.blocks)


def only_places_pictures(read: Rows) -> bool:
    """Whether a table only holds pictures side by side, each with its words in the row under it."""
    of_pictures = [_is_of_pictures([cell for cell, _ in row]) for row in read]
    return any(of_pictures) and all(now or above for above, now in pairwise([False, *of_pictures]))


def _is_of_pictures(row: list[Cell]) -> bool:
    return any(map(_has_picture, row)) and all(_has_picture(cell) or not _text_of(cell) for cell in row)


def _text_of(cell: Cell) -> str:
    return "".join(block.text for block in cell.blocks)


def pictures_with_words(read: Rows) -> Iterator[Block]:
    """Give the blocks of such a table: each picture, then the words under it."""
    for row, below in zip(read, [*read[1:], []], strict=True):
        is_above = all(not _has_picture(cell) for cell, _ in below)
        for column, (cell, _) in enumerate(row):
            if any(_has_picture(other) for other, _ in row):
                yield from cell.blocks
                yield from below[column][0].blocks if is_above and column < len(below) else ()


def is_all_bold(rows: Rows) -> bool:
    """Whether there is text, and all of it bold, as in the head of a table."""
    texts = [block for row in rows for cell, _ in row for block in cell.blocks if block.text]
    return bool(texts) and all(isinstance(block, Paragraph) and block.is_bold for block in texts)
