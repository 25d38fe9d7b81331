"""Is a file beside the answers changed whole or not at all, and by one session at a time?"""

from pathlib import Path
from typing import Any

import pytest

import agreeing
import tiny
from agreeing import MODERATION
from hostile import TEXTS
from pbp_assess.core.records import Actions, AgreedLevel, Decisions, Evidence, Moderation, Themes
from pbp_assess.problems import ConflictError, InputError, UsageError
from pbp_assess.workspace.beside_answers import change, entry_of, path_of
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.lock import lock
from shell import files

WHO = "a test"


@pytest.fixture
def found(tmp_path: Path) -> Workspace:
    return agreeing.workspace(tmp_path / "work")


def entry(**fields: Any) -> AgreedLevel:
    usual = {"level": 2, "date": "2022-12-14", "sectors_present": ["icb"], "reason": "agreed"}
    return AgreedLevel.model_validate({**usual, **fields})


def adding(criterion: str = "GOV1", **fields: Any) -> Any:
    return lambda before: before.model_copy(update={"agreed": {**before.agreed, criterion: entry(**fields)}})


def changed(found: Workspace, edit: Any, **options: Any) -> Any:
    return change(found, agreeing.dossier(found), Moderation, edit, WHO, **options)


def test_each_file_lies_where_it_is_read(found: Workspace) -> None:
    dossier = agreeing.dossier(found)
    paths = [
        path_of(found, dossier, Moderation),
        path_of(found, dossier, Evidence),
        path_of(found, dossier, Themes),
        path_of(found, dossier, Actions),
        path_of(found, dossier, Decisions),
    ]
    assert [path.relative_to(found.root).as_posix() for path in paths] == [
        MODERATION,
        f"{agreeing.FOLDER}/evidence.yaml",
        f"{agreeing.FOLDER}/themes.yaml",
        f"assessments/{tiny.PLACE}/actions.yaml",
        f"assessments/{tiny.PLACE}/decisions.yaml",
    ]


def test_one_file_changes_and_nothing_is_left_beside_it(found: Workspace) -> None:
    before = files(found.root)
    done = changed(found, adding())
    after = files(found.root)
    assert {name: data for name, data in after.items() if before.get(name) != data}.keys() == {MODERATION}
    assert (done.before.agreed, agreeing.moderation(found)) == ({}, done.after)
    assert agreeing.dossier(found).moderation == done.after


def test_a_dry_run_checks_and_writes_nothing(found: Workspace) -> None:
    before = files(found.root)
    assert changed(found, adding(), dry_run=True).after.agreed["GOV1"].level == 2
    with pytest.raises(InputError):
        changed(found, adding(level=9), dry_run=True)
    assert files(found.root) == before


def test_what_changes_nothing_is_not_written(found: Workspace) -> None:
    changed(found, adding())
    (found.root / MODERATION).write_bytes((found.root / MODERATION).read_bytes() + b"# mine\n")
    changed(found, lambda before: before)
    assert (found.root / MODERATION).read_bytes().endswith(b"# mine\n")


def test_what_would_be_a_fault_is_refused_and_one_that_was_there_is_not(found: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        changed(found, adding("GOV9"))
    assert [problem.code for problem in caught.value.problems] == ["PBP306"]
    assert not (found.root / MODERATION).exists()
    dossier = agreeing.dossier(found)
    changed(found, adding())
    path = found.root / MODERATION
    path.write_text(path.read_text().replace("- icb", "- nobody"))
    change(found, dossier, Moderation, adding("GOV2"), WHO)
    assert list(agreeing.moderation(found).agreed) == ["GOV1", "GOV2"]


def test_what_could_not_be_read_again_is_not_written(found: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        changed(found, adding("not a code", level=2))
    assert {problem.code for problem in caught.value.problems} == {"PBP306"}
    moved = entry().model_copy(update={"reason": "x" * 20_001})
    with pytest.raises(InputError) as caught:
        changed(found, lambda before: before.model_copy(update={"agreed": {"GOV1": moved}}))
    assert [problem.code for problem in caught.value.problems] == ["PBP205"]
    assert not (found.root / MODERATION).exists()


def test_a_file_with_a_fault_of_shape_is_left_alone(found: Workspace) -> None:
    dossier, path = agreeing.dossier(found), found.root / MODERATION
    path.write_text("schema: pbp-assess/moderation/1\nagreed: no\n")
    with pytest.raises(InputError):
        change(found, dossier, Moderation, adding(), WHO)
    assert path.read_text().endswith("agreed: no\n")


def test_somebody_elses_change_in_between_is_never_lost(found: Workspace) -> None:
    dossier, path = agreeing.dossier(found), found.root / MODERATION
    theirs = b"schema: pbp-assess/moderation/1\n"

    def slow(before: Moderation) -> Moderation:
        path.write_bytes(theirs)
        after: Moderation = adding()(before)
        return after

    with pytest.raises(ConflictError, match="has changed since it was read"):
        change(found, dossier, Moderation, slow, WHO)
    assert path.read_bytes() == theirs


def test_another_session_that_writes_is_waited_for_by_hand(found: Workspace) -> None:
    dossier = agreeing.dossier(found)
    with lock(found.root / MODERATION, "somebody"), pytest.raises(ConflictError, match="somebody"):
        change(found, dossier, Moderation, adding(), WHO)
    assert not (found.root / MODERATION).exists()


def test_editors_are_told_where_the_schema_is_if_there_is_one(found: Workspace) -> None:
    changed(found, adding())
    assert "yaml-language-server" not in (found.root / MODERATION).read_text()
    found.schemas.mkdir(parents=True)
    (found.schemas / "moderation.schema.json").write_text("{}")
    changed(found, adding("GOV2"))
    line = "# yaml-language-server: $schema=../../../docs/schema/moderation.schema.json"
    head = (found.root / MODERATION).read_text().splitlines()
    assert head[:3] == [head[0], line, "schema: pbp-assess/moderation/1"]
    assert list(agreeing.moderation(found).agreed) == ["GOV1", "GOV2"]


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_is_typed_comes_back(found: Workspace, text: str) -> None:
    new = entry_of(AgreedLevel, **{**dict(entry()), "reason": text})
    changed(found, lambda before: before.model_copy(update={"agreed": {"GOV1": new}}))
    assert agreeing.moderation(found).agreed["GOV1"].reason == new.reason


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reason": " "}, "reason: string should have at least 1 character"),
        ({"reason": "x" * 20_001}, "reason: string should have at most 20000"),
        ({"dissent": -1}, "dissent: input should be greater than or equal to 0"),
        ({"sectors_present": ()}, "sectors present: tuple should have at least 1"),
    ],
)
def test_what_cannot_stand_there_is_said(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        entry_of(AgreedLevel, **{**dict(entry()), **fields})
