"""Plants of the delta: lotus, palms, trees, grass, flowers in pots."""

import math

from news.demonstration import palette as c
from news.demonstration.painting import mix, smooth, turned


def tree_line(p, horizon, height, colour):
    """A far wood along the horizon."""
    crest = [(-60.0, float(horizon))]
    x = -60.0
    while x < p.width + 80:
        crest.append((x, horizon - height * p.chance.uniform(0.45, 1)))
        x += height * p.chance.uniform(0.5, 1.1)
    p.shape([*smooth(crest), (p.width + 80, horizon + 6), (-60, horizon + 6)], colour)


def grass(p, left, right, ground, height, colour):
    """A fringe of blades along the ground, darker and lighter ones."""
    x = left
    while x < right:
        blade, lean = height * p.chance.uniform(0.45, 1), p.chance.uniform(-0.4, 0.4) * height
        tone = mix(colour, c.LEAF_LIGHT, p.chance.uniform(0, 0.35))
        p.shape(
            smooth([(x - 6, ground), (x + lean * 0.4 - 2, ground - blade * 0.6), (x + lean, ground - blade)])
            + smooth([(x + lean * 0.4 + 5, ground - blade * 0.5), (x + 7, ground)]),
            tone,
        )
        x += p.chance.uniform(5, 11)


def palm(p, x, ground, height, lean=0, *, far=False):
    """A coconut palm whose crown leans over by `lean`."""
    trunk = mix(c.WOOD, c.TEAL, 0.4) if far else c.WOOD_DARK
    top_x, top_y = x + lean, ground - height
    stem = smooth([(x, ground), (x + lean * 0.25, ground - height * 0.5), (top_x, top_y)])
    p.line(stem, trunk, max(4, height * 0.045))
    for index in range(11):
        angle = math.radians(-204 + index * 22.5)
        length = height * p.chance.uniform(0.38, 0.5)
        tip = (top_x + math.cos(angle) * length, top_y + math.sin(angle) * length * 0.6 + length * 0.34)
        middle = (top_x + math.cos(angle) * length * 0.55, top_y + math.sin(angle) * length * 0.6)
        leaf = mix(c.LEAF_DARK, c.LEAF, index % 3 / 3)
        _frond(p, (top_x, top_y), middle, tip, height * 0.05, mix(leaf, c.TEAL, 0.35) if far else leaf)


def _frond(p, start, middle, tip, width, colour):
    upper = smooth([start, (middle[0], middle[1] - width * 0.6), tip])
    lower = smooth([tip, (middle[0], middle[1] + width * 0.7), start])
    p.shape(upper + lower, colour)


def tree(p, x, ground, size, colour=c.LEAF, blossom=None):
    """A round tree; `blossom` scatters flowers of that colour on it."""
    p.line(
        smooth([(x, ground), (x + size * 0.03, ground - size * 0.5), (x, ground - size)]),
        c.WOOD_DARK,
        size * 0.1,
    )
    clumps = [(-0.42, 0.95, 0.38), (0.4, 0.98, 0.36), (0, 0.82, 0.42), (-0.18, 1.25, 0.4), (0.2, 1.22, 0.38)]
    for index, (across, up, radius) in enumerate(clumps):
        tone = mix(colour, c.LEAF_DARK, 0.45 - index * 0.1)
        p.ellipse(x + across * size, ground - up * size, radius * size, radius * size * 0.82, tone)
    for _ in range(46 if blossom else 18):
        angle, reach = p.chance.uniform(0, 6.28), p.chance.uniform(0.05, 0.62) * size
        spot = (x + math.cos(angle) * reach, ground - size * 1.06 + math.sin(angle) * reach * 0.6)
        p.ellipse(
            *spot,
            size * 0.045,
            size * 0.03,
            blossom or mix(colour, c.LEAF_LIGHT, 0.6),
            0.85 if blossom else 0.5,
        )


def lotus_leaf(p, x, y, size, depth):
    """A round leaf lying on the water, seen from the side; `depth` from 0 (far) to 1 (near)."""
    body = mix(mix(c.LEAF, c.MIST, 0.35), mix(c.LEAF, c.LEAF_DARK, 0.35), depth)
    flat = size * 0.36
    p.glow(x, y + flat * 0.5, size * 1.15, c.TEAL_DARK, 0.35, flat * 1.3)
    p.ellipse(x, y, size, flat, mix(body, c.LEAF_DARK, 0.35))
    p.ellipse(x, y - size * 0.03, size * 0.97, flat * 0.95, mix(body, c.LEAF_LIGHT, p.chance.uniform(0.05, 0.4)))
    p.ellipse(x - size * 0.1, y - flat * 0.25, size * 0.6, flat * 0.5, c.LEAF_LIGHT, 0.18)
    for index in range(12):
        angle = index / 12 * 6.283 + 0.2
        end = (x + math.cos(angle) * size * 0.88, y - size * 0.03 + math.sin(angle) * flat * 0.86)
        p.line([(x, y - size * 0.03), end], mix(body, c.LEAF_LIGHT, 0.5), max(1, size * 0.018), 0.6)
    p.ellipse(x, y - size * 0.03, size * 0.06, flat * 0.1, c.LEAF_LIGHT, 0.8)


def petal(p, x, y, length, width, degrees, *colours):
    """A pointed petal that grows from (x, y); 0 degrees stands upright, positive leans right."""
    half = [(0, 0), (width * 0.42, length * 0.3), (width * 0.44, length * 0.6), (0, length)]
    right = smooth([(x + a, y - b) for a, b in half])
    left = smooth([(x - a, y - b) for a, b in reversed(half)])
    p.fade(turned(right + left, x, y, degrees), *colours)


def lotus_flower(p, x, y, size, stem=0):
    """An open lotus whose heart is at (x, y), on a stem of this length."""
    if stem:
        bend = size * 0.12
        p.line(
            smooth([(x, y), (x + bend, y + stem * 0.5), (x - bend, y + stem)]),
            mix(c.LEAF, c.LEAF_DARK, 0.3),
            size * 0.06,
        )
    rose, pale = mix(c.ROSE, c.RED_LIGHT, 0.3), c.BLUSH
    for degrees in (-78, 78, -58, 58):
        petal(p, x, y, size * 0.92, size * 0.46, degrees, mix(rose, c.RED_LIGHT, 0.35), mix(rose, pale, 0.4))
    for degrees in (-40, 40, -20, 20, 0):
        petal(
            p,
            x,
            y,
            size * 1.04,
            size * 0.5,
            degrees,
            mix(rose, c.RED_LIGHT, 0.2),
            mix(pale, rose, 0.35),
            pale,
        )
    p.ellipse(x, y - size * 0.3, size * 0.2, size * 0.09, c.GOLD)
    for degrees in (-62, 62, -34, 34):
        petal(p, x, y + size * 0.03, size * 0.74, size * 0.44, degrees, rose, mix(pale, c.WHITE, 0.35), pale)
    for degrees in (-13, 13):
        petal(
            p,
            x,
            y + size * 0.05,
            size * 0.62,
            size * 0.42,
            degrees,
            mix(rose, pale, 0.3),
            mix(pale, c.WHITE, 0.6),
            pale,
        )


def lotus_bud(p, x, y, size, stem):
    """A closed lotus."""
    p.line(
        smooth([(x, y), (x - size * 0.2, y + stem * 0.5), (x + size * 0.2, y + stem)]),
        mix(c.LEAF, c.LEAF_DARK, 0.3),
        size * 0.14,
    )
    for degrees, tone in ((-16, 0.1), (16, 0.1), (0, 0.5)):
        petal(p, x, y + size * 0.1, size * 1.7, size * 0.9, degrees, mix(c.RED_LIGHT, c.BLUSH, tone), c.BLUSH)


def pot(p, x, ground, size, flower):
    """A pot full of one kind of flower."""
    p.fade(
        [
            (x - size * 0.42, ground - size * 0.5),
            (x + size * 0.42, ground - size * 0.5),
            (x + size * 0.3, ground),
            (x - size * 0.3, ground),
        ],
        mix(c.RED_LIGHT, c.WOOD, 0.5),
        c.WOOD_DARK,
    )
    p.ellipse(x, ground - size * 0.72, size * 0.62, size * 0.42, mix(c.LEAF, c.LEAF_DARK, 0.3))
    for _ in range(26):
        angle, reach = p.chance.uniform(0, 6.283), p.chance.random() ** 0.5
        spot = (
            x + math.cos(angle) * reach * size * 0.56,
            ground - size * 0.86 + math.sin(angle) * reach * size * 0.36,
        )
        radius = size * p.chance.uniform(0.07, 0.12)
        p.ellipse(*spot, radius, radius * 0.85, mix(flower, c.WHITE, p.chance.uniform(0, 0.35)))
