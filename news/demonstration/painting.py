"""A small paint box on Pillow: gradients, smooth shapes, soft light. It knows no scene.

Lengths are in units: every picture is 900 units high, and as many wide as its proportions give, so that
a scene laid out from `width` and `middle` works as a landscape, a portrait, a square and a long banner.
"""

import io
import math
import random
from itertools import pairwise

from PIL import Image, ImageColor, ImageDraw

HEIGHT = 900
# Everything is drawn this many times too large and averaged down: that is what makes the edges smooth.
SUPERSAMPLING = 2
JPEG_QUALITY = 86


def rgb(colour):
    """The three channels of "#rrggbb" (or of a tuple, given back as it is)."""
    return colour if isinstance(colour, tuple) else ImageColor.getrgb(colour)


def mix(one, other, share):
    """The colour that lies `share` (0 to 1) of the way from one colour to the other."""
    return tuple(round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True))


def smooth(points, *, closed=False, steps=10):
    """Points along a soft curve through the given points (Catmull-Rom)."""
    points = list(points)
    guides = [points[-1], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    curve = []
    for index in range(1, len(guides) - 2):
        before, start, end, after = guides[index - 1 : index + 3]
        for step in range(steps):
            curve.append(_between(before, start, end, after, step / steps))
    return curve if closed else [*curve, points[-1]]


def _between(before, start, end, after, t):
    return tuple(
        0.5 * (2 * s + (e - b) * t + (2 * b - 5 * s + 4 * e - a) * t**2 + (3 * s - b - 3 * e + a) * t**3)
        for b, s, e, a in zip(before, start, end, after, strict=True)
    )


def arc(x, y, radius_x, radius_y, start, end, steps=40):
    """Points on an arc from `start` to `end` degrees; 0 is to the right, 90 is down."""
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(x + radius_x * math.cos(angle), y + radius_y * math.sin(angle)) for angle in angles]


def turned(points, x, y, degrees):
    """The points turned round (x, y)."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x + (a - x) * cos - (b - y) * sin, y + (a - x) * sin + (b - y) * cos) for a, b in points]


def jpeg(image):
    """A Pillow image as the bytes of a JPEG file."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return file.getvalue()


class Painting:
    """A picture being painted. `seed` fixes everything left to chance, so a picture is always the same."""

    def __init__(self, size, seed):
        self.size = size
        self.scale = SUPERSAMPLING * size[1] / HEIGHT
        self.width = HEIGHT * size[0] / size[1]
        self.height = HEIGHT
        self.middle = self.width / 2
        self.image = Image.new("RGB", (size[0] * SUPERSAMPLING, size[1] * SUPERSAMPLING), "#f7f0e2")
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.chance = random.Random(seed)  # noqa: S311 - where petals lie is no secret

    def finished(self):
        """The finished picture as a Pillow image of the size that was asked for."""
        return self.image.reduce(SUPERSAMPLING)

    # Flat shapes

    def shape(self, points, colour, alpha=1.0):
        """A filled shape."""
        self.pen.polygon(self._pixels(points), fill=_paint(colour, alpha))

    def ellipse(self, x, y, radius_x, radius_y, colour, alpha=1.0):
        """A filled ellipse round (x, y)."""
        box = self._pixels([(x - radius_x, y - radius_y), (x + radius_x, y + radius_y)])
        self.pen.ellipse(box, fill=_paint(colour, alpha))

    def box(self, left, top, right, bottom, colour, alpha=1.0, corner=0):
        """A filled rectangle, with rounded corners if `corner` says so."""
        pixels = self._pixels([(left, top), (right, bottom)])
        self.pen.rounded_rectangle(pixels, corner * self.scale, fill=_paint(colour, alpha))

    def line(self, points, colour, width=2.0, alpha=1.0):
        """A line through the points, with round joints and ends."""
        pixels, thick = self._pixels(points), max(1, round(width * self.scale))
        self.pen.line(pixels, fill=_paint(colour, alpha), width=thick, joint="curve")
        if alpha == 1.0 and thick > 3:
            for x, y in (pixels[0], pixels[-1]):
                half = thick / 2 - 0.5
                self.pen.ellipse((x - half, y - half, x + half, y + half), fill=_paint(colour, alpha))

    # Gradients and light

    def wash(self, top, bottom, *colours, left=0.0, right=None):
        """A band from `top` to `bottom` whose colours run into each other downwards."""
        right = self.width if right is None else right
        self.fade([(left, top), (right, top), (right, bottom), (left, bottom)], *colours)

    def fade(self, points, *colours, sideways=False):
        """A shape whose colours run into each other downwards, or from left to right if `sideways`."""
        pixels = self._pixels(points)
        box = _bounds(pixels)
        if box is None:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in pixels], fill=255)
        self.image.paste(_gradient(colours, mask.size, sideways), box[:2], mask)

    def glow(self, x, y, radius_x, colour, alpha=1.0, radius_y=None):
        """Soft light (or, in a dark colour, soft shadow) that dies away from (x, y)."""
        radius_y = radius_x if radius_y is None else radius_y
        size = (max(1, round(2 * radius_x * self.scale)), max(1, round(2 * radius_y * self.scale)))
        mask = Image.radial_gradient("L").point([_soft(distance, alpha) for distance in range(256)])
        corner = (round((x - radius_x) * self.scale), round((y - radius_y) * self.scale))
        self.image.paste(rgb(colour), (*corner, corner[0] + size[0], corner[1] + size[1]), mask.resize(size))

    def _pixels(self, points):
        return [(x * self.scale, y * self.scale) for x, y in points]


def _paint(colour, alpha):
    return (*rgb(colour), round(255 * alpha))


def _soft(distance, alpha):
    """How strong light is at a distance; Pillow's own gradient counts 255 at the corner, not at the edge."""
    return round(255 * alpha * max(0.0, 1 - distance / 180) ** 1.6)


def _bounds(pixels):
    across, down = [x for x, _ in pixels], [y for _, y in pixels]
    box = (
        math.floor(min(across)),
        math.floor(min(down)),
        math.ceil(max(across)) + 1,
        math.ceil(max(down)) + 1,
    )
    return box if box[2] > box[0] and box[3] > box[1] else None


def _gradient(colours, size, sideways):
    """An image of this size whose colours are spread evenly along it."""
    length = 256
    strip = Image.new("RGB", (1, length))
    pairs = list(pairwise(colours if len(colours) > 1 else colours * 2))
    for step in range(length):
        place = step / (length - 1) * len(pairs)
        index = min(int(place), len(pairs) - 1)
        strip.putpixel((0, step), mix(*pairs[index], place - index))
    if sideways:
        strip = strip.transpose(Image.Transpose.TRANSPOSE)
    return strip.resize(size, Image.Resampling.BILINEAR)
