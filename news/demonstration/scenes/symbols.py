"""Things that stand for a subject: clean water, a ballot, the law, a feast day."""

import math

from news.demonstration import palette as c
from news.demonstration.painting import arc, mix, smooth
from news.demonstration.scenes.council import curtain, emblem
from news.demonstration.scenes.desk import sheet
from news.demonstration.scenes.nature import sky
from news.demonstration.scenes.plants import lotus_flower, lotus_leaf, tree_line


def nuoc_sach(p, variant):
    """Clean water runs from a brass tap into a glass jar."""
    horizon = 620
    sky(p, variant + 1, horizon)
    tree_line(p, horizon, 90, mix(c.LEAF, c.MIST, 0.45))
    _water_tower(p, p.middle - min(p.width * 0.33, 500), horizon + 20)
    p.wash(horizon, p.height, mix(c.SAND, c.WOOD, 0.3), c.WOOD, c.WOOD_DARK)
    x = p.middle + 60
    p.fade(
        smooth([(x - 13, 330), (x - 15, 480), (x - 18, 640)]) + smooth([(x + 18, 640), (x + 15, 480), (x + 13, 330)]),
        c.WHITE,
        c.TEAL_LIGHT,
    )
    p.line([(x - 5, 334), (x - 5, 640)], c.WHITE, 5, 0.8)
    _jar(p, x, 640)
    _tap(p, x)
    for _ in range(16):
        angle = math.radians(p.chance.uniform(200, 340))
        reach = p.chance.uniform(40, 130)
        p.ellipse(x + math.cos(angle) * reach, 640 + math.sin(angle) * reach * 0.8, 5, 7, c.WHITE, 0.85)


def _tap(p, x):
    brass = (c.GOLD_LIGHT, c.GOLD, c.GOLD_DARK)
    p.fade([(x + 60, 150), (p.width + 10, 150), (p.width + 10, 236), (x + 60, 236)], *brass)
    p.box(x + 150, 134, x + 186, 252, c.GOLD_DARK, corner=8)
    elbow = smooth([(x + 90, 150), (x + 6, 158), (x - 40, 210), (x - 40, 296)]) + smooth(
        [(x + 40, 296), (x + 44, 250), (x + 90, 236)]
    )
    p.fade(elbow, *brass, sideways=True)
    p.box(x - 50, 290, x + 50, 330, c.GOLD_DARK, corner=10)
    p.box(x + 60, 78, x + 84, 160, c.GOLD_DARK, corner=6)
    p.box(x - 16, 52, x + 160, 90, c.RED, corner=19)
    p.box(x - 6, 58, x + 150, 68, c.RED_LIGHT, corner=5)


def _jar(p, x, top):
    p.glow(x, 862, 230, c.INK, 0.6, 32)
    p.shape(
        smooth(
            [
                (x - 110, top),
                (x - 150, top + 50),
                (x - 150, top + 190),
                (x - 110, 860),
                (x + 110, 860),
                (x + 150, top + 190),
                (x + 150, top + 50),
                (x + 110, top),
            ]
        ),
        c.WHITE,
        0.4,
    )
    p.fade(
        smooth(
            [
                (x - 146, top + 84),
                (x - 148, top + 180),
                (x - 104, 850),
                (x + 104, 850),
                (x + 148, top + 180),
                (x + 146, top + 84),
            ]
        ),
        mix(c.TEAL_LIGHT, c.WHITE, 0.4),
        c.TEAL,
    )
    p.ellipse(x, top + 84, 146, 22, mix(c.TEAL_LIGHT, c.WHITE, 0.6))
    p.line(arc(x, top + 4, 112, 20, 0, 360), c.WHITE, 5, 0.8)
    p.line(smooth([(x - 120, top + 70), (x - 126, top + 130), (x - 112, top + 190)]), c.WHITE, 9, 0.6)


def _water_tower(p, x, ground):
    for leg in (-70, 70):
        p.line([(x + leg, ground), (x + leg * 0.6, ground - 300)], c.TEAL_DARK, 11)
    for level in (80, 170, 250):
        p.line([(x - 64, ground - level), (x + 64, ground - level)], c.TEAL_DARK, 6)
    p.fade(
        [(x - 110, ground - 430), (x + 110, ground - 430), (x + 96, ground - 296), (x - 96, ground - 296)],
        c.WHITE,
        c.MIST,
        c.TEAL_LIGHT,
        sideways=True,
    )
    p.fade([(x - 122, ground - 426), (x, ground - 500), (x + 122, ground - 426)], c.RED_LIGHT, c.RED)


def thung_phieu(p, variant):
    """A voting paper goes into the box."""
    curtain(
        p,
        0,
        p.width,
        0,
        640,
        (c.RED, c.TEAL, mix(c.RED, c.RED_DARK, 0.4))[variant % 3],
        folds=round(p.width / 58),
    )
    p.glow(p.middle, 380, 620, c.GOLD_LIGHT, 0.45, 420)
    p.wash(640, p.height, mix(c.WOOD, c.SAND, 0.4), c.WOOD_DARK)
    x = p.middle
    p.glow(x, 850, 430, c.INK, 0.6, 44)
    sheet(p, x + 10, 300, 230, 300, 5, lines=6)
    p.line(smooth([(x + 560, -60), (x + 300, 100), (x + 150, 210)]), c.WHITE, 92)
    p.line(smooth([(x + 200, 176), (x + 150, 214), (x + 112, 236)]), c.SKIN, 62)
    for finger in range(3):
        p.line([(x + 120 + finger * 8, 226 + finger * 14), (x + 70 + finger * 6, 246 + finger * 20)], c.SKIN, 24)
    p.fade([(x - 290, 430), (x + 290, 430), (x + 340, 490), (x - 340, 490)], c.RED_DARK, c.RED)
    p.box(x - 150, 444, x + 160, 462, c.INK, corner=8)
    p.fade([(x - 340, 488), (x + 340, 488), (x + 312, 846), (x - 312, 846)], c.RED_LIGHT, c.RED, c.RED_DARK)
    p.wash(488, 506, c.GOLD_LIGHT, c.GOLD_DARK, left=x - 340, right=x + 340)
    emblem(p, x, 702, 130)


def le_hoi(p, variant):
    """A feast day: rays of gold, doves, lotus along the foot."""
    ground, deep = ((c.RED, c.RED_DARK), (mix(c.RED, c.GOLD_DARK, 0.25), c.RED_DARK), (c.TEAL, c.TEAL_DARK))[
        variant % 3
    ]
    p.wash(0, p.height, deep, ground, mix(ground, c.GOLD_DARK, 0.3))
    sun = (p.middle, 560)
    for index in range(36):
        start, end = math.radians(index * 10), math.radians(index * 10 + 5)
        far = p.width + 900
        p.shape(
            [
                sun,
                (sun[0] + math.cos(start) * far, sun[1] + math.sin(start) * far),
                (sun[0] + math.cos(end) * far, sun[1] + math.sin(end) * far),
            ],
            c.GOLD,
            0.13,
        )
    p.glow(*sun, 640, c.GOLD_LIGHT, 0.75)
    p.fade(arc(*sun, 190, 190, 0, 360, 80), c.GOLD_LIGHT, c.GOLD)
    for share, height, size in ((-0.3, 250, 1.0), (-0.17, 150, 0.75), (0.22, 190, 0.9), (0.36, 310, 0.8)):
        _dove(p, p.middle + share * min(p.width, 1700), height, size, 1 if share < 0 else -1)
    for index in range(round(p.width / 150) + 2):
        lotus_leaf(p, index * 150 - 30, 846 + index % 2 * 30, 118, 0.8)
    number = max(3, round(p.width / 330)) // 2 * 2 + 1
    for index in range(number):
        middle = index == number // 2
        lotus_flower(p, p.middle + (index - number // 2) * 300, 800 if middle else 842, 215 if middle else 128, 140)


def _dove(p, x, y, size, towards):
    """A dove that flies to the right (1) or to the left (-1)."""

    def at(points):
        return smooth([(x + towards * a * size, y + b * size) for a, b in points], closed=True)

    p.shape(at([(-10, -6), (-60, -110), (-20, -84), (40, -14)]), mix(c.WHITE, c.GOLD_LIGHT, 0.3))
    p.shape(at([(-120, 34), (-60, 0), (30, -20), (84, -34), (104, -22), (86, -6), (30, 30), (-50, 34)]), c.WHITE)
    p.shape(at([(-4, 0), (-92, -92), (-66, -20), (10, 24), (40, 0)]), mix(c.WHITE, c.BLUSH, 0.35))
    p.shape(
        [
            (x + towards * 100 * size, y - 28 * size),
            (x + towards * 122 * size, y - 19 * size),
            (x + towards * 100 * size, y - 16 * size),
        ],
        c.GOLD,
    )


def sach_luat(p, variant):
    """An open book under the scales, shelves behind it."""
    wall = (c.TEAL_DARK, mix(c.WOOD_DARK, c.RED_DARK, 0.4), c.TEAL)[variant % 3]
    p.wash(0, 690, mix(wall, c.INK, 0.25), wall)
    spines = (c.RED, c.GOLD_DARK, c.TEAL, c.SAND, c.WOOD, c.RED_LIGHT, c.TEAL_LIGHT)
    for shelf in (250, 480):
        x = -10.0
        while x < p.width:
            wide, high = p.chance.uniform(26, 52), p.chance.uniform(130, 178)
            colour = mix(p.chance.choice(spines), wall, 0.42)
            p.box(x, shelf - high, x + wide - 3, shelf, colour, corner=4)
            p.box(x + 5, shelf - high + 24, x + wide - 8, shelf - high + 32, c.GOLD_LIGHT, 0.5)
            x += wide
        p.box(-10, shelf, p.width + 10, shelf + 16, c.WOOD_DARK)
    p.glow(p.middle, 400, 620, c.GOLD_LIGHT, 0.5, 440)
    p.wash(690, p.height, c.WOOD, c.WOOD_DARK)
    _scales(p, p.middle, 660)
    _open_book(p, p.middle, 820)


def _scales(p, x, ground):
    p.fade([(x - 11, 170), (x + 11, 170), (x + 16, ground), (x - 16, ground)], c.GOLD_LIGHT, c.GOLD_DARK)
    p.line(smooth([(x - 270, 250), (x - 130, 206), (x, 196), (x + 130, 206), (x + 270, 250)]), c.GOLD, 14)
    p.ellipse(x, 168, 28, 28, c.GOLD_LIGHT)
    for side in (-1, 1):
        end = x + side * 270
        for reach in (-80, 80):
            p.line([(end, 250), (end + reach, 440)], c.GOLD_LIGHT, 3)
        p.fade([(end - 100, 440), *arc(end, 440, 100, 52, 180, 0), (end + 100, 440)], c.GOLD_LIGHT, c.GOLD_DARK)


def _open_book(p, x, foot):
    p.glow(x, foot + 10, 480, c.INK, 0.6, 44)
    for side in (-1, 1):
        page = smooth(
            [
                (x, foot - 170),
                (x + side * 120, foot - 206),
                (x + side * 300, foot - 190),
                (x + side * 400, foot - 160),
            ]
        )
        low = [(a + (a - x) * 0.06, b + 168) for a, b in reversed(page)]
        p.shape([(a + (a - x) * 0.03, b + 22) for a, b in [*page, *low]], c.RED_DARK)
        p.fade([*page, *low], c.WHITE, mix(c.PAPER, c.SAND, 0.5))
        for row in range(6):
            line = [(x + (a - x) * 0.86 + side * 34, b + 30 + row * 22) for a, b in page[2:-2]]
            p.line(line, c.TEAL_LIGHT, 5, 0.7)
