"""The few colours of the demonstration's pictures, chosen to stand well beside each other and the site."""

RED = "#9b1c1c"
RED_DARK = "#6b1215"
RED_LIGHT = "#c4473a"
ROSE = "#e08a86"
BLUSH = "#f6d3c8"
GOLD = "#d9a441"
GOLD_DARK = "#a87424"
GOLD_LIGHT = "#f2d48f"
TEAL = "#1f6f6b"
TEAL_DARK = "#0f3d45"
TEAL_LIGHT = "#7db8ae"
MIST = "#cfe3dc"
PAPER = "#f7f0e2"
SAND = "#e6d3b1"
WOOD = "#8a5a35"
WOOD_DARK = "#5a3722"
INK = "#2a2b34"
LEAF = "#4f8a56"
LEAF_DARK = "#234f40"
LEAF_LIGHT = "#9dbb6a"
RICE = "#cfb75a"
WHITE = "#fffdf7"
SKIN = "#e0a982"
HAIR = "#2b2326"

# Skies from the top down, one for each variant of a scene: dawn, day, evening, after rain.
SKIES = (
    ("#7fb0b4", "#cfe0d3", "#f8e3b8", "#f6c79a"),
    ("#6fa9b8", "#b9d9d6", "#eaf0de", "#f8efd6"),
    ("#5b5f86", "#b5788a", "#eb9c7c", "#f8cf8c"),
    ("#5f8a94", "#a3c0bf", "#dbe2d4", "#efe6d2"),
)


def sky_of(variant):
    """The colours of the sky for a variant, from the top down."""
    return SKIES[variant % len(SKIES)]
