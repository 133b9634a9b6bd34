"""Places where people live: school, clinic, the council's office, roads, a bus stop."""

from news.demonstration import palette as c
from news.demonstration.painting import mix, smooth
from news.demonstration.scenes.figures import bust, shirt_of, standing
from news.demonstration.scenes.nature import sky
from news.demonstration.scenes.plants import grass, palm, pot, tree, tree_line
from news.demonstration.scenes.river import far_house

FLOWERS = (c.RED_LIGHT, c.GOLD, c.ROSE, c.GOLD_LIGHT)


def _yard(p, horizon, variant):
    sky(p, variant, horizon)
    tree_line(p, horizon, 80, mix(c.LEAF, c.MIST, 0.4))
    p.wash(horizon, p.height, mix(c.SAND, c.PAPER, 0.3), c.SAND, mix(c.SAND, c.WOOD, 0.3))


def _building(p, left, right, top, ground, wall, roof, *, floors=2):
    """A long public building with a tiled roof and an arcade."""
    p.fade([(left, top), (right, top), (right, ground), (left, ground)], wall, mix(wall, c.SAND, 0.5))
    p.fade(
        [(left - 34, top + 6), (left + 46, top - 78), (right - 46, top - 78), (right + 34, top + 6)],
        mix(roof, c.RED_LIGHT, 0.35),
        roof,
    )
    bays = round((right - left) / 105)
    step, storey = (right - left) / bays, (ground - top) / floors
    for floor in range(floors):
        y = top + floor * storey
        p.box(left, y + storey - 12, right, y + storey, mix(wall, c.WHITE, 0.5))
        for bay in range(bays):
            x = left + (bay + 0.5) * step
            p.box(
                x - step * 0.27,
                y + storey * 0.26,
                x + step * 0.27,
                y + storey * 0.86,
                mix(c.TEAL, c.TEAL_DARK, 0.3),
                corner=step * 0.12,
            )
            p.line([(x, y + storey * 0.28), (x, y + storey * 0.86)], c.MIST, 4)
            p.line([(x - step * 0.25, y + storey * 0.5), (x + step * 0.25, y + storey * 0.5)], c.MIST, 4)
    for bay in range(bays + 1):
        x = left + bay * step
        p.box(x - 7, top, x + 7, ground, mix(wall, c.WHITE, 0.6))


def _team(p, ground, height, number=4):
    """A supervision team with folders; one of them in áo dài."""
    for index in range(number):
        x = p.middle + (index - (number - 1) / 2) * height * 0.5
        standing(
            p,
            x,
            ground + p.chance.uniform(-10, 14),
            height * p.chance.uniform(0.95, 1.03),
            (c.WHITE, c.TEAL_LIGHT, "#dfe3ea", c.BLUSH)[index % 4],
            dress=index % 4 == 1,
            folder=index % 2 == 0,
        )


def truong_hoc(p, variant):
    """A supervision team in the yard of a school under flame trees."""
    _yard(p, 520, variant)
    reach = p.width * 0.46
    _building(p, p.middle - reach, p.middle + reach, 230, 560, "#f3dca0", c.RED)
    p.box(p.middle - 86, 330, p.middle + 86, 560, mix("#f3dca0", c.WHITE, 0.4))
    p.box(p.middle - 58, 392, p.middle + 58, 560, c.WOOD_DARK, corner=20)
    p.glow(p.middle, 566, p.width * 0.5, c.INK, 0.3, 26)
    for share, size in ((0.07, 250), (0.93, 270)):
        tree(p, p.width * share, 690, size, blossom=c.RED_LIGHT)
    for index in range(9):
        pot(p, p.middle + (index - 4) * 92, 604, 46, FLOWERS[index % 3])
    _team(p, 850, 400)


def tram_y_te(p, variant):
    """A supervision team at a commune's clinic, with its doctor."""
    _yard(p, 520, variant)
    reach = p.width * 0.4
    _building(p, p.middle - reach, p.middle + reach, 270, 560, c.WHITE, c.TEAL)
    p.fade(
        [(p.middle - 150, 320), (p.middle + 150, 320), (p.middle + 150, 344), (p.middle - 150, 344)],
        c.TEAL_LIGHT,
        c.TEAL,
    )
    p.box(p.middle - 120, 344, p.middle + 120, 560, mix(c.WHITE, c.MIST, 0.5))
    p.box(p.middle - 74, 396, p.middle + 74, 560, c.TEAL_DARK, corner=8)
    p.ellipse(p.middle, 248, 58, 58, c.WHITE)
    p.box(p.middle - 12, 210, p.middle + 12, 286, c.LEAF, corner=5)
    p.box(p.middle - 38, 236, p.middle + 38, 260, c.LEAF, corner=5)
    p.glow(p.middle, 566, p.width * 0.45, c.INK, 0.3, 26)
    for share, size in ((0.06, 220), (0.95, 240)):
        tree(p, p.width * share, 680, size)
    _team(p, 850, 390, 3)
    standing(p, p.middle + 330, 856, 390, c.WHITE, trousers=c.WHITE)
    bed = p.middle - 390
    standing(p, bed, 850, 370, c.MIST, trousers=c.TEAL, dress=True)


def tru_so(p, variant):
    """The office of the council, seen across its flower beds."""
    sky(p, variant, 560)
    tree_line(p, 560, 110, mix(c.LEAF, c.MIST, 0.35))
    p.wash(560, p.height, mix(c.LEAF, c.LEAF_LIGHT, 0.5), c.LEAF, c.LEAF_DARK)
    reach = min(p.width * 0.44, 700)
    _building(p, p.middle - reach, p.middle + reach, 240, 600, "#f4e6c8", c.RED, floors=3)
    half = reach * 0.32
    p.wash(
        210,
        600,
        mix(c.SAND, c.WOOD, 0.55),
        mix(c.SAND, c.WOOD, 0.25),
        left=p.middle - half,
        right=p.middle + half,
    )
    for bay in (-1.5, -0.5, 0.5, 1.5):
        door = p.middle + bay * half * 0.44
        p.box(door - 36, 420, door + 36, 600, c.WOOD_DARK, corner=6)
        p.box(door - 30, 300, door + 30, 390, mix(c.TEAL, c.TEAL_DARK, 0.3), corner=6)
    p.fade([(p.middle - half - 30, 214), (p.middle, 110), (p.middle + half + 30, 214)], c.RED_LIGHT, c.RED_DARK)
    for index in range(5):
        x = p.middle + (index - 2) * half * 0.44
        p.fade([(x - 15, 240), (x + 15, 240), (x + 15, 600), (x - 15, 600)], c.WHITE, "#e8d9b8", sideways=True)
    p.box(p.middle - half, 226, p.middle + half, 246, c.GOLD)
    for step in range(4):
        p.box(
            p.middle - half - 20 - step * 16,
            596 + step * 14,
            p.middle + half + 20 + step * 16,
            612 + step * 14,
            mix(c.SAND, c.WOOD, 0.1 + step * 0.08),
        )
    p.shape(
        [(p.middle - 110, 650), (p.middle + 110, 650), (p.middle + 330, 905), (p.middle - 330, 905)],
        mix(c.SAND, c.PAPER, 0.3),
    )
    for side in (-1, 1):
        tree(p, p.middle + side * reach * 1.04, 660, 210)
        for row in range(3):
            for index in range(5):
                x = p.middle + side * (230 + row * 60 + index * (96 + row * 24))
                pot(p, x, 700 + row * 84, 56 + row * 20, FLOWERS[(row + index) % 3])


def duong_lang(p, variant):
    """A village road with street lamps, hedges and a small bridge over the canal."""
    horizon = 430
    sky(p, variant, horizon)
    tree_line(p, horizon, 90, mix(c.LEAF, c.MIST, 0.4))
    p.wash(horizon, p.height, c.LEAF_LIGHT, c.LEAF, mix(c.LEAF, c.LEAF_DARK, 0.4))
    vanishing = p.middle - 40
    p.fade(
        [(vanishing - 8, horizon), (vanishing + 8, horizon), (p.middle + 250, 905), (p.middle - 360, 905)],
        mix(c.SAND, c.MIST, 0.4),
        mix(c.SAND, c.WOOD, 0.25),
    )
    p.fade(
        [(vanishing + 30, horizon), (vanishing + 60, horizon), (p.middle + 760, 905), (p.middle + 420, 905)],
        c.MIST,
        c.TEAL,
    )
    for x, size in ((0.1, 0.9), (0.24, 0.6)):
        far_house(p, p.width * x, horizon + 60 + 70 * size, 2.1 * size)
    for step in range(6):
        near = (step / 5) ** 1.6
        ground = horizon + 20 + near * 440
        _lamp(p, vanishing - 26 - near * 330, ground, 0.25 + near * 0.95)
        pot(p, vanishing - 60 - near * 400, ground + 8, 26 + near * 80, FLOWERS[step % 4])
        pot(p, vanishing + 34 + near * 320, ground + 8, 24 + near * 76, FLOWERS[(step + 1) % 4])
    standing(p, p.middle - 70, 800, 250, c.WHITE, hat=True)
    standing(p, p.middle + 40, 812, 256, c.TEAL_LIGHT, folder=True)
    palm(p, p.width * 0.93, 860, 560, -60)
    grass(p, p.width * 0.8, p.width + 20, 905, 90, c.LEAF_DARK)


def _lamp(p, x, ground, size):
    p.line([(x, ground), (x, ground - 300 * size)], c.TEAL_DARK, 9 * size)
    p.line(
        smooth(
            [
                (x, ground - 300 * size),
                (x + 22 * size, ground - 326 * size),
                (x + 74 * size, ground - 330 * size),
            ]
        ),
        c.TEAL_DARK,
        7 * size,
    )
    p.glow(x + 78 * size, ground - 316 * size, 90 * size, "#fff0be", 0.7)
    p.box(x + 52 * size, ground - 334 * size, x + 106 * size, ground - 322 * size, c.INK, corner=5 * size)


def xe_buyt(p, variant):
    """A bus at its stop on the road between two communes."""
    sky(p, variant, 520)
    tree_line(p, 520, 110, mix(c.LEAF, c.MIST, 0.35))
    p.wash(520, 640, c.LEAF_LIGHT, c.LEAF)
    p.wash(640, p.height, mix(c.INK, c.MIST, 0.42), mix(c.INK, c.MIST, 0.25))
    for index in range(round(p.width / 180) + 1):
        p.box(index * 180 - 60, 838, index * 180 + 40, 850, c.GOLD_LIGHT, corner=3)
    for share in (0.05, 0.95):
        tree(p, p.width * share, 640, 240)
    x = p.middle + 60
    p.glow(x, 780, 500, c.INK, 0.6, 40)
    p.fade([(x - 420, 360), (x + 400, 360), (x + 436, 560), (x + 436, 760), (x - 420, 760)], c.RED_LIGHT, c.RED)
    p.box(x - 420, 640, x + 436, 660, c.GOLD)
    for index in range(6):
        left = x - 396 + index * 122
        p.fade([(left, 392), (left + 106, 392), (left + 106, 540), (left, 540)], c.MIST, c.TEAL_LIGHT)
        bust(p, left + 54, 498, 34, shirt_of(p), long_hair=index % 2 == 0)
        p.box(left - 2, 540, left + 108, 560, c.RED)
    p.fade([(x + 344, 392), (x + 394, 392), (x + 424, 556), (x + 344, 556)], c.MIST, c.TEAL_LIGHT)
    for wheel in (-250, 270):
        p.ellipse(x + wheel, 764, 66, 66, c.INK)
        p.ellipse(x + wheel, 764, 32, 32, c.MIST)
    p.line([(p.middle - 540, 780), (p.middle - 540, 420)], c.TEAL_DARK, 12)
    p.box(p.middle - 600, 360, p.middle - 480, 450, c.TEAL, corner=12)
    for index in range(2):
        standing(p, p.middle - 470 + index * 90, 800, 300, (c.BLUSH, c.WHITE)[index], dress=index == 0)
