"""Does the shipped example show what an assessment can look like, and say everywhere that it is invented?"""

import datetime
from functools import cache
from pathlib import Path

import pytest

from pbp_assess.cli.app import run
from pbp_assess.core.assess import AssessmentResult, assess
from pbp_assess.core.assessment import Dossier, Kind, State
from pbp_assess.core.gate import Status
from pbp_assess.core.matrix import DocumentState
from pbp_assess.formats.documents import BY_HAND, KINDS, dump, load
from pbp_assess.workspace.history import read_history
from pbp_assess.workspace.layout import Workspace

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "assessments" / "oxfordshire"
FIRST, LATER = "2022-23-q3", "2024-25-q1"
FILES = sorted(PLACE.rglob("*.yaml"))


@cache
def dossier(round_id: str) -> Dossier:
    history = read_history(Workspace(ROOT), "oxfordshire", round_id)
    assert history.problems == ()
    return history.require()[0]


@cache
def result(round_id: str) -> AssessmentResult:
    this, earlier = read_history(Workspace(ROOT), "oxfordshire", round_id).require()
    assert this.round.closed is not None
    return assess(this, earlier, this.round.closed)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PLACE)))
def test_every_file_says_at_its_head_that_it_is_invented(path: Path) -> None:
    assert [line for line in path.read_text("utf-8").splitlines()[:3] if line.startswith("# Illustrative: ")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PLACE)))
def test_what_the_tool_owns_is_as_the_tool_writes_it(path: Path) -> None:
    text = path.read_text("utf-8")
    kind = next(line for line in text.splitlines() if line.startswith("schema: ")).split("/")[1]
    if KINDS[kind] in BY_HAND:
        return
    loaded = load(KINDS[kind], text.encode(), path.name)
    assert loaded.model is not None
    for_editors = [line for line in text.splitlines(keepends=True) if line.startswith("# yaml-language-server")]
    assert text.replace(for_editors[0], "") == dump(loaded.model, illustrative=True)


def test_who_is_asked() -> None:
    for round_id in (FIRST, LATER):
        asked = dossier(round_id).round
        assert (len(asked.members), len(asked.stakeholders)) == (11, 6)
        assert set(dossier(round_id).sheets) == set(asked.asked)


def test_one_joiner_one_leaver_one_successor() -> None:
    before, after = dossier(FIRST).round.members.keys(), dossier(LATER).round.members.keys()
    panel = dossier(LATER).panel.by_id
    assert before - after == {"gp-lead-city", "acute-trust-chief-executive"}
    assert after - before == {"children-services-director", "acute-trust-chief-executive-2"}
    assert panel["acute-trust-chief-executive-2"].succeeds == "acute-trust-chief-executive"
    assert panel["gp-lead-city"].left is not None
    assert panel["children-services-director"].joined is not None
    assert before | after == {leader.id for leader in panel.values() if leader.kind is Kind.MEMBER}


def test_the_later_round_shows_every_status() -> None:
    sought = {function.function: function.aim for function in result(LATER).sought}
    assert {name: aim.gate.status for name, aim in sought.items() if aim} == {
        "vcse_prevention": Status.READY_WITH_CONDITIONS,
        "bcf_s75": Status.DEVELOPING,
        "primary_care_local": Status.INSUFFICIENT_EVIDENCE,
        "quality_performance": Status.READY,
    }


def test_what_was_agreed_on_the_day_settles_a_result() -> None:
    private = {function.function: function.aim.private.status for function in result(LATER).sought if function.aim}
    assert private["quality_performance"] is Status.INSUFFICIENT_EVIDENCE


def test_the_condition_has_an_owner_and_a_date() -> None:
    action = next(action for action in dossier(LATER).actions.actions if action.function == "vcse_prevention")
    assert (action.criterion, action.owner) == ("COM3", "county-chief-executive")
    assert action.due == datetime.date(2024, 10, 31)


def test_one_action_is_done_and_one_is_late() -> None:
    closed = dossier(LATER).round.closed
    actions = dossier(LATER).actions.actions
    assert closed is not None
    assert "done" in {action.status for action in actions}
    assert [action.id for action in actions if action.status == "open" and action.due < closed] == ["risk-terms"]


def test_every_state_of_an_answer_occurs() -> None:
    assert all(result(LATER).states[state] for state in State)


def test_splits_two_camps_and_outliers_occur() -> None:
    for round_id in (FIRST, LATER):
        spread = [entry.agreement for entry in result(round_id).profile.criteria.values() if entry.agreement]
        assert any(agreement.split for agreement in spread)
        assert any(agreement.outlier for agreement in spread)
    later = result(LATER).profile.criteria
    assert [name for name, entry in later.items() if entry.agreement and entry.agreement.polarised] == ["CAR4"]


def test_one_criterion_was_settled_on_each_day() -> None:
    assert list(dossier(FIRST).moderation.agreed) == ["LEA2"]
    assert list(dossier(LATER).moderation.agreed) == ["COM2"]


def test_records_and_documents_in_every_state() -> None:
    records = {criterion.id for criterion in dossier(LATER).matrix.criteria if criterion.record}
    assert dossier(LATER).evidence.records.keys() == records
    papers = [entry.state for entries in dossier(LATER).evidence.documents.values() for entry in entries.values()]
    assert set(papers) == set(DocumentState)


def test_themes_some_released_and_some_to_be_proud_of() -> None:
    for round_id in (FIRST, LATER):
        themes = dossier(round_id).themes.themes
        assert 4 <= len(themes) <= 6
        assert {theme.released for theme in themes} == {True, False}
        assert sum(theme.strength and theme.released and bool(theme.criteria) for theme in themes) >= 2
        assert {theme.heard for theme in themes} == {"most", "several", "a few"}


def test_leaders_said_what_they_think_and_what_matters() -> None:
    for round_id in (FIRST, LATER):
        sheets = dossier(round_id).sheets.values()
        assert sum(bool(sheet.answers) for sheet in sheets) > 12
        assert {len(set(sheet.choose)) for sheet in sheets} == {0, 5}
        assert sum(bool(sheet.choose) for sheet in sheets) > 12


# --- the story ------------------------------------------------------------------------------------


def levels(round_id: str, *criteria: str) -> list[int | None]:
    profile = result(round_id).profile.criteria
    return [profile[criterion].held.level for criterion in criteria]


def at_or_above(round_id: str, domain: str, level: int) -> int:
    found = next(entry for entry in result(round_id).profile.domains if entry.domain.id == domain)
    return found.held.at_least(level)


def test_in_2022_relationships_are_ahead_of_governance_and_money() -> None:
    together = at_or_above(FIRST, "PUR", 2) + at_or_above(FIRST, "LEA", 2)
    assert together > at_or_above(FIRST, "GOV", 2) + at_or_above(FIRST, "FIN", 2)


def test_by_2024_urgent_care_prevention_and_inequalities_are_up_and_involvement_is_not() -> None:
    risen = ("CAR2", "CAR5", "CAR6", "POP3", "POP4")
    assert levels(FIRST, *risen) == [1, 1, 1, 1, 1]
    assert levels(LATER, *risen) == [2, 2, 2, 3, 2]
    assert levels(LATER, "COM1") == [1]


def test_nothing_has_been_formally_handed_over() -> None:
    assert levels(LATER, "GOV1", "GOV2") == [2, 2]
    assert not any(function.highest_met == "full" for function in result(LATER).functions)


KEPT = [(FIRST, "day"), *((LATER, kind) for kind in ("day", "outcome", "summary", "quarter"))]


@pytest.mark.parametrize(("round_id", "kind"), KEPT)
def test_the_reports_kept_here_are_what_the_example_gives_today(
    round_id: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["report", kind, "--round", round_id, "--output", str(tmp_path), "--quiet"]) == 0
    for name in (f"{kind}.md", f"{kind}.html"):
        kept = (ROOT / "reports" / PLACE.name / round_id / name).read_bytes()
        assert (tmp_path / name).read_bytes().replace(b"\r\n", b"\n") == kept.replace(b"\r\n", b"\n")
        assert b"Illustrative" in kept


def test_no_other_report_is_kept_here() -> None:
    kept = {path.relative_to(ROOT / "reports" / PLACE.name).with_suffix("") for path in ROOT.glob("reports/*/*/*")}
    assert kept == {Path(round_id) / kind for round_id, kind in KEPT}
