"""How does a check read as the body of a comment, or as the summary of a step?

Markdown that fits: what would go beyond the limit is left out from the end, and said. Whatever a person wrote is made
inert: it links to nobody and opens nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pbp_assess.core.checked import CheckReport, Line, State
from pbp_assess.report.markdown import inert
from pbp_assess.report.wording.counts import number, opening, plural
from pbp_assess.report.wording.readiness import ICB_DECIDES

COMMENT_BYTES: Final = 65_000  # a comment of GitHub holds 65,536 characters
SUMMARY_BYTES: Final = 1_000_000  # a step summary holds 1,024 KiB

_HEADINGS: Final = {
    State.ERROR: "Could not be judged",
    State.FAILED: "Failed",
    State.WARNED: "Warnings",
    State.UNSAID: "Cannot be said",
    State.SKIPPED: "Not compared",
}
_ROOM: Final = 300  # bytes kept for the sentence of what is left out


def check_markdown(report: CheckReport, most_bytes: int = COMMENT_BYTES) -> str:
    """The report, in at most so many bytes."""
    head = "\n".join(_head(report))
    foot = f"\n{ICB_DECIDES}\n"
    room = most_bytes - len(head.encode()) - len(foot.encode()) - _ROOM
    body, left = _fitting(list(_body(report)), room)
    more = f"\n{opening(number(left))} {plural(left, 'line')} did not fit here; the log has them all.\n" if left else ""
    return f"{head}\n{body}{more}{foot}"


def counts_sentence(report: CheckReport) -> str:
    """As in "6 passed, 1 failed, 2 warnings."."""
    nouns = (State.WARNED, State.ERROR)
    counts = [
        f"{count} {plural(count, state.value) if state in nouns else state.value}"
        for state, count in report.counts().items()
    ]
    return f"{', '.join(counts)}."


def _head(report: CheckReport) -> Iterator[str]:
    yield f"## {inert(report.title)}"
    yield ""
    yield f"**{inert(report.verdict)}**"
    yield ""
    yield counts_sentence(report)
    for note in report.notes:
        yield ""
        yield inert(note)
    yield ""


def _body(report: CheckReport) -> Iterator[tuple[str, bool]]:
    """Line by line; whether each is one of the things told, and not a heading."""
    for state, heading in _HEADINGS.items():
        lines = report.of(state)
        if lines:
            yield f"### {heading}\n\n", False
            yield from ((_item(line), True) for line in lines)
            yield "\n", False


def _item(line: Line) -> str:
    places = [str(place) for place in (line.where, line.about) if place]
    where = f" ({inert(', '.join(places))})" if places else ""
    return f"- **{inert(line.name)}**: {inert(line.sentence)}{where}\n"


def _fitting(parts: Sequence[tuple[str, bool]], room: int) -> tuple[str, int]:
    """As much from the start as there is room for, and how many things are left out."""
    used, shown = 0, 0
    for text, _ in parts:
        used += len(text.encode())
        if used > room:
            break
        shown += 1
    return "".join(text for text, _ in parts[:shown]), sum(counts for _, counts in parts[shown:])
