"""How does a test store a round, and compare two that were stored?

`kept(part(columns={...}))` is the snapshot of a round, `beside(before, after)` the partners' copy of two compared.
"""

from datetime import date

from comparing import side
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import compare
from pbp_assess.core.disclosure import Audience, Copy, disclose
from pbp_assess.core.disclosure.comparison import ComparisonCopy, disclose_comparison
from pbp_assess.core.snapshot import Stored, snapshot_of
from pbp_assess.formats.documents import dump
from pbp_assess.workspace.files import content_hash

PARTNERSHIP = Audience.PARTNERSHIP


def copy_of(held: Dossier, *earlier: Dossier, as_of: date | None = None) -> Copy:
    """The partners' copy of a round, judged at its close."""
    return disclose(assess(held, earlier, as_of or held.round.closed or held.round.opened), PARTNERSHIP)


def beside(before: Dossier, after: Dossier) -> ComparisonCopy:
    """The partners' copy of two rounds compared."""
    return disclose_comparison(compare(side(before), side(after, before)), PARTNERSHIP)


def kept(held: Dossier, *earlier: Dossier, since: ComparisonCopy | None = None, as_of: date | None = None) -> Stored:
    """The snapshot of a round, with what was found against the round before it."""
    text = dump(held.matrix)
    pin = held.round.matrix.model_copy(update={"sha256": content_hash(text.encode())})
    opened = held.round.model_copy(update={"matrix": pin})
    return Stored(snapshot_of(copy_of(held, *earlier, as_of=as_of), opened, text, since, "0.1.0"), held.matrix)
