"""What a Word document is read into: paragraphs and tables, and what was met on the way and not taken."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(eq=False)
class Paragraph:
    """A paragraph: its inline HTML, and how it stands."""

    html: str = ""
    text: str = ""
    is_bold: bool = False  # all of it
    is_italic: bool = False
    is_centred: bool = False
    level: int = 0
    style: str = ""
    mark: str = ""  # of a list
    pictures: list["PictureRef"] = field(default_factory=list)


@dataclass(eq=False)
class PictureRef:
    """A picture in its place: the part of the file that holds it, and its words."""

    path: str
    alt: str = ""
    caption: str = ""
    photographer: str = ""


@dataclass(eq=False)
class Cell:
    blocks: list["Paragraph | Table"]
    columns: int = 1
    rows: int = 1


@dataclass(eq=False)
class Table:
    rows: list[list[Cell]]
    has_head: bool = False

    @property
    def text(self) -> str:
        return "\n".join(block.text for row in self.rows for cell in row for block in cell.blocks)

    @property
    def pictures(self) -> list[PictureRef]:
        return [ref for row in self.rows for cell in row for block in cell.blocks for ref in block.pictures]


Block = Paragraph | Table


@dataclass
class Met:
    """What is told to the person afterwards: counted by kind."""

    counts: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str, number: int = 1) -> None:
        self.counts[kind] += number
