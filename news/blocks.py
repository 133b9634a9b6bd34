"""A body of HTML as the plain blocks of an office document: paragraphs, headings, lists, rows of tables."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = ("h2", "h3", "h4")
BLOCKS = ("p", "li", "blockquote", "figcaption", "caption", *HEADINGS)
BOLD, ITALIC = ("strong",), ("em", "figcaption")


@dataclass
class Run:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass
class Block:
    """`kind` is p, h2 to h4, li, blockquote, figcaption, caption or row; a row has cells, the others runs."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    cells: list[list[Run]] = field(default_factory=list)
    mark: str = ""  # of a list's line: "–" or its number

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks: list[Block] = []
        self.block: Block | None = None
        self.row: Block | None = None
        self.open: list[str] = []
        self.counts: list[int | None] = []  # of the lists that are open: the last number, None where there are dots

    def handle_starttag(self, tag, attrs):
        if tag in ("ul", "ol"):
            self.counts.append(0 if tag == "ol" else None)
        elif tag == "tr":
            self.row = Block("row")
            self.blocks.append(self.row)
        elif tag in ("td", "th") and self.row:
            self.row.cells.append([])
        elif tag in BLOCKS and not self.row:
            self.block = Block(tag, mark=self._mark() if tag == "li" else "")
            self.blocks.append(self.block)
        elif tag == "br":
            self._add("\n")
        elif tag == "img":
            self._add(f"[Ảnh: {dict(attrs).get('alt') or 'không có mô tả'}]")
        if tag not in ("br", "img", "hr", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            self.open.remove(tag)
        if tag in ("ul", "ol") and self.counts:
            self.counts.pop()
        elif tag == "tr":
            self.row = None
        elif tag in BLOCKS:
            self.block = None

    def handle_data(self, data):
        if data.strip() or self.block or (self.row and self.row.cells):
            self._add(data)

    def _mark(self) -> str:
        if not self.counts or self.counts[-1] is None:
            return "–"
        self.counts[-1] += 1
        return f"{self.counts[-1]}."

    def _add(self, text: str) -> None:
        run = Run(text, any(tag in self.open for tag in BOLD), any(tag in self.open for tag in ITALIC))
        if self.row:
            if self.row.cells:
                self.row.cells[-1].append(run)
            return
        if self.block is None:
            self.block = Block("p")
            self.blocks.append(self.block)
        self.block.runs.append(run)


def blocks_of(body: str) -> list[Block]:
    """Give the blocks of a cleaned body in reading order, without empty ones."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return [block for block in reader.blocks if block.text.strip() or any(block.cells)]
