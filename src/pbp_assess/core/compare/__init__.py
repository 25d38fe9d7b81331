"""What changed between two rounds, and is it real? (method.md section 7)."""

from pbp_assess.core.compare.comparing import Comparison, compare
from pbp_assess.core.compare.criteria import CriterionChange, DomainChange
from pbp_assess.core.compare.functions import FunctionChange, Shift, StageChange
from pbp_assess.core.compare.moves import Direction, Grade, Moves, ShareMove, sign_test
from pbp_assess.core.compare.side import Matched, PanelChange, Side, Verdict, side_at, side_of

__all__ = [
    "Comparison",
    "CriterionChange",
    "Direction",
    "DomainChange",
    "FunctionChange",
    "Grade",
    "Matched",
    "Moves",
    "PanelChange",
    "ShareMove",
    "Shift",
    "Side",
    "StageChange",
    "Verdict",
    "compare",
    "side_at",
    "side_of",
    "sign_test",
]
