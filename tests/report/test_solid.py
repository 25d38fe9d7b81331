"""Is it said in plain words how solid a verdict is, and nothing that the copy withholds?"""

from dataclasses import replace
from typing import Any

import pytest

import riverside
from build import answers, dossier, seated
from judging import CLOSED, policy
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, Copy, disclose
from pbp_assess.core.disclosure.solidity import Change, SolidityCopy, disclose_solidity
from pbp_assess.core.gate import Outcome, Withheld
from pbp_assess.core.robustness.path import Unlock
from pbp_assess.core.robustness.readings import Family, Reading
from pbp_assess.core.robustness.solidity import solidity
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording import solid as words

FACILITATOR, PARTNERSHIP, _ = Audience
GONE = Withheld.WITHHELD


def panel(column: str, **stage: Any) -> Dossier:
    """A round that seeks `bcf`."""
    asked = policy(stage={"share": "3/5", **stage})
    return dossier(asked, *answers(GOV1=column), round_={"aims": {"bcf": "partial"}})


def both(held: Dossier, audience: Audience = FACILITATOR) -> tuple[Copy, SolidityCopy]:
    """The copy of a round, and how solid `bcf` is."""
    found = disclose_solidity(solidity(held, [], CLOSED), audience, held.matrix.counting.minimum_cell)
    return disclose(assess(held, [], CLOSED), audience), found["bcf"]


def solid(column: str, audience: Audience = FACILITATOR, **fields: Any) -> SolidityCopy:
    """How solid `bcf` is, with fields of the copy put in."""
    return replace(both(panel(column), audience)[1], **fields)


@pytest.mark.parametrize(
    ("column", "said", "cell"),
    [
        pytest.param("3 3 3 3 3 3 3 3 2 2", words.FIRM, "would not change this", id="firm"),
        pytest.param("3 3 3 3 3 3 2 2 2 2", words.CLOSE_CALL, "could change this", id="a close call"),
        pytest.param("3 3 ? ? ?", words.TOO_FEW_YET, "too few yet", id="too few yet"),
    ],
)
def test_firm_or_a_close_call(column: str, said: str, cell: str) -> None:
    found = solid(column)
    assert (words.firm_sentence(found), words.firm_words(found)) == (said, cell)


def test_what_is_withheld_is_not_hinted_at() -> None:
    found = solid("3 3 3 2", PARTNERSHIP)
    assert words.solid_sentences(found) == (words.NOT_SHOWN,)
    assert (words.firm_words(found), words.ways_words(found)) == ("not shown", "not shown")
    shared = solid("3 3 3 3 3 3 2 2 2 2", PARTNERSHIP)
    assert (words.alone_sentence(shared), words.flip_sentence(shared)) == ("", "")
    copy, found = both(panel("3 3 3 3 2 2 2"), PARTNERSHIP)
    assert words.path_sentences(copy, found) == ()
    assert words.steps_words(found.path.needs[0]) == ""


SECTOR, SHARE = Change(Family.GROUPING, "sector"), Change(Family.SHARE, "1/2")


@pytest.mark.parametrize(
    ("same", "changes", "said", "cell"),
    [
        pytest.param(Ratio(0, 0), (), "There is no other way of counting this", "–", id="none"),
        pytest.param(Ratio(24, 24), (), "The same answer in all 24 other ways of counting.", "24 of 24 ways", id="all"),
        pytest.param(Ratio(1, 1), (), "The same answer in the one other way of counting.", "1 of 1 way", id="one"),
        pytest.param(
            Ratio(22, 24),
            (SECTOR, SHARE),
            "The same answer in 22 of 24 other ways of counting. It changes if sectors are counted equally, or if half "
            "of the leaders must see it.",
            "22 of 24 ways",
            id="two change it",
        ),
        pytest.param(
            Ratio(21, 24, up_to=22),
            (Change(Family.SHARE, "3/4"), Change(Family.MEMBER)),
            "The same answer in at least 21 of 24 other ways of counting. It changes if 3 in 4 leaders must see it, "
            "or if one leader or one organisation is left out.",
            "at least 21 of 24 ways",
            id="a range",
        ),
        pytest.param(
            Ratio(0, 2),
            (Change(Family.PRIVATE), Change(Family.HOLDERS)),
            "The same answer in none of 2 other ways of counting. It changes if only the private answers count, or if "
            "those who would hold the function are left out.",
            "0 of 2 ways",
            id="none the same",
        ),
    ],
)
def test_other_ways_of_counting(same: Ratio, changes: tuple[Change, ...], said: str, cell: str) -> None:
    found = solid("3 3 3 3 2 2 2", PARTNERSHIP, same=same, changes=changes)
    assert words.ways_sentence(found).startswith(said)
    assert words.ways_words(found) == cell


def test_every_kind_has_its_words() -> None:
    found = solid("3 3 3 3 2 2 2")
    plain = {words.change_words(found, Change(family)) for family in set(Family) - {Family.GROUPING, Family.SHARE}}
    assert len(plain) == len(Family) - 2
    assert len({words.change_words(found, Change(Family.GROUPING, each)) for each in ("person", "organisation")}) == 2


def test_what_is_not_counted_is_said() -> None:
    found = solid("3 3 3 3 2 2 2", PARTNERSHIP, untold=(Family.INVITED, Family.HOLDERS))
    assert words.solid_sentences(found)[-1] == (
        "What it would be if invited voices are counted in or if those who would hold the function are left out is not "
        "shown: too few people are behind that."
    )


def test_the_facilitators_own_sentences() -> None:
    found = solid("3 3 3 3 2 2 2")
    assert words.alone_sentence(found).endswith("would change this: that of m5, m6 and m7.")
    assert words.flip_sentence(found) == (
        "One answer on the other side of the level needed would change this; no fewer would."
    )
    assert words.flip_sentence(replace(found, to_flip=None)).startswith(
        "No number of leaders crossing the level needed"
    )
    without, half = Reading(Family.MEMBER, "m5", Outcome.MET), Reading(Family.SHARE, "1/2", Outcome.NOT_MET)
    assert words.reading_words(found, without) == "without m5: met"
    assert words.reading_words(found, half) == "if half of the leaders must see it: not met"


def test_firm_is_not_said_of_two_answers_where_two_would_do() -> None:
    found = replace(solid("3 3 3 3 2 2 2"), firm=True, to_flip=2)
    assert (words.firm_sentence(found), words.firm_words(found)) == (words.FIRM_BUT_FOR_TWO, "one would not, two could")
    assert words.firm_sentence(replace(found, to_flip=3)) == words.FIRM
    assert words.firm_sentence(replace(found, to_flip=Withheld.WITHHELD)) == words.FIRM
    assert words.firm_sentence(replace(found, firm=False)) == words.CLOSE_CALL


# --- what would need to be in place ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "stage", "said"),
    [
        pytest.param("3 3 3 3 3", {}, ["Every test is met: nothing would have to change."], id="met"),
        pytest.param("3 3 3 2 2 2", {}, ["one step in all is the least", "every test would be met"], id="enough"),
        pytest.param(
            "0 0 3 3 2 2", {"split": "moderated"}, ["two steps in all are the least", "would not do"], id="no"
        ),
        pytest.param("3 3 ? ? ?", {}, ["No share of the leaders is short"], id="not a matter of steps"),
    ],
)
def test_the_least_that_would_have_to_change(column: str, stage: dict[str, Any], said: list[str]) -> None:
    sentences = words.path_sentences(*both(panel(column, **stage)))
    assert len(sentences) == len(said)
    assert all(part in sentence for part, sentence in zip(said, sentences, strict=True))


def test_steps_of_one_question() -> None:
    _, found = both(panel("3 3 3 2 2 2"))
    assert words.steps_words(found.path.needs[0]) == "one step at least"


def test_what_several_functions_wait_for() -> None:
    copy = riverside.copy()
    several = Unlock("FIN1", 2, ("pool", "local"), ("local",))
    assert words.unlock_words(copy, several, 4).endswith(
        "missing in two of four; nothing else is missing for Local schemes"
    )
    assert words.unlock_words(copy, replace(several, alone=()), 4).endswith(": missing in two of four")
    assert "missing" not in words.unlock_words(copy, replace(several, functions=("pool",), alone=()), 1)


def test_no_id_of_a_leader_in_a_shared_copy() -> None:
    held = dossier(
        policy(stage={"share": "3/5"}),
        *answers(GOV1="3 3 3 3 3 3 2 2 2 2"),
        members=seated(icb=5, trust=5),
        round_={"aims": {"bcf": "partial"}},
    )
    copy, found = both(held, PARTNERSHIP)
    said = " ".join([*words.solid_sentences(found), *words.path_sentences(copy, found), words.alone_sentence(found)])
    assert not [leader for leader in held.round.members if leader in said.split()]
