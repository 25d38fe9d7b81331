"""Which tint does each level of a scale have?

One hue and falling lightness, so that grey print and colour-blind readers keep the order; never red, amber,
green. Words and numbers always stand beside it.
"""

from typing import Final

Colour = tuple[int, int, int]

_FOUR: Final = ("#e8edf2", "#a9c6e8", "#005eb8", "#003087")
_FIVE: Final = ("#edf2f7", "#bcd4ee", "#6fa3d8", "#005eb8", "#002f5f")
INK: Final = "#000000"
PAPER: Final = "#ffffff"


def parse(text: str) -> Colour:
    """`#005eb8` as red, green and blue."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def luminance(text: str) -> float:
    """Relative luminance, 0 to 1, as WCAG defines it."""
    channels = (value / 255 for value in parse(text))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _between(start: str, end: str, step: int, steps: int) -> str:
    """The colour `step` of `steps` on the way from one to the other."""
    mixed = (a + (b - a) * step // steps for a, b in zip(parse(start), parse(end), strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def ramp(levels: int) -> tuple[tuple[str, str], ...]:
    """A tint for each level, lowest first, each with the ink that reads best on it."""
    known = _FOUR if levels == len(_FOUR) else _FIVE
    tints = []
    for place in range(levels):
        part, rest = divmod(place * (len(known) - 1), levels - 1)
        tints.append(_between(known[part], known[min(part + 1, len(known) - 1)], rest, levels - 1))
    return tuple((tint, max((INK, PAPER), key=lambda ink: contrast(tint, ink))) for tint in tints)
