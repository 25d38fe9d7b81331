"""Does each line typed while levels are agreed lead where it should, and is only what is whole to be saved?"""

from pathlib import Path

import pytest

import agreeing
from agreeing import TODAY
from pbp_assess.cli.moderation.steps import Ask, Room, Sitting, begin, step
from pbp_assess.cli.register import Names
from pbp_assess.cli.values import day
from pbp_assess.core.assess import assess
from pbp_assess.core.records import AgreedLevel, Dissenter
from pbp_assess.core.register import Person

WHOLE = ("2", "Drafted", "", "the draft", "1=1, 2=4", "")
"""A level of GOV1, a reason, the sectors as usual, evidence, hands, nothing on dissent."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    dossier = agreeing.dossier(agreeing.workspace(tmp_path_factory.mktemp("round") / "work"))
    today = day(TODAY, "")
    assert today is not None
    result = assess(dossier, (), today)
    return Room(dossier, result, Names({"m4": Person(name="Ann Example")}), ("GOV2", "GOV1"), today)


def at(room: Room, *lines: str, criterion: str = "GOV1", agreed: dict[str, AgreedLevel] | None = None) -> Sitting:
    sitting = begin(room, agreed or {}, criterion)
    for line in lines:
        sitting = step(sitting, line)
    return sitting


def saved(sitting: Sitting) -> AgreedLevel:
    assert sitting.save is not None
    assert sitting.save[1] is not None
    return sitting.save[1]


# --- a level and what belongs to it ---------------------------------------------------------------


def test_a_level_is_whole_once_all_that_belongs_to_it_was_asked(room: Room) -> None:
    asked = [at(room, *WHOLE[:number]).ask for number in range(len(WHOLE))]
    assert asked == [Ask.LEVEL, Ask.REASON, Ask.SECTORS, Ask.EVIDENCE, Ask.HANDS, Ask.DISSENT]
    assert not any(at(room, *WHOLE[:number]).save for number in range(len(WHOLE)))
    done = at(room, *WHOLE)
    entry = saved(done)
    assert (entry.level, str(entry.date), entry.reason, entry.evidence) == (2, TODAY, "Drafted", "the draft")
    assert (entry.sectors_present, entry.revote, entry.dissent) == (("icb", "council", "voice"), {1: 1, 2: 4}, None)
    assert done.agreed == {"GOV1": entry}
    assert "GOV1: 2, Level 2: GOV1 as at level 2. Agreed and saved." in done.said


def test_who_differs_may_be_named(room: Room) -> None:
    asked = at(room, *WHOLE[:-1], "2")
    assert asked.ask is Ask.NAMED
    assert saved(step(asked, "")).dissenters == ()
    named = step(asked, "M2, m5")
    assert named.ask is Ask.WORDS
    entry = saved(step(step(named, "not in our wards"), ""))
    assert entry.dissenters == (Dissenter(leader="m2", words="not in our wards"), Dissenter(leader="m5"))
    assert entry.dissent == 2
    assert saved(at(room, *WHOLE[:-1], "0")).dissent == 0


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ((), "", "Type the level agreed"),
        ((), "9", "The levels go from 0 to 4."),
        ((), "GOV9", "Type the level agreed"),
        ((), "jump GOV9", "No criterion 'GOV9'"),
        ((), "clear", "Nothing has been agreed on GOV1."),
        (("2",), "", "A sentence is needed"),
        (("2",), "as Ann Example said", "The reason holds a name of the register"),
        (("2", "r"), "icbb", "No sector 'icbb'"),
        (("2", "r", ""), "by Ann Example", "The evidence holds a name"),
        (("2", "r", "", "e"), "four", "Hands are counted by level"),
        (("2", "r", "", "e", ""), "some", "How many is a number"),
        (("2", "r", "", "e", "", "1"), "nobody", "'nobody' is not on the panel"),
        (("2", "r", "", "e", "", "1"), "m1, m2", "That is 2, and 1 did not agree"),
        (("2", "r", "", "e", "", "2"), "m1, m1", "Somebody is named twice"),
        (("2", "r", "", "e", "", "1", "m1"), "Ann Example thinks so", "What they wish noted holds a name"),
        ((), "x" * 2_001, "Please keep a line under"),
    ],
)
def test_what_cannot_be_is_said_and_asked_again(room: Room, lines: tuple[str, ...], line: str, said: str) -> None:
    before = at(room, *lines)
    after = step(before, line)
    assert after.said[0].startswith(said)
    assert (after.at, after.ask, after.draft, after.save) == (before.at, before.ask, before.draft, None)


def test_what_a_function_needs_is_asked_for_and_may_be_left_open(room: Room) -> None:
    lines = ("2", "r", "")
    grants = at(room, *lines, "", criterion="GOV1")
    assert grants.said == ("Left open: grants cannot be judged on this level until it is said.",)
    assert at(room, "1", "r", "", "", criterion="GOV1").said == (), "as most leaders see it, nothing needs to show it"
    pool = at(room, *lines, "e", "", "", criterion="GOV2")
    assert pool.said[0] == "Left open: pool cannot be judged on this level until it is noted."
    assert saved(pool).dissent is None


# --- moving ---------------------------------------------------------------------------------------


def test_the_agenda_is_followed_and_ends(room: Room) -> None:
    first = begin(room, {})
    assert (first.at, first.place) == ("GOV2", 0)
    second = step(first, "skip")
    assert (second.at, second.said) == ("GOV1", ("GOV2: nothing agreed.",))
    assert step(second, "skip").at == ""
    assert step(first, "quit").at == ""


def test_what_was_agreed_is_passed_over_and_named_all_the_same(room: Room) -> None:
    entry = saved(at(room, *WHOLE))
    sitting = begin(room, {"GOV1": entry}, "GOV2")
    assert step(sitting, "skip").at == ""
    there = step(sitting, "gov1")
    assert there.standing == entry
    assert step(there, "").said == ("GOV1: left as it was.",)
    kept = at(room, "3", "", "", "", "", "", agreed={"GOV1": entry})
    assert (saved(kept).reason, saved(kept).evidence) == ("Drafted", "the draft")
    gone = step(there, "clear")
    assert (gone.save, gone.agreed, gone.at) == (("GOV1", None), {}, "GOV1")


def test_a_question_beside_the_agenda_returns_to_it(room: Room) -> None:
    aside = step(begin(room, {}), "FIN1")
    assert (aside.at, aside.place) == ("FIN1", 0)
    assert step(aside, "skip").at == "GOV2"
    assert step(aside, "back").at == "GOV2"


def test_enter_keeps_what_was_typed_before_going_back(room: Room) -> None:
    kept = at(room, "2", "Drafted", "back", "", "", "the draft", "back", "", "", "")
    assert (saved(kept).reason, saved(kept).evidence) == ("Drafted", "the draft")


def test_after_going_back_the_agenda_goes_on_from_there(room: Room) -> None:
    aside = at(room, "GOV1", "back", "FIN1", "skip", criterion="GOV2")
    assert aside.at == "GOV2", "GOV1 was looked at, and left again"


def test_back_goes_one_thing_at_a_time(room: Room) -> None:
    assert at(room, "back").said == ("This is the first question.",)
    assert at(room, "2", "r", "", "back").ask is Ask.SECTORS
    assert at(room, "2", "back").ask is Ask.LEVEL
    assert at(room, *WHOLE[:-1], "1", "m1", "back").ask is Ask.NAMED


@pytest.mark.parametrize("number", range(1, len(WHOLE)))
def test_what_was_begun_is_let_go_whole(room: Room, number: int) -> None:
    begun = at(room, *WHOLE[:number])
    for word in ("skip", "quit"):
        assert (step(begun, word).save, step(begun, word).at) == (None, "")
    assert step(begun, "quit").said == ("GOV1 was not finished, and nothing of it is saved.",)
    assert step(begun, "?").help


def test_the_sectors_of_the_last_question_are_those_of_the_next(room: Room) -> None:
    assert at(room, "2", "r", "ICB, voice").usual == ("icb", "voice")
    assert begin(room, {"GOV1": saved(at(room, "2", "r", "voice", "e", "", ""))}).usual == ("voice",)


def test_nothing_is_read_or_written(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    at(room, *WHOLE)
    assert list(tmp_path.iterdir()) == []
