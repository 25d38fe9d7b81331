"""Who may see what? The one place that withholds (method.md section 8)."""

from pbp_assess.core.disclosure.copy import (
    AgreedCopy,
    Audience,
    Band,
    Copy,
    CriterionCopy,
    KeptBack,
    Kinds,
    SectorCopy,
    SectorFigures,
    Together,
)
from pbp_assess.core.disclosure.counts import FEWEST_PRINTED, bands, blurred
from pbp_assess.core.disclosure.leader import LeaderCopy, disclose_leader
from pbp_assess.core.disclosure.result import disclose

__all__ = [
    "FEWEST_PRINTED",
    "AgreedCopy",
    "Audience",
    "Band",
    "Copy",
    "CriterionCopy",
    "KeptBack",
    "Kinds",
    "LeaderCopy",
    "SectorCopy",
    "SectorFigures",
    "Together",
    "bands",
    "blurred",
    "disclose",
    "disclose_leader",
]
