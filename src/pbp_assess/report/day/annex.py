"""What stands behind the report? Every question in full, every test, every rule.

The only part with ids: whoever wants to look something up in the matrix finds it here.
"""

from collections.abc import Iterator

from pbp_assess.core.assess import FunctionReadiness
from pbp_assess.core.assessment import State
from pbp_assess.core.disclosure import Audience, Copy, CriterionCopy
from pbp_assess.core.gate import Finding, Withheld
from pbp_assess.core.matrix import Domain
from pbp_assess.core.profile import Source
from pbp_assess.report.blocks import Block, Cell, Facts, Fold, Inset, Items, Paragraph, Section, Table
from pbp_assess.report.day.by_sector import by_sector
from pbp_assess.report.day.changed import actions_table
from pbp_assess.report.day.phrases import FOLDED, held_cell, invited_words, phrases_table
from pbp_assess.report.day.rules import rules
from pbp_assess.report.day.spread import spread_chart
from pbp_assess.report.wording.changes import actions_of_this_round
from pbp_assess.report.wording.counts import day, number, opening, ratio_words, things
from pbp_assess.report.wording.headline import KINDS
from pbp_assess.report.wording.levels import agreement_words, level_words, source_words
from pbp_assess.report.wording.measures import OUTCOMES, found_words, needed_words, part_words, subject_words
from pbp_assess.report.wording.readiness import ICB_DECIDES, function_name, stage_words, status_words

# --- every question -------------------------------------------------------------------------------


def _at_level(entry: CriterionCopy) -> str:
    if entry.at_held is None or (not isinstance(entry.at_held, Withheld) and not entry.at_held.of):
        return "–"
    return ratio_words(entry.at_held)


def questions_table(copy: Copy) -> Table:
    """One row a question: the level used, where it comes from, the count, agreement in words."""
    rows: list[tuple[Cell, ...]] = [
        (
            f"{name} {entry.criterion.name}",
            held_cell(copy, entry),
            opening(source_words(entry.held)),
            _at_level(entry),
            opening(agreement_words(entry.agreement)),
        )
        for name, entry in copy.criteria.items()
    ]
    header = ("Question", "Level used", "Where it comes from", "At that level or higher", "Agreement")
    return Table("Every question and the level used", header, tuple(rows))


def _other_answers(entry: CriterionCopy) -> str:
    """Answers other than a level, by kind; empty where there are none."""
    if isinstance(entry.states, Withheld):
        return "not shown"
    return "; ".join(
        f"{KINDS[state].lower()}: {count}"
        for state, count in entry.states.items()
        if state is not State.LEVEL and count
    )


def _stands(entry: CriterionCopy) -> str:
    """Where the level used comes from, and how far leaders agree."""
    agreement = f"; agreement: {agreement_words(entry.agreement)}" if entry.asked else ""
    return f"{source_words(entry.held)}{agreement}"


def _facts(copy: Copy, entry: CriterionCopy) -> Facts:
    """All that is known of a question beside its phrases; what is empty is left out."""
    name = entry.criterion.id
    facts = [("Level used", _stands(entry))]
    if entry.asked:
        facts.append(("Other answers", _other_answers(entry)))
        facts.append(("Invited voices", invited_words(copy, entry)))
    facts.append(("Record", _record_words(copy, entry)))
    if agreed := copy.agreed.get(name):
        facts.append(("Agreed on the day", _agreed_words(copy, entry, agreed.level)))
    if entry.criterion.evidence:
        facts.append(("What could show it", entry.criterion.evidence))
    return Facts(tuple((label, text) for label, text in facts if text and text != "–"))


def _record_words(copy: Copy, entry: CriterionCopy) -> str:
    record = copy.records.get(entry.criterion.id)
    if not entry.criterion.record:
        return ""
    if record is None:
        return "none yet; a document settles this question"
    shown = level_words(copy.facts.matrix, entry.criterion, record.level)
    return f"{shown} ({record.document}; checked by {record.checked_by} on {day(record.checked)})"


def _agreed_words(copy: Copy, entry: CriterionCopy, level: int) -> str:
    agreed = copy.agreed[entry.criterion.id]
    words = f"{level_words(copy.facts.matrix, entry.criterion, level)}, on {day(agreed.date)}"
    if not isinstance(agreed.reason, Withheld):
        words += f". Why: {agreed.reason}"
    return words if agreed.evidence else f"{words}. Nothing has been noted that shows it"


def _question(copy: Copy, entry: CriterionCopy) -> Section:
    criterion = entry.criterion
    meaning: tuple[Block, ...] = (Paragraph(criterion.meaning),) if criterion.meaning else ()
    marks = [text for mark, text in ((criterion.record, RECORD_MARK), (criterion.critical, CRITICAL_MARK)) if mark]
    noted: tuple[Block, ...] = (Paragraph(" ".join(marks)),) if marks else ()
    blocks = (*meaning, phrases_table(copy, entry), _facts(copy, entry), *noted)
    return Section(f"question-{criterion.id}", f"{criterion.id} {criterion.name}", blocks)


RECORD_MARK = "A fact: readiness goes by what a document shows, not by these answers."
CRITICAL_MARK = "Critical: no condition can stand in for it."


def _area(copy: Copy, domain: Domain) -> Fold:
    count = len(domain.criteria)
    chart = spread_chart(copy, domain)
    inside = tuple(_question(copy, copy.criteria[criterion.id]) for criterion in domain.criteria)
    return Fold(f"{domain.name}: {things(count, 'question')}", (chart, *inside) if chart else inside)


def every_question(copy: Copy) -> tuple[Section, Section]:
    """All questions on a page, and then in full by area."""
    count = len(copy.criteria)
    everything = f"{opening(things(count, 'question'))} on a page"
    full: list[Block] = [Paragraph(FOLDED)] if copy.audience is Audience.PARTNERSHIP else []
    full += [_area(copy, domain) for domain in copy.facts.matrix.domains]
    return (
        Section("questions", everything, (questions_table(copy),)),
        Section("in-full", "Every question in full", tuple(full)),
    )


# --- every test -----------------------------------------------------------------------------------


Rows = list[tuple[Cell, ...]]


def _test_rows(copy: Copy, finding: Finding) -> Rows:
    return [
        (
            subject_words(copy, finding),
            part_words(copy, finding, check),
            needed_words(copy, finding, check),
            found_words(copy, finding, check),
            OUTCOMES[check.outcome],
        )
        for check in finding.checks
    ]


def _table(caption: str, rows: Rows) -> Table:
    return Table(f"Tests of: {caption}", ("Test", "What is counted", "Needed", "Found", "Result"), tuple(rows))


def _tests_of(copy: Copy, function: FunctionReadiness, of_all: list[Rows]) -> Iterator[Block]:
    """The tests of one function; those of every function stand before it and are counted with them."""
    if function.aim is None or function.sought is None:
        return
    name = function_name(copy, function.function)
    own = [rows for finding in function.aim.gate.findings if (rows := _test_rows(copy, finding)) not in of_all]
    tests = things(len(function.aim.gate.findings), "test")
    beside = f", {number(len(of_all))} of them in the table before" if of_all else ""
    inside = [row for rows in own for row in rows]
    caption = f"{name} ({stage_words(copy, function.sought)})"
    said: Block = _table(caption, inside) if inside else Paragraph("It has no test of its own.")
    yield Fold(f"{name}: {tests}{beside}, {status_words(function.aim).lower()}", (said,))


def _of_every_function(copy: Copy) -> list[Rows]:
    """The tests that are the same, with the same result, for each of several functions."""
    found = [[_test_rows(copy, each) for each in entry.aim.gate.findings] for entry in copy.sought if entry.aim]
    return [rows for rows in found[0] if all(rows in others for others in found)] if len(found) > 1 else []


def every_test(copy: Copy) -> Section | None:
    """Each test of each function sought, with what was needed and found."""
    of_all = _of_every_function(copy)
    blocks = [block for function in copy.sought for block in _tests_of(copy, function, of_all)]
    if of_all:
        table = _table("every function sought", [row for rows in of_all for row in rows])
        blocks.insert(0, Fold(f"Every function sought: {things(len(of_all), 'test')}, the same for each", (table,)))
    return Section("tests", "Every test of the functions sought", (Inset(ICB_DECIDES), *blocks)) if blocks else None


# --- what was left out ----------------------------------------------------------------------------


def _named(copy: Copy, criterion: str) -> str:
    known = copy.criteria.get(criterion)
    return f"{criterion} {known.criterion.name}" if known else criterion


def left_out(copy: Copy) -> Section:
    """What was not asked, taken out, or waived."""
    unasked = [
        name for name, entry in copy.criteria.items() if not entry.asked and entry.held.source is not Source.EXCLUDED
    ]
    entries = [f"{_named(copy, name)}: taken out for everyone. {gone.reason}" for name, gone in copy.excluded.items()]
    entries += [
        f"{_named(copy, name)}: waived by {waiver.by} on {day(waiver.date)}. {waiver.reason}"
        for name, waiver in copy.waived.items()
    ]
    entries += [f"{_named(copy, name)}: not asked in this round." for name in unasked]
    if not entries:
        return Section("left-out", "Nothing was left out", (Paragraph("Every question of the matrix was asked."),))
    parts = ((len(unasked), "not asked"), (len(copy.excluded), "taken out"), (len(copy.waived), "waived"))
    said = ", ".join(f"{number(count)} {words}" for count, words in parts if count)
    return Section("left-out", f"What was left out: {said}", (Items(tuple(entries)),))


def annex(copy: Copy) -> tuple[Section, ...]:
    """Everything that stands behind the report."""
    on_a_page, in_full = every_question(copy)
    sections = [each for each in (on_a_page, by_sector(copy), in_full) if each]
    if tests := every_test(copy):
        sections.append(tests)
    sections += [*rules(copy), left_out(copy)]
    if taken := actions_of_this_round(copy):
        heading = f"{opening(things(len(taken), 'action'))} taken on in this round"
        sections.append(Section("actions", heading, (actions_table(copy, "Actions of this round", taken),)))
    return tuple(sections)
