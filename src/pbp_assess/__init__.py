"""pbp-assess: maturity self-assessment and readiness for delegation of place-based partnerships."""

__version__ = "0.1.0"
