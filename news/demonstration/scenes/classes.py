"""Learning: a trade at sewing machines, writing in front of a screen."""

from news.demonstration import palette as c
from news.demonstration.painting import mix, smooth
from news.demonstration.scenes.figures import bust, shirt_of, standing
from news.demonstration.scenes.nature import birds


def hoc_nghe(p, variant):
    """Learning a trade: an instructor and learners at sewing machines."""
    wall = (mix(c.MIST, c.PAPER, 0.4), c.PAPER, mix(c.SAND, c.PAPER, 0.5))[variant % 3]
    p.wash(0, 620, mix(wall, c.TEAL_LIGHT, 0.25), wall)
    for index in range(round(p.width / 330) + 1):
        left = p.middle + (index - round(p.width / 330) / 2) * 330 - 110
        p.box(left - 12, 88, left + 232, 352, c.WHITE, corner=6)
        p.wash(100, 340, *c.sky_of(variant), left=left, right=left + 220)
        p.line([(left + 110, 100), (left + 110, 340)], c.WHITE, 9)
    p.wash(620, p.height, mix(c.SAND, c.WOOD, 0.35), c.WOOD)
    standing(p, p.middle - 40, 720, 400, c.RED_LIGHT, folder=True)
    for row, (ground, size, number) in enumerate(((640, 0.8, 4), (842, 1.25, 3))):
        for index in range(number):
            x = p.middle + (index - (number - 1) / 2) * min(p.width / number, 470) + 90 * row
            _sewing_place(p, x, ground, size, index + row)


def _sewing_place(p, x, ground, size, index):
    bust(p, x - 70 * size, ground - 150 * size, 78 * size, shirt_of(p), long_hair=index % 3 != 2)
    cloth = (c.RED_LIGHT, c.GOLD, c.TEAL_LIGHT, c.ROSE)[index % 4]
    p.box(
        x - 190 * size,
        ground - 66 * size,
        x + 170 * size,
        ground - 46 * size,
        mix(c.WOOD, c.SAND, 0.5),
        corner=5 * size,
    )
    for leg in (-170, 150):
        p.line(
            [(x + leg * size, ground - 46 * size), (x + leg * size, ground + 60 * size)],
            c.WOOD_DARK,
            10 * size,
        )
    p.shape(
        smooth(
            [
                (x - 120 * size, ground - 66 * size),
                (x - 30 * size, ground - 84 * size),
                (x + 30 * size, ground - 66 * size),
                (x + 20 * size, ground - 10 * size),
                (x - 60 * size, ground - 16 * size),
            ]
        ),
        cloth,
    )
    p.box(x + 8 * size, ground - 92 * size, x + 130 * size, ground - 66 * size, c.TEAL_DARK, corner=8 * size)
    p.box(x + 96 * size, ground - 176 * size, x + 130 * size, ground - 70 * size, c.TEAL_DARK, corner=10 * size)
    p.box(x + 2 * size, ground - 182 * size, x + 130 * size, ground - 148 * size, c.TEAL_DARK, corner=14 * size)
    p.box(x + 8 * size, ground - 160 * size, x + 34 * size, ground - 110 * size, c.TEAL_DARK, corner=6 * size)
    p.line([(x + 20 * size, ground - 112 * size), (x + 20 * size, ground - 88 * size)], c.MIST, 4 * size)
    p.ellipse(x + 134 * size, ground - 160 * size, 12 * size, 26 * size, c.GOLD)


def tap_huan(p, variant):
    """A class for writers: a screen in front, laptops on the desks."""
    wall = (mix(c.TEAL_LIGHT, c.PAPER, 0.6), c.PAPER, mix(c.BLUSH, c.PAPER, 0.6))[variant % 3]
    p.wash(0, 560, mix(wall, c.TEAL_LIGHT, 0.2), wall)
    half = min(p.width * 0.3, 420)
    p.box(p.middle - half - 16, 84, p.middle + half + 16, 442, c.INK, corner=14)
    p.wash(98, 428, c.WHITE, mix(c.WHITE, c.MIST, 0.6), left=p.middle - half, right=p.middle + half)
    p.box(p.middle - half + 40, 130, p.middle + half * 0.2, 158, c.RED, corner=6)
    for row in range(5):
        p.box(
            p.middle - half + 40,
            196 + row * 42,
            p.middle - half * (0.1 + 0.12 * (row % 3)),
            210 + row * 42,
            c.TEAL_LIGHT,
            corner=5,
        )
    p.wash(196, 386, *c.sky_of(variant), left=p.middle + half * 0.1, right=p.middle + half * 0.9)
    p.wash(330, 386, c.TEAL_LIGHT, c.TEAL, left=p.middle + half * 0.1, right=p.middle + half * 0.9)
    p.wash(560, p.height, mix(c.SAND, c.WOOD, 0.35), c.WOOD)
    standing(p, p.middle + half + 130, 640, 400, c.BLUSH, dress=True)
    birds(p, p.middle + half * 0.3, 250, 3)
    for row, (y, size) in enumerate(((600, 66), (790, 96))):
        gap = size * 3.5
        for index in range(round(p.width / gap) + 1):
            x = (index + 0.15 + 0.5 * (row % 2)) * gap
            p.box(x - size * 0.72, y - size * 0.1, x + size * 0.72, y + size * 0.86, c.INK, corner=size * 0.08)
            p.box(x - size * 0.64, y - size * 0.02, x + size * 0.64, y + size * 0.78, c.MIST, corner=size * 0.04)
            bust(p, x, y + size * 0.42, size, shirt_of(p), back=True, long_hair=p.chance.random() < 0.45)
        p.box(-10, y + size * 0.9, p.width + 10, y + size * 1.16, mix(c.WOOD, c.SAND, 0.35), corner=4)
