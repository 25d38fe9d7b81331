"""Are codes drawn once and far apart, and is what was matched by hand kept?"""

from itertools import combinations
from pathlib import Path

import pytest

import tiny
from build import ROUND
from pbp_assess.core.assessment import Dossier
from pbp_assess.formats.survey.respondents import folded
from pbp_assess.problems import InputError
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.sheets import read_form
from pbp_assess.workspace.survey import ALPHABET, LENGTH, draw_codes, keep, read_map, read_survey

MANY = " ".join(f"leader-{number}" for number in range(60))


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return tiny.workspace(tmp_path, members=MANY)


def asked(place: Workspace) -> Dossier:
    return read_form(place, tiny.PLACE, ROUND)


def test_a_slip_in_one_sign_makes_nobody_elses_code(place: Workspace) -> None:
    codes = draw_codes(place, asked(place), "a test")
    assert list(codes) == list(asked(place).round.asked)
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes.values())
    for one, other in combinations(codes.values(), 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) >= 2
    assert not set("01ILOU") & set(ALPHABET)
    assert {folded(code) for code in codes.values()}.isdisjoint(map(folded, codes))


def test_whoever_has_a_code_keeps_it(place: Workspace) -> None:
    first = draw_codes(place, asked(place), "a test")
    assert draw_codes(place, asked(place), "a test") == first
    written = read_survey(place, asked(place))
    assert written is not None
    assert written.survey.codes == first


def test_a_dry_run_keeps_nothing(place: Workspace) -> None:
    draw_codes(place, asked(place), "a test", dry_run=True)
    assert read_survey(place, asked(place)) is None


def test_what_is_matched_is_added_to_what_is_there(place: Workspace) -> None:
    codes = draw_codes(place, asked(place), "a test")
    assert keep(place, asked(place), "a test", columns={"How clear?": "GOV1"}, respondents={})
    assert keep(place, asked(place), "a test", columns={"Lunch?": "ignore"}, respondents={"K7Q": "leader-1"})
    assert not keep(place, asked(place), "a test", columns={"Lunch?": "ignore"}, respondents={})
    assert not keep(place, asked(place), "a test", columns={}, respondents={})
    found = read_survey(place, asked(place))
    assert found is not None
    assert found.survey.columns == {"How clear?": "GOV1", "Lunch?": "ignore"}
    assert (found.survey.respondents, found.survey.codes) == ({"K7Q": "leader-1"}, codes)


def test_an_address_cannot_stand_in_it(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("schema: pbp-assess/survey/1\nrespondents:\n  jane@example.org: leader-1\n", encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_map(path, "map.yaml")
    assert [(problem.code, problem.location.line, problem.private) for problem in told.value.problems] == [
        ("PBP206", 3, True)
    ]
