"""The council's chamber and its rostrum.

The emblem on the wall is the project's own mark, a lotus over a half circle of seats; never the national one.
"""

from news.demonstration import palette as c
from news.demonstration.painting import arc, mix, smooth
from news.demonstration.scenes.figures import bust, shirt_of
from news.demonstration.scenes.plants import petal, pot


def emblem(p, x, y, size, *, colour=c.GOLD, dark=c.GOLD_DARK):
    """The mark in gold: five petals over arcs of seats."""
    for degrees in (-66, 66, -34, 34, 0):
        petal(
            p,
            x,
            y,
            size,
            size * 0.46,
            degrees,
            c.GOLD_LIGHT if degrees == 0 else colour,
            mix(colour, dark, 0.5),
        )
    for step in range(3):
        radius = size * (0.5 + 0.26 * step)
        p.line(arc(x, y - size * 0.16, radius, radius * 0.62, 20, 160), colour, size * 0.085)


def curtain(p, left, right, top, bottom, colour=c.RED, folds=18):
    """A drape with soft folds."""
    width = (right - left) / folds
    for index in range(folds):
        start = left + index * width
        light, deep = mix(colour, c.RED_LIGHT, 0.35), mix(colour, c.RED_DARK, 0.75)
        p.fade(
            [(start, top), (start + width + 1, top), (start + width + 1, bottom), (start, bottom)],
            deep,
            colour,
            light,
            colour,
            deep,
            sideways=True,
        )
    p.wash(top, top + 14, c.GOLD_DARK, c.GOLD_LIGHT, c.GOLD_DARK, left=left, right=right)


def blossoms(p, x, y, size):
    for shift, colour in ((-0.5, c.ROSE), (0.5, c.GOLD_LIGHT), (0, c.RED_LIGHT)):
        p.ellipse(x + shift * size, y - 2, size * 0.7, size * 0.42, mix(c.LEAF, c.LEAF_DARK, 0.4))
        p.ellipse(x + shift * size, y - size * 0.35, size * 0.34, size * 0.28, colour)


def panelled_wall(p, floor, tone):
    """A wall of wooden panels with a cornice of lamps."""
    p.wash(0, floor, mix(tone, c.WOOD_DARK, 0.35), tone, mix(tone, c.PAPER, 0.25))
    step = 86
    for index in range(round(p.width / step) + 1):
        x = p.middle + (index - round(p.width / step / 2)) * step
        p.line([(x, 60), (x, floor)], c.WOOD_DARK, 2.5, 0.28)
        p.line([(x + 3, 60), (x + 3, floor)], c.WHITE, 1.5, 0.16)
    p.wash(0, 58, c.WOOD_DARK, mix(c.WOOD_DARK, c.WOOD, 0.6))
    for index in range(round(p.width / 160) + 1):
        x = p.middle + (index - round(p.width / 160) / 2) * 160
        p.glow(x, 52, 120, "#ffe9b8", 0.55, 90)
        p.ellipse(x, 54, 26, 6, "#fff6da")


def nghi_truong(p, variant):
    """The chamber during a sitting, seen from behind the last row."""
    floor = 470
    panelled_wall(p, floor, (c.WOOD, mix(c.WOOD, c.SAND, 0.35), mix(c.WOOD, c.TEAL, 0.3))[variant % 3])
    half = min(p.width * 0.34, 520)
    curtain(p, p.middle - half, p.middle + half, 70, floor)
    p.glow(p.middle, 215, 330, c.RED_LIGHT, 0.55, 230)
    emblem(p, p.middle, 262, 120)
    p.wash(floor, p.height, mix(c.WOOD, c.SAND, 0.3), c.WOOD_DARK)
    _presidium(p, floor)
    for row in range(5):
        _row_of_seats(p, row)


def _presidium(p, floor):
    """The table on the platform, those who preside, and the rostrum beside it."""
    wide = min(p.width * 0.27, 420)
    p.fade(
        [
            (p.middle - wide - 160, floor - 6),
            (p.middle + wide + 160, floor - 6),
            (p.middle + wide + 200, floor + 46),
            (p.middle - wide - 200, floor + 46),
        ],
        c.RED,
        c.RED_DARK,
    )
    for index in range(5):
        x = p.middle + (index - 2) * wide * 0.37
        bust(p, x, floor - 92, 40, (c.WHITE, "#dfe3ea", c.MIST)[index % 3], long_hair=index in (1, 3))
    p.fade(
        [
            (p.middle - wide, floor - 62),
            (p.middle + wide, floor - 62),
            (p.middle + wide, floor + 16),
            (p.middle - wide, floor + 16),
        ],
        mix(c.WOOD, c.SAND, 0.25),
        c.WOOD_DARK,
    )
    p.box(
        p.middle - wide - 8,
        floor - 70,
        p.middle + wide + 8,
        floor - 58,
        mix(c.WOOD, c.GOLD_LIGHT, 0.4),
        corner=4,
    )
    for index in range(9):
        blossoms(p, p.middle + (index - 4) * wide * 0.24, floor + 22, 26)
    rostrum(p, p.middle + wide + 105, floor + 30, 0.62, speaker=True)


def rostrum(p, x, ground, size, *, speaker=False):
    """A lectern with the mark on it, microphones, and perhaps somebody speaking."""
    if speaker:
        bust(p, x, ground - 222 * size, 78 * size, c.WHITE)
        p.shape(
            [
                (x - 7 * size, ground - 214 * size),
                (x + 7 * size, ground - 214 * size),
                (x + 5 * size, ground - 150 * size),
                (x - 5 * size, ground - 150 * size),
            ],
            c.RED,
        )
    p.glow(x, ground, 150 * size, c.INK, 0.5, 20 * size)
    p.fade(
        [
            (x - 96 * size, ground - 150 * size),
            (x + 96 * size, ground - 150 * size),
            (x + 78 * size, ground),
            (x - 78 * size, ground),
        ],
        mix(c.WOOD, c.SAND, 0.2),
        c.WOOD_DARK,
    )
    p.box(
        x - 112 * size,
        ground - 168 * size,
        x + 112 * size,
        ground - 148 * size,
        mix(c.WOOD, c.GOLD_LIGHT, 0.35),
        corner=5 * size,
    )
    emblem(p, x, ground - 62 * size, 44 * size)
    for side in (-1, 1):
        stem = smooth(
            [
                (x + side * 34 * size, ground - 168 * size),
                (x + side * 30 * size, ground - 202 * size),
                (x + side * 14 * size, ground - 222 * size),
            ]
        )
        p.line(stem, c.INK, 4 * size)
        p.line(stem[-3:], c.INK, 9 * size)


def _row_of_seats(p, row):
    """One curved row: a desk, the backs of chairs, the backs of people; nearer rows are larger and darker."""
    near = row / 4
    size = 27 + 50 * near**1.3
    base = 570 + 235 * near**1.25
    bend = (0.00009 + 0.00004 * near) * min(1, (1600 / p.width) ** 2)
    gap = size * 2.5
    shade = 0.25 + 0.5 * near
    desk = [(x, base - bend * (x - p.middle) ** 2 - size * 0.5) for x in range(-60, round(p.width) + 90, 30)]
    p.fade(
        [*desk, *[(x, y + size * 0.9) for x, y in reversed(desk)]],
        mix(c.WOOD, c.SAND, 0.3 - 0.2 * near),
        c.WOOD_DARK,
    )
    p.line(desk, mix(c.WOOD, c.GOLD_LIGHT, 0.45), size * 0.07)
    number = round(p.width / gap / 2) + 1
    for index in range(-number, number + 1):
        x = p.middle + (index + 0.5 * (row % 2)) * gap
        y = base - bend * (x - p.middle) ** 2
        if abs(x - p.middle) < size * 0.9 or p.chance.random() < 0.06:
            continue
        bust(
            p,
            x,
            y,
            size,
            mix(shirt_of(p), c.INK, shade * 0.35),
            back=True,
            long_hair=p.chance.random() < 0.34,
        )
        _chair(p, x, y + size * 0.5, size, mix(c.RED, c.RED_DARK, shade))


def _chair(p, x, y, size, colour):
    p.box(x - size * 0.92, y, x + size * 0.92, y + size * 2.4, mix(colour, c.INK, 0.3), corner=size * 0.3)
    p.fade(
        [
            (x - size * 0.84, y + size * 0.1),
            (x + size * 0.84, y + size * 0.1),
            (x + size * 0.84, y + size * 2.2),
            (x - size * 0.84, y + size * 2.2),
        ],
        mix(colour, c.RED_LIGHT, 0.22),
        mix(colour, c.INK, 0.25),
    )


def phat_bieu(p, variant):
    """Somebody speaks from the rostrum; the front rows listen."""
    tone = (c.RED, mix(c.RED, c.RED_DARK, 0.4), c.TEAL)[variant % 3]
    curtain(p, 0, p.width, 0, 690, tone, folds=round(p.width / 58))
    p.glow(p.middle - 60, 330, 620, mix(tone, c.GOLD_LIGHT, 0.55), 0.6, 470)
    emblem(p, p.middle - min(p.width * 0.28, 430), 330, 150)
    p.wash(690, p.height, c.WOOD, c.WOOD_DARK)
    p.wash(676, 696, c.GOLD_DARK, c.GOLD_LIGHT, c.GOLD_DARK)
    rostrum(p, p.middle + 90, 770, 1.75, speaker=True)
    for step in range(3):
        pot(p, p.middle + 90 + (step - 1) * 150, 822, 96, (c.ROSE, c.GOLD, c.ROSE)[step])
    for index in range(round(p.width / 190) + 1):
        bust(
            p,
            70 + index * 190 + p.chance.uniform(-20, 20),
            868,
            74,
            mix(c.INK, c.WOOD_DARK, 0.4),
            back=True,
            hair=mix(c.HAIR, c.INK, 0.5),
            long_hair=index % 3 == 1,
        )
