"""Can what people said be read by the facilitator alone, written as themes, released and taken back?"""

from pathlib import Path

import pytest

import following
import tiny
from agreeing import TODAY
from build import sheet
from following import BESIDE, SAID, THEMES
from hostile import TEXTS
from pbp_assess.cli import console
from pbp_assess.core.records import Themes
from pbp_assess.workspace.layout import Workspace
from shell import Shell, files, refused

MEETINGS = ("add", "Meetings: the same people meet several times a month", "--heard", "most", "--criterion", "GOV1")


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    found = following.workspace(tmp_path / "work")
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def theme(shell: Shell) -> Shell:
    return lambda *words: shell("theme", *words, "--as-of", TODAY)


# --- written, released, taken out -----------------------------------------------------------------


def test_a_theme_is_kept_until_it_is_released(found: Workspace, theme: Shell) -> None:
    before = files(found.root)
    ran = theme(*MEETINGS)
    assert ran.code == 0, ran.err
    assert "meetings, heard from most, on GOV1: noted." in ran.out
    assert f"Saved in {THEMES}" in ran.out
    assert "1 theme in this round, 0 released." in ran.err
    assert "Next: pbp-assess theme release meetings" in ran.err
    assert {name for name, data in files(found.root).items() if before.get(name) != data} == {THEMES}
    (there,) = following.read(found, Themes).themes
    assert (there.id, there.heard, there.criteria, there.strength, there.released) == (
        "meetings", "most", ("GOV1",), False, False,
    )  # fmt: skip
    assert "meetings" not in theme("list").out
    assert "--audience facilitator" in theme("list").err
    assert "meetings" in theme("list", "--audience", "facilitator").out
    assert "meetings, heard from most, on GOV1: released." in theme("release", "meetings").out
    assert "meetings" in theme("list").out
    assert theme("release", "meetings", "--undo").out.startswith("meetings, heard from most, on GOV1: kept with")
    assert not following.read(found, Themes).themes[0].released
    gone = theme("remove", "meetings")
    assert "taken out. It was: Meetings: the same people" in gone.out
    assert following.read(found, Themes).themes == ()


def test_what_is_released_stands_in_the_report(found: Workspace, theme: Shell, shell: Shell) -> None:
    assert theme(*MEETINGS, "--release").code == 0
    assert theme("add", "Kept to ourselves", "--heard", "few").code == 0
    report = shell("report", "--as-of", TODAY, "--format", "md", "-o", "-").out
    assert "Heard from most. Meetings: the same people" in report
    assert "Kept to ourselves" not in report
    assert following.read(found, Themes).themes[1].heard == "a few"


def test_ids_are_made_of_the_text_or_given_and_never_twice(found: Workspace, theme: Shell) -> None:
    for words in (MEETINGS, MEETINGS, ("add", "שלום", "--heard", "few"), (*MEETINGS, "--id", "mine")):
        assert theme(*words).code == 0
    assert [one.id for one in following.read(found, Themes).themes] == ["meetings", "meetings-2", "theme", "mine"]
    refused(theme(*MEETINGS, "--id", "mine"), "there is a theme mine already", "--id")


def test_a_change_leaves_what_is_not_said_and_takes_back_what_was_released(found: Workspace, theme: Shell) -> None:
    assert theme(*MEETINGS, "--release", "--strength").code == 0
    assert theme("change", "meetings", "--heard", "several", "--criterion", "gov2,FIN1").code == 0
    (there,) = following.read(found, Themes).themes
    assert (there.heard, there.criteria, there.strength, there.released) == ("several", ("GOV2", "FIN1"), True, True)
    assert theme("change", "meetings", "--text", "Fewer meetings", "--no-strength").code == 0
    (there,) = following.read(found, Themes).themes
    assert (there.text, there.strength, there.released) == ("Fewer meetings", False, False)


def test_a_dry_run_writes_nothing(found: Workspace, theme: Shell) -> None:
    assert theme(*MEETINGS).code == 0
    before = files(found.root)
    for words in (MEETINGS, ("release", "meetings"), ("change", "meetings", "--heard", "few"), ("remove", "meetings")):
        ran = theme(*words, "-n")
        assert ran.code == 0, ran.err
        assert "Nothing was written." in ran.out
    assert files(found.root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "x", "--heard", "7 of 10"), ("most, several or few, never a number",)),
        (("add", "x"), ("--heard",)),
        (("add", "  ", "--heard", "most"), ("text",)),
        (("add", "x", "--heard", "most", "--criterion", "GOV9"), ("no criterion 'GOV9'", "did you mean GOV")),
        (("add", "x", "--heard", "most", "--id", "No Id"), ("id:",)),
        (("release", "meeting"), ("no theme 'meeting' in the themes noted", "did you mean meetings?")),
        (("release",), ("THEME",)),
        (("change", "meetings"), ("say what is to change",)),
        (("remove", "elsewhere"), ("no theme 'elsewhere'",)),
        (("notes", "GOV9", "--audience", "facilitator"), ("no question 'GOV9'",)),
    ],
)
def test_what_is_refused(found: Workspace, theme: Shell, words: tuple[str, ...], said: tuple[str, ...]) -> None:
    assert theme(*MEETINGS).code == 0
    before = files(found.root)
    refused(theme(*words, "--no-input"), *said)
    assert files(found.root) == before


# --- word for word --------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [f"One said: {SAID}.", f"{BESIDE}."])
def test_what_somebody_said_word_for_word_is_released_only_with_their_consent(
    found: Workspace, theme: Shell, words: str
) -> None:
    refused(theme("add", words, "--heard", "few", "--release"), "repeats word for word", "--consented")
    assert not (found.root / THEMES).exists()
    assert theme("add", words, "--heard", "few", "--id", "quote").code == 0
    ran = theme("release", "quote")
    refused(ran, "repeats word for word")
    assert not {"m1", "m3"} & set(ran.err.split()), "and nobody learns whose words they are"
    assert theme("release", "quote", "--consented").code == 0
    assert theme("release", "quote").code == 0, "consent was given"
    assert theme("release", "quote", "--undo").code == 0


def test_a_role_in_a_theme_is_pointed_out(found: Workspace, theme: Shell) -> None:
    assert "names a role of the panel" in theme("add", "What m4 sees: meetings", "--heard", "few").out
    assert "names a role" not in theme(*MEETINGS).out
    assert len(following.read(found, Themes).themes) == 2


def test_a_name_of_the_register_stays_out(found: Workspace, theme: Shell, tmp_path: Path) -> None:
    register = tmp_path / "names.yaml"
    register.write_text("schema: pbp-assess/register/1\nleaders:\n  m1:\n    name: Ann Example\n")
    refused(theme("add", "As Ann Example says", "--heard", "few", "--register", str(register)), "by role")
    assert not (found.root / THEMES).exists()


@pytest.mark.parametrize("text", [text for text in TEXTS if not text.startswith("-")])
def test_hostile_words_are_inert(found: Workspace, theme: Shell, text: str) -> None:
    ran = theme("add", text, "--heard", "most", "--id", "x", "--release")
    assert ran.code == 0, ran.err
    assert following.read(found, Themes).themes[0].text == text.strip()
    for shown in (ran, theme("list"), theme("remove", "x")):
        assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(shown.out + shown.err)


# --- what people said -----------------------------------------------------------------------------

NOTES = ("notes", "--audience", "facilitator")


@pytest.mark.usefixtures("found")
def test_everything_said_is_there_to_read_and_nobody_is_named(theme: Shell) -> None:
    out = theme(*NOTES).out
    assert out.index("What is in the way?") < out.index("Papers come late") < out.index(SAID) < out.index(BESIDE)
    assert "GOV1 GOV1" in out
    assert "Which two matter most?" in out
    assert [line.split()[-3:] for line in out.splitlines() if " of 3" in line] == [["2", "of", "3"]] * 2
    assert not {"m1", "m2", "m3"} & set(out.replace(":", " ").split())


@pytest.mark.usefixtures("found")
def test_who_said_it_is_told_when_asked(theme: Shell) -> None:
    out = theme(*NOTES, "gov1", "--who").out
    assert f"m3: {BESIDE}" in out
    assert SAID not in out
    assert f"m1: {SAID}" in theme(*NOTES, "way", "--who").out
    assert "Nobody has said anything in their own words about GOV2." in theme(*NOTES, "GOV2").out


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize("words", [(), ("--audience", "partnership"), ("--audience", "public")])
def test_it_is_refused_where_others_may_read_it(theme: Shell, words: tuple[str, ...]) -> None:
    ran = theme("notes", *words)
    refused(ran, "what people said")
    assert SAID not in ran.err


@pytest.mark.usefixtures("found")
def test_on_the_facilitators_own_terminal_it_is_shown(theme: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    assert SAID in " ".join(theme("notes").out.split())


@pytest.mark.parametrize("text", ["a\x1b[31mred", "turned \u202eround", "[red]markup[/red]", "<b>bold</b>"])
def test_a_remark_is_inert_on_the_terminal(
    found: Workspace, theme: Shell, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    tiny.put(found, sheet("m1", "GOV1=1", answers={"way": text}))
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    out = theme("notes", "way").out
    assert console.escape(text) in out
    assert "\u202e" not in out
    assert "\x1b[31m" not in out
