"""What has changed? In a first round nothing can have; later, what became of the actions is said here."""

from pbp_assess.core.assess import Commitment
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.disclosure.comparison import ComparisonCopy
from pbp_assess.report.blocks import Block, Cell, Paragraph, Section, Table
from pbp_assess.report.day.spread import moved_chart
from pbp_assess.report.wording import comparison
from pbp_assess.report.wording.changes import (
    REPORT_OF_ITS_OWN,
    actions_sentence,
    change_sentence,
    changed_heading,
    commitment_status,
    earlier_commitments,
)
from pbp_assess.report.wording.counts import day


def actions_table(copy: Copy, caption: str, taken: tuple[Commitment, ...]) -> Table:
    """Actions with owner, date and where they stand on the day the report is read as at."""
    rows: list[tuple[Cell, ...]] = [
        (entry.what, entry.owner, day(entry.due), commitment_status(copy, entry)) for entry in taken
    ]
    return Table(caption, ("What", "Owner", "Due", f"On {day(copy.facts.as_of)}"), tuple(rows))


def changed(copy: Copy, compared: ComparisonCopy | None = None) -> Section:
    """The middle question of three; the headline of the comparison where there is one."""
    if compared is None:
        blocks: list[Block] = [Paragraph(change_sentence(copy))]
    else:
        chart = moved_chart(copy, compared)
        blocks = [Paragraph(" ".join(comparison.headline(compared))), *([chart] if chart else [])]
        blocks.append(Paragraph(REPORT_OF_ITS_OWN))
    if not copy.facts.first_round and (taken := earlier_commitments(copy)):
        blocks += [Paragraph(actions_sentence(copy)), actions_table(copy, "Actions of earlier rounds", taken)]
    return Section("since", comparison.changed_title(compared) if compared else changed_heading(copy), tuple(blocks))
