"""The demonstration's pictures, drawn by the project: no photograph, no real person, no borrowed emblem.

A drawing is named by its scene ("nghi-truong"), a size in pixels and a variant: 0, 1, 2 … change the sky,
the colours and what lies where, and the odd ones are seen from the other side. The same three always give
the same picture.
"""

from PIL import Image, ImageOps

from news.demonstration.painting import Painting, jpeg
from news.demonstration.scenes import classes, council, desk, meetings, nature, river, symbols, town

SCENES = {
    "bau-cu": symbols.thung_phieu,
    "binh-minh": nature.binh_minh,
    "bo-song": river.bo_song,
    "cau": nature.cau,
    "cho-noi": river.cho_noi,
    "cu-tri": meetings.tiep_xuc_cu_tri,
    "dong-lua": nature.dong_lua,
    "duong-lang": town.duong_lang,
    "hoc-nghe": classes.hoc_nghe,
    "hop-ban": meetings.hop_ban,
    "khong-giay": desk.hop_khong_giay,
    "lang-hoa": river.lang_hoa,
    "le-hoi": symbols.le_hoi,
    "lich": desk.lich,
    "may-anh": desk.may_anh,
    "nen-song": nature.nen_song,
    "nghi-truong": council.nghi_truong,
    "nuoc-sach": symbols.nuoc_sach,
    "phap-luat": symbols.sach_luat,
    "phat-bieu": council.phat_bieu,
    "sen": nature.sen,
    "tap-huan": classes.tap_huan,
    "tram-y-te": town.tram_y_te,
    "trao-doi": meetings.trao_doi,
    "tru-so": town.tru_so,
    "truong-hoc": town.truong_hoc,
    "van-ban": desk.van_ban,
    "xe-buyt": town.xe_buyt,
}
SIZES = {"landscape": (1600, 900), "portrait": (900, 1200), "square": (1200, 1200), "strip": (1600, 400)}


def draw(name, size=SIZES["landscape"], variant=0):
    """A drawing as the bytes of a JPEG file. Raises KeyError for a scene that is not in SCENES."""
    return jpeg(draw_image(name, size, variant))


def draw_image(name, size=SIZES["landscape"], variant=0) -> Image.Image:
    """The same drawing as a Pillow image, for documents that show one."""
    painting = Painting(size, f"{name}-{variant}")
    SCENES[name](painting, variant)
    image = painting.finished()
    return ImageOps.mirror(image) if variant % 2 else image
