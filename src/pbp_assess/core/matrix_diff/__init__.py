"""How do two matrices differ, and what does each difference break?"""

from pbp_assess.core.matrix_diff.difference import Difference, Effect, Kind, Path, Placed
from pbp_assess.core.matrix_diff.differences import differences
from pbp_assess.core.matrix_diff.proposal import Proposal, propose

__all__ = ["Difference", "Effect", "Kind", "Path", "Placed", "Proposal", "differences", "propose"]
