"""What does an ICB's board need in front of it to decide on one function?

Three pages and an annex, under the headings that boards expect. What the assessment knows is filled in; what only a
person can write is a blank that says so.
"""

from collections.abc import Iterator

from pbp_assess.core.assess import FunctionReadiness, StageResult
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.core.gate import Test
from pbp_assess.core.matrix import Function
from pbp_assess.report.blocks import Block, Cell, Facts, Inset, Items, Paragraph, Section, Table, View
from pbp_assess.report.day.summary import USED
from pbp_assess.report.frame import framed
from pbp_assess.report.function.tests import tests_tables
from pbp_assess.report.wording import function as words
from pbp_assess.report.wording.counts import day, opening
from pbp_assess.report.wording.findings import finding_sentence, in_place
from pbp_assess.report.wording.headline import most_leaders, took_part, withheld_sentences
from pbp_assess.report.wording.held import decided_before, held_sentence, trigger_words, watched_words
from pbp_assess.report.wording.readiness import (
    ICB_DECIDES,
    REGRESSIONS,
    both_results,
    bounds_sentence,
    stage_words,
    status_words,
)

_KICKER = "The case for one function, for the ICB"


def _purpose(function: Function) -> Section:
    entries = [
        ("Purpose", "For decision"),
        ("Meeting and date", words.blank()),
        ("Author", words.blank()),
        ("Sponsor", words.blank()),
        ("Route so far", words.blank()),
    ]
    if function.holders:
        entries.append(("Conflicts of interest", words.CONFLICT.format(words.blank())))
    return Section("purpose", words.PURPOSE, (Facts(tuple(entries)), Inset(ICB_DECIDES)))


# --- what is asked --------------------------------------------------------------------------------


def _options(copy: Copy, entry: FunctionReadiness, function: Function) -> Table:
    """Not now, and every stage up to the one sought, with our own view of each."""
    order = copy.facts.matrix.policy.stage_order
    up_to = order[: order.index(entry.sought) + 1] if entry.sought in order else ()
    rows: list[tuple[Cell, ...]] = [("Not now", words.NO_DECISION, "–")]
    for stage in up_to:
        if stage in function.gates:
            result = entry.stages.get(stage)
            view = status_words(result) if result else "Not shown in this copy"
            rows.append((opening(stage_words(copy, stage)), words.option_words(copy, entry, stage), view))
    return Table("Options", ("Option", "What it means", "Our own view"), tuple(rows))


def _asked(copy: Copy, entry: FunctionReadiness, function: Function) -> Section:
    blocks: list[Block] = [Paragraph(words.asked_of_the_icb(copy, entry, function), lead=True)]
    if before := decided_before(copy, function):
        blocks += [Paragraph("What was decided on it before:"), Items(before)]
    if function.route:
        blocks.append(Facts((("Legal route", f"{function.route}. To be checked: {words.blank()}"),)))
    return Section("asked", words.ASKED, (*blocks, _options(copy, entry, function)))


def _stays() -> Section:
    kept = (*words.KEPT, words.blank("further matters, from the scheme of reservation and delegation"))
    return Section("stays", words.STAYS, (Items(kept),))


# --- how it stands --------------------------------------------------------------------------------


def _ready(copy: Copy, aim: StageResult) -> Section:
    blocks: list[Block] = [Paragraph(f"{status_words(aim)}. {words.tests_sentence(aim)}", lead=True)]
    if lost := REGRESSIONS[aim.regression]:
        blocks.append(Inset(lost))
    return Section("assessment", words.READY, (*blocks, *tests_tables(copy, aim.gate), Paragraph(took_part(copy))))


def _sure(copy: Copy, aim: StageResult, function: Function, solid: tuple[str, ...]) -> Section:
    """Both results, the answers still out, other ways of counting, and how far the documents were checked."""
    said = (both_results(aim), bounds_sentence(copy, aim), *solid, words.documents_sentence(copy, function))
    return Section("sure", words.SURE, (Items(tuple(text for text in said if text)),))


# --- what follows ---------------------------------------------------------------------------------


def _conditions(copy: Copy, aim: StageResult) -> Section:
    blocks: list[Block] = [Paragraph(words.conditions_sentence(aim))]
    if aim.conditions:
        rows = tuple(_condition_row(copy, aim))
        header = ("Condition", "Owner", "By when", "If it is missed")
        blocks.append(Table("Conditions", header, rows))
    elif findings := (*aim.gate.shortfalls, *aim.gate.unknowns):
        blocks.append(Items(tuple(in_place(copy, finding) for finding in findings)))
    return Section("conditions", words.CONDITIONS, tuple(blocks))


def _condition_row(copy: Copy, aim: StageResult) -> Iterator[tuple[Cell, ...]]:
    for condition in aim.conditions:
        taken = condition.commitment
        owner, due = (taken.owner, day(taken.due)) if taken else (words.blank(), words.blank())
        yield in_place(copy, condition.finding), owner, due, words.blank()


def _only_a_person() -> Section:
    sections = tuple(
        Section(f"on-{place}", name, (Paragraph(words.blank()),))
        for place, name in enumerate(words.ONLY_A_PERSON, start=1)
    )
    return Section("headings", words.HEADINGS, sections)


def _hand_back(copy: Copy, function: Function) -> Section:
    """The triggers of the matrix; of a function that is held, with what each says today."""
    holding = next((held for held in copy.holdings if held.grant.function == function.id), None)
    watched = holding.triggers if holding else ()
    entries = tuple(watched_words(copy, one) for one in watched)
    entries = entries or tuple(trigger_words(copy, trigger) for trigger in function.hand_back)
    entries = entries or tuple(words.blank("what would make us hand it back") for _ in range(3))
    held = (Paragraph(held_sentence(copy, holding)),) if holding else ()
    watch = Facts((("Who watches", words.blank()), ("How often", words.blank())))
    again = Paragraph(words.JUDGED_AGAIN)
    return Section("hand-back", words.HAND_BACK, (*held, Items(entries, numbered=True), watch, again))


def _stands(copy: Copy, entry: FunctionReadiness) -> str:
    """From which day the assessment no longer stands: where a paper runs out, else where the answers grow too old."""
    lapse = next((lapse for lapse in copy.lapses if lapse.function == entry.function), None)
    if entry.aim and lapse and any(test is not Test.FRESHNESS for test, _ in lapse.tests):
        return words.lapse_sentence(copy, entry.aim, lapse)
    return words.answers_stand_until(copy, entry)


def _review(copy: Copy, entry: FunctionReadiness, function: Function) -> Section:
    stands, recorded = _stands(copy, entry), Paragraph(words.RECORD_IT)
    blocks: tuple[Block, ...] = (
        Facts((("Review date", words.blank()),)),
        *((Paragraph(stands),) if stands else ()),
        Section("minutes", "Line for the minutes", (Paragraph(words.minute(copy, entry, function)), recorded)),
    )
    return Section("review", words.REVIEW, blocks)


def _annex(copy: Copy, aim: StageResult) -> Section:
    sentences = Items(tuple(finding_sentence(copy, finding) for finding in aim.gate.findings), numbered=True)
    blocks: list[Block] = [Inset(ICB_DECIDES), sentences, Paragraph(most_leaders(copy)), Paragraph(USED)]
    if copy.audience is not Audience.FACILITATOR:
        blocks.append(
            Section("withheld", "What this copy leaves out, and why", (Items(tuple(withheld_sentences(copy))),))
        )
    return Section("annex", words.ANNEX, tuple(blocks))


def function_view(copy: Copy, function_id: str, solid: tuple[str, ...] = ()) -> View:
    """The paper for one function sought; `solid` are sentences on how far the result can be trusted."""
    (entry,) = [entry for entry in copy.sought if entry.function == function_id]
    function, aim = copy.facts.matrix.policy.function_by_id[function_id], entry.aim
    judged = (_ready(copy, aim), _sure(copy, aim, function, solid), _conditions(copy, aim)) if aim else ()
    parts = (
        _purpose(function),
        _asked(copy, entry, function),
        _stays(),
        *judged,
        _only_a_person(),
        _hand_back(copy, function),
        _review(copy, entry, function),
        _annex(copy, aim) if aim else None,
    )
    return framed(copy, words.title(copy, function), _KICKER, parts)
