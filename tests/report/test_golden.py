"""Is a whole report still what somebody last read and approved?

After a change that is meant: `pytest tests/report --update-golden`, and read the difference.
"""

from pathlib import Path

import pytest

import riverside
from pbp_assess.report.html import to_html
from pbp_assess.report.markdown import to_markdown
from pbp_assess.report.view import day_view

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.mark.parametrize("name", ["day.md", "day.html"])
def test_the_report_is_as_approved(name: str, request: pytest.FixtureRequest) -> None:
    view = day_view(riverside.copy(riverside.PARTNERSHIP, None, riverside.before()))
    text = to_markdown(view) if name.endswith(".md") else to_html(view)
    if request.config.getoption("--update-golden"):
        (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
    assert text == (GOLDEN / name).read_text(encoding="utf-8")
