"""Land and water: sunrise on the river, lotus pond, rice fields, bridge, a quiet ground for banners."""

from news.demonstration import palette as c
from news.demonstration.painting import arc, mix, smooth
from news.demonstration.scenes.figures import paddler
from news.demonstration.scenes.plants import grass, lotus_bud, lotus_flower, lotus_leaf, palm, tree_line

SUNS = ((0.62, 0.34, "#fff3cf"), (0.7, 0.2, "#fffbe8"), (0.42, 0.4, "#ffe0a3"), (0.3, 0.26, "#fdf6e0"))


def sky(p, variant, horizon):
    """Paints the sky down to the horizon, with its sun, clouds and birds."""
    p.wash(0, horizon + 4, *c.sky_of(variant))
    across, down, colour = SUNS[variant % len(SUNS)]
    x, y = p.width * across, horizon * (0.2 + down)
    p.glow(x, y, 430, colour, 0.75)
    p.ellipse(x, y, 62, 62, colour)
    for _ in range(round(p.width / 260)):
        cloud(p, p.chance.uniform(0, p.width), p.chance.uniform(0.08, 0.55) * horizon, p.chance.uniform(60, 150))
    birds(p, p.width * (0.25 if across > 0.5 else 0.72), horizon * 0.3)
    return x, y


def cloud(p, x, y, size):
    """A long thin cloud."""
    for _ in range(4):
        shift, rise = p.chance.uniform(-0.7, 0.7) * size, p.chance.uniform(-0.1, 0.1) * size
        p.ellipse(x + shift, y + rise, size * p.chance.uniform(0.6, 1.1), size * 0.09, c.WHITE, 0.28)


def birds(p, x, y, number=7):
    """A loose skein of birds."""
    for index in range(number):
        bird_x = x + index * 30 - abs(index - number // 2) * 8
        bird_y = y + abs(index - number // 2) * 16 + p.chance.uniform(-8, 8)
        wing = p.chance.uniform(9, 14)
        p.line(
            smooth([(bird_x - wing, bird_y - 5), (bird_x, bird_y), (bird_x + wing, bird_y - 6)]),
            c.TEAL_DARK,
            2.2,
            0.6,
        )


def water(p, horizon, variant, sun_x):
    """Paints water from the horizon down, with the light of the sun on it."""
    colours = c.sky_of(variant)
    p.wash(
        horizon,
        p.height,
        mix(colours[3], c.TEAL, 0.18),
        mix(colours[1], c.TEAL, 0.45),
        mix(c.TEAL, c.TEAL_DARK, 0.45),
    )
    for step in range(26):
        depth = (step / 25) ** 1.4
        y = horizon + 6 + depth * (p.height - horizon)
        reach = (18 + 120 * depth) * p.chance.uniform(0.5, 1.2)
        p.ellipse(sun_x + p.chance.uniform(-14, 14), y, reach, 1.6 + 4 * depth, "#fff0c8", 0.5 - 0.3 * depth)
    ripples(p, horizon)


def ripples(p, horizon, number=46):
    """Short lines of light and shade on water."""
    for _ in range(round(number * p.width / 1600)):
        depth = p.chance.random() ** 0.8
        x, y = p.chance.uniform(0, p.width), horizon + 12 + depth * (p.height - horizon - 12)
        colour = c.WHITE if p.chance.random() < 0.6 else c.TEAL_DARK
        p.ellipse(x, y, 22 + 90 * depth, 1 + 2.4 * depth, colour, 0.16)


def binh_minh(p, variant):
    """Sunrise on the river: far banks, boats, palms on a near bank."""
    horizon = 455
    sun_x, _ = sky(p, variant, horizon)
    tree_line(p, horizon, 46, mix(c.TEAL, c.MIST, 0.45))
    tree_line(p, horizon + 4, 26, mix(c.TEAL, c.TEAL_DARK, 0.2))
    water(p, horizon + 4, variant, sun_x)
    for across, down, size in ((0.2, 0.2, 0.55), (0.5, 0.34, 0.9), (0.83, 0.16, 0.45)):
        paddler(p, p.width * across, horizon + down * 480, size)
    p.fade(smooth([(-40, 900), (-40, 770), (160, 760), (360, 830), (520, 910)]), c.LEAF_DARK, c.TEAL_DARK)
    for x, size, lean in ((60, 1.5, 40), (190, 1.15, -26)):
        palm(p, x, 800, 330 * size, lean)
    grass(p, -20, 460, 850, 70, c.TEAL_DARK)


def sen(p, variant):
    """A pond of lotus, in the country where it is the flower."""
    horizon = 330
    sun_x, _ = sky(p, variant, horizon)
    tree_line(p, horizon, 70, mix(c.TEAL, c.MIST, 0.5))
    tree_line(p, horizon + 6, 40, mix(c.LEAF_DARK, c.TEAL, 0.4))
    water(p, horizon + 6, variant, sun_x)
    for row in range(7):
        depth = row / 6
        y = horizon + 40 + 520 * depth**1.25
        size = 26 + 105 * depth
        for index in range(round(p.width / (size * 1.75)) + 2):
            if p.chance.random() < 0.2:
                continue
            x = (index - 0.5) * size * 1.75 + p.chance.uniform(-0.4, 0.4) * size
            lotus_leaf(p, x, y + p.chance.uniform(-0.12, 0.12) * size, size, depth)
        if row in (2, 4):
            _flowers(p, y, depth, 0.16 + 0.1 * row)
    main = 0.44 + 0.12 * (variant % 2)
    lotus_bud(p, p.width * main - 250, 560, 62, 330)
    lotus_flower(p, p.width * main, 540, 172, 420)
    lotus_flower(p, p.width * main + 330, 690, 112, 240)


def _flowers(p, y, depth, start):
    for step in range(3):
        x = p.width * (start + 0.3 * step) + p.chance.uniform(-30, 30)
        lotus_flower(p, x, y - 55 * (0.5 + depth), 34 + 50 * depth, 90)


def dong_lua(p, variant):
    """Rice fields either side of a canal, a boat on its way home."""
    horizon = 380
    sky(p, variant, horizon)
    tree_line(p, horizon, 58, mix(c.TEAL, c.MIST, 0.5))
    tree_line(p, horizon + 4, 32, c.LEAF_DARK)
    for x in (0.12, 0.2, 0.78, 0.88):
        palm(p, p.width * x, horizon + 6, 120, p.chance.uniform(-16, 16), far=True)
    p.wash(horizon + 4, p.height, mix(c.LEAF, c.MIST, 0.4), c.LEAF)
    vanishing = p.middle + 30
    for side in (-1, 1):
        _fields(p, vanishing, horizon, side)
    bank = [
        (vanishing - 14, horizon),
        (vanishing + 14, horizon),
        (vanishing + 300, 900),
        (vanishing - 300, 900),
    ]
    p.fade(bank, c.sky_of(variant)[3], mix(c.sky_of(variant)[1], c.TEAL, 0.4), c.TEAL)
    for step in range(9):
        y = horizon + 40 + step * 52
        p.ellipse(vanishing - step * 8, y, 10 + step * 11, 1.4 + step * 0.3, c.WHITE, 0.3)
    paddler(p, vanishing - 30, 640, 1.15)
    for left, right in ((-20, vanishing - 270), (vanishing + 280, p.width + 20)):
        grass(p, left, right, 905, 100, mix(c.LEAF_DARK, c.LEAF, 0.3))


def _fields(p, vanishing, horizon, side):
    """Strips of field that run to the vanishing point, on the left (-1) or the right (1)."""
    colours = (c.LEAF, c.RICE, c.LEAF_LIGHT, mix(c.RICE, c.LEAF, 0.4), c.RICE, c.LEAF, c.LEAF_LIGHT, c.RICE)
    edges = [300 + p.width * 2.6 * (step / 8) ** 1.7 for step in range(9)]
    for index, colour in enumerate(colours):
        inner, outer = vanishing + side * edges[index], vanishing + side * edges[index + 1]
        start = vanishing + side * 14
        points = [(start, horizon + 3), (start + side * 16 * index, horizon + 3), (outer, 900), (inner, 900)]
        p.fade(points, mix(colour, c.MIST, 0.4), colour, mix(colour, c.LEAF_DARK, 0.25))
        p.line([(start, horizon + 4), (inner, 900)], mix(c.LEAF_DARK, c.LEAF, 0.4), 3, 0.6)


def cau(p, variant):
    """A cable-stayed bridge over the wide river."""
    horizon = 560
    sun_x, _ = sky(p, variant, horizon)
    tree_line(p, horizon, 46, mix(c.TEAL, c.MIST, 0.45))
    tree_line(p, horizon + 4, 24, mix(c.TEAL, c.TEAL_DARK, 0.3))
    water(p, horizon + 4, variant, sun_x)
    for share in (0.28, 0.72):
        _pylon(p, p.width * share, horizon)
    deck = smooth([(-20, 505), (p.middle, 470), (p.width + 20, 505)])
    p.shape([*deck, *[(x, y + 17) for x, y in reversed(deck)]], c.TEAL_DARK)
    p.line([(x, y - 2) for x, y in deck], c.GOLD_LIGHT, 3)
    for across, down, size in ((0.5, 0.5, 1.0), (0.12, 0.3, 0.6)):
        paddler(p, p.width * across, horizon + down * 330, size)


def _pylon(p, x, horizon):
    top, deck = 120, 482
    reach = p.width * 0.215
    for step in range(1, 13):
        anchor, away = top + 20 + step * 9, reach * (1.08 - step / 13)
        for side in (-1, 1):
            p.line([(x, anchor), (x + side * away, deck + 12)], c.WHITE, 1.8, 0.75)
    for side in (-1, 1):
        p.fade(
            [
                (x - 5, top),
                (x + 5, top),
                (x + side * 42 + 8, horizon + 40),
                (x + side * 42 - 8, horizon + 40),
            ],
            c.RED_LIGHT,
            c.RED_DARK,
        )
    p.box(x - 22, 330, x + 22, 342, c.RED_DARK)
    p.box(x - 70, horizon + 22, x + 70, horizon + 48, mix(c.TEAL_DARK, c.MIST, 0.2), corner=8)
    p.glow(x, horizon + 60, 110, c.TEAL_DARK, 0.5, 26)


def nen_song(p, variant):
    """Long low waves of land and water in soft layers: a quiet ground for a wide banner."""
    horizon = 420
    sun_x, sun_y = sky(p, variant, horizon)
    for reach in (150, 220, 300):
        p.line(arc(sun_x, sun_y, reach, reach, 180, 360), c.GOLD_LIGHT, 3, 0.45)
    layers = (
        mix(c.TEAL, c.MIST, 0.6),
        mix(c.LEAF, c.MIST, 0.4),
        c.TEAL,
        mix(c.TEAL, c.TEAL_DARK, 0.5),
        c.TEAL_DARK,
    )
    for index, colour in enumerate(layers):
        top = horizon - 26 + index * 105
        crest = [(x, top + p.chance.uniform(-20, 20)) for x in range(-200, round(p.width) + 600, 300)]
        p.fade([*smooth(crest), (p.width + 400, 905), (-200, 905)], mix(colour, c.MIST, 0.3), colour)
    for share in (0.1, 0.22, 0.86):
        lotus_flower(p, p.width * share, 760 + 60 * (share < 0.2), 120, 200)
