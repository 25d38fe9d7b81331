"""Is each kind of report still what somebody last read and approved?

After a change that is meant: `pytest tests/report --update-golden`, and read the difference.
"""

from pathlib import Path

import pytest

import riverside
from kinds import view
from pbp_assess.report.markdown import to_markdown
from pbp_assess.report.wording.facilitator import Waiting

GOLDEN = Path(__file__).parent.parent / "golden"
KINDS = {
    "summary": {},
    "outcome": {},
    "function": {"subject": "pool"},
    "leader": {"subject": "m7"},
    "facilitator": {"waiting": (Waiting("Housing director", "form", 32, 1, 6),)},
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_report_is_as_approved(kind: str, request: pytest.FixtureRequest) -> None:
    held = riverside.now()
    if kind == "facilitator":  # who is not in yet is asked while the round is open
        held = riverside.now(round=held.round.model_copy(update={"closed": None}))
    text = to_markdown(view(kind, held, riverside.before(), **KINDS[kind]))  # type: ignore[arg-type]  # one of them
    path = GOLDEN / f"{kind}.md"
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
