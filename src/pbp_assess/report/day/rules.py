"""By which rules and thresholds was this judged? All of them, from the matrix, in words."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.matrix import Counting, DissentRule, Matrix, ShareByWeight, SplitRule, Stage
from pbp_assess.report.blocks import Cell, Items, Paragraph, Section, Table
from pbp_assess.report.wording.counts import day, number, opening, share_words, things
from pbp_assess.report.wording.headline import most_leaders
from pbp_assess.report.wording.levels import level_words, scale_words
from pbp_assess.report.wording.measures import DOCUMENTS_NEEDED

SPLITS: Final[Mapping[SplitRule, str]] = {
    SplitRule.REPORTED: "reported only",
    SplitRule.MODERATED: "a level agreed on the day",
    SplitRule.MODERATED_WITH_EVIDENCE: "a level agreed on the day, and what shows it",
}

DISSENTS: Final[Mapping[DissentRule, str]] = {
    DissentRule.REPORTED: "reported only",
    DissentRule.MODERATED: "a level agreed on the day",
    DissentRule.MODERATED_AND_RECORDED: "a level agreed on the day, and how many disagreed",
}


def _agreement(counting: Counting) -> str:
    return (
        "Agreement runs from 0 (half of the answers at each end of the scale) to 1 (all alike), by how far answers "
        f"stand from the middle one. It is close from {counting.close_from}, mixed from {counting.mixed_from}, and "
        "otherwise wide apart; where there is no shared view it is never called close."
    )


def _flags(matrix: Matrix) -> list[str]:
    counting, far = matrix.counting, things(matrix.far, "level")
    opposing, few = share_words(counting.opposing_share), share_words(counting.outlier_share)
    return [
        f"No shared view: the middle half of the answers spans {far} or more, or there are two opposing views.",
        f"Two opposing views: at least {opposing} stand at either end of the scale, never fewer than two people.",
        f"One or two differ: at most {few}, or one person, stand {far} or more from the middle answer.",
        f"With fewer than {things(counting.flags_from, 'level')} given there are too few answers to say.",
    ]


def counting_rules(copy: Copy) -> Section:
    """How answers were counted."""
    matrix = copy.facts.matrix
    counting, by = matrix.counting, matrix.counting.balance.by
    small = things(counting.balance.min_group, "leader")
    entries = [
        most_leaders(copy),
        f"The headline counts questions at {scale_words(matrix, matrix.headline_level)} or above.",
        _agreement(counting),
        *_flags(matrix),
        f"Counting each {by} equally: one with fewer than {small} asked is counted with the next smallest.",
        f"Shared copies give no count where fewer than {things(counting.minimum_cell, 'leader')} answered.",
        f"Everything was judged as at {day(copy.facts.as_of)}.",
    ]
    return Section("rules", "How answers were counted", (Items(tuple(entries)), scale_table(matrix)))


def scale_table(matrix: Matrix) -> Table:
    """The levels of the scale and what they mean."""
    rows = tuple((step.name, step.meaning or "–") for step in matrix.scale)
    return Table("The levels, lowest first", ("Level", "What it means in general"), rows)


# --- tests by stage -------------------------------------------------------------------------------


def _share(stage: Stage) -> str:
    if isinstance(stage.share, Fraction):
        return f"at least {share_words(stage.share)}"
    by_weight: ShareByWeight = stage.share
    return (
        f"at least {share_words(by_weight.critical)} on critical questions, {share_words(by_weight.others)} on others"
    )


def _floor(matrix: Matrix, stage: Stage) -> str:
    parts = [f"{risk} risk: {scale_words(matrix, level)}" for risk, level in stage.domain_floor.items()]
    return "; ".join(parts) or "not tested"


def _universal(matrix: Matrix, stage: Stage) -> str:
    parts = [
        f"{name} {level_words(matrix, matrix.criterion_by_id[name], level)}" for name, level in stage.universal.items()
    ]
    return "; ".join(parts) or "nothing"


def _at_least(share: Fraction | None, otherwise: str) -> str:
    return otherwise if share is None else f"at least {share_words(share)}"


def _quarters(stage: Stage) -> str:
    return "not tested" if stage.fresh_quarters is None else f"at most {things(stage.fresh_quarters, 'quarter')} old"


def _stage_rows(copy: Copy, least: int, sectors: int) -> list[tuple[str, Callable[[Stage], str]]]:
    matrix = copy.facts.matrix
    return [
        ("Leaders who sent answers back", lambda stage: _at_least(stage.returned, "not tested")),
        ("Required sectors heard", lambda stage: f"{stage.sectors} of {sectors}" if stage.sectors else "not tested"),
        (
            "Leaders who gave a level",
            lambda stage: f"{_at_least(stage.could_judge, '')} and at least {least}".removeprefix(" and "),
        ),
        ("Leaders at the level needed or higher", _share),
        ("The same, counting each sector equally", lambda stage: "also" if stage.balanced else "not tested"),
        ("No shared view, with leaders on both sides", lambda stage: SPLITS[stage.split]),
        (
            f"One kind of partner {number(matrix.policy.dissent_levels)} or more levels below",
            lambda stage: DISSENTS[stage.dissent],
        ),
        ("Documents", lambda stage: DOCUMENTS_NEEDED[stage.documents]),
        ("Age of the answers", _quarters),
        ("Full rounds running", lambda stage: number(stage.held_rounds)),
        ("Conditions that may be open", lambda stage: number(stage.conditions)),
        ("Functions required first", lambda stage: "ready" if stage.functions_first else "not tested"),
        ("No area below, by the function's risk", lambda stage: _floor(matrix, stage)),
        ("Needed for every function", lambda stage: _universal(matrix, stage)),
    ]


def stage_rules(copy: Copy) -> Section | None:
    """What each stage asks of every function."""
    policy = copy.facts.matrix.readiness
    if policy is None:
        return None
    stages = list(policy.stages.values())
    rows: list[tuple[Cell, ...]] = [
        (name, *(opening(words(stage)) for stage in stages))
        for name, words in _stage_rows(copy, policy.min_answers, len(policy.sectors_required))
    ]
    header = ("Test", *(opening(stage.plain) for stage in stages))
    table = Table("Tests by stage", header, tuple(rows))
    judgement = f"The thresholds are those of the matrix, {copy.facts.matrix.title}, and can be changed there."
    return Section("stages", "What each stage asks for", (table, Paragraph(judgement)))


def rules(copy: Copy) -> tuple[Section, ...]:
    """Every rule and threshold."""
    stages = stage_rules(copy)
    return (counting_rules(copy), stages) if stages else (counting_rules(copy),)
