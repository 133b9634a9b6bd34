"""Pictures: read with suspicion, kept as a clean master, shown in three widths (libraries.md §5)."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, ImageOps

MAX_BYTES = 15 * 1024 * 1024
# Pillow itself only warns from here on; read_picture refuses, before decoding.
MAX_PIXELS = Image.MAX_IMAGE_PIXELS = 40_000_000
MIN_SIDE = 32
MAX_SIDE = 3000
WIDTHS = (400, 800, 1600)
FORMATS = {"jpg": "JPEG", "webp": "WEBP"}
SAVE_OPTIONS: dict[str, dict] = {
    "JPEG": {"quality": 80, "progressive": True, "optimize": True},
    "WEBP": {"quality": 78},
}
SRGB = ImageCms.createProfile("sRGB")

WANTED = "Xin dùng ảnh JPEG, PNG hoặc WebP."
TOO_HEAVY = "Ảnh nặng hơn 15 MB. Xin thu nhỏ ảnh rồi tải lên lại."
TOO_MANY_PIXELS = "Ảnh lớn hơn 40 triệu điểm ảnh. Xin thu nhỏ ảnh rồi tải lên lại."
TOO_SMALL = f"Ảnh quá nhỏ: mỗi cạnh cần ít nhất {MIN_SIDE} điểm ảnh."
ANIMATED = f"Ảnh động không đăng được. {WANTED}"
TOO_MUCH = "Ảnh quá lớn hoặc quá phức tạp nên không đọc được. Xin thu nhỏ ảnh, lưu lại dạng JPEG rồi tải lên lại."
BROKEN = "Tệp ảnh bị hỏng hoặc chưa tải lên đủ. Xin mở lại ảnh trên máy, lưu lại rồi tải lên lần nữa."
NO_PICTURE = f"Tệp này không phải là ảnh. {WANTED}"
HEIC = "Ảnh HEIC (điện thoại iPhone) chưa dùng được. Xin xuất ảnh sang JPEG rồi tải lên lại."
OTHER_FORMAT = "Ảnh {name} không đăng được. " + WANTED
SIGNATURES = {b"\xff\xd8\xff": BROKEN, b"\x89PNG": BROKEN, b"RIFF": BROKEN}
SIGNATURES |= {
    start: OTHER_FORMAT.format(name=name)
    for start, name in {b"GIF8": "GIF", b"BM": "BMP", b"II*\0": "TIFF", b"MM\0*": "TIFF"}.items()
}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


@dataclass(frozen=True)
class CleanPicture:
    """A picture as it is kept: upright, in sRGB, without metadata, encoded anew."""

    sha256: str
    master: bytes
    format: str
    width: int
    height: int


def read_picture(data: bytes) -> CleanPicture:
    """Give the clean master of an uploaded picture: PNG for a PNG or where it is transparent, else JPEG.

    The format is found by content, never by name. Raises ValidationError with a sentence for whoever
    uploaded it: no picture, another format, animated, broken, too large, too small.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError(TOO_HEAVY)
    image, came_as = _decode(data)
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    image = _to_srgb(_upright(image))
    if min(image.size) < MIN_SIDE:
        raise ValidationError(TOO_SMALL)
    kept_as = "PNG" if came_as == "PNG" or image.mode == "RGBA" else "JPEG"
    master = _encode(image, kept_as, quality=92)
    return CleanPicture(hashlib.sha256(master).hexdigest(), master, kept_as, *image.size)


def _decode(data: bytes) -> tuple[Image.Image, str | None]:
    """Give the picture in a mode that can be scaled, and the format it came in."""
    try:
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except MemoryError:  # the child process has only so much, and says so
        raise
    except Exception as error:  # decoders fed with hostile bytes raise anything
        raise ValidationError(_say_what_came(data)) from error
    if image.width * image.height > MAX_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS)
    # Many cameras write MPO: a JPEG with a second picture behind it, which is left unread.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise ValidationError(ANIMATED)
    try:
        return _to_plain_mode(image), image.format
    except MemoryError:
        raise
    except Exception as error:
        raise ValidationError(BROKEN) from error


def _say_what_came(data: bytes) -> str:
    head = data[:4096]
    if head[4:8] == b"ftyp":
        return HEIC if head[8:12] in HEIC_BRANDS else OTHER_FORMAT.format(name="AVIF hoặc video")
    if b"<svg" in head.replace(b"\0", b"").lower():
        return OTHER_FORMAT.format(name="SVG")
    return next((said for start, said in SIGNATURES.items() if head.startswith(start)), NO_PICTURE)


def _to_plain_mode(image: Image.Image) -> Image.Image:
    """Decode; give L, RGB, CMYK, or LA and RGBA where something is transparent."""
    image.load()
    if image.mode.startswith("I"):  # 16 bits of grey, of which Pillow would cut off the upper ones
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in {"LA", "RGBA"} and image.getchannel("A").getextrema() == (255, 255):
        return image.convert(image.mode.removesuffix("A"))
    if image.mode not in {"LA", "RGBA"} and image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in {"L", "LA", "RGB", "RGBA", "CMYK"} else image.convert("RGB")


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # broken EXIF says nothing about the picture
        return image


def _to_srgb(image: Image.Image) -> Image.Image:
    """Give the picture in sRGB as RGB or RGBA, with nothing beside its pixels."""
    alpha = image.getchannel("A") if image.mode in {"LA", "RGBA"} else None
    opaque = image.convert(image.mode.removesuffix("A")) if alpha else image
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
        colours = ImageCms.profileToProfile(opaque, profile, SRGB, outputMode="RGB")
    except (KeyError, OSError, ImageCms.PyCMSError):  # none, unreadable, or of another kind of picture
        colours = None
    colours = colours or opaque.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    colours.info.clear()
    return colours


def _encode(image: Image.Image, file_format: str, **options) -> bytes:
    encoded = BytesIO()
    image.save(encoded, file_format, **options)
    return encoded.getvalue()


def render(master: bytes, width: int, format: str) -> bytes:
    """Give a master as JPEG or WEBP of at most this width, on white where it is transparent."""
    return _encode(_scale(_open_master(master), width), format, **SAVE_OPTIONS[format])


def renditions(master: bytes) -> dict[tuple[int, str], bytes]:
    """Give what citizens get of a master, by width and extension: each of WIDTHS in each of FORMATS."""
    image = _open_master(master)
    scaled = {width: _scale(image, width) for width in WIDTHS}
    return {
        (width, extension): _encode(scaled[width], file_format, **SAVE_OPTIONS[file_format])
        for width in WIDTHS
        for extension, file_format in FORMATS.items()
    }


def _open_master(master: bytes) -> Image.Image:
    image = Image.open(BytesIO(master), formats=("JPEG", "PNG"))
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _scale(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    height = max(round(image.height * width / image.width), 1)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def address(sha256: str, width: int, ext: str) -> str:
    """Give the public address of a rendition; the key alone will do for the hash."""
    return f"/anh/{sha256[:16]}-{width}.{ext}"


def addresses(keys) -> list[str]:
    """Give the public addresses of every rendition of these pictures."""
    return [address(key, width, extension) for key in keys for width in WIDTHS for extension in FORMATS]


def srcset(sha256: str, ext: str, master_width: int | None = None) -> str:
    """Give the srcset of a picture: no width twice, none beyond the master's, if that is known."""
    real_widths = {min(width, master_width or width): width for width in reversed(WIDTHS)}
    return ", ".join(f"{address(sha256, real_widths[real], ext)} {real}w" for real in sorted(real_widths))
