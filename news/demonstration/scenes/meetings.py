"""Meetings: delegates and voters, a committee at its table, an interview."""

from news.demonstration import palette as c
from news.demonstration.painting import mix, smooth
from news.demonstration.scenes.council import blossoms, curtain, emblem
from news.demonstration.scenes.figures import bust, shirt_of, standing
from news.demonstration.scenes.plants import lotus_flower, palm


def tiep_xuc_cu_tri(p, variant):
    """Delegates meet voters in a commune's hall."""
    floor = 500
    wall = (mix(c.SAND, c.PAPER, 0.5), mix(c.MIST, c.PAPER, 0.5), mix(c.BLUSH, c.PAPER, 0.6))[variant % 3]
    p.wash(0, floor, mix(wall, c.SAND, 0.4), wall)
    for side in (-1, 1):
        _window(p, p.middle + side * p.width * 0.39, variant)
    half = min(p.width * 0.26, 400)
    curtain(p, p.middle - half, p.middle + half, 80, floor - 40)
    emblem(p, p.middle, 232, 96)
    p.wash(floor - 40, p.height, mix(c.SAND, c.WOOD, 0.35), mix(c.WOOD, c.WOOD_DARK, 0.4))
    for index in range(4):
        bust(
            p,
            p.middle + (index - 1.5) * half * 0.44,
            floor - 120,
            56,
            (c.WHITE, c.BLUSH, "#dfe3ea", c.WHITE)[index],
            long_hair=index == 1,
        )
    p.fade(
        [
            (p.middle - half * 0.95, floor - 72),
            (p.middle + half * 0.95, floor - 72),
            (p.middle + half, floor + 34),
            (p.middle - half, floor + 34),
        ],
        c.TEAL_LIGHT,
        c.TEAL,
    )
    for index in range(3):
        blossoms(p, p.middle + (index - 1) * half * 0.5, floor - 74, 30)
    for row in range(3):
        _audience(p, row)


def _window(p, x, variant):
    p.box(x - 108, 120, x + 108, 404, c.WOOD_DARK, corner=6)
    p.wash(130, 394, *c.sky_of(variant), left=x - 98, right=x + 98)
    p.wash(340, 394, c.LEAF_LIGHT, c.LEAF, left=x - 98, right=x + 98)
    palm(p, x - 10, 386, 180, 20, far=True)
    p.line([(x, 124), (x, 400)], c.WOOD_DARK, 8)
    p.line([(x - 100, 250), (x + 100, 250)], c.WOOD_DARK, 8)
    p.box(x - 124, 400, x + 124, 416, c.WOOD, corner=3)


def _audience(p, row):
    """A row of voters from behind, one of whom has risen to speak."""
    size = 46 + 22 * row
    y, gap = 622 + row * 108, size * 2.7
    for index in range(round(p.width / gap) + 2):
        x = (index - 0.4 + 0.5 * (row % 2)) * gap
        if row == 1 and abs(x - p.middle - 160) < gap * 0.55:
            _asking(p, x, y, size)
            continue
        bust(
            p,
            x,
            y,
            size,
            shirt_of(p),
            back=True,
            long_hair=p.chance.random() < 0.4,
            hat=p.chance.random() < 0.2,
        )
        p.box(
            x - size * 0.8,
            y + size * 0.62,
            x + size * 0.8,
            y + size * 2.6,
            mix(c.RED_LIGHT, c.RED, 0.4 + row * 0.2),
            corner=size * 0.2,
        )
        for slat in range(3):
            p.line(
                [
                    (x + (slat - 1) * size * 0.4, y + size * 0.8),
                    (x + (slat - 1) * size * 0.4, y + size * 1.5),
                ],
                c.RED_DARK,
                size * 0.1,
                0.5,
            )


def _asking(p, x, y, size):
    standing(p, x, y + size * 3.1, size * 5.6, c.GOLD_LIGHT, back=True)
    p.line(
        [
            (x + size * 0.56, y - size * 0.5),
            (x + size * 0.98, y - size * 1.1),
            (x + size * 0.8, y - size * 2.2),
        ],
        mix(c.GOLD_LIGHT, c.INK, 0.1),
        size * 0.27,
    )
    p.ellipse(x + size * 0.78, y - size * 2.34, size * 0.16, size * 0.2, c.SKIN)


def hop_ban(p, variant):
    """A committee round its table, papers before it, the delta in the window."""
    wall = (c.PAPER, mix(c.MIST, c.PAPER, 0.4), mix(c.SAND, c.PAPER, 0.4))[variant % 3]
    p.wash(0, 560, mix(wall, c.SAND, 0.5), wall)
    half = min(p.width * 0.3, 460)
    p.box(p.middle - half - 14, 66, p.middle + half + 14, 352, mix(c.WOOD, c.SAND, 0.4), corner=8)
    p.wash(80, 338, *c.sky_of(variant), left=p.middle - half, right=p.middle + half)
    p.fade(
        [
            *smooth(
                [
                    (p.middle - half, 300),
                    (p.middle - half * 0.3, 280),
                    (p.middle + half * 0.4, 304),
                    (p.middle + half, 286),
                ]
            ),
            (p.middle + half, 338),
            (p.middle - half, 338),
        ],
        c.TEAL_LIGHT,
        c.TEAL,
    )
    for share in (-0.33, 0.33):
        p.line([(p.middle + half * share, 80), (p.middle + half * share, 338)], mix(c.WOOD, c.SAND, 0.4), 9)
    p.wash(560, p.height, mix(c.SAND, c.WOOD, 0.4), c.WOOD)
    for index in range(6):
        away = (index - 2.5) * half * 0.46
        far_edge = 622 - 148 * (1 - (away / half / 1.42) ** 2) ** 0.5
        bust(p, p.middle + away, far_edge - 66, 72, shirt_of(p), long_hair=index % 3 == 1)
    _table(p, half)
    for index in range(4):
        x = p.middle + (index - 1.5) * half * 0.78
        bust(p, x, 742, 96, mix(shirt_of(p), c.INK, 0.12), back=True, long_hair=index == 2)
        p.box(x - 96, 806, x + 96, 910, c.TEAL_DARK, corner=30)


def _table(p, half):
    wide = half * 1.42
    p.ellipse(p.middle, 640, wide + 12, 148, c.WOOD_DARK)
    p.ellipse(p.middle, 622, wide + 12, 148, mix(c.WOOD, c.SAND, 0.35))
    p.ellipse(p.middle, 622, wide * 0.96, 132, mix(c.WOOD, c.SAND, 0.5))
    for index in range(6):
        x = p.middle + (index - 2.5) * half * 0.44
        p.shape([(x - 40, 540), (x + 34, 540), (x + 44, 576), (x - 46, 576)], c.WHITE)
        for line in range(3):
            p.line([(x - 30, 549 + line * 8), (x + 24, 549 + line * 8)], c.TEAL_LIGHT, 2.4, 0.8)
    for index in range(4):
        x = p.middle + (index - 1.5) * half * 0.76
        p.shape([(x - 62, 660), (x + 50, 660), (x + 64, 712), (x - 72, 712)], c.WHITE)
        p.shape([(x + 62, 664), (x + 96, 664), (x + 104, 700), (x + 68, 700)], c.RED)
    for shift in (-1, 0, 1):
        blossoms(p, p.middle + shift * half * 0.42, 624, 34)


def trao_doi(p, variant):
    """An interview: two people, a low table, a microphone, lotus in a vase."""
    wall = (c.TEAL, mix(c.RED, c.WOOD_DARK, 0.3), mix(c.TEAL, c.TEAL_DARK, 0.5))[variant % 3]
    p.wash(0, 640, mix(wall, c.TEAL_DARK, 0.35), wall, mix(wall, c.SAND, 0.3))
    p.glow(p.middle, 300, 560, c.GOLD_LIGHT, 0.45, 380)
    emblem(p, p.middle, 300, 120)
    p.wash(640, p.height, c.WOOD, c.WOOD_DARK)
    away = min(p.width * 0.27, 400)
    _seated(p, p.middle - away, 1, c.WHITE, mix(c.INK, c.TEAL_DARK, 0.4))
    _seated(p, p.middle + away, -1, c.BLUSH, c.WHITE, long_hair=True)
    p.glow(p.middle, 842, 260, c.INK, 0.5, 40)
    p.box(p.middle - 13, 730, p.middle + 13, 840, c.WOOD_DARK)
    p.ellipse(p.middle, 730, 190, 36, c.WOOD_DARK)
    p.ellipse(p.middle, 720, 190, 36, mix(c.WOOD, c.SAND, 0.5))
    p.fade(
        smooth(
            [
                (p.middle - 26, 612),
                (p.middle - 46, 680),
                (p.middle - 26, 722),
                (p.middle + 26, 722),
                (p.middle + 46, 680),
                (p.middle + 26, 612),
            ]
        ),
        c.MIST,
        c.TEAL_LIGHT,
    )
    for shift, size, rise in ((-62, 60, 70), (64, 56, 40), (0, 80, 90)):
        lotus_flower(p, p.middle + shift, 616 - rise, size, rise + 10)


def _seated(p, x, towards, shirt, trousers, *, long_hair=False):
    """Somebody in an armchair with a microphone in the hand that points `towards` the middle (1 or -1)."""
    p.glow(x, 846, 280, c.INK, 0.45, 36)
    p.box(x - 180, 390, x + 180, 800, mix(c.SAND, c.WOOD, 0.25), corner=70)
    p.box(x - 190, 690, x + 190, 812, mix(c.SAND, c.WOOD, 0.5), corner=26)
    bust(p, x, 420, 150, shirt, long_hair=long_hair)
    p.fade(
        [(x - 116, 586), (x + 116, 586), (x + 104, 664), (x - 104, 664)],
        mix(shirt, c.INK, 0.22),
        mix(shirt, c.INK, 0.28),
    )
    for side in (-1, 1):
        p.box(
            x + side * 58 - 52,
            638,
            x + side * 58 + 52,
            846,
            mix(trousers, c.INK, 0.05 + 0.06 * (side > 0)),
            corner=40,
        )
        p.box(x + side * 60 - 44, 826, x + side * 60 + 44, 862, c.INK, corner=18)
        p.box(x + side * 176 - 38, 580, x + side * 176 + 38, 822, mix(c.SAND, c.WOOD, 0.38), corner=34)
    elbow, hand = (x + towards * 150, 586), (x + towards * 168, 540)
    p.line(smooth([(x + towards * 98, 500), elbow, hand]), mix(shirt, c.INK, 0.14), 44)
    p.ellipse(*hand, 25, 27, c.SKIN)
    p.box(hand[0] - 7, hand[1] - 64, hand[0] + 7, hand[1] + 6, c.INK, corner=6)
    p.ellipse(hand[0], hand[1] - 72, 16, 21, mix(c.INK, c.MIST, 0.25))
