"""Are agreed levels recorded beside the answers, told with what they change, and taken out again?"""

from pathlib import Path
from typing import Any

import pytest

import agreeing
import tiny
from agreeing import MODERATION, TODAY
from build import ROUND, sheet, stages
from hostile import TEXTS
from pbp_assess.core.assessment import Round
from pbp_assess.core.records import Dissenter
from pbp_assess.formats.documents import dump
from pbp_assess.problems import ConflictError
from pbp_assess.workspace.layout import Workspace
from shell import LATER, Shell, files, leader_ids, refused, typed

GRANTS = ("GOV1", "--level", "2", "--sectors", "all", "--reason", "Drafted", "--evidence", "the draft")
POOL = (
    "GOV2",
    "--level",
    "2",
    "--sectors",
    "icb,voice",
    "--reason",
    "Most see it",
    "--evidence",
    "x",
    "--dissent",
    "0",
)


@pytest.fixture
def moderate(shell: Shell) -> Shell:
    return lambda *words: shell("moderate", *words, "--as-of", TODAY)


# --- one level ------------------------------------------------------------------------------------


def test_a_level_stands_beside_the_answers_with_all_that_was_said(found: Workspace, moderate: Shell) -> None:
    before = files(found.root)
    ran = moderate(*POOL, "--revote", "2=4, 3=1", "--date", "2022-12-12")
    assert ran.code == 0, ran.err
    after = files(found.root)
    assert {name for name in after if before.get(name) != after[name]} == {MODERATION}
    entry = agreeing.moderation(found).agreed["GOV2"]
    assert (entry.level, str(entry.date), entry.sectors_present) == (2, "2022-12-12", ("icb", "voice"))
    assert (entry.reason, entry.evidence, entry.revote, entry.dissent) == ("Most see it", "x", {2: 4, 3: 1}, 0)
    assert "GOV2: agreed at level 2, Level 2: GOV2 as at level 2." in ran.out
    assert f"Saved in {MODERATION}" in ran.out


@pytest.mark.usefixtures("found")
def test_what_it_changes_is_told_with_both_sentences(moderate: Shell, shell: Shell) -> None:
    assert shell("evidence", "add", "policy", "--seen-by", "team").code == 0
    assert shell("evidence", "add", "terms", "--function", "grants", "--seen-by", "team").code == 0
    ran = moderate(*GRANTS)
    assert "grants: Ready with one condition before, Ready now." in ran.out
    assert "Counting only the private answers, one of the two functions sought is ready" in ran.out
    assert "With what was agreed on the day, one of the two functions sought is ready" in ran.out
    again = moderate("FIN1", "--level", "0", "--sectors", "icb", "--reason", "r", "--evidence", "e", "--dissent", "0")
    assert "No function sought stands differently for it." in again.out


def test_whoever_is_present_gives_the_sectors_and_is_not_kept(found: Workspace, moderate: Shell) -> None:
    words = ("GOV1", "--level", "1", "--reason", "r", "--present", "m5", "--present", "m1", "--present", "m1")
    assert moderate(*words).code == 0
    assert agreeing.moderation(found).agreed["GOV1"].sectors_present == ("icb", "voice")
    assert "m5" not in (found.root / MODERATION).read_text()


def test_who_differs_is_named_by_choice_and_counted(found: Workspace, moderate: Shell) -> None:
    ran = moderate(*GRANTS, "--named", "M2: not in our wards", "--named", "m5")
    entry = agreeing.moderation(found).agreed["GOV1"]
    assert entry.dissent == 2
    assert entry.dissenters == (Dissenter(leader="m2", words="not in our wards"), Dissenter(leader="m5"))
    assert "m2" not in ran.out + ran.err
    listed = moderate("--list")
    assert "m2" not in listed.out + listed.err


def test_the_list_says_where_there_was_no_shared_view(found: Workspace, moderate: Shell) -> None:
    for name in ("GOV1", "GOV2"):
        done = moderate(name, "--level", "0", "--sectors", "all", "--reason", "r", "--without-evidence")
        assert done.code == 0
    rows = {line.split()[0]: line for line in moderate("--list").out.splitlines()}
    assert rows["GOV1"].split()[1:3] == ["1", "0"]
    assert "no shared view" in rows["GOV2"]
    assert list(agreeing.moderation(found).agreed) == ["GOV1", "GOV2"]


def test_a_dry_run_says_it_all_and_writes_nothing(found: Workspace, moderate: Shell) -> None:
    before = files(found.root)
    ran = moderate(*GRANTS, "-n")
    assert ran.code == 0
    assert "GOV1: would be agreed at level 2" in ran.out
    assert "Nothing was written." in ran.out
    assert files(found.root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("GOV9", *GRANTS[1:]), ("no criterion 'GOV9'", "did you mean GOV")),
        (("GOV1", "--level", "9", *GRANTS[3:]), ("level 9 is not on the scale, which goes from 0 to 4",)),
        (("GOV1", "--level", "1", "--sectors", "icbb", "--reason", "r"), ("no sector 'icbb'", "did you mean icb?")),
        (("GOV1", "--level", "1", "--sectors", " , ", "--reason", "r"), ("no sector is named",)),
        (("GOV1", "--level", "1", "--reason", "r"), ("say who was in the room",)),
        (("GOV1", "--level", "1", "--reason", "r", "--sectors", "icb", "--present", "m1"), ("who was in the room",)),
        (("GOV1", "--level", "1", "--reason", "r", "--present", "gp"), ("is not asked in round",)),
        (("GOV1", "--level", "1", "--sectors", "icb"), ("--reason is needed",)),
        (("GOV1", "--level", "1", "--sectors", "icb", "--reason", "  "), ("--reason is needed",)),
        ((*GRANTS, "--revote", "three"), ("such as 1=2,2=9",)),
        ((*GRANTS, "--revote", "1=2,1=3"), ("hands for level 1 are counted twice",)),
        ((*GRANTS, "--revote", "7=2"), ("level 7 is not on the scale",)),
        ((*GRANTS, "--revote", "1=9,2=9"), ("18 hands are more than the",)),
        ((*GRANTS, "--dissent", "18"), ("18 who did not agree are more than the", "people asked in this round")),
        ((*GRANTS, "--date", "2022-12-15"), ("2022-12-15 is still to come",)),
        ((*GRANTS, "--date", "2022-11-01"), ("opened on 2022-11-07: nothing was agreed in it on 2022-11-01",)),
        ((*GRANTS, "--named", "nobody"), ("is not on the panel",)),
        ((*GRANTS, "--named", "m1", "--named", "m2", "--dissent", "1"), ("PBP353",)),
        ((*GRANTS, "--undo"), ("choose one",)),
        (("--list", "GOV1"), ("--list lists them all",)),
        (("--level", "1"), ("--level is of one question",)),
        (("GOV1", "--reason", "r"), ("needs --level",)),
        (("GOV1", "-n"), ("--dry-run and --replace go with",)),
        (("--no-input",), ("--no-input was given", "--level")),
    ],
)
def test_what_is_refused(found: Workspace, moderate: Shell, words: tuple[str, ...], said: tuple[str, ...]) -> None:
    before = files(found.root)
    refused(moderate(*words), *said)
    assert files(found.root) == before


@pytest.mark.parametrize(
    ("words", "needing"),
    [
        (("GOV1", "--level", "2"), "grants"),
        (("GOV1", "--level", "1"), ""),
        (("GOV2", "--level", "0"), "pool"),
        (("FIN1", "--level", "1"), "pool"),
    ],
)
def test_evidence_is_asked_for_where_a_function_sought_needs_it(
    found: Workspace, moderate: Shell, words: tuple[str, ...], needing: str
) -> None:
    whole = (*words, "--sectors", "all", "--reason", "r")
    ran = moderate(*whole)
    assert ran.code == (2 if needing else 0)
    assert (f"{needing} cannot be judged on this level unless something shows it" in ran.err) is bool(needing)
    if needing:
        assert moderate(*whole, "--without-evidence").out.count("cannot be judged on this level until") == 1
        assert agreeing.moderation(found).agreed[words[0]].evidence is None


@pytest.mark.usefixtures("found")
def test_what_is_still_needed_is_told(moderate: Shell) -> None:
    record = moderate("FIN1", "--level", "2", "--sectors", "all", "--reason", "r", "--evidence", "e")
    assert "for pool it must be noted how many did not agree; 0 will do." in record.out
    assert "FIN1 is settled by a document: functions are judged on its record" in record.out
    assert "must be noted" not in moderate(*POOL).out


def test_a_name_of_the_register_stays_out(found: Workspace, moderate: Shell, tmp_path: Path) -> None:
    register = tmp_path / "names.yaml"
    register.write_text("schema: pbp-assess/register/1\nleaders:\n  m1:\n    name: Ann Example\n")
    for option in ("--reason", "--evidence"):
        refused(moderate(*GRANTS, option, "as Ann Example said", "--register", str(register)), option, "by role")
    refused(moderate(*GRANTS, "--named", "m1: Ann Example", "--register", str(register)), "--named")
    ran = moderate(*GRANTS, "--named", "Ann Example: not yet", "--register", str(register))
    assert ran.code == 0, ran.err
    assert agreeing.moderation(found).agreed["GOV1"].dissenters == (Dissenter(leader="m1", words="not yet"),)
    assert "Ann" not in ran.out + ran.err + (found.root / MODERATION).read_text()


def test_hostile_words_are_inert(found: Workspace, moderate: Shell) -> None:
    text = "\n".join(TEXTS)
    ran = moderate("GOV1", "--level", "1", "--sectors", "icb", f"--reason={text}")
    assert ran.code == 0, ran.err
    assert agreeing.moderation(found).agreed["GOV1"].reason == text
    for shown in (moderate("--list"), moderate("--undo", "GOV1")):
        assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(shown.out + shown.err)


# --- where a level would change nothing -----------------------------------------------------------


def test_a_question_taken_out_or_not_asked(found: Workspace, moderate: Shell, shell: Shell) -> None:
    assert shell("round", "exclude", "GOV1", "--reason", "not here").code == 0
    refused(moderate(*GRANTS), "GOV1 is taken out of this round", "would not be used")
    path = found.round_folder(tiny.PLACE, ROUND) / "round.yaml"
    for leader in ("m1", "m2", "m3", "m4", "m5"):
        tiny.put(found, sheet(leader, "GOV2=3"))
    opened: Round = agreeing.dossier(found).round
    pulse = opened.model_copy(update={"kind": "pulse", "criteria": ("GOV2",), "excluded": {}})
    path.write_text(dump(pulse))
    refused(moderate(*GRANTS), "GOV1 is not asked in this pulse")


def test_an_open_round_can_still_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moderate: Shell) -> None:
    found = agreeing.workspace(tmp_path / "open", closed=None)
    monkeypatch.chdir(found.root)
    ran = moderate(*GRANTS)
    assert ran.code == 0
    assert "The round is still open" in ran.err


@pytest.mark.parametrize("readiness", [None, {"stages": stages("shadow"), "functions": []}])
def test_where_nothing_is_sought_a_level_is_recorded_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moderate: Shell, shell: Shell, readiness: dict[str, Any] | None
) -> None:
    found = tiny.workspace(tmp_path / "plain", tiny.questions(readiness=readiness))
    monkeypatch.chdir(found.root)
    ran = moderate("GOV1", "--level", "4", "--sectors", "all", "--reason", "Nobody had answered yet")
    assert (ran.code, ran.out.count("\n")) == (0, 2), ran.err
    assert agreeing.moderation(found).agreed["GOV1"].level == 4
    for words in (("list",), ("check",)):
        assert shell("evidence", *words).code == 0


# --- another level, and none ----------------------------------------------------------------------


def test_another_level_takes_its_place_only_when_told(found: Workspace, moderate: Shell) -> None:
    assert moderate(*GRANTS).code == 0
    assert moderate(*GRANTS).code == 0, "the same again is no contradiction"
    other = ("GOV1", "--level", "1", "--sectors", "icb", "--reason", "Not drafted after all")
    refused(moderate(*other), "level 2 was agreed on GOV1 already, and stays", "--replace")
    ran = moderate(*other, "--replace")
    assert "Level 2, agreed on 2022-12-14, stood there: Drafted" in ran.out
    assert agreeing.moderation(found).agreed["GOV1"].level == 1


def test_a_level_that_somebody_else_agreed_meanwhile_stays(found: Workspace, moderate: Shell) -> None:
    from pbp_assess.workspace import moderation as writing

    dossier = agreeing.dossier(found)
    assert moderate(*GRANTS).code == 0
    there = agreeing.moderation(found).agreed["GOV1"]
    new = there.model_copy(update={"level": 3})
    with pytest.raises(ConflictError, match="level 2 was agreed on GOV1 already"):
        writing.agree(found, dossier, {"GOV1": new}, "a test", instead_of=dossier.moderation.agreed)
    writing.agree(found, dossier, {"GOV1": new}, "a test", instead_of={"GOV1": there})
    assert agreeing.moderation(found).agreed["GOV1"].level == 3


def test_undo_takes_out_the_one_named_or_the_last_and_says_what_stood_there(
    found: Workspace, moderate: Shell, shell: Shell
) -> None:
    whole = shell("readiness", "--json", "--as-of", TODAY).out
    for words in (GRANTS, POOL, ("FIN1", "--level", "1", "--sectors", "icb", "--reason", "r", "--evidence", "e")):
        assert moderate(*words).code == 0
    assert moderate("--undo", "-n").out.startswith("FIN1, agreed on 2022-12-14 at level 1")
    assert list(agreeing.moderation(found).agreed) == ["GOV1", "GOV2", "FIN1"]
    named = moderate("gov1", "--undo")
    assert named.out.startswith("GOV1, agreed on 2022-12-14 at level 2, Level 2: GOV1 as at level 2: taken out.")
    assert "It had been agreed because: Drafted" in named.out
    assert moderate("--undo").out.startswith("FIN1")
    refused(moderate("--undo", "FIN1"), "no level has been agreed on FIN1", "agreed so far: GOV2")
    assert moderate("--undo").code == 0
    refused(moderate("--undo"), "no level has been agreed in round")
    assert shell("readiness", "--json", "--as-of", TODAY).out == whole


@pytest.mark.usefixtures("found")
def test_the_list_gives_each_audience_its_own(moderate: Shell) -> None:
    assert "No level has been agreed" in moderate("--list").out
    assert moderate(*GRANTS).code == 0
    rows = moderate("--list").out
    assert [word for word in rows.splitlines()[2].split() if word] == ["GOV1", "1", "2", TODAY, "yes", "Drafted"]
    public = moderate("--list", "--audience", "public").out
    assert "Drafted" not in public


# --- a file ---------------------------------------------------------------------------------------


FILE = """
schema: pbp-assess/moderation/1
agreed:
  GOV1: {level: 2, date: 2022-12-12, sectors_present: [icb], reason: Drafted, evidence: the draft}
  GOV2: {level: 3, date: 2022-12-12, sectors_present: [icb], reason: Seen}
"""


def test_a_file_is_taken_in_whole(found: Workspace, moderate: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, FILE)
    ran = moderate("-")
    assert "Agreed: GOV1, GOV2." in ran.out
    assert "GOV2: pool cannot be judged on this level until something shows it." in ran.out
    typed(monkeypatch, FILE)
    assert "Agreed: nothing new." in moderate("-").out
    typed(monkeypatch, FILE.replace("level: 2", "level: 1"))
    refused(moderate("-"), "level 2 was agreed on GOV1 already")
    typed(monkeypatch, FILE.replace("level: 2", "level: 1"))
    assert moderate("-", "--replace").code == 0
    assert agreeing.moderation(found).agreed["GOV1"].level == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("GOV2", "GOV7", "no criterion 'GOV7'"),
        ("level: 3", "level: three", "PBP203"),
        ("level: 3", "level: 7", "PBP343"),
        ("agreed:", "agreeed:", "PBP201"),
        (FILE[FILE.index("agreed") :], "", "nothing is agreed in what was read"),
    ],
)
def test_a_file_with_a_fault_is_taken_in_not_at_all(
    found: Workspace, moderate: Shell, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    typed(monkeypatch, FILE.replace(old, new, 1))
    refused(moderate("-"), said)
    assert not (found.root / MODERATION).exists()


# --- on the example -------------------------------------------------------------------------------


def test_six_levels_on_the_example_leave_the_sheets_alone(example: Workspace, shell: Shell) -> None:
    before = files(example.root)
    for criterion in ("GOV5", "FIN1", "FIN5", "CAR3", "COM4", "LEA3"):
        words = ("--level", "2", "--sectors", "all", "--reason", "Agreed on the day", "--evidence", "Note of the day")
        ran = shell("moderate", criterion, *words, "--date", "2024-06-20", "--dissent", "0")
        assert ran.code == 0, ran.err
        assert not [leader for leader in leader_ids(example.root) if leader in ran.out + ran.err]
    after = files(example.root)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {f"assessments/oxfordshire/{LATER}/moderation.yaml"}
    assert shell("validate", "--strict").code == 0
