"""How does a comparison of two matrices read, in a text, in a paper, under a pull request?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pbp_assess.core.matrix import Matrix
from pbp_assess.core.matrix_diff import Effect, Placed
from pbp_assess.problems import Location
from pbp_assess.report.blocks import Facts, Paragraph, Section, Table, View
from pbp_assess.report.wording.matrix_diff import EFFECTS, REMEDIES, headline, sentence


@dataclass(frozen=True, slots=True)
class Ends:
    """The two matrices and the names of their files."""

    old: Matrix
    old_file: str
    new: Matrix
    new_file: str


def matrix_diff_view(ends: Ends, found: Sequence[Placed]) -> View:
    """A table for each thing that differences do, worst first."""
    title = f"{ends.new.title}: what differs between two versions?"
    versions = (("Old", f"{edition(ends.old)}, {ends.old_file}"), ("New", f"{edition(ends.new)}, {ends.new_file}"))
    short = Section("short", "In short", (Paragraph(headline([one.difference for one in found]), lead=True),))
    parts = [_section(effect, [one for one in found if one.difference.effect is effect]) for effect in Effect]
    return View(
        title=title,
        kicker="Two matrices compared",
        marks=(),
        facts=Facts(versions),
        parts=(short, *(part for part in parts if part)),
        footer=(),
        running=title,
        levels=len(ends.new.levels),
        contents=False,
    )


def matrix_diff_lines(ends: Ends, found: Sequence[Placed]) -> Iterator[str]:
    """The same as plain text: a line for each difference, which begins with where it stands in both."""
    yield f"{edition(ends.old)} and {edition(ends.new)}: {headline([one.difference for one in found])}"
    for effect in Effect:
        these = [one for one in found if one.difference.effect is effect]
        if these:
            yield ""
            yield f"{EFFECTS[effect]} ({len(these)}). {REMEDIES[effect]}"
            yield from (f"  {place(one.old)}, {place(one.new)}: {sentence(one.difference)}" for one in these)


def edition(matrix: Matrix) -> str:
    """A matrix by id and version."""
    return f"{matrix.id} {matrix.version}"


def place(where: Location) -> str:
    """File and line."""
    return f"{where.file}:{where.line}"


def _section(effect: Effect, found: Sequence[Placed]) -> Section | None:
    if not found:
        return None
    rows = tuple((sentence(one.difference), place(one.old), place(one.new)) for one in found)
    table = Table(EFFECTS[effect], ("Difference", "Old", "New"), rows)
    return Section(effect.name.lower(), EFFECTS[effect], (Paragraph(REMEDIES[effect]), table))
