"""How is a fault in somebody's file shown?

    sheets/gp.yaml:7:12: error[PBP203]: found "3" (text); expected a level from 0 to 4
        FIN1: "3"
              ^
        hint: write the number without quotation marks

What stands in a score sheet is confidential: a private fault shows code, place and what is expected, and shows the
rest only on the facilitator's own terminal. A log of a build server is not one.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pbp_assess.cli import console
from pbp_assess.problems import Problem, Severity
from pbp_assess.workspace.source import source_line

_INDENT = "    "
_BEFORE, _AFTER = 40, 60  # columns of a long line shown round the fault


def show(problems: Sequence[Problem], root: Path | None = None, most: int | None = None) -> None:
    """The faults in the order of the files, `most` of each code, then how many and where to read more; on stderr."""
    open_ = console.is_terminal(sys.stderr)
    ordered = sorted(problems, key=lambda problem: (problem.location, problem.code, problem.found))
    told: Counter[str] = Counter()
    for problem in ordered:
        told[problem.code] += 1
        if most is None or told[problem.code] <= most:
            console.say("\n".join(_lines(problem, root, show_private=open_)))
    if most is not None and (more := sum(count - most for count in told.values() if count > most)):
        console.say(f'... and {more} more of the same; "pbp-assess validate" shows every one')
    if ordered:
        console.say(_summary(ordered))


def _lines(problem: Problem, root: Path | None, *, show_private: bool) -> Iterator[str]:
    """The fault's own line, then (unless confidential) the source line with a caret, then the hint."""
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    label = console.style(f"{problem.severity}[{problem.code}]", "bold", colour, stream=sys.stderr)
    message = problem.message(show_private=show_private)
    yield f"{console.escape(str(problem.location))}: {label}: {console.escape(message)}"
    if not problem.private or show_private:
        yield from _source(problem, root)
        if problem.hint:
            yield f"{_INDENT}hint: {console.escape(problem.hint)}"


def _source(problem: Problem, root: Path | None) -> Iterator[str]:
    """The line and a caret under its column, which counts code points; a long line is cut round the fault."""
    location = problem.location
    if (location.line, location.column) == (1, 1):
        return  # the whole file
    text = source_line(location, root)
    if not text or not text.strip():
        return
    start = max(0, location.column - 1 - _BEFORE)
    before = console.escape(text[start : location.column - 1].replace("\t", " "))
    after = console.escape(text[location.column - 1 : location.column - 1 + _AFTER].replace("\t", " "))
    yield f"{_INDENT}{before}{after}".rstrip()
    yield _INDENT + " " * len(before) + console.style("^", "bold", stream=sys.stderr)


def _summary(problems: Iterable[Problem]) -> str:
    """`2 errors and 1 warning; "pbp-assess explain PBP201" tells more`."""
    listed = list(problems)
    counts = [
        f"{number} {severity}{'' if number == 1 else 's'}"
        for severity in Severity
        if (number := sum(problem.severity is severity for problem in listed))
    ]
    worst = next((problem for problem in listed if problem.severity is Severity.ERROR), listed[0])
    return f'{" and ".join(counts)}; "pbp-assess explain {worst.code}" tells more'
