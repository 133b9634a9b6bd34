"""What lies on a desk: papers and stamp, a calendar, a tablet, a camera."""

import math

from news.demonstration import palette as c
from news.demonstration.painting import arc, mix, smooth, turned
from news.demonstration.scenes.council import emblem
from news.demonstration.scenes.plants import lotus_bud, lotus_flower

GROUNDS = (c.PAPER, mix(c.MIST, c.PAPER, 0.35), mix(c.SAND, c.PAPER, 0.35), mix(c.BLUSH, c.PAPER, 0.55))


def _desk(p, variant, *, light=True):
    """A table top seen from above, with light falling over it."""
    ground = GROUNDS[variant % len(GROUNDS)] if light else mix(c.TEAL, c.TEAL_DARK, 0.4)
    p.wash(0, p.height, mix(ground, c.SAND, 0.35), ground, mix(ground, c.SAND, 0.6))
    p.glow(p.width * 0.25, 120, 760, c.WHITE, 0.65)


def sheet(p, x, y, wide, high, degrees, *, lines=9, head=c.RED, paper=c.WHITE):
    """A sheet of paper with grey lines for text and a coloured heading."""
    corners = [
        (x - wide / 2, y - high / 2),
        (x + wide / 2, y - high / 2),
        (x + wide / 2, y + high / 2),
        (x - wide / 2, y + high / 2),
    ]
    p.shape(turned([(a + 10, b + 14) for a, b in corners], x, y, degrees), c.INK, 0.16)
    p.shape(turned(corners, x, y, degrees), paper)
    top, left, right = y - high * 0.4, x - wide * 0.38, x + wide * 0.38
    p.line(turned([(x - wide * 0.2, top), (x + wide * 0.2, top)], x, y, degrees), head, high * 0.022)
    for index in range(lines):
        row = top + high * 0.1 + index * high * 0.72 / lines
        end = right if index % 4 != 3 else x + wide * p.chance.uniform(-0.1, 0.2)
        p.line(turned([(left, row), (end, row)], x, y, degrees), c.TEAL_LIGHT, high * 0.012, 0.75)


def _stamp_print(p, x, y, size):
    """A round stamp's mark: two rings and the project's own lotus, no words."""
    for radius, width in ((size, 0.09), (size * 0.78, 0.035)):
        p.line(arc(x, y, radius, radius, 0, 360, 70), c.RED_LIGHT, size * width, 0.85)
    emblem(p, x, y + size * 0.22, size * 0.5, colour=c.RED_LIGHT, dark=c.RED)


def van_ban(p, variant):
    """Papers, a stamp and a pen on a desk."""
    _desk(p, variant)
    for shift, turn in ((-330, -9), (300, 8)):
        sheet(p, p.middle + shift, 470 + turn * 3, 470, 640, turn, lines=11)
    sheet(
        p,
        p.middle,
        470,
        520,
        710,
        -2 + variant % 3 * 2,
        lines=12,
        head=(c.RED, c.TEAL, c.GOLD_DARK)[variant % 3],
    )
    _stamp_print(p, p.middle + 110, 690, 78)
    _stamp(p, p.middle + min(p.width * 0.36, 520), 560)
    pen = p.middle - 190
    p.line([(pen + 8, 772), (pen + 348, 622)], c.INK, 26, 0.15)
    p.line([(pen, 760), (pen + 330, 612)], c.TEAL_DARK, 22)
    p.line([(pen + 230, 657), (pen + 330, 612)], c.GOLD, 24)
    p.shape([(pen - 34, 776), (pen + 2, 748), (pen + 10, 768)], c.GOLD_DARK)


def _stamp(p, x, y):
    """The wooden stamp itself, standing."""
    p.glow(x + 20, y + 190, 170, c.INK, 0.4, 44)
    p.fade(
        smooth(
            [
                (x - 46, y - 120),
                (x - 62, y - 60),
                (x - 22, y + 10),
                (x - 30, y + 90),
                (x + 30, y + 90),
                (x + 22, y + 10),
                (x + 62, y - 60),
                (x + 46, y - 120),
                (x, y - 150),
            ]
        ),
        mix(c.WOOD, c.SAND, 0.4),
        c.WOOD,
        c.WOOD_DARK,
        sideways=True,
    )
    p.fade(
        [(x - 88, y + 84), (x + 88, y + 84), (x + 100, y + 168), (x - 100, y + 168)],
        c.RED_LIGHT,
        c.RED,
        c.RED_DARK,
        sideways=True,
    )
    p.ellipse(x, y + 170, 100, 24, c.RED_DARK)
    p.box(x - 90, y + 92, x + 90, y + 104, c.GOLD, corner=4)


def lich(p, variant):
    """A desk calendar with one day marked, a clock, a lotus in a glass."""
    _desk(p, variant)
    left, right, top = p.middle - 330, p.middle + 330, 150
    p.glow(p.middle + 20, 770, 480, c.INK, 0.4, 44)
    p.fade([(left - 30, 760), (right + 30, 760), (right, 700), (left, 700)], c.RED_DARK, c.RED_DARK)
    p.box(left, top, right, 730, c.WHITE, corner=14)
    p.fade([(left, top + 10), (right, top + 10), (right, top + 120), (left, top + 120)], c.RED_LIGHT, c.RED)
    for index in range(12):
        p.box(left + 38 + index * 52, top - 34, left + 48 + index * 52, top + 30, c.GOLD_DARK, corner=5)
    marked = (17, 24, 10, 12)[variant % 4]
    for row in range(5):
        for column in range(7):
            x, y = left + 62 + column * 90, top + 172 + row * 92
            if row * 7 + column == marked:
                p.ellipse(x, y + 4, 42, 42, c.GOLD_LIGHT)
                p.line(arc(x, y + 4, 42, 42, 0, 360), c.RED, 6)
            p.box(x - 18, y - 8, x + 18, y + 14, c.RED_LIGHT if column == 6 else c.TEAL_LIGHT, corner=8)
    _clock(p, p.middle + min(p.width * 0.36, 540), 600)
    vase = p.middle - min(p.width * 0.36, 540)
    lotus_flower(p, vase, 470, 110, 210)
    lotus_bud(p, vase + 70, 470, 38, 220)
    p.box(vase - 60, 590, vase + 60, 790, mix(c.MIST, c.WHITE, 0.3), 0.75, corner=16)
    p.box(vase - 54, 660, vase + 54, 784, c.TEAL_LIGHT, 0.6, corner=14)


def _clock(p, x, y):
    p.glow(x, y + 170, 170, c.INK, 0.4, 30)
    for radius, colour in ((160, c.TEAL_DARK), (146, c.TEAL), (126, c.WHITE)):
        p.ellipse(x, y, radius, radius, colour)
    for hour in range(12):
        spot = math.radians(hour * 30)
        p.ellipse(x + math.cos(spot) * 104, y + math.sin(spot) * 104, 6, 6, c.GOLD_DARK)
    p.line([(x, y), (x - 38, y - 56)], c.INK, 10)
    p.line([(x, y), (x + 60, y - 64)], c.INK, 7)
    p.ellipse(x, y, 11, 11, c.RED)


def hop_khong_giay(p, variant):
    """A paperless sitting: a tablet with agenda and votes, tea beside it."""
    _desk(p, variant, light=variant % 2 == 1)
    x, y = p.middle, 450
    p.shape(
        turned([(x - 420, y - 270), (x + 440, y - 270), (x + 440, y + 310), (x - 420, y + 310)], x, y, -3),
        c.INK,
        0.22,
    )
    screen = [(x - 430, y - 300), (x + 430, y - 300), (x + 430, y + 290), (x - 430, y + 290)]
    p.shape(turned(screen, x, y, -3), c.INK)
    p.shape(
        turned([(a - 24 * (a > x) + 24 * (a < x), b + (24 if b < y else -24)) for a, b in screen], x, y, -3),
        c.WHITE,
    )

    def block(left, top, right, bottom, colour):
        p.shape(
            turned(
                [(x + left, y + top), (x + right, y + top), (x + right, y + bottom), (x + left, y + bottom)],
                x,
                y,
                -3,
            ),
            colour,
        )

    block(-406, -276, 406, -206, c.RED)
    for row in range(5):
        top = -176 + row * 86
        block(-370, top, -310, top + 54, (c.GOLD, c.TEAL, c.ROSE, c.TEAL_LIGHT, c.GOLD_LIGHT)[row])
        block(-286, top + 6, -20 - row % 3 * 40, top + 20, c.TEAL_DARK)
        block(-286, top + 32, -70, top + 42, c.MIST)
    for index, high in enumerate((120, 210, 70, 160)):
        block(70 + index * 82, 130 - high, 126 + index * 82, 130, (c.TEAL, c.RED, c.GOLD, c.TEAL_LIGHT)[index])
    block(60, 180, 216, 236, c.LEAF)
    block(238, 180, 394, 236, c.RED_LIGHT)
    _cup(p, p.middle + min(p.width * 0.39, 590), 620)
    _phone(p, p.middle - min(p.width * 0.39, 600), 560)


def _cup(p, x, y):
    p.glow(x + 14, y + 24, 170, c.INK, 0.4)
    for radius, colour in (
        (128, c.WHITE),
        (112, mix(c.WHITE, c.SAND, 0.4)),
        (84, c.WHITE),
        (70, mix(c.GOLD_DARK, c.LEAF, 0.4)),
    ):
        p.ellipse(x, y, radius, radius, colour)
    p.ellipse(x - 18, y - 22, 30, 18, c.GOLD_LIGHT, 0.5)


def _phone(p, x, y):
    p.glow(x + 14, y + 20, 210, c.INK, 0.4)
    p.box(x - 88, y - 180, x + 88, y + 180, c.INK, corner=26)
    p.box(x - 78, y - 166, x + 78, y + 166, mix(c.TEAL, c.TEAL_LIGHT, 0.4), corner=18)
    emblem(p, x, y + 20, 62)


def may_anh(p, variant):
    """A camera on a desk among printed pictures: the photo and film library."""
    _desk(p, variant)
    for index, (shift, drop, turn) in enumerate(((-470, 300, -12), (440, 270, 10), (-390, 670, 7), (500, 660, -8))):
        _print(p, p.middle + shift * min(1, p.width / 1400), drop, turn, index + variant)
    x, y = p.middle, 500
    p.glow(x + 10, y + 210, 420, c.INK, 0.5, 60)
    p.box(x - 130, y - 250, x + 120, y - 150, mix(c.INK, c.TEAL_DARK, 0.4), corner=24)
    p.box(x - 330, y - 190, x + 330, y + 200, mix(c.INK, c.TEAL_DARK, 0.3), corner=40)
    p.box(x - 330, y - 60, x + 330, y + 140, mix(c.RED_DARK, c.INK, 0.2))
    p.box(x + 200, y - 222, x + 280, y - 184, c.RED_LIGHT, corner=10)
    for radius, colour in (
        (190, c.INK),
        (176, mix(c.INK, c.MIST, 0.3)),
        (156, c.INK),
        (124, c.TEAL_DARK),
        (92, c.TEAL),
        (56, c.TEAL_DARK),
    ):
        p.ellipse(x, y + 20, radius, radius, colour)
    p.glow(x - 40, y - 30, 70, c.WHITE, 0.8)
    p.ellipse(x - 250, y - 130, 26, 26, c.GOLD)


def _print(p, x, y, degrees, index):
    def framed(half_x, top, bottom):
        return turned(
            [
                (x - half_x, y + top),
                (x + half_x, y + top),
                (x + half_x, y + bottom),
                (x - half_x, y + bottom),
            ],
            x,
            y,
            degrees,
        )

    p.shape([(a + 9, b + 12) for a, b in framed(180, -150, 160)], c.INK, 0.18)
    p.shape(framed(180, -150, 160), c.WHITE)
    p.fade(framed(158, -130, 100), *c.sky_of(index))
    p.fade(framed(158, 30, 100), c.TEAL_LIGHT, c.TEAL)
    p.ellipse(x + 40, y - 20, 34, 34, c.GOLD_LIGHT)
