"""How far can the verdict be trusted?"""

from pbp_assess.core.robustness.bounds import Bounds, bounds

__all__ = ["Bounds", "bounds"]
