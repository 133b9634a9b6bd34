"""Word files for tests, made by hand: the parts that Word writes, as small as they can be."""

import zipfile
from html import escape
from io import BytesIO

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>
</w:styles>"""


def level(number: int, kind: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


LISTS = (  # 1: points; 2: plain numbers; 3: articles with letters
    (level(0, "bullet", "•"),),
    (level(0, "decimal", "%1."),),
    (level(0, "decimal", "Điều %1."), level(1, "lowerLetter", "%2)")),
)
NUMBERING = (
    f"<w:numbering {SPACES}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'
        for key, levels in enumerate(LISTS, start=1)
    )
    + "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (1, 2, 3))
    + "</w:numbering>"
)


def run(text: str, looks: str = "") -> str:
    """A run; looks are the letters b, i, u, or whole elements of <w:rPr>."""
    inner = "".join(f"<w:{look}/>" for look in looks) if not looks.startswith("<") else looks
    return f'<w:r><w:rPr>{inner}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, style: str = "", centred: bool = False, bold: bool = False, list_of: tuple = ()) -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    centre = '<w:jc w:val="center"/>' if centred else ""
    numbered = f'<w:numPr><w:ilvl w:val="{list_of[1]}"/><w:numId w:val="{list_of[0]}"/></w:numPr>' if list_of else ""
    inner = "".join(one if one.startswith("<") else run(one, "b" if bold else "") for one in runs)
    return f"<w:p><w:pPr>{named}{numbered}{centre}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<w:tc><w:tcPr/>{one if one.startswith('<') else para(one)}</w:tc>" for one in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def picture(key: str = "rId9", alt: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{escape(alt)}"/><a:graphic><a:graphicData>'
        f'<a:blip r:embed="{key}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def photo(colour=(120, 60, 40), size=(640, 480), file_format: str = "JPEG") -> bytes:
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, file_format)
    return data.getvalue()


def docx(*blocks: str, media: dict[str, bytes] | None = None, links: dict[str, str] | None = None, **parts) -> bytes:
    """A Word file of these blocks; media are parts by path under word/, each with a relationship rId9, rId10, …"""
    media = media or {}
    relations = [
        f'<Relationship Id="rId{9 + place}" Type="{R}/image" Target="{path}"/>' for place, path in enumerate(media)
    ]
    relations += [
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for key, address in (links or {}).items()
    ]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(blocks)}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{''.join(relations)}</Relationships>"
        ),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        **{f"word/{path}": data for path, data in media.items()},
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
