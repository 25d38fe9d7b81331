"""What does the development-day report say, from top to bottom?

`day_view` turns a Copy into plain values; it reads nothing else, so that a report can never show what its
audience may not see. Where are we now, what has changed, what are we ready for: always in this order.
"""

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.disclosure.comparison import ComparisonCopy
from pbp_assess.report.blocks import Section, View
from pbp_assess.report.day.annex import annex
from pbp_assess.report.day.changed import changed
from pbp_assess.report.day.private import private
from pbp_assess.report.day.ready import ready_for
from pbp_assess.report.day.spread import levels_before
from pbp_assess.report.day.summary import summary, who_took_part
from pbp_assess.report.day.talk import to_talk_about
from pbp_assess.report.day.where import areas, matters_most, proud_of, told_us
from pbp_assess.report.frame import framed
from pbp_assess.report.wording.headline import round_title


def _now(copy: Copy, *, radar: bool) -> Section:
    sections = (
        who_took_part(copy),
        areas(copy, radar=radar),
        proud_of(copy),
        told_us(copy),
        matters_most(copy),
        to_talk_about(copy),
    )
    return Section("now", "Where are we now?", tuple(section for section in sections if section))


def day_view(copy: Copy, *, radar: bool = False, compared: ComparisonCopy | None = None) -> View:
    """The development-day report of one copy; `compared` sets it beside an earlier round, `radar` adds one."""
    parts = (
        summary(copy),
        _now(copy, radar=radar),
        Section("changed", "What has changed?", (changed(copy, compared),)),
        Section("ready", "What are we ready for?", ready_for(copy, levels_before(compared))),
        private(copy),
        Section("annex", "Annex: every question, test and rule", annex(copy)),
    )
    return framed(copy, round_title(copy), "Report for the development day", parts)
