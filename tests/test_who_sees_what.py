"""Does the method's table of who sees what say what the copies hold?"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import riverside
from pbp_assess.core.assess import assess
from pbp_assess.core.disclosure import Audience, Copy, CriterionCopy, disclose, disclose_leader
from pbp_assess.core.gate import Part, Withheld

METHOD = (Path(__file__).parents[1] / "docs/method.md").read_text(encoding="utf-8")
AUDIENCES = ("facilitator", "partnership", "public", "a leader's own sheet")
NOTHING = {"none", "no"}


def table() -> dict[str, dict[str, str]]:
    """The rows of the table, by what they are about."""
    lines = METHOD.partition("| what | facilitator |")[2].partition("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {name: dict(zip(AUDIENCES, cells, strict=True)) for name, *cells in rows}


def copies() -> dict[str, Copy]:
    """Riverside for each audience."""
    held = riverside.now()
    result = assess(held, (riverside.before(),), riverside.CLOSED)
    return {
        **{audience.value: disclose(result, audience) for audience in Audience},
        AUDIENCES[-1]: disclose_leader(result, held, "m1").group,
    }


def any_of(seen: Callable[[CriterionCopy], Any]) -> Callable[[Copy], bool]:
    """Whether a question has something of this kind."""
    return lambda copy: any(shown(seen(entry)) for entry in copy.criteria.values())


def shown(value: Any) -> bool:
    """Whether something stands there, and is not withheld."""
    return bool(value) and not isinstance(value, Withheld)


def checks(copy: Copy) -> Iterable[Any]:
    """Every check of every test."""
    stages = (stage for function in copy.functions for stage in function.stages.values())
    return (check for stage in stages for finding in stage.gate.findings for check in finding.checks)


SHOWS: dict[str, Callable[[Copy], bool]] = {
    "ids, roles, single answers": lambda copy: not isinstance(copy.straight_lining, Withheld),
    "themes": lambda copy: bool(copy.themes),
    "level used, agreement in words": any_of(lambda entry: entry.agreement and entry.held.level is not None),
    "counts by level": any_of(lambda entry: entry.bands),
    "count at the level used": any_of(lambda entry: entry.at_held),
    "result of each test": lambda copy: bool(copy.functions),
    "count in a test": lambda copy: any(check.part is Part.SHARE and shown(check.found) for check in checks(copy)),
    "what answers still out could do": lambda copy: any(
        not isinstance(stage.bounds, Withheld) for function in copy.functions for stage in function.stages.values()
    ),
    "reasons for giving no level": lambda copy: bool(copy.states),
    "choices of what matters most": lambda copy: bool(copy.choices),
    "level agreed: reason": lambda copy: any(shown(level.reason) for level in copy.agreed.values()),
    "level agreed: hands, sectors present, evidence": lambda copy: any(
        shown(level.sectors_present) or shown(level.revote) or shown(level.shown_by) for level in copy.agreed.values()
    ),
}


@pytest.mark.parametrize("name", SHOWS)
def test_a_row_says_nothing_where_a_copy_holds_nothing(name: str) -> None:
    row = table()[name]
    found = {audience: SHOWS[name](copy) for audience, copy in copies().items()}
    said = {audience: cell not in NOTHING for audience, cell in row.items()}
    assert {who: found[who] for who in AUDIENCES[:3]} == {who: said[who] for who in AUDIENCES[:3]}
    assert found[AUDIENCES[3]] == said[AUDIENCES[3]] or row[AUDIENCES[3]] == "their own"
