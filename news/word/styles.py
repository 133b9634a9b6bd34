"""What the styles of a Word file say of paragraphs and runs, and the numbers that Word makes by itself."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from news.word.package import Package, attribute, child, is_on, name_of

MOST_BASES = 12
HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True)
class Style:
    """How a paragraph or run stands."""

    name: str = ""
    is_bold: bool = False
    is_italic: bool = False
    is_centred: bool = False
    font: str = ""
    level: int = 0  # of a heading, from 1
    list_id: str = ""
    list_level: int = 0

    def changed_by_run(self, properties: Element | None) -> "Style":
        """Give the style with what a run's own properties change."""
        if properties is None:
            return self
        bold, italic, fonts = (child(properties, name) for name in ("b", "i", "rFonts"))
        return replace(
            self,
            is_bold=self.is_bold if bold is None else is_on(bold),
            is_italic=self.is_italic if italic is None else is_on(italic),
            font=attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or self.font,
        )

    def changed_by_paragraph(self, properties: Element | None) -> "Style":
        """Give the style with what a paragraph's own properties change."""
        if properties is None:
            return self
        justified, outline, numbers = (child(properties, name) for name in ("jc", "outlineLvl", "numPr"))
        level = attribute(outline, "val")
        return replace(
            self,
            is_centred=attribute(justified, "val") == "center" if justified is not None else self.is_centred,
            level=int(level) + 1 if level.isdigit() and int(level) < 9 else self.level,
            list_id=attribute(child(numbers, "numId"), "val") or self.list_id,
            list_level=min(int(attribute(child(numbers, "ilvl"), "val") or self.list_level), 8),
        )


class Styles:
    """The named styles, each with what it takes over from those it is based on."""

    def __init__(self, package: Package):
        tree = package.tree("word/styles.xml")
        self.elements = {attribute(one, "styleId"): one for one in tree or () if name_of(one) == "style"}
        defaults = child(child(child(tree, "docDefaults"), "rPrDefault"), "rPr")
        self.plain = Style().changed_by_run(defaults)
        normal = [key for key, one in self.elements.items() if attribute(one, "default") in ("1", "true")]
        self.normal = next((key for key in normal if attribute(self.elements[key], "type") == "paragraph"), "")
        self.known: dict[str, Style] = {}

    def of_paragraph(self, properties: Element | None) -> Style:
        named = attribute(child(properties, "pStyle"), "val") or self.normal
        return self.named(named).changed_by_paragraph(properties)

    def named(self, key: str) -> Style:
        if key not in self.known:
            self.known[key] = self._build(key)
        return self.known[key]

    def _build(self, key: str) -> Style:
        chain: list[Element] = []
        while key in self.elements and len(chain) < MOST_BASES:
            chain.append(self.elements[key])
            key = attribute(child(chain[-1], "basedOn"), "val")
        style = self.plain
        for one in reversed(chain):
            name = attribute(child(one, "name"), "val").lower()
            style = style.changed_by_paragraph(child(one, "pPr")).changed_by_run(child(one, "rPr"))
            heading = HEADING.fullmatch(name)
            style = replace(style, name=name, level=int(heading[1]) if heading else style.level)
        return style


class Numbers:
    """The marks that Word puts before list paragraphs: "1.", "a)", "Điều 3."; counted as they come."""

    def __init__(self, package: Package):
        tree = package.tree("word/numbering.xml")
        found = list(tree) if tree is not None else []
        abstract = {attribute(one, "abstractNumId"): one for one in found if name_of(one) == "abstractNum"}
        self.lists = {
            attribute(one, "numId"): abstract.get(attribute(child(one, "abstractNumId"), "val"))
            for one in found
            if name_of(one) == "num"
        }
        self.counts: dict[int, list[int]] = {}

    def next_mark(self, style: Style) -> str | None:
        """Give the mark of the next paragraph of a list, "•" of one with points; None when it is in no list."""
        numbered = self.lists.get(style.list_id)
        levels = {attribute(one, "ilvl"): one for one in numbered or () if name_of(one) == "lvl"}
        level = levels.get(str(style.list_level))
        if numbered is None or level is None:
            return None
        counts = self.counts.setdefault(id(numbered), [0] * 9)
        start = attribute(child(level, "start"), "val")
        is_first = counts[style.list_level] == 0
        counts[style.list_level] = int(start) if is_first and start.isdigit() else counts[style.list_level] + 1
        counts[style.list_level + 1 :] = [0] * (8 - style.list_level)
        kind = attribute(child(level, "numFmt"), "val")
        if kind in ("bullet", "none"):
            return "•" if kind == "bullet" else None
        return _say_mark(attribute(child(level, "lvlText"), "val"), levels, counts)


def _say_mark(pattern: str, levels: dict[str, Element], counts: list[int]) -> str:
    def number(slot: re.Match) -> str:
        place = int(slot[1]) - 1
        return say_number(max(counts[place], 1), attribute(child(levels.get(str(place)), "numFmt"), "val"))

    return re.sub("%([1-9])", number, pattern)


def say_number(number: int, kind: str) -> str:
    """Give a number as a list says it: decimal, Roman, a letter."""
    if kind.endswith("Letter"):
        said = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 9 + 1)
    elif kind.endswith("Roman"):
        said, left = "", min(number, 3999)
        for value, sign in ROMAN:
            said, left = said + sign * (left // value), left % value
    else:
        return f"{number:02}" if kind == "decimalZero" else str(number)
    return said.upper() if kind.startswith("upper") else said
