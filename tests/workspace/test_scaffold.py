"""Are ids, names and files made of what was told, checked before a byte is written?"""

import datetime
from pathlib import Path
from typing import Any

import pytest

from pbp_assess.core.assessment import Kind
from pbp_assess.problems import ConflictError, InputError, NotFoundError, PbpAssessError, UsageError
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.scaffold import Invitation, Opening, Plan, as_id, leaders_of, plan, sector_name, slug


def opening(**fields: Any) -> Opening:
    """What a first round is told."""
    whole: dict[str, Any] = {
        "name": "Oxfordshire",
        "icb": "Example ICB",
        "matrix": "place-partnership",
        "invited": (Invitation("Place director", "icb", Kind.MEMBER),),
        "opened": datetime.date(2024, 5, 13),
        **fields,
    }
    return Opening(**whole)


# --- ids and names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("GP lead, North", "gp-lead-north"),
        ("  Director of Public Health ", "director-of-public-health"),
        ("St Helens & Knowsley", "st-helens-knowsley"),
        ("2022", "2022"),
        ("x" * 80, "x" * 64),
        ("y" * 63 + " z", "y" * 63),
    ],
)
def test_an_id_is_made_of_words(words: str, made: str) -> None:
    assert slug(words) == made


@pytest.mark.parametrize("words", ["", "!!", "£", "CON", "Lpt1", "Ямал"])
def test_not_every_word_makes_an_id(words: str) -> None:
    with pytest.raises(UsageError, match="no id can be made of"):
        slug(words)


def test_an_id_given_as_such_has_to_be_one() -> None:
    assert as_id("2022-23-q3", "--round") == "2022-23-q3"
    for text in ("Q1", "a_b", "../x", "a/b", "-x", "a--b", " x"):
        with pytest.raises(UsageError, match="--round"):
            as_id(text, "--round")


@pytest.mark.parametrize(
    ("sector", "name"),
    [
        ("icb", "ICB"),
        ("nhs_trust", "NHS trust"),
        ("local_government", "Local government"),
        ("vcse", "VCSE"),
        ("general-practice", "General practice"),
    ],
)
def test_a_sector_gets_a_readable_name(sector: str, name: str) -> None:
    assert sector_name(sector) == name


def test_the_second_of_two_like_roles_gets_a_number() -> None:
    people = [Invitation(role, "icb", Kind.MEMBER) for role in ("Director", "director", "Director!", "Director 2")]
    assert [leader.id for leader in leaders_of(people)] == ["director", "director-2", "director-3", "director-2-2"]


# --- the plan -------------------------------------------------------------------------------------


def test_a_plan_writes_nothing_until_it_is_told_to(tmp_path: Path) -> None:
    made = plan(Workspace(tmp_path), opening())
    assert list(tmp_path.iterdir()) == []
    made.write()
    assert all(path.read_text("utf-8") == text for path, text in made.files.items())
    assert (made.place, made.round_id) == ("oxfordshire", "2024-25-q1")


def test_the_mark_is_written_last(tmp_path: Path) -> None:
    """A start that was cut short is no workspace."""
    found = Workspace(tmp_path)
    assert list(plan(found, opening()).files)[-1] == found.marker


def test_nothing_is_written_when_one_of_the_files_is_there(tmp_path: Path) -> None:
    made = plan(Workspace(tmp_path), opening())
    there = next(iter(made.files))
    there.parent.mkdir(parents=True)
    there.write_text("mine", encoding="utf-8")
    with pytest.raises(ConflictError, match="already there, and left alone"):
        made.write()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [there]


def test_a_file_that_appears_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(Path, "exists", lambda _: False)
    with pytest.raises(ConflictError, match="has changed since it was read"):
        Plan(Workspace(tmp_path), "p", "r", {path: "theirs"}).write()
    assert path.read_text("utf-8") == "mine"


def test_a_second_place_adds_only_its_own(tmp_path: Path) -> None:
    found = Workspace(tmp_path)
    plan(found, opening()).write()
    second = plan(found, opening(name="Berkshire West"))
    assert {path.relative_to(tmp_path).parts[:2] for path in second.files} == {("assessments", "berkshire-west")}


def test_warnings_are_those_that_validating_would_give(tmp_path: Path) -> None:
    made = plan(Workspace(tmp_path), opening())
    assert [problem.code for problem in made.warnings] == ["PBP327"] * 4


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"invited": ()}, UsageError),
        ({"invited": (Invitation("Housing director", "other", Kind.STAKEHOLDER),)}, UsageError),
        ({"aims": {"nothing": "partial"}}, NotFoundError),
        ({"aims": {"bcf_s75": "someday"}}, NotFoundError),
        ({"matrix": "nothing"}, NotFoundError),
        ({"round_id": "2019-20-q1"}, InputError),
        ({"icb": ""}, UsageError),
        ({"icb": "x" * 2001}, UsageError),
    ],
)
def test_what_cannot_stand_is_refused(tmp_path: Path, fields: dict[str, Any], error: type[PbpAssessError]) -> None:
    with pytest.raises(error):
        plan(Workspace(tmp_path), opening(**fields))


def test_a_folder_that_is_there_is_refused_unless_it_is_empty(tmp_path: Path) -> None:
    found = Workspace(tmp_path)
    home = found.place_folder("oxfordshire")
    home.mkdir(parents=True)
    plan(found, opening())
    (home / "notes.txt").touch()
    with pytest.raises(ConflictError, match="is already there, and was left alone; --place names another id"):
        plan(found, opening())
