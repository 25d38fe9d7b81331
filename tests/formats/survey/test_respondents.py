"""Is every respondent found who can be, and nobody taken for somebody else? Is nothing kept that may be a name?"""

from typing import Any

import pytest

from asking import a_round, with_deputy
from pbp_assess.core.assessment import Dossier
from pbp_assess.formats.survey.reply import Reply
from pbp_assess.formats.survey.respondents import NOBODY, Respondents, folded, respondents_of
from pbp_assess.problems import Location

MEMBERS = "place-director:icb gp-lead-north:primary_care gp-lead-south:primary_care"
NAMES = {
    "place-director": ("Jane O'Neill", "jane.oneill@example.org"),
    "gp-lead-north": ("Sam Smith", "sam@example.org"),
    "gp-lead-south": ("Sam Smith", "s.smith@example.org"),
}
CODES = {"K7Q2X": "place-director", "M3RTY": "gp-lead-north"}


def reply(typed: str = "", *, name: str = "", email: str = "") -> Reply:
    return Reply(where=lambda *_, **__: Location("f"), typed=typed, name=name, email=email)


def known(asked: Dossier | None = None, **said: str) -> Respondents:
    return respondents_of(asked or a_round(members=MEMBERS), CODES, NAMES, said)


@pytest.mark.parametrize(
    ("one", "leader"),
    [
        (reply("place-director"), "place-director"),
        (reply(" Place Director "), "place-director"),
        (reply("PLACE_DIRECTOR"), "place-director"),
        (reply("gp lead—north"), "gp-lead-north"),
        (reply("k7q2x"), "place-director"),
        (reply("K7Q 2X"), "place-director"),
        (reply("K7Q-2X."), "place-director"),
        (reply("Jane O’Neill"), "place-director"),
        (reply("JANE.ONEILL@example.org"), "place-director"),
        (reply(email="Jane.ONeill@Example.org"), "place-director"),
        (reply(name="jane  o'neill"), "place-director"),
        (reply("?", email="sam@example.org"), "gp-lead-north"),
        (reply("place-director", email="sam@example.org"), "place-director"),
        (reply(name="Sam Smith"), None),
        (reply(name="Sam Smith", email="s.smith@example.org"), "gp-lead-south"),
        (reply("Sam"), None),
        (reply("gp-lead"), None),
        (reply("K7Q2Z"), None),
        (reply(""), None),
        (reply("-"), None),
    ],
)
def test_who_it_is(one: Reply, leader: str | None) -> None:
    assert known().of(one) == leader


def test_what_the_user_said_comes_first() -> None:
    said = known(K7Q2Z="gp-lead-south", test=NOBODY, old="somebody-else")
    assert [said.of(reply(typed)) for typed in ("k7q2z", "TEST", "old")] == ["gp-lead-south", NOBODY, None]


def test_a_deputy_may_answer() -> None:
    assert known(with_deputy()).of(reply("locum")) == "locum"
    assert known(with_deputy()).ids == ("director", "gp", "locum")


def test_suggestions_are_the_likeliest_first() -> None:
    assert known().nearest(reply("gp-lead-nort"))[0] == "gp-lead-north"
    assert known().nearest(reply(name="Jane ONeil")) == ["place-director"]
    assert known().nearest(reply("qqqqqq")) == []


@pytest.mark.parametrize(
    ("typed", "leader", "kept"),
    [
        ("K7Q2Z", "place-director", True),
        ("place directr", "place-director", True),
        ("K7Q2Z", "gp-lead-north", False),
        ("Jane", "place-director", False),
        ("Jane O'Neill", "place-director", False),
        ("JO", "place-director", False),
        ("jane.oneill", "place-director", False),
        ("TEST", NOBODY, False),
    ],
)
def test_only_a_code_with_a_slip_may_be_kept(typed: str, leader: str, kept: bool) -> None:
    assert known().may_be_kept(typed, leader) is kept


def test_a_name_is_not_kept_even_where_it_is_like_an_id() -> None:
    asked = a_round(members="jane-smith:icb")
    named: Any = respondents_of(asked, {}, {"jane-smith": ("Jane Smyth",)}, {})
    assert named.of(reply("Jane Smyth")) == "jane-smith"
    assert not named.may_be_kept("Jane Smyth", "jane-smith")


def test_a_code_is_compared_without_what_people_put_into_it() -> None:
    assert folded(" K7Q-2x. ") == "k7q2x"
    assert folded("\u00a0Gp\u2013Lead NORTH") == "gpleadnorth"
