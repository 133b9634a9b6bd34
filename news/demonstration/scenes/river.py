"""Life by the river: a bank being held, the floating market, the flower village."""

from news.demonstration import palette as c
from news.demonstration.painting import mix, smooth
from news.demonstration.scenes.figures import bust, conical_hat, paddler, standing
from news.demonstration.scenes.nature import sky, water
from news.demonstration.scenes.plants import grass, palm, pot, tree_line

FLOWERS = (c.RED_LIGHT, c.GOLD, c.ROSE, c.GOLD_LIGHT, "#e9b7a0", c.RED)


def bo_song(p, variant):
    """A river bank that the current has eaten, and the stakes that hold it."""
    horizon = 350
    sun_x, _ = sky(p, variant, horizon)
    tree_line(p, horizon, 52, mix(c.TEAL, c.MIST, 0.45))
    water(p, horizon + 4, variant, sun_x)
    left = p.middle - 330
    edge = smooth(
        [
            (left, 402),
            (left + 130, 438),
            (left + 190, 520),
            (left + 330, 548),
            (left + 420, 640),
            (left + 610, 640),
            (left + 760, 712),
            (p.width + 40, 742),
        ]
    )
    face = [(x, y + 30 + (y - 400) * 0.3) for x, y in edge]
    p.fade([*edge, *reversed(face)], "#c08a58", "#7a4b31")
    for (x, y), (low_x, low_y) in zip(edge[::3], face[::3], strict=True):
        p.line([(x, y), (low_x + p.chance.uniform(-9, 9), low_y)], c.WOOD_DARK, 2, 0.4)
    p.fade([*edge, (p.width + 40, 398), (left + 60, 392)], c.LEAF_LIGHT, c.LEAF, mix(c.LEAF, c.LEAF_DARK, 0.3))
    p.line([(x + 100, y - 20) for x, y in edge[6:]], c.SAND, 20)
    for x, ground, size in ((0.68, 500, 0.72), (0.87, 548, 1.0)):
        _stilt_house(p, p.width * x, ground, size)
    palm(p, left + 330, 500, 190, -40)
    palm(p, p.width * 0.78, 650, 330, -46)
    palm(p, p.width * 0.97, 720, 420, -34)
    _stakes(p, face)
    grass(p, p.width * 0.72, p.width + 20, 752, 46, mix(c.LEAF_DARK, c.LEAF, 0.4))
    paddler(p, p.middle - 300, 690, 1.1)


def _stakes(p, foot):
    """A double row of stakes in the water along the foot of the bank."""
    wood = mix(c.WOOD_DARK, c.WOOD, 0.5)
    for shift in (10, 46):
        for x, y in foot[::2]:
            size = 0.3 + (y - 390) / 460
            p.box(
                x - shift * size - 5 * size,
                y - 40 * size,
                x - shift * size + 5 * size,
                y + 26 * size,
                wood,
                corner=3,
            )
        p.line(
            [(x - shift * (0.3 + (y - 390) / 460), y - 18 * (0.3 + (y - 390) / 460)) for x, y in foot],
            c.WOOD_DARK,
            5,
        )


def _stilt_house(p, x, y, size):
    for leg in (-82, -28, 28, 82):
        p.line([(x + leg * size, y), (x + leg * size, y + 74 * size)], c.WOOD_DARK, 7 * size)
    p.fade(
        [
            (x - 100 * size, y - 84 * size),
            (x + 100 * size, y - 84 * size),
            (x + 100 * size, y + 8 * size),
            (x - 100 * size, y + 8 * size),
        ],
        c.SAND,
        mix(c.SAND, c.WOOD, 0.35),
    )
    p.fade(
        [
            (x - 128 * size, y - 74 * size),
            (x - 66 * size, y - 150 * size),
            (x + 66 * size, y - 150 * size),
            (x + 128 * size, y - 74 * size),
        ],
        c.RED_LIGHT,
        c.RED,
    )
    p.box(x - 20 * size, y - 60 * size, x + 20 * size, y + 8 * size, c.WOOD_DARK)
    for window in (-64, 64):
        p.box(x + (window - 20) * size, y - 56 * size, x + (window + 20) * size, y - 18 * size, c.TEAL, corner=3)


def cho_noi(p, variant):
    """Boats of a floating market with their goods and sign poles."""
    horizon = 360
    sun_x, _ = sky(p, variant, horizon)
    tree_line(p, horizon, 60, mix(c.TEAL, c.MIST, 0.45))
    for index in range(round(p.width / 150)):
        far_house(p, 60 + index * 165 + p.chance.uniform(-20, 20), horizon + 6, p.chance.uniform(0.7, 1))
    water(p, horizon + 4, variant, sun_x)
    goods = (c.GOLD, c.LEAF_LIGHT, c.RED_LIGHT, c.ROSE, "#d8763f")
    for across, down, size in (
        (0.1, 450, 0.55),
        (0.62, 462, 0.6),
        (0.92, 480, 0.6),
        (0.33, 540, 0.85),
        (0.8, 610, 1.05),
        (0.16, 720, 1.4),
        (0.6, 800, 1.5),
    ):
        _trading_boat(p, p.width * across, down, size, p.chance.choice(goods), p.chance.choice(goods))


def far_house(p, x, ground, size):
    p.box(x - 46 * size, ground - 44 * size, x + 46 * size, ground, mix(c.SAND, c.MIST, 0.3))
    p.shape(
        [
            (x - 58 * size, ground - 42 * size),
            (x - 34 * size, ground - 74 * size),
            (x + 34 * size, ground - 74 * size),
            (x + 58 * size, ground - 42 * size),
        ],
        mix(c.RED_LIGHT, c.MIST, 0.25),
    )


def _trading_boat(p, x, y, size, goods, more):
    p.glow(x, y + 22 * size, 230 * size, c.TEAL_DARK, 0.6, 34 * size)
    _sign_pole(p, x - 120 * size, y, size, goods)
    roof = smooth(
        [
            (x + 6 * size, y - 70 * size),
            (x + 30 * size, y - 104 * size),
            (x + 72 * size, y - 116 * size),
            (x + 112 * size, y - 104 * size),
            (x + 136 * size, y - 70 * size),
        ]
    )
    p.fade([*roof, (x + 130 * size, y), (x + 12 * size, y)], mix(c.SAND, c.WOOD, 0.3), c.WOOD)
    p.line(roof, c.WOOD_DARK, 6 * size)
    p.box(x + 36 * size, y - 78 * size, x + 78 * size, y - 44 * size, c.TEAL_DARK, corner=6 * size)
    _person_in_boat(p, x + 160 * size, y - 8 * size, size)
    for row, number in ((0, 6), (1, 5), (2, 3)):
        for index in range(number):
            spot = x - 52 * size + (index - number / 2) * 25 * size, y - 14 * size - row * 20 * size
            colour = mix(goods if index % 2 else more, c.WHITE, 0.08 * (row + p.chance.random()))
            p.ellipse(*spot, 15 * size, 13 * size, mix(colour, c.WOOD_DARK, 0.3))
            p.ellipse(spot[0] - 2 * size, spot[1] - 2 * size, 13 * size, 11 * size, colour)
    hull = smooth(
        [
            (x - 205 * size, y - 44 * size),
            (x - 150 * size, y - 4 * size),
            (x, y + 22 * size),
            (x + 150 * size, y - 4 * size),
            (x + 205 * size, y - 44 * size),
        ]
    )
    p.fade(
        [*hull, (x + 150 * size, y - 22 * size), (x, y - 4 * size), (x - 150 * size, y - 22 * size)],
        mix(c.RED, c.WOOD, 0.4),
        c.WOOD_DARK,
    )
    p.line(hull[:8], c.GOLD, 5 * size)
    p.line(hull[-8:], c.GOLD, 5 * size)


def _sign_pole(p, x, y, size, goods):
    """The pole on which a boat hangs a sample of what it sells."""
    p.line([(x, y - 10 * size), (x + 14 * size, y - 210 * size)], c.WOOD_DARK, 5 * size)
    for step in range(3):
        hang_x, hang_y = x + (12 - step * 3) * size, y - (196 - step * 40) * size
        p.line([(hang_x, hang_y), (hang_x + 18 * size, hang_y + 16 * size)], c.WOOD_DARK, 2 * size)
        p.ellipse(hang_x + 20 * size, hang_y + 24 * size, 11 * size, 13 * size, goods)


def _person_in_boat(p, x, y, size):
    bust(p, x, y - 62 * size, 30 * size, (c.TEAL_LIGHT, c.BLUSH, c.WHITE)[round(x) % 3])
    p.box(x - 22 * size, y - 34 * size, x + 22 * size, y, mix(c.INK, c.TEAL, 0.3), corner=8 * size)
    conical_hat(p, x, y - 80 * size, 42 * size)


def lang_hoa(p, variant):
    """The flower village: pots on racks over the water, a gardener between them."""
    horizon = 330
    sun_x, _ = sky(p, variant, horizon)
    tree_line(p, horizon, 66, mix(c.TEAL, c.MIST, 0.45))
    for x in (0.07, 0.9):
        palm(p, p.width * x, horizon + 4, 170, 22, far=True)
    water(p, horizon + 2, variant, sun_x)
    for row in range(5):
        near = row / 4
        ground, size = horizon + 62 + 470 * near**1.3, 34 + 84 * near
        if row == 3:
            _gardener(p, p.width * 0.46, ground - 62)
        _rack(p, ground, size, FLOWERS[(row + variant) % len(FLOWERS)])


def _rack(p, ground, size, flower):
    p.glow(p.middle, ground + size * 0.9, p.width * 0.8, c.TEAL_DARK, 0.4, size * 0.7)
    gap = size * 1.24
    for index in range(round(p.width / gap / 3) + 1):
        x = index * gap * 3
        p.line([(x, ground), (x, ground + size * 0.9)], c.WOOD_DARK, size * 0.07)
    p.box(-10, ground - size * 0.04, p.width + 10, ground + size * 0.1, c.WOOD, corner=3)
    for index in range(round(p.width / gap) + 2):
        tone = flower if p.chance.random() < 0.84 else p.chance.choice(FLOWERS)
        pot(p, index * gap, ground, size * p.chance.uniform(0.95, 1.08), tone)


def _gardener(p, x, ground):
    standing(p, x, ground + 96, 330, c.WHITE, hat=True)
    p.line([(x + 40, ground - 60), (x + 120, ground - 96)], c.INK, 6)
    for index in range(7):
        p.line([(x + 120, ground - 96), (x + 164 + index * 9, ground - 40 - index * 7)], c.WHITE, 2, 0.6)
