"""Which functions does the place hold, on which terms, and does anything say that one should be handed back?"""

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.holding import Holding
from pbp_assess.report.blocks import Block, Items, Paragraph, Section
from pbp_assess.report.wording.held import function_held, held_heading, held_sentence, watched_words


def held(copy: Copy) -> Section | None:
    """Each function held, with what its triggers say today; None where none is held."""
    if not copy.holdings:
        return None
    return Section("held", held_heading(copy), tuple(_one(copy, holding) for holding in copy.holdings))


def _one(copy: Copy, holding: Holding) -> Section:
    triggers = tuple(watched_words(copy, one) for one in holding.triggers)
    blocks: tuple[Block, ...] = (Paragraph(held_sentence(copy, holding)),)
    if triggers:
        blocks += (Paragraph("What would make us hand it back:"), Items(triggers, numbered=True))
    return Section(f"held-{holding.grant.function}", function_held(copy, holding), blocks)
