"""How does a terminal show how solid results are, and what would need to be in place for a function?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pbp_assess.cli import console
from pbp_assess.cli.opening import Judged, solid_for
from pbp_assess.cli.readiness_table import Chosen, closing, title
from pbp_assess.cli.session import Session
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.disclosure.solidity import SolidityCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.core.robustness.path import Unlock, unlocking
from pbp_assess.core.robustness.what_if import may_suppose
from pbp_assess.report import wording
from pbp_assess.report.wording import solid as words


@dataclass(frozen=True, slots=True)
class _Entry:
    """One function with its result and how solid that is."""

    chosen: Chosen
    solid: SolidityCopy


def show(session: Session, judged: Judged, copy: Copy, chosen: Sequence[Chosen], *, in_full: bool, json: bool) -> None:
    """How solid each result is; with `in_full`, what would need to be in place."""
    solid = solid_for(judged, copy, {function.function: result.gate.stage for function, result in chosen})
    gates = [function.aim.gate for function in copy.sought if function.aim]
    unlocks = unlocking(gates, list(copy.criteria))
    if json:
        from pbp_assess.formats.solidity_json import solidity_json

        console.out(solidity_json(copy, solid.values(), unlocks), end="")
        return
    entries = [_Entry(each, solid[each[0].function]) for each in chosen]
    if in_full:
        _path(copy, entries[0])
        _unlocks(copy, unlocks, len(gates))
    else:
        _table(copy, entries)
        for entry in entries:
            _sentences(copy, entry)
    closing(copy, chosen)
    after = _next(judged, entries, in_full=in_full)
    session.say(f"\nNext: pbp-assess readiness {after}{session.again()}")


def _next(judged: Judged, entries: Sequence[_Entry], *, in_full: bool) -> str:
    """What to ask next: the path of the first that is not met, then what its levels would change where they may."""
    first = next((entry.solid for entry in entries if entry.solid.path.needs), entries[0].solid)
    if not in_full:
        return f"--path {first.function}"
    needs = [need for need in first.path.needs if may_suppose(judged.dossier, need.criterion)]
    levels = ",".join(f"{need.criterion}={need.level}" for need in needs)
    return f"--what-if {levels}" if levels else "--solid"


def _table(copy: Copy, entries: Sequence[_Entry]) -> None:
    rows = [
        (
            f"{entry.solid.function}: {wording.function_name(copy, entry.solid.function)}",
            wording.stage_words(copy, entry.solid.stage),
            wording.status_words(entry.chosen[1]),
            words.ways_words(entry.solid),
            words.firm_words(entry.solid),
        )
        for entry in entries
    ]
    headings = ("Function", "Stage", "Result", "Same answer in", "One or two answers")
    console.table(headings, rows, title=title(copy))


def _sentences(copy: Copy, entry: _Entry) -> None:
    console.out("")
    console.prose(wording.function_name(copy, entry.solid.function), "bold")
    for sentence in (*words.solid_sentences(entry.solid), *_own(entry.solid)):
        console.prose(sentence, indent=2)
    if not isinstance(entry.solid.readings, Withheld):
        for reading in entry.solid.readings:
            if reading.outcome is not entry.solid.outcome:
                console.prose(f"- {words.reading_words(entry.solid, reading)}", indent=4)


def _own(solid: SolidityCopy) -> Iterator[str]:
    """What the facilitator alone is told."""
    yield from filter(None, (words.alone_sentence(solid), words.flip_sentence(solid)))


def _path(copy: Copy, entry: _Entry) -> None:
    """What is short of one function, test by test, and the least that would pass every share."""
    function, result = entry.chosen
    console.prose(title(copy))
    console.out("")
    name, stage = wording.function_name(copy, function.function), wording.stage_words(copy, result.gate.stage)
    console.prose(f"{name} ({copy.facts.committee} {stage}): {wording.status_words(result)}", "bold")
    steps = {need.criterion: need for need in entry.solid.path.needs}
    for finding in (*result.gate.shortfalls, *result.gate.unknowns):
        need = steps.get(finding.subject)
        least = f" ({words.steps_words(need)})" if need and words.steps_words(need) else ""
        console.prose(f"- {wording.in_place(copy, finding)}{least}", indent=2)
    for sentence in words.path_sentences(copy, entry.solid):
        console.prose(sentence)


def _unlocks(copy: Copy, unlocks: Sequence[Unlock], of: int) -> None:
    """What several functions wait for, that which holds back most of them first."""
    if unlocks:
        console.out("")
        console.prose("What the functions sought wait for, most of them first", "bold")
    for unlock in unlocks:
        console.prose(f"- {words.unlock_words(copy, unlock, of)}", indent=2)
