"""What a document's blocks are in a piece: headline, standfirst, captions, byline. An official paper loses its head."""

import re
from dataclasses import dataclass, field

from editorial.checks.style import DATE, read_date
from editorial.text import fold
from news.word.blocks import Block, Met, Paragraph, PictureRef, Table

LOOKED_AT = 14  # blocks from the beginning, in which a headline is looked for
LONGEST_HEADLINE = 250
LONGEST_TITLE_LINE = 200
LONGEST_STANDFIRST = 1000
LONGEST_CAPTION = 300
MOTTOS = ("cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc", "dang cong san viet nam")
ENDING = ("noi nhan",)
CAPTION = re.compile(r"(ảnh|hình)( \d+)?\s*[:.]", re.IGNORECASE)
PHOTOGRAPHER = re.compile(r"[(–-]?\s*\b(?:Ảnh|Nguồn ảnh)\s*:\s*([^()]{2,120}?)\s*\)?\s*\.?$", re.IGNORECASE)
NUMBERED_CAPTION = re.compile(r"^(ảnh|hình) \d+\s*[:.]\s*", re.IGNORECASE)
BYLINE = re.compile(
    r"\(?(?:Tin|Bài|Bài viết|Tác giả|Người viết)(?:,| và| -)?(?: bài| ảnh)*\s*:\s*([^()]{2,120})\)?\.?", re.IGNORECASE
)
# The kinds of official papers, which stand alone on a line above what the paper is about (NĐ 30/2020, PL III).
PAPERS = (
    *("báo cáo", "nghị quyết", "quyết định", "thông báo", "kế hoạch", "chương trình", "tờ trình", "kết luận"),
    *("chỉ thị", "hướng dẫn", "công văn", "biên bản", "đề cương", "phương án", "đề án", "quy chế", "quy định"),
)
HAPPENED = re.compile(rf"(?:vào )?(?:sáng|trưa|chiều|tối|ngày)\b[^.;]{{0,25}}?(?<!\d){DATE}", re.IGNORECASE)
NUMBER_LINE = re.compile(r"^(số|[\w\s]{2,40}, ngày)\b[^.]{0,60}$", re.IGNORECASE)


@dataclass
class Shape:
    """A document as a piece: what stands in fields of its own, and the blocks that are its body."""

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    event_date: str = ""  # as 2026-11-12, when the text begins with it
    is_guessed: bool = False  # the headline: no line looked like one
    body: list[Block] = field(default_factory=list)


def find_shape(blocks: list[Block], met: Met) -> Shape:
    """Give what a document's blocks are in a piece."""
    body = _drop_official(_join_captions(blocks), met)
    shape = Shape()
    _take_headline(shape, body, met)
    body = [block for block in body if block.text or block.pictures]
    if not shape.is_guessed:
        _take_standfirst(shape, body)
    _take_byline(shape, body)
    shape.event_date = _find_event_date([shape.standfirst, *(block.text for block in body[:3])])
    shape.body = body
    return shape


def _drop_official(blocks: list[Block], met: Met) -> list[Block]:
    """Leave out the head of an official paper (state name, motto, issuer and number) and its list of receivers."""
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        said = " ".join(fold(block.text).split())
        at_head = place < LOOKED_AT and any(motto in said for motto in MOTTOS)
        at_end = isinstance(block, Table) and said.startswith(ENDING)
        if (at_head and (isinstance(block, Table) or len(said) < 60)) or at_end:
            met.note("ending" if at_end else "head")
        else:
            kept.append(block)
    return kept


def _join_captions(blocks: list[Block]) -> list[Block]:
    """Give each picture the caption that stands under it."""
    kept: list[Block] = []
    waiting: list[PictureRef] = []
    for block in blocks:
        if waiting and isinstance(block, Paragraph) and block.text:
            if _is_caption(block):
                waiting[-1].caption, waiting[-1].photographer = split_caption(block.text)
                waiting = []
                continue
            waiting = []
        kept.append(block)
        if isinstance(block, Paragraph) and block.pictures and not block.text:
            waiting = block.pictures
        elif isinstance(block, Paragraph) and block.pictures and _is_caption(block):
            block.pictures[-1].caption, block.pictures[-1].photographer = split_caption(block.text)
            block.html = block.text = ""
    return kept


def _is_caption(block: Paragraph) -> bool:
    if len(block.text) > LONGEST_CAPTION or block.level or block.mark or BYLINE.fullmatch(block.text):
        return False
    looks_so = block.is_italic or (block.is_centred and not block.is_bold)
    return block.style == "caption" or looks_so or bool(CAPTION.match(block.text) or PHOTOGRAPHER.search(block.text))


def split_caption(text: str) -> tuple[str, str]:
    """Give the caption and who took the picture: "Đoàn giám sát. Ảnh: Phạm Viết" holds both."""
    taken = PHOTOGRAPHER.search(text)
    caption = text[: taken.start()] if taken else text
    return NUMBERED_CAPTION.sub("", caption).strip(" –-"), taken[1].strip() if taken else ""


def _take_headline(shape: Shape, body: list[Block], met: Met) -> None:
    """Take the headline out of the body: a title, the first heading, the first bold line with those that go on it."""
    paragraphs = [block for block in body[:LOOKED_AT] if isinstance(block, Paragraph) and block.text]
    papers = [one for one in paragraphs if _names_paper(one.text)]
    titles = [one for one in paragraphs if one.style == "title" or one.level == 1]
    bold = [one for one in paragraphs if one.is_bold and len(one.text) <= LONGEST_TITLE_LINE and not one.mark]
    lines = (papers or titles or bold)[:1]
    if not lines:
        _guess_headline(shape, body, paragraphs)
        return
    place = paragraphs.index(lines[0])
    for one in paragraphs[place + 1 :]:
        goes_on = _goes_on_paper(lines, one) if papers else not titles and _goes_on_bold(lines[0], one)
        if not goes_on or sum(len(line.text) + 1 for line in [*lines, one]) > LONGEST_HEADLINE:
            break
        lines.append(one)
    shape.headline = _join_title([line.text for line in lines])
    above = [one for one in paragraphs[:place] if NUMBER_LINE.match(one.text) or one.text.isupper()]
    for block in [*lines, *above]:  # above stand the issuer, the number and the place of an official paper
        body.remove(block)
    met.note("head", len(above))


def _goes_on_bold(first: Paragraph, one: Paragraph) -> bool:
    return one.is_bold and one.is_centred and first.is_centred and not one.level


def _goes_on_paper(lines: list[Paragraph], one: Paragraph) -> bool:
    """Whether a line says what an official paper is about: the first under its kind, and those that go on it."""
    if one.text[-1] in ".;:" or one.level or NUMBER_LINE.match(one.text):
        return False
    is_first = len(lines) == 1 and lines[0].text.lower() in PAPERS
    return is_first or one.is_centred or one.text[0].islower()


def _names_paper(line: str) -> bool:
    """Whether a line is the kind of an official paper, alone or, in capitals, with what it is about."""
    return line.lower() in PAPERS or (line.isupper() and line.lower().startswith(PAPERS))


def _join_title(lines: list[str]) -> str:
    """Give "Báo cáo tổng kết …" for BÁO CÁO above Tổng kết …; other titles as they stand."""
    if lines[0].lower() in PAPERS and len(lines) > 1:
        subject = lines[1] if lines[1][1:2].isupper() else lines[1][0].lower() + lines[1][1:]
        lines = [lines[0].capitalize(), subject, *lines[2:]]
    return " ".join(lines)[:LONGEST_HEADLINE]


def _guess_headline(shape: Shape, body: list[Block], paragraphs: list[Paragraph]) -> None:
    """Take a short first line for the headline; else the beginning of the text, which then stays in the body too."""
    if not paragraphs:
        shape.is_guessed = True
        return
    first = paragraphs[0]
    if len(first.text) <= LONGEST_TITLE_LINE and first.text[-1] not in ".;:," and len(paragraphs) > 1:
        shape.headline = first.text
        body.remove(first)
        return
    shape.headline, shape.is_guessed = first.text, True


def _take_standfirst(shape: Shape, body: list[Block]) -> None:
    """Take the standfirst: the paragraph after the headline when all of it is bold or italic."""
    first = next((block for block in body if block.text), None)
    if not isinstance(first, Paragraph) or first.level > 1 or first.mark or first.pictures:
        return
    stands_out = first.is_bold or first.is_italic or first.style == "subtitle"
    if stands_out and 40 <= len(first.text) <= LONGEST_STANDFIRST and _goes_on(body, first):
        shape.standfirst = first.text
        body.remove(first)


def _goes_on(body: list[Block], block: Block) -> bool:
    return any(other.text for other in body if other is not block)


def _take_byline(shape: Shape, body: list[Block]) -> None:
    """Take the last line for the byline when it says so: "Tin, ảnh: Phạm Viết"."""
    last = body[-1] if body else None
    named = BYLINE.fullmatch(last.text) if isinstance(last, Paragraph) and not last.pictures else None
    if named:
        shape.byline = named[1].strip()
        body.pop()


def _find_event_date(texts: list[str]) -> str:
    """Give the day on which a text says at its head that something happened: "Sáng ngày 12/11/2026, …"."""
    for text in texts:
        said = HAPPENED.match(text)
        day = read_date(said) if said else None
        if day:
            return day.isoformat()
    return ""
