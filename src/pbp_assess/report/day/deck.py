"""What stands on the slides of the development day?

One finding a slide, twelve slides at most: where we are, what to talk about, what we are ready for, what each takes
on. Questions to talk about come first when room is short; the notes of the first slide say what is left to the report.
Numbers come from the report's own tables, so that they are the same.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pbp_assess.core.agenda import Plan
from pbp_assess.core.assess import FunctionReadiness
from pbp_assess.core.disclosure import Copy
from pbp_assess.report.agenda.slides import for_the_room, item_slides
from pbp_assess.report.blocks import Block, Box, Fold, Items, Ladder, LevelCell, Section, Table
from pbp_assess.report.charts.drawings import Portion, Stacked, StackedRow
from pbp_assess.report.day.ready import one_function
from pbp_assess.report.day.where import areas_table, matters_most, proud_of, told_us
from pbp_assess.report.deck import Bars, Deck, Grid, Opening, Points, Slide
from pbp_assess.report.fitting.bars import bars_fit
from pbp_assess.report.fitting.page import numbered, pages, points_slides
from pbp_assess.report.fitting.tables import grid_slides
from pbp_assess.report.wording import slides as words
from pbp_assess.report.wording.agenda import day_plan
from pbp_assess.report.wording.headline import (
    answers_sentence,
    areas_heading,
    headline,
    level_sentence,
    most_leaders,
    round_title,
    took_part,
    withheld_sentences,
)
from pbp_assess.report.wording.readiness import (
    ICB_DECIDES,
    function_name,
    ready_heading,
    results_sentence,
    with_and_without_agreed,
)

MOST: Final = 12  # slides
_MOST_OF_ONE: Final = 3  # slides for one finding; with more, it is said in words and left to the report
_EMPTY_ACTIONS: Final = 5
_PROUD_POINTS: Final = 5


def day_deck(copy: Copy) -> Deck:
    """The slides of one copy.

    Raises:
        UsageError: the copy is the facilitators' own.
    """
    for_the_room(copy)
    areas, ready, actions = _areas(copy), _ready(copy), _actions()
    room = MOST - 1 - len(areas) - len(ready) - len(actions)
    talk = _talk(copy, day_plan(copy), room)
    room -= len(talk)
    told: dict[str, Sequence[Slide]] = {}
    gone: list[str] = []
    for name, made in _OPTIONAL:
        found = made(copy)
        if len(found) <= room:
            told[name], room = found, room - len(found)
        else:
            gone.append(name)
    first = _opening(copy, gone)
    now = [*told.get(_WHO, []), *areas, *told.get(_PROUD, []), *told.get(_TOLD, []), *told.get(_MATTERS, [])]
    slides = (first, *now, *talk, *ready, *actions, *told.get(_NEXT, []))
    return Deck(round_title(copy), words.whose(copy), len(copy.facts.matrix.levels), slides)


def _opening(copy: Copy, gone: list[str]) -> Opening:
    lines = (round_title(copy), took_part(copy), words.whose(copy))
    said = " ".join(headline(copy)) + words.left_to_the_report(gone)
    return Opening(words.finding(copy), lines, words.notes(said, 2))


# --- where we are ---------------------------------------------------------------------------------


def _who(copy: Copy) -> Sequence[Slide]:
    """Who took part, and how to read what follows."""
    points = (answers_sentence(copy), most_leaders(copy), *withheld_sentences(copy))
    return points_slides(took_part(copy).rstrip("."), points, words.notes(took_part(copy), 2))


def _areas(copy: Copy) -> Sequence[Slide]:
    """All areas as bars of questions, by the level used."""
    title, said = areas_heading(copy), level_sentence(copy)
    if not copy.members.count:
        return []
    found = _bars(title, said, stacked_areas(copy), words.notes(said, 4))
    return found if len(found) <= _MOST_OF_ONE else points_slides(title, [said], words.notes(said, 4))


def stacked_areas(copy: Copy) -> Stacked:
    """The report's table of areas as bars, row for row; its last row and column are sums and names."""
    table = areas_table(copy)
    parts = [
        Portion(cell.text, cell.position) if isinstance(cell, LevelCell) else Portion(str(cell))
        for cell in table.header[2:-1]
    ]
    rows = [StackedRow(str(row[0]), tuple(int(str(cell)) for cell in row[2:-1])) for row in table.rows[:-1]]
    return Stacked("question", tuple(parts), tuple(rows))


def _bars(title: str, sentence: str, drawing: Stacked, said: str) -> list[Bars]:
    """One slide of bars, or as many as its rows need."""

    def part(rows: Sequence[StackedRow], of: str = numbered(title)) -> Bars:
        return Bars(of, sentence, Stacked(drawing.unit, drawing.parts, tuple(rows)), said)

    found = list(pages(drawing.rows, lambda rows: bars_fit(part(rows))))
    return [part(rows, numbered(title, place, len(found))) for place, rows in enumerate(found, start=1)]


def _proud(copy: Copy) -> Sequence[Slide]:
    """The strengths: each phrase, and how many see it."""
    section = proud_of(copy)
    table = next((block for block in _inside(section.blocks) if isinstance(block, Table)), None)
    if table is None:
        return []
    points = [f"{row[2]}: {row[3]}" for row in table.rows[:_PROUD_POINTS]]
    return points_slides(section.heading, points, words.notes(words.SAY_PROUD, 4))


def _told(copy: Copy) -> Sequence[Slide]:
    """What people said, as far as it is released."""
    section = told_us(copy)
    if section is None:
        return []
    entries = [entry for block in _inside(section.blocks) if isinstance(block, Items) for entry in block.entries]
    return points_slides(section.heading, entries, words.notes(words.SAY_THEMES, 5))


def _matters(copy: Copy) -> Sequence[Slide]:
    """What leaders chose as most important."""
    section = matters_most(copy)
    if section is None or not copy.choices:
        return []
    names = {name: copy.criteria[name].criterion.name for name in copy.choices if name in copy.criteria}
    chosen = sorted(((names[name], copy.choices[name]) for name in names), key=lambda pair: -pair[1])
    rows = tuple(StackedRow(name, (count,)) for name, count in chosen)
    said = words.matters_sentence(copy, chosen)
    return _bars(section.heading, said, Stacked("leader", (Portion(words.CHOSEN),), rows), words.notes(said, 4))


def _inside(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, wherever it stands."""
    for block in blocks:
        yield block
        if isinstance(block, Section | Box | Fold):
            yield from _inside(block.blocks)


# --- what to talk about ---------------------------------------------------------------------------


def _talk(copy: Copy, planned: Plan, room: int) -> list[Slide]:
    """A slide or more for each question, as many as there is room for; the rest on one slide, by name."""
    each = [item_slides(copy, place, item) for place, item in enumerate(planned.today, start=1)]
    if sum(map(len, each)) <= room:
        return [slide for slides in each for slide in slides]
    shown: list[Slide] = []
    count = 0
    for slides in each:
        if len(shown) + len(slides) > room - 1:
            break
        shown += slides
        count += 1
    rest = [words.rest_line(copy, place, item) for place, item in enumerate(planned.today, start=1)][count:]
    found = points_slides(words.rest_title(planned, count), rest, words.notes(words.SAY_REST, 1))
    return [*shown, Points(words.rest_title(planned, count), found[0].points, found[0].notes)]


# --- what we are ready for ------------------------------------------------------------------------


def _ready(copy: Copy) -> Sequence[Slide]:
    """The ladder of every function sought, with the sentences that always stand beside a result."""
    if not copy.sought:
        return []
    title, foot = ready_heading(copy), (" ".join(with_and_without_agreed(copy)), ICB_DECIDES)
    said = words.notes(f"{results_sentence(copy)} {' '.join(foot)}", 8)
    ladders = {function_name(copy, one.function): _steps(copy, one) for one in copy.sought}
    names = list(dict.fromkeys(text for steps in ladders.values() for text in steps))
    rows = tuple((name, *(steps.get(text, "–") for text in names)) for name, steps in ladders.items())
    grid = Grid(title, ("Function", *names), rows, (6, *(4 for _ in names)), foot, said)
    found = grid_slides(grid)
    return found if len(found) <= _MOST_OF_ONE else points_slides(title, [results_sentence(copy), *foot], said)


def _steps(copy: Copy, function: FunctionReadiness) -> dict[str, str]:
    """The result at each step of one function up to the one sought, as the report's ladder says it."""
    ladders = (block for block in _inside(one_function(copy, function).blocks) if isinstance(block, Ladder))
    said: dict[str, str] = {}
    for step in (step for ladder in ladders for step in ladder.steps):
        said[step.text] = f"Sought: {step.result[0].lower()}{step.result[1:]}" if step.sought else step.result
        if step.sought:
            break
    return said


# --- what is filled in on the day -----------------------------------------------------------------


def _actions() -> Sequence[Slide]:
    """Empty rows for what each of us takes on."""
    rows = (("", "", "", ""),) * _EMPTY_ACTIONS
    return [Grid(words.ACTIONS, words.ACTIONS_HEADER, rows, (5, 3, 2, 4), (), words.notes(words.SAY_ACTIONS, 15))]


def _dates(_copy: Copy) -> Sequence[Slide]:
    """What follows, with dates to fill in."""
    rows = tuple((row, "") for row in words.DATES_ROWS)
    return [Grid(words.DATES, words.DATES_HEADER, rows, (3, 2), (), words.notes(words.SAY_DATES, 2))]


_WHO, _PROUD, _TOLD, _MATTERS, _NEXT = (
    "who took part",
    "what we can be proud of",
    "what people told us",
    "what matters most",
    "the next dates",
)
# Slides that are made where there is room, those first that the day needs most.
_OPTIONAL: Final[tuple[tuple[str, Callable[[Copy], Sequence[Slide]]], ...]] = (
    (_PROUD, _proud),
    (_NEXT, _dates),
    (_MATTERS, _matters),
    (_TOLD, _told),
    (_WHO, _who),
)
