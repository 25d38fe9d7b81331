"""What is there to talk about on the day, and what is not for today?"""

from collections.abc import Iterator

from pbp_assess.core.agenda import Plan
from pbp_assess.core.disclosure import Copy, KeptBack
from pbp_assess.report.agenda.items import item_box
from pbp_assess.report.blocks import Block, Inset, Paragraph, Section
from pbp_assess.report.day.phrases import FOLDED
from pbp_assess.report.wording.agenda import day_plan, not_today, settled_sentence, today_heading
from pbp_assess.report.wording.readiness import ICB_DECIDES


def talk_blocks(copy: Copy, planned: Plan) -> Iterator[Block]:
    """One box for each question that the time is for, and what is left out."""
    if planned.today and KeptBack.LONE_VOICES in copy.kept_back:
        yield Paragraph(FOLDED)
    for place, item in enumerate(planned.today, start=1):
        yield item_box(copy, place, item)
    if planned.today and copy.sought:
        yield Inset(ICB_DECIDES)
    for text in (*not_today(copy, planned), settled_sentence(copy)):
        if text:
            yield Paragraph(text)


def to_talk_about(copy: Copy) -> Section:
    """The agenda as a part of the day's report, for the minutes that the matrix gives the discussion."""
    planned = day_plan(copy)
    return Section("talk", today_heading(copy, planned), tuple(talk_blocks(copy, planned)))
