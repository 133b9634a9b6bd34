"""People without faces: seen from the front, from behind, under a conical hat, in a boat.

Skin, hair and clothes are plain shapes; nobody can be recognised because nobody was looked at.
"""

from news.demonstration import palette as c
from news.demonstration.painting import mix, smooth

SHIRTS = (c.WHITE, c.MIST, "#dfe3ea", c.SAND, c.TEAL_LIGHT, c.BLUSH)


def shirt_of(p):
    """A colour of shirt, left to chance."""
    return p.chance.choice(SHIRTS)


def conical_hat(p, x, y, size):
    """A nón lá whose brim is centred on (x, y)."""
    p.ellipse(x, y, size * 0.62, size * 0.12, mix(c.GOLD, c.WOOD, 0.4))
    p.fade(
        [(x - size * 0.62, y), (x, y - size * 0.46), (x + size * 0.62, y)],
        "#f7e8c2",
        mix(c.SAND, c.GOLD, 0.35),
    )
    p.line([(x, y - size * 0.46), (x - size * 0.3, y)], c.GOLD_DARK, max(1, size * 0.012), 0.4)
    p.line([(x, y - size * 0.46), (x + size * 0.3, y)], c.GOLD_DARK, max(1, size * 0.012), 0.4)


def bust(p, x, y, size, shirt, *, back=False, hair=c.HAIR, long_hair=False, hat=False):
    """Head and shoulders; (x, y) is where the neck meets the shirt, `size` is about a head and a half."""
    shoulders = smooth(
        [
            (x - size * 0.78, y + size * 1.15),
            (x - size * 0.66, y + size * 0.36),
            (x - size * 0.2, y + size * 0.02),
            (x + size * 0.2, y + size * 0.02),
            (x + size * 0.66, y + size * 0.36),
            (x + size * 0.78, y + size * 1.15),
        ]
    )
    p.fade(shoulders, shirt, mix(shirt, c.INK, 0.22))
    head = y - size * 0.5
    if long_hair and not back:
        p.box(x - size * 0.38, head - size * 0.1, x + size * 0.38, y + size * 0.34, hair, corner=size * 0.26)
    p.box(
        x - size * 0.15,
        y - size * 0.26,
        x + size * 0.15,
        y + size * 0.12,
        mix(c.SKIN, c.WOOD_DARK, 0.25),
        corner=size * 0.08,
    )
    if long_hair and back:
        p.box(x - size * 0.37, head - size * 0.1, x + size * 0.37, y + size * 0.5, hair, corner=size * 0.26)
    if not back:
        p.ellipse(x, head, size * 0.33, size * 0.4, c.SKIN)
        p.shape(
            smooth(
                [
                    (x - size * 0.36, head + size * 0.02),
                    (x - size * 0.3, head - size * 0.36),
                    (x, head - size * 0.48),
                    (x + size * 0.3, head - size * 0.36),
                    (x + size * 0.36, head + size * 0.02),
                    (x + size * 0.22, head - size * 0.2),
                    (x - size * 0.1, head - size * 0.24),
                ],
                closed=True,
            ),
            hair,
        )
        p.shape(
            [(x - size * 0.16, y + size * 0.03), (x + size * 0.16, y + size * 0.03), (x, y + size * 0.28)],
            mix(c.SKIN, c.WOOD_DARK, 0.12),
        )
    else:
        p.ellipse(x, head, size * 0.36, size * 0.44, hair)
        p.ellipse(x - size * 0.08, head - size * 0.16, size * 0.2, size * 0.2, mix(hair, c.WOOD, 0.35), 0.3)
    if hat:
        conical_hat(p, x, head - size * 0.12, size * 1.25)


def standing(p, x, ground, height, shirt, *, trousers=c.INK, back=False, dress=False, hat=False, folder=False):
    """A whole person standing with the feet at (x, ground)."""
    size = height / 4.7
    neck = ground - height + size * 1.05
    p.glow(x, ground, size * 1.5, c.INK, 0.35, size * 0.3)
    if dress:
        _gown(p, x, neck, ground, size, shirt)
    else:
        hips = neck + size * 1.7
        for side in (-1, 1):
            p.shape(
                [
                    (x + side * size * 0.03, hips),
                    (x + side * size * 0.46, hips),
                    (x + side * size * 0.4, ground),
                    (x + side * size * 0.1, ground),
                ],
                trousers,
            )
        body = [
            (x - size * 0.5, neck + size * 0.3),
            (x + size * 0.5, neck + size * 0.3),
            (x + size * 0.47, hips + size * 0.1),
            (x - size * 0.47, hips + size * 0.1),
        ]
        p.fade(body, shirt, mix(shirt, c.INK, 0.15))
    _arms(p, x, neck, size, shirt, folder)
    _head(p, x, neck, size, shirt, back, dress, hat)


def _gown(p, x, neck, ground, size, colour):
    """An áo dài: fitted above, two long panels below, white trousers under them."""
    hips = neck + size * 1.35
    p.shape(
        [
            (x - size * 0.4, hips),
            (x + size * 0.4, hips),
            (x + size * 0.42, ground),
            (x - size * 0.42, ground),
        ],
        c.WHITE,
    )
    side = smooth(
        [
            (x - size * 0.46, neck + size * 0.3),
            (x - size * 0.33, neck + size * 0.95),
            (x - size * 0.46, hips),
            (x - size * 0.56, ground - size * 0.3),
        ]
    )
    p.fade([*side, *[(2 * x - a, b) for a, b in reversed(side)]], colour, mix(colour, c.INK, 0.25))


def _arms(p, x, neck, size, shirt, folder):
    sleeve = mix(shirt, c.INK, 0.12)
    for side in (-1, 1):
        elbow, hand = (
            (x + side * size * 0.68, neck + size * 1.05),
            (x + side * size * 0.6, neck + size * 1.75),
        )
        if folder:
            hand = (x + side * size * 0.16, neck + size * 1.15)
        p.line([(x + side * size * 0.5, neck + size * 0.34), elbow, hand], sleeve, size * 0.24)
        p.ellipse(*hand, size * 0.13, size * 0.13, c.SKIN)
    if folder:
        p.box(x - size * 0.36, neck + size * 0.72, x + size * 0.36, neck + size * 1.2, c.RED, corner=size * 0.05)
        p.line(
            [(x - size * 0.2, neck + size * 0.86), (x + size * 0.2, neck + size * 0.86)],
            c.GOLD_LIGHT,
            size * 0.05,
        )


def _head(p, x, neck, size, shirt, back, long_hair, hat):
    p.shape(
        smooth(
            [
                (x - size * 0.56, neck + size * 0.56),
                (x - size * 0.46, neck + size * 0.2),
                (x - size * 0.16, neck + size * 0.04),
                (x + size * 0.16, neck + size * 0.04),
                (x + size * 0.46, neck + size * 0.2),
                (x + size * 0.56, neck + size * 0.56),
            ]
        ),
        shirt,
    )
    bust_top = size * 0.86
    head = neck - bust_top * 0.44
    if long_hair:
        p.box(
            x - size * 0.32,
            head - size * 0.06,
            x + size * 0.32,
            neck + size * 0.34,
            c.HAIR,
            corner=size * 0.2,
        )
    if not back:
        p.box(
            x - size * 0.12,
            neck - size * 0.22,
            x + size * 0.12,
            neck + size * 0.14,
            mix(c.SKIN, c.WOOD_DARK, 0.25),
            corner=4,
        )
    if back:
        p.ellipse(x, head, size * 0.31, size * 0.38, c.HAIR)
    else:
        p.ellipse(x, head, size * 0.28, size * 0.35, c.SKIN)
        p.shape(
            smooth(
                [
                    (x - size * 0.31, head),
                    (x - size * 0.26, head - size * 0.3),
                    (x, head - size * 0.42),
                    (x + size * 0.26, head - size * 0.3),
                    (x + size * 0.31, head),
                    (x + size * 0.2, head - size * 0.17),
                    (x - size * 0.08, head - size * 0.21),
                ],
                closed=True,
            ),
            c.HAIR,
        )
    if hat:
        conical_hat(p, x, head - size * 0.1, size * 1.15)


def paddler(p, x, y, size):
    """A narrow boat at (x, y) with somebody in a conical hat standing at the oar."""
    p.glow(x, y + 16 * size, 150 * size, c.TEAL_DARK, 0.55, 22 * size)
    hull = smooth(
        [
            (x - 135 * size, y - 20 * size),
            (x - 70 * size, y + 8 * size),
            (x, y + 15 * size),
            (x + 70 * size, y + 8 * size),
            (x + 135 * size, y - 20 * size),
        ]
    )
    p.shape([*hull, (x + 60 * size, y - 4 * size), (x - 60 * size, y - 4 * size)], c.WOOD_DARK)
    p.line([(x - 70 * size, y - 3 * size), (x + 70 * size, y - 3 * size)], c.GOLD_DARK, 3 * size)
    stern = x + 58 * size
    p.line([(stern - 18 * size, y - 66 * size), (stern + 62 * size, y + 26 * size)], c.WOOD, 4 * size)
    p.fade(
        [
            (stern - 17 * size, y - 76 * size),
            (stern + 12 * size, y - 76 * size),
            (stern + 16 * size, y - 2 * size),
            (stern - 12 * size, y - 2 * size),
        ],
        c.RED_LIGHT,
        c.RED_DARK,
    )
    p.line([(stern - 4 * size, y - 68 * size), (stern - 18 * size, y - 44 * size)], c.RED_LIGHT, 9 * size)
    p.ellipse(stern - 3 * size, y - 88 * size, 11 * size, 13 * size, c.SKIN)
    conical_hat(p, stern - 3 * size, y - 91 * size, 44 * size)
