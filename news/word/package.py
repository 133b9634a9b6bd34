"""The parts of a Word file: XML parsed once, what they refer to, the pictures."""

import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError

# A hundred pages of text are some five million bytes; the tree in memory is ten times the size.
MAX_XML = 25 * 1024 * 1024
TOO_LONG = "Tệp Word quá dài. Xin chia thành nhiều tệp, hoặc đính kèm toàn văn vào bài."


def name_of(element: Element) -> str:
    """Give the name without its namespace: the strict and the transitional form of the format differ only there."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str:
    """Give an attribute by its name without namespace; "" when there is none."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Element | None, name: str) -> Element | None:
    """Give the first child of this name."""
    return next((one for one in element if name_of(one) == name), None) if element is not None else None


def text_in(element: Element) -> str:
    """Give all text in an element."""
    return "".join(one.text or "" for one in element.iter() if name_of(one) == "t")


def is_on(element: Element | None) -> bool:
    """Whether a switch as <w:b/> stands there and is not turned off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


@dataclass(frozen=True)
class Target:
    """What a relationship leads to: a part of the file, or an address outside."""

    path: str
    is_outside: bool


class Package:
    """A Word file that ooxml.check has let through."""

    def __init__(self, data: bytes):
        self.archive = zipfile.ZipFile(BytesIO(data))
        self.names = {name.lower(): name for name in self.archive.namelist()}
        self.read_notes: dict[str, dict[str, str]] = {}

    def read(self, path: str) -> bytes:
        """Give the bytes of a part; nothing when there is none."""
        name = self.names.get(path.lower())
        return self.archive.read(name) if name else b""

    def tree(self, path: str) -> Element | None:
        """Give a part of XML; None when there is none. Raises ValidationError when it is beyond MAX_XML."""
        name = self.names.get(path.lower())
        if not name:
            return None
        if self.archive.getinfo(name).file_size > MAX_XML:
            raise ValidationError(TOO_LONG)
        return ElementTree.fromstring(self.archive.read(name))  # noqa: S314 - ooxml.check refuses every DTD

    @cached_property
    def targets(self) -> dict[str, Target]:
        """What the document's own text refers to, by the number of the relationship."""
        return self.targets_of("word/document.xml")

    def targets_of(self, path: str) -> dict[str, Target]:
        folder, _, file = path.rpartition("/")
        found = {}
        for one in self.tree(f"{folder}/_rels/{file}.rels") or ():
            target, is_outside = attribute(one, "Target"), attribute(one, "TargetMode") == "External"
            place = target if is_outside else normpath(join("/", dirname(path), target)).lstrip("/")
            found[attribute(one, "Id")] = Target(place, is_outside)
        return found

    def notes(self, kind: str) -> dict[str, str]:
        """Give the text of each footnote or endnote by its number; the part is parsed once."""
        if kind not in self.read_notes:
            self.read_notes[kind] = {
                attribute(one, "id"): text_in(one).strip() for one in self.tree(f"word/{kind}.xml") or ()
            }
        return self.read_notes[kind]

    def count(self, path: str, name: str) -> int:
        """Give how many elements of a name stand right under the root of a part."""
        tree = self.tree(path)
        return sum(name_of(one) == name for one in tree) if tree is not None else 0

    def texts(self, prefix: str) -> str:
        """Give the text of all parts whose path begins so."""
        found = []
        for name in sorted(self.names):
            if name.startswith(prefix) and name.endswith(".xml"):
                tree = self.tree(name)
                found.append(text_in(tree) if tree is not None else "")
        return "".join(found)
