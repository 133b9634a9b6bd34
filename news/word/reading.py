"""From the XML of a Word document to blocks: as Word shows it with all tracked changes accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element

from editorial.text import clean_text
from news.word.blocks import Block, Cell, Met, Paragraph, PictureRef, Table
from news.word.legacy import font_named, to_unicode
from news.word.package import Package, attribute, child, is_on, name_of, text_in
from news.word.styles import Numbers, Style, Styles
from news.word.tables import is_all_bold, merge_rows, only_places_pictures, pictures_with_words

# Wrappers whose inside is read as if they were not there.
THROUGH = {"sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "dir", "bdo"}
ADDED, TAKEN = {"ins", "moveTo"}, {"del", "moveFrom"}
NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
WEB = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
SAID_BY_PROGRAMS = re.compile(r"description automatically|\.(jpe?g|png)$|^(picture|image|hình ảnh|ảnh) ?\d*$", re.I)
MAX_DEPTH = 4  # of tables in tables


@dataclass(frozen=True)
class Piece:
    """A run of text with its looks."""

    text: str  # "\n" is a line break
    looks: tuple[str, ...] = ()
    link: str = ""


class Reader:
    """Reads one document; `met` holds what was not taken, `notes` the footnotes that the text refers to."""

    def __init__(self, package: Package):
        self.package = package
        self.styles, self.numbers = Styles(package), Numbers(package)
        self.met = Met()
        self.notes: list[str] = []
        self.boxes: list[Element] = []
        self.refs: list[PictureRef] = []
        self.depth = 0

    def read(self) -> list[Block]:
        tree = self.package.tree("word/document.xml")
        body = child(tree, "body")
        return list(self.blocks(body)) if body is not None else []

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Give the blocks in an element; the text boxes of a paragraph follow it."""
        for one in parent:
            name = name_of(one)
            if name == "p":
                yield self.paragraph(one)
                boxes, self.boxes = self.boxes, []
                for box in boxes:
                    self.met.note("boxes")
                    yield from self.blocks(box)
            elif name == "tbl":
                yield from self.table(one)
            elif name in THROUGH | ADDED:
                yield from self.blocks(one)
            elif name == "AlternateContent":
                yield from self.blocks(_one_of(one))

    # -- paragraphs ---------------------------------------------------------------------------------------

    def paragraph(self, element: Element) -> Paragraph:
        properties = child(element, "pPr")
        style = self.styles.of_paragraph(properties)
        mark = self.numbers.next_mark(style)
        outer, self.refs = self.refs, []
        pieces = [piece for piece in self.pieces(element, style) if piece.text]
        refs, self.refs = self.refs, outer
        shown = [piece for piece in pieces if piece.text.strip()]
        return Paragraph(
            html=_to_html(pieces),
            text=clean_text("".join(piece.text for piece in pieces), lines=False),
            is_bold=bool(shown) and all("strong" in piece.looks for piece in shown),
            is_italic=bool(shown) and all("em" in piece.looks for piece in shown),
            is_centred=style.is_centred,
            level=style.level,
            style=style.name,
            mark=mark or "",
            pictures=refs,
        )

    def pieces(self, parent: Element, style: Style, link: str = "") -> Iterator[Piece]:
        for one in parent:
            name = name_of(one)
            if name == "r":
                yield from self.run(one, style, link)
            elif name == "hyperlink":
                target = self.package.targets.get(attribute(one, "id"))
                address = target.path if target and target.is_outside and WEB.fullmatch(target.path) else ""
                yield from self.pieces(one, style, address)
            elif name in TAKEN:
                self.met.note("changes")
            elif name in THROUGH | ADDED:
                if name in ADDED:
                    self.met.note("changes")
                yield from self.pieces(one, style, link)
            elif name == "AlternateContent":
                yield from self.pieces(_one_of(one), style, link)
            elif name in ("oMath", "oMathPara"):
                self.met.note("formulas")
                yield Piece(text_in(one))

    def run(self, element: Element, base: Style, link: str) -> Iterator[Piece]:
        properties = child(element, "rPr")
        named = attribute(child(properties, "rStyle"), "val")
        style = self._with_character_style(base, named).changed_by_run(properties)
        if is_on(child(properties, "vanish")):
            self.met.note("hidden")
            return
        looks = _looks(style, properties, is_link=bool(link))
        for one in element:
            text = self.text_of(one, style.font)
            if name_of(one) in NOTES:
                yield Piece(text, ("sup",), "")
            elif text:
                yield Piece(text, looks, link)

    def _with_character_style(self, base: Style, named: str) -> Style:
        if not named:
            return base
        return base.changed_by_run(child(self.styles.elements.get(named), "rPr"))

    def text_of(self, element: Element, font: str) -> str:
        """Give the text of one part of a run; take note of what is none."""
        name = name_of(element)
        if name == "t":
            if font_named(font):
                self.met.note("old font")
            return to_unicode(element.text or "", font)
        if name in ("br", "cr"):
            return "\n" if attribute(element, "type") in ("", "textWrapping") else ""
        if name in NOTES:
            return self.take_note(NOTES[name], attribute(element, "id"))
        if name in ("drawing", "pict", "object"):
            self.drawing(element, is_object=name == "object")
        elif name == "sym":
            self.met.note("signs")
        elif name == "AlternateContent":
            return "".join(self.text_of(one, font) for one in _one_of(element))
        return {"tab": " ", "noBreakHyphen": "-", "ptab": " "}.get(name, "")

    def take_note(self, kind: str, key: str) -> str:
        """Give the mark of a footnote, and keep its text for the end."""
        self.notes.append(self.package.notes(kind).get(key, ""))
        return f"[{len(self.notes)}]"

    def drawing(self, element: Element, *, is_object: bool, alt: str = "") -> None:
        """Take note of the pictures and the text boxes in a drawing."""
        for one in element:
            name = name_of(one)
            if name == "txbxContent":
                self.boxes.append(one)
            elif name == "AlternateContent":
                self.drawing(_one_of(one), is_object=is_object, alt=alt)
            elif name in ("chart", "relIds"):
                self.met.note("charts")
            elif name in ("blip", "imagedata") and not is_object:
                self.picture(one, alt)
            elif name == "OLEObject":
                self.met.note("objects")
            else:
                alt = attribute(one, "descr") or alt if name in ("docPr", "cNvPr") else alt
                self.drawing(one, is_object=is_object, alt=alt)

    def picture(self, element: Element, alt: str) -> None:
        key = attribute(element, "embed") or attribute(element, "id")
        target = self.package.targets.get(key)
        if not target or target.is_outside:
            self.met.note("linked")
        else:
            alt = "" if SAID_BY_PROGRAMS.search(alt) else clean_text(alt, lines=False)
            self.refs.append(PictureRef(target.path, alt=alt[:300]))

    # -- tables -------------------------------------------------------------------------------------------

    def table(self, element: Element) -> Iterator[Block]:
        """Give a table; what stands in a single cell or only places pictures is none, nor one too deep in others."""
        self.depth += 1
        rows = [row for row in element if name_of(row) == "tr"]
        read = [[self.cell(cell) for cell in _cells(row)] for row in rows]
        self.depth -= 1
        if sum(map(len, read)) == 1 or self.depth >= MAX_DEPTH:
            yield from (block for row in read for cell, _ in row for block in cell.blocks)
            return
        if only_places_pictures(read):
            yield from pictures_with_words(read)
            return
        heads = [is_on(child(child(row, "trPr"), "tblHeader")) for row in rows[:1]]
        yield Table(merge_rows(read), has_head=any(heads) or is_all_bold(read[:1]))

    def cell(self, element: Element) -> tuple[Cell, bool]:
        """Give a cell, and whether it goes on the one above it."""
        properties = child(element, "tcPr")
        merged = child(properties, "vMerge")
        goes_on = merged is not None and attribute(merged, "val") != "restart"
        span = attribute(child(properties, "gridSpan"), "val")
        return Cell(list(self.blocks(element)), columns=min(int(span) if span.isdigit() else 1, 99)), goes_on


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        if name_of(one) == "tc":
            yield one
        elif name_of(one) in THROUGH:
            yield from _cells(one)


def _one_of(element: Element) -> Element:
    """Give the first of the forms in which a part is offered: all show the same."""
    return next((one for one in element if name_of(one) == "Choice"), element[0] if len(element) else element)


def _looks(style: Style, properties: Element | None, *, is_link: bool) -> tuple[str, ...]:
    raised = attribute(child(properties, "vertAlign"), "val")
    looks = {
        "strong": style.is_bold,
        "em": style.is_italic,
        "u": is_on(child(properties, "u")) and not is_link,
        "s": is_on(child(properties, "strike")),
        "sup": raised == "superscript",
        "sub": raised == "subscript",
    }
    return tuple(name for name, is_so in looks.items() if is_so)


def _to_html(pieces: list[Piece]) -> str:
    """Give the inline HTML of the runs: neighbours that look the same as one."""
    shown = []
    for (looks, link), group in groupby(pieces, key=lambda piece: (piece.looks, piece.link)):
        inner = escape("".join(piece.text for piece in group), quote=False).replace("\n", "<br>")
        for look in reversed(looks):
            inner = f"<{look}>{inner}</{look}>"
        shown.append(f'<a href="{escape(link)}">{inner}</a>' if link else inner)
    return "".join(shown)
