"""What holds for every test: Hypothesis draws the same examples in each run; golden files change on request."""

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden`: the golden files become what is printed now."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew; read the difference")
