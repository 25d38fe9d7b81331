"""Which charts are the drawings held to? Ordinary ones, and the ugly cases that a page has to stand.

`CHARTS` has each by name; `page()` is a report that holds them all.
"""

import hostile
from pbp_assess.report.blocks import Chart, Facts, LevelCell, Paragraph, Section, Table, View
from pbp_assess.report.charts.drawings import (
    Drawing,
    Dumbbell,
    DumbbellRow,
    LineRow,
    Lines,
    Portion,
    Radar,
    Series,
    Stacked,
    StackedRow,
    Strip,
    StripRow,
)
from pbp_assess.report.charts.telling import chart_of

FOUR = ("Not yet", "Emerging", "Developing", "Maturing")
FIVE = (*FOUR, "Thriving")
TEN = tuple(f"Level {number}" for number in range(1, 11))
WORD = "Incomprehensibilities" * 4
RIGHT_TO_LEFT = "מעורבות הקהילה המקומית بداية مبكرة"
PICTURES = "👩‍⚕️ Care 🏥 navigation 🚑 for everybody 🧑‍🤝‍🧑"
ODD = hostile.TEXTS[3]
ROUNDS = ("2022-23-q3", "2024-25-q1")
AREAS = (
    *("Purpose and priorities", "Leadership and culture", "Governance", "Money and shared risk"),
    *("Joined-up care and results", "Population health", "Communities and voluntary sector", "People and buildings"),
)


def _answers(*names: str) -> tuple[Portion, ...]:
    return (*(Portion(name, place) for place, name in enumerate(names)), Portion("No level given"))


def _strip(scale: tuple[str, ...], *rows: StripRow, unit: str = "leader") -> Strip:
    return Strip(scale, unit, "No level given", rows)


DRAWINGS: dict[str, Drawing] = {
    "areas": _strip(
        FOUR, *(StripRow(name, (1, 0, 3, place), place % 2) for place, name in enumerate(AREAS)), unit="question"
    ),
    "signature": _strip(
        FIVE,
        StripRow("Holding one another to account for what was promised", (2, 2, 2, 4, 0), 0, None, 1, 3),
        StripRow("Open-book finance", (0, 0, 6, 4, 0), 0, 2, 1, 2),
    ),
    "sixty leaders": _strip(
        FOUR, StripRow("Alpha", (2, 20, 30, 8), 0, 2, 1, 3), StripRow("Beta", (0, 0, 55, 0), 5, 2, 1, 3)
    ),
    "one answer": _strip(FOUR, StripRow("Alpha", (0, 1, 0, 0), 0, 1)),
    "no answer": _strip(FOUR, StripRow("Alpha", (0, 0, 0, 0))),
    "two levels": _strip(("No", "Yes"), StripRow("Alpha", (3, 4), 0, 1, 0, 1)),
    "ten levels": _strip(TEN, StripRow("Alpha", (0, 1, 2, 3, 0, 0, 0, 0, 1, 1), 0, 5, 3, 7)),
    "long names": _strip(
        (WORD, f"Emerging {WORD}", RIGHT_TO_LEFT),
        *(StripRow(name, (3, 4, 1), 2, 1, 0, 1) for name in (WORD, RIGHT_TO_LEFT, PICTURES, ODD)),
    ),
    "before and after": Dumbbell(
        FOUR,
        ROUNDS,
        (
            DumbbellRow("Open-book finance", 1, 3, 2),
            DumbbellRow(f"The same {WORD}", 2, 2),
            DumbbellRow(RIGHT_TO_LEFT, 2, None, 3),
            DumbbellRow("Lower", 3, 0),
        ),
    ),
    "stacked": Stacked(
        "answer",
        _answers(*FIVE),
        (
            StackedRow("Holding one another to account for what was promised", (2, 2, 2, 3, 0, 1)),
            StackedRow("Sixty", (1, 9, 20, 28, 0, 2)),
            StackedRow("Nobody", (0, 0, 0, 0, 0, 0)),
            StackedRow(RIGHT_TO_LEFT, (1, 1, 1, 1, 20, 3)),
            StackedRow(PICTURES, (0, 0, 10, 0, 0, 0)),
            StackedRow(WORD, (0, 0, 0, 0, 0, 7)),
        ),
    ),
    "stacked, ten levels": Stacked("answer", _answers(*TEN), (StackedRow("Alpha", (2, 2, 3, 2, 1, 2, 2, 2, 3, 1, 2)),)),
    "stacked, two levels": Stacked("answer", _answers("No", "Yes"), (StackedRow("Alpha", (2, 2, 0)),)),
    "slope": Lines(
        FOUR,
        ROUNDS,
        (LineRow("Open-book finance", (1, 3)), LineRow(WORD, (2, 2)), LineRow(RIGHT_TO_LEFT, (2, None))),
    ),
    "one round": Lines(FOUR, ROUNDS[:1], (LineRow("Open-book finance", (1,)),)),
    "sparkline": Lines(
        FIVE,
        (*ROUNDS, "2024-25-q2", "a-round-with-a-long-name"),
        (LineRow("Open-book finance", (1, 3, 0, 2)), LineRow(PICTURES, (2, 2, None, 4))),
    ),
    "radar": Radar(
        FOUR, AREAS, (Series(ROUNDS[1], (0, 1, 2, 3, 2, 1, 0, 2)), Series(ROUNDS[0], (0, 1, 1, 2, 1, 1, 0, 1)))
    ),
    "radar, named": Radar(
        FOUR, ("Purpose", "Money", "Care", "People"), (Series("now", (0, 1, 2, 3)), Series("then", (0, 1, None, 2)))
    ),
    "radar, odd": Radar(
        TEN,
        tuple(f"{name}{place}" for place, name in enumerate([WORD, RIGHT_TO_LEFT, PICTURES, ODD, "", "x"] * 2))[:10],
        (Series(WORD, (9,) * 10), Series(ODD, (None,) * 10)),
    ),
}


def _chart(name: str, drawing: Drawing) -> Chart:
    anchor = f"chart-{name.replace(' ', '-').replace(',', '')}"
    return chart_of(anchor, f"What is shown: {name}", "Ten leaders asked. Round 2024-25-q1.", drawing, "question")


CHARTS = {name: _chart(name, drawing) for name, drawing in DRAWINGS.items()}
HEAT = Table(
    "Who said what",
    ("Question", "ada", "ben", "cy"),
    (
        ("Alpha", LevelCell("Not yet", 0), LevelCell("Emerging", 1), "–"),
        ("Beta", LevelCell("Developing", 2), LevelCell("Maturing", 3), LevelCell("Thriving", 4)),
    ),
    heat=True,
)


def page() -> View:
    """A report with every chart in it, on a scale of ten levels."""
    parts = (Section("top", "Every chart", (Paragraph("What a page has to stand."),)),)
    drawn = Section("charts", "Charts", (*CHARTS.values(), HEAT))
    return View("Charts", "A gallery", (), Facts((("Round", "2024-25-q1"),)), (*parts, drawn), ("Foot",), "Foot", 10)
