"""What may only the facilitators see? Nothing here stands in any other copy."""

from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.core.gate import Withheld
from pbp_assess.report.blocks import Block, Facts, Inset, Items, Paragraph, Section
from pbp_assess.report.wording.counts import listed, number, opening, things
from pbp_assess.report.wording.facilitator import LATE, straight_lining

WARNING = "Facilitators only: do not pass on. It names people by their id and shows what single answers say."


def _sectors(copy: Copy) -> tuple[str, str]:
    if isinstance(copy.sectors_heard, Withheld) or not copy.sectors_required:
        return "Sectors heard", "the matrix requires none"
    silent = [sector for sector in copy.sectors_required if sector not in copy.sectors_heard]
    heard = f"{len(copy.sectors_heard)} of {len(copy.sectors_required)} required"
    return "Sectors heard", f"{heard}; not yet: {listed(silent)}" if silent else heard


def _people(label: str, ids: tuple[str, ...] | Withheld) -> tuple[str, str]:
    shown = () if isinstance(ids, Withheld) else ids
    return label, f"{number(len(shown))}: {listed(shown)}" if shown else "nobody"


def _alone(copy: Copy) -> list[str]:
    """Questions on which one or two people stand apart."""
    return [
        entry.criterion.name
        for entry in copy.criteria.values()
        if entry.agreement is not None and entry.agreement.outlier
    ]


def _dissent(copy: Copy) -> list[str]:
    return [
        f"{copy.criteria[name].criterion.name}: "
        + ("not noted" if agreed.dissent is None else f"{number(int(agreed.dissent))} disagreed")
        for name, agreed in copy.agreed.items()
        if name in copy.criteria and not isinstance(agreed.dissent, Withheld)
    ]


def private(copy: Copy) -> Section | None:
    """The facilitators' own page; None in every other copy."""
    if copy.audience is not Audience.FACILITATOR:
        return None
    facts = (
        _sectors(copy),
        _people(straight_lining(copy), copy.straight_lining),
        _people(LATE, copy.edited_late),
    )
    blocks: list[Block] = [Inset(WARNING), Facts(facts)]
    if alone := _alone(copy):
        on = f"On {things(len(alone), 'question')} one or two people stand apart. Ask them how they want it raised:"
        blocks += [Paragraph(on), Items(tuple(alone))]
    if dissent := _dissent(copy):
        blocks += [Paragraph("How many disagreed with a level agreed on the day:"), Items(tuple(dissent))]
    kept = [theme.text for theme in copy.themes if not theme.released]
    if kept:
        blocks += [Paragraph(f"{opening(things(len(kept), 'theme'))} not released:"), Items(tuple(kept))]
    return Section("facilitators", "For the facilitators only", tuple(blocks))
