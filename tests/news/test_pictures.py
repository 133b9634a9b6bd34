"""Pictures: what is taken in, what is left of it, what citizens get; every hostile file is built here."""

import random
import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from news.pictures import WIDTHS, address, read_picture, render, renditions, srcset

RED, BLUE = (220, 30, 30), (30, 30, 220)
ORIENTATION, GPS, DESCRIPTION = 0x0112, 0x8825, 0x010E


def encode(image, file_format, **options):
    data = BytesIO()
    image.save(data, file_format, **options)
    return data.getvalue()


def decode(data):
    image = Image.open(BytesIO(data))
    image.load()
    return image


def make_picture(width=120, height=80, colour=RED, mode="RGB"):
    return Image.new("RGB", (width, height), colour).convert(mode)


def make_noise(width, height):
    small = width // 8, height // 8
    noise = Image.frombytes("RGB", small, random.Random(1).randbytes(small[0] * small[1] * 3))
    return noise.resize((width, height))


def make_png_of_size(width, height):
    """Give a PNG whose header promises this size, with next to no data behind it."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def make_animation(file_format):
    frames = [make_picture(colour=BLUE), make_picture(colour=(0, 255, 0))]
    return encode(make_picture(), file_format, save_all=True, append_images=frames, duration=100)


def refusal(data):
    with pytest.raises(ValidationError) as caught:
        read_picture(data)
    return caught.value.message


def is_near(colour, other, tolerance=12):
    return all(abs(one - two) <= tolerance for one, two in zip(colour, other, strict=True))


@pytest.mark.parametrize(("came", "kept"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "JPEG")])
def test_picture_is_kept_as_a_clean_master(came, kept):
    picture = read_picture(encode(make_picture(), came))
    master = decode(picture.master)
    assert (picture.format, picture.width, picture.height) == (kept, 120, 80)
    assert (master.format, master.size, master.mode) == (kept, (120, 80), "RGB")
    assert is_near(master.getpixel((60, 40)), RED)


def test_same_upload_gives_the_same_hash_and_another_picture_another():
    data = encode(make_picture(), "JPEG")
    assert read_picture(data) == read_picture(data)
    assert read_picture(data).sha256 != read_picture(encode(make_picture(colour=BLUE), "JPEG")).sha256


def test_picture_from_a_phone_stands_upright_and_tells_no_place():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[DESCRIPTION] = "Nhà riêng"
    exif.get_ifd(GPS).update({1: "N", 2: (10.0, 27.0, 0.0)})
    sideways = make_picture(120, 80)
    sideways.paste(BLUE, (0, 0, 40, 80))
    picture = read_picture(encode(sideways, "JPEG", exif=exif, comment=b"bi mat"))
    master = decode(picture.master)
    assert (picture.width, picture.height) == (80, 120)
    assert is_near(master.getpixel((40, 10)), BLUE)
    assert is_near(master.getpixel((40, 110)), RED)
    assert not master.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & master.info.keys()


def test_text_in_a_png_is_gone():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "nguoi chup bi mat")
    notes.add_itxt("XML:com.adobe.xmp", "<x>nguoi chup bi mat</x>")
    picture = read_picture(encode(make_picture(), "PNG", pnginfo=notes, dpi=(300, 300)))
    assert b"bi mat" not in picture.master
    assert decode(picture.master).info == {}


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data:UserWarning")
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("exif", [b"II*\0\xff\xff\xff\xff", b"MM\0*\xff", b"hong"])
def test_broken_exif_costs_only_the_turning(file_format, exif):
    picture = read_picture(encode(make_picture(), file_format, exif=b"Exif\0\0" + exif))
    assert (picture.width, picture.height) == (120, 80)


def test_colours_of_another_profile_become_srgb_and_the_profile_goes():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    swapped = make_swapped_profile()
    picture = read_picture(encode(make_picture(), "PNG", icc_profile=swapped))
    assert is_near(decode(picture.master).getpixel((60, 40)), (30, 220, 30), tolerance=40)
    assert "icc_profile" not in decode(picture.master).info
    unfit = read_picture(encode(make_picture(), "PNG", icc_profile=lab.tobytes()))
    assert is_near(decode(unfit.master).getpixel((60, 40)), RED)


def make_swapped_profile():
    """Give an sRGB profile whose red and green primaries are exchanged, so that its use can be seen."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ", 128), profile.index(b"gXYZ", 128)
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def test_unreadable_profile_is_ignored():
    picture = read_picture(encode(make_picture(), "JPEG", icc_profile=b"khong phai ho so mau"))
    assert is_near(decode(picture.master).getpixel((60, 40)), RED)


@pytest.mark.parametrize(
    ("mode", "came"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("L", "PNG"), ("1", "PNG"), ("P", "PNG"), ("LA", "PNG"), ("RGBA", "WEBP")],
)
def test_every_way_of_storing_colours_becomes_rgb(mode, came):
    picture = read_picture(encode(make_picture(colour=(255, 255, 255), mode=mode), came))
    master = decode(picture.master)
    assert master.mode == "RGB"
    assert is_near(master.getpixel((60, 40)), (255, 255, 255))


def test_sixteen_bits_of_grey_keep_their_shade():
    picture = read_picture(encode(Image.new("I;16", (64, 64), 0x8000), "PNG"))
    assert is_near(decode(picture.master).getpixel((32, 32)), (128, 128, 128))


@pytest.mark.parametrize("came", ["PNG", "WEBP"])
def test_transparency_is_kept_in_the_master_and_white_for_citizens(came):
    image = make_picture(mode="RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 60, 80))
    picture = read_picture(encode(image, came))
    assert picture.format == "PNG"
    assert decode(picture.master).mode == "RGBA"
    for file_format in ("JPEG", "WEBP"):
        shown = decode(render(picture.master, 400, file_format))
        assert shown.mode == "RGB"
        assert is_near(shown.getpixel((20, 40)), (255, 255, 255))
        assert is_near(shown.getpixel((100, 40)), RED, tolerance=20)


def test_palette_with_a_transparent_colour_is_kept():
    palette = make_picture().quantize(4)
    picture = read_picture(encode(palette, "PNG", transparency=palette.getpixel((0, 0))))
    assert decode(picture.master).getpixel((0, 0))[3] == 0


def test_large_picture_is_brought_to_three_thousand_pixels():
    picture = read_picture(encode(make_picture(6000, 2000), "JPEG"))
    assert (picture.width, picture.height) == (3000, 1000)


def test_camera_file_with_a_second_picture_behind_gives_the_first():
    data = encode(make_picture(), "MPO", save_all=True, append_images=[make_picture(colour=BLUE)])
    picture = read_picture(data)
    assert picture.format == "JPEG"
    assert decode(picture.master).format == "JPEG"
    assert is_near(decode(picture.master).getpixel((60, 40)), RED)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Tệp này không phải là ảnh"),
        (b"%PDF-1.7 van ban", "Tệp này không phải là ảnh"),
        (b"<html><script>tan_cong()</script></html>", "Tệp này không phải là ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='tan_cong()'/>", "Ảnh SVG không đăng được"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE svg>\n<SVG/>", "Ảnh SVG không đăng được"),
        ("<?xml?><svg/>".encode("utf-16"), "Ảnh SVG không đăng được"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "Ảnh HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "Ảnh HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "Ảnh AVIF hoặc video không đăng được"),
        (encode(make_picture(), "GIF"), "Ảnh GIF không đăng được"),
        (encode(make_picture(), "BMP"), "Ảnh BMP không đăng được"),
        (encode(make_picture(), "TIFF"), "Ảnh TIFF không đăng được"),
        (make_animation("GIF"), "Ảnh GIF không đăng được"),
        (make_animation("PNG"), "Ảnh động không đăng được"),
        (make_animation("WEBP"), "Ảnh động không đăng được"),
        (b"\xff\xd8\xff\xe0 hong", "Tệp ảnh bị hỏng"),
        (b"\x89PNG\r\n\x1a\n hong", "Tệp ảnh bị hỏng"),
        (b"RIFF\0\0\0\0WEBP hong", "Tệp ảnh bị hỏng"),
        (encode(make_picture(31, 200), "PNG"), "Ảnh quá nhỏ"),
        (encode(make_picture(200, 31), "PNG"), "Ảnh quá nhỏ"),
        (make_png_of_size(50_000, 50_000), "Ảnh lớn hơn 40 triệu điểm ảnh"),
        (make_png_of_size(8000, 6000), "Ảnh lớn hơn 40 triệu điểm ảnh"),
        (make_png_of_size(6000, 6000), "Tệp ảnh bị hỏng"),
        (b"\xff\xd8\xff" + b"\0" * (15 * 1024 * 1024), "Ảnh nặng hơn 15 MB"),
    ],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_what_cannot_be_used_is_refused_with_its_own_sentence(data, sentence):
    assert refusal(data).startswith(sentence)


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
def test_too_many_pixels_are_refused_the_same_where_warnings_are_errors():
    assert refusal(make_png_of_size(8000, 6000)).startswith("Ảnh lớn hơn 40 triệu điểm ảnh")


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
def test_picture_cut_short_is_refused(file_format, part):
    data = encode(make_noise(320, 240), file_format)
    assert refusal(data[: int(len(data) * part)]).startswith("Tệp ảnh bị hỏng")


def test_nothing_that_rode_along_with_a_picture_is_kept():
    script = b"<script>tan_cong()</script>"
    html_in_jpeg = encode(make_picture(), "JPEG", comment=script) + script
    zip_behind_png = encode(make_picture(), "PNG") + b"PK\x03\x04 tan_cong PK\x05\x06" + b"\0" * 18
    for data in (html_in_jpeg, zip_behind_png):
        master = read_picture(data).master
        assert b"tan_cong" not in master
        assert all(b"tan_cong" not in rendition for rendition in renditions(master).values())


def test_text_bomb_in_a_png_is_refused():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "0" * 70_000_000, zip=True)
    assert refusal(encode(make_picture(), "PNG", pnginfo=notes)).startswith("Tệp ảnh bị hỏng")


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.randoms(use_true_random=False), st.integers(1, 20))
def test_damaged_picture_is_read_or_refused_and_never_breaks_the_page(file_format, chance, hits):
    data = bytearray(encode(make_noise(64, 64), file_format))
    for _ in range(hits):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        picture = read_picture(bytes(data))
    except ValidationError:
        picture = None
    assert picture is None or decode(picture.master).size == (picture.width, picture.height)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(data):
    assert refusal(data).endswith(".")


def test_citizens_get_three_widths_in_two_formats():
    made = renditions(read_picture(encode(make_noise(2400, 1200), "JPEG")).master)
    assert made.keys() == {(width, extension) for width in (400, 800, 1600) for extension in ("jpg", "webp")}
    for (width, extension), data in made.items():
        image = decode(data)
        assert image.format == {"jpg": "JPEG", "webp": "WEBP"}[extension]
        assert image.size == (width, width // 2)
        assert not image.getexif()
        assert "icc_profile" not in image.info
    assert decode(made[800, "jpg"]).info["progressive"]


def test_small_picture_is_never_enlarged():
    master = read_picture(encode(make_picture(500, 300), "PNG")).master
    widths = {width: decode(data).width for (width, _), data in renditions(master).items()}
    assert widths == {400: 400, 800: 500, 1600: 500}


def test_single_rendition_equals_that_of_the_whole_set():
    master = read_picture(encode(make_noise(960, 640), "JPEG")).master
    made = renditions(master)
    assert render(master, 400, "JPEG") == made[400, "jpg"]
    assert render(master, 800, "WEBP") == made[800, "webp"]


def test_address_names_the_content_and_the_width():
    assert address("0123456789abcdef" * 4, 800, "webp") == "/anh/0123456789abcdef-800.webp"


def test_srcset_offers_each_real_width_once():
    key = "0123456789abcdef"
    assert srcset(key, "jpg") == ", ".join(f"/anh/{key}-{width}.jpg {width}w" for width in WIDTHS)
    assert srcset(key, "jpg", 900) == f"/anh/{key}-400.jpg 400w, /anh/{key}-800.jpg 800w, /anh/{key}-1600.jpg 900w"
    assert srcset(key, "webp", 800) == f"/anh/{key}-400.webp 400w, /anh/{key}-800.webp 800w"
    assert srcset(key, "jpg", 300) == f"/anh/{key}-400.jpg 300w"
