"""How does a result read as tables: a row a criterion, a row a function at a stage, a row a test?

Made from a copy, so that nothing stands in them that its audience may not see: `withheld` stands where something is.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from pbp_assess.core.assess import FunctionReadiness, StageResult
from pbp_assess.core.assessment import State
from pbp_assess.core.disclosure import FEWEST_PRINTED, Audience, Band, Copy, CriterionCopy, Together
from pbp_assess.core.gate import Finding, Outcome, Withheld
from pbp_assess.core.matrix import Domain
from pbp_assess.core.robustness import Bounds
from pbp_assess.formats.tabular import Sheet, Value

MEAN: Final = "mean of ordinal levels: not for reports"
_OTHER_STATES: Final = (State.NOT_APPLICABLE, State.DECLINED, State.UNANSWERED)
_WITHOUT_A_LEVEL: Final = (State.CANNOT_JUDGE, *_OTHER_STATES, Together.OTHER)
_FLAGS: Final = ("split", "polarised", "outlier", "too_few")

Sentence = Callable[[Copy, Finding], str]
Row = Mapping[str, Value]


def _sheet(name: str, rows: list[Row]) -> Sheet:
    """The table; the columns are those of its rows, which are all alike."""
    columns = tuple(rows[0]) if rows else ()
    return Sheet(name, columns, tuple(tuple(row[column] for column in columns) for row in rows))


# --- criteria -------------------------------------------------------------------------------------


def criteria_table(copy: Copy) -> Sheet:
    """A row for each criterion: the level used, where it comes from, agreement in words, counts as far as allowed."""
    domains = ((domain.domain, criterion) for domain in copy.domains for criterion in domain.domain.criteria)
    return _sheet("Criteria", [dict(_criterion(copy, domain, copy.criteria[asked.id])) for domain, asked in domains])


def _criterion(copy: Copy, domain: Domain, entry: CriterionCopy) -> Iterator[tuple[str, Value]]:
    criterion, held = entry.criterion, entry.held
    yield from (("domain", domain.id), ("domain_name", domain.name), ("criterion", criterion.id))
    yield from (("name", criterion.name), ("record", criterion.record), ("critical", criterion.critical))
    yield from (("level_used", held.level), ("source", held.source.value))
    yield from (
        ("carried_from", held.carried_from or None),
        ("carried_quarters", held.age if held.carried_from else None),
    )
    yield ("supported", _shown(entry.supported))
    yield from _agreement(entry)
    yield from (("asked", entry.asked), ("gave_a_level", entry.n))
    yield from ((kind.value, _state(entry, kind)) for kind in _WITHOUT_A_LEVEL)
    yield from _bands(copy, "level", entry, entry.bands)
    yield from _at_level_used(entry)
    yield from _bands(copy, "invited_level", entry, entry.invited)
    yield ("chosen", _chosen(copy, criterion.id))
    if copy.audience is Audience.FACILITATOR:
        yield (MEAN, _mean(entry))


def _shown(value: int | Withheld | None) -> Value:
    return value.value if isinstance(value, Withheld) else value


def _agreement(entry: CriterionCopy) -> Iterator[tuple[str, Value]]:
    spread = entry.agreement
    flags = [name for name in _FLAGS if spread is not None and getattr(spread, name)]
    yield ("agreement", spread.closeness.value if spread else None)
    yield ("flags", ", ".join(flags) or None)


def _state(entry: CriterionCopy, kind: State | Together) -> Value:
    """How many answers are of this kind; nothing where the criterion was not asked."""
    if not entry.asked:
        return None
    if isinstance(entry.states, Withheld):
        return entry.states.value
    if kind is Together.OTHER and State.UNANSWERED in entry.states:
        return sum(entry.states[state] for state in _OTHER_STATES)
    return entry.states.get(kind, Withheld.WITHHELD.value)


def _bands(
    copy: Copy, name: str, entry: CriterionCopy, bands: tuple[Band, ...] | Withheld
) -> Iterator[tuple[str, Value]]:
    """How many gave each level. A lone person at either end is counted with the next, as in every shared copy."""
    counts = {} if isinstance(bands, Withheld) else {band.level: band.count for band in bands}
    for level in copy.facts.matrix.levels:
        if isinstance(bands, Withheld):
            yield (f"{name}_{level}", bands.value)
        else:
            yield (f"{name}_{level}", counts.get(level, 0) if entry.asked else None)


def _at_level_used(entry: CriterionCopy) -> Iterator[tuple[str, Value]]:
    """How many are at the level used or above, between two bounds that are mostly the same."""
    found = entry.at_held
    if found is None or isinstance(found, Withheld):
        shown = _shown(found)
        yield from (("at_level_used_from", shown), ("at_level_used_to", shown))
    else:
        yield from (("at_level_used_from", found.count), ("at_level_used_to", found.up_to or found.count))


def _chosen(copy: Copy, criterion: str) -> Value:
    """How many chose the criterion as one that matters most."""
    if not copy.choosers or criterion in copy.choices:
        return copy.choices.get(criterion)
    if copy.audience is Audience.PUBLIC:
        return Withheld.WITHHELD.value
    return 0 if copy.audience is Audience.FACILITATOR else f"fewer than {FEWEST_PRINTED}"


def _mean(entry: CriterionCopy) -> Value:
    """What analysts ask for and no report shows: levels are steps in an order, not amounts."""
    if isinstance(entry.bands, Withheld) or not entry.n:
        return None
    return round(float(Fraction(sum(band.level * band.count for band in entry.bands), entry.n)), 2)


# --- functions ------------------------------------------------------------------------------------


def functions_table(copy: Copy) -> Sheet:
    """A row for each function at each stage that this copy shows."""
    return _sheet("Functions", [_stage(copy, *one) for one in _stages(copy)])


def findings_table(copy: Copy, say: Sentence) -> Sheet:
    """A row for each test of each function at each stage; `say` puts it into words."""
    findings = ((one, finding) for one in _stages(copy) for finding in one[2].gate.findings)
    return _sheet("Findings", [_finding(copy, *one, finding, say) for one, finding in findings])


def _stages(copy: Copy) -> Iterator[tuple[FunctionReadiness, str, StageResult]]:
    return ((function, stage, result) for function in copy.functions for stage, result in function.stages.items())


def _bounds(bounds: Bounds | Withheld) -> Row:
    """What the answers still out could do, where this copy may say so."""
    if isinstance(bounds, Withheld):
        return dict.fromkeys(("lowest", "highest", "settled"), bounds.value)
    return {"lowest": bounds.lowest.value, "highest": bounds.highest.value, "settled": bounds.settled}


def _stage(copy: Copy, function: FunctionReadiness, stage: str, result: StageResult) -> Row:
    return {
        "function": function.function,
        "name": copy.facts.matrix.policy.function_by_id[function.function].name,
        "stage": stage,
        "sought": stage == function.sought,
        "status": result.gate.status.value,
        "outcome": result.gate.outcome.value,
        "status_on_private_answers": result.private.status.value,
        **_bounds(result.bounds),
        "tests": len(result.gate.findings),
        "not_met": len(result.gate.shortfalls),
        "undetermined": len(result.gate.unknowns),
        "conditions": len(result.conditions),
        "conditions_without_owner": len(result.loose),
        "regression": result.regression.value,
        "highest_met": function.highest_met,
    }


def _finding(
    copy: Copy, function: FunctionReadiness, stage: str, result: StageResult, finding: Finding, say: Sentence
) -> Row:
    del result
    open_parts = [check.part.value for check in finding.checks if check.outcome is not Outcome.MET]
    return {
        "function": function.function,
        "stage": stage,
        "sought": stage == function.sought,
        "test": finding.test.value,
        "subject": finding.subject or None,
        "required_level": finding.required_level,
        "outcome": finding.outcome.value,
        "parts_not_met": ", ".join(open_parts) or None,
        "sentence": say(copy, finding),
    }
