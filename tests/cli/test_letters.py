"""Are the letters lawful, plain and honest, and does a name stand in none but those meant to hold one?"""

import re
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import tiny
from build import sheet
from pbp_assess.cli import console
from pbp_assess.report.letters import COLLEAGUE, Addressee, Letter, letter, reminder
from pbp_assess.report.markdown import inert
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.sheets import read_form
from shell import LATER, PLACE, Ran, Shell, assert_kept_out, files, replaced

REGISTER = """\
schema: pbp-assess/register/1
place: oxfordshire
leaders:
  place-director: {name: Ann Whisper, email: ann@secretmail.example}
  gp-lead-north: {name: Bo Quietly}
  housing-director: {name: "Cy <b>Loud</b> | `x` Whisper"}
"""
SECRETS = ("Whisper", "Quietly", "Loud", "secretmail")
ROUTES = ("", "interview", "form", "survey", "paper")


@pytest.fixture
def here(example: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The example, with a register outside it and how the place director is asked."""
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    (example.root.parent / "register.yaml").write_text(REGISTER, encoding="utf-8")
    replaced(
        example.place_folder(PLACE) / "panel.yaml",
        "  - id: place-director\n",
        "  - id: place-director\n    route: form\n",
    )
    return example


def kept_out(here: Workspace, *ran: Ran) -> None:
    assert_kept_out(SECRETS, here.root, ran)


# --- what they say --------------------------------------------------------------------------------


@pytest.mark.parametrize("which", Letter)
@pytest.mark.parametrize("route", ROUTES)
def test_house_words(here: Workspace, which: Letter, route: str) -> None:
    text = letter(which, read_form(here, PLACE, LATER), Addressee(route=route))
    assert "%" not in text
    assert not re.search(r"\b(scor|fail|lag|rank|GOV\d|FIN\d)", text)
    assert "to the partnership" not in text
    assert "{" not in text, "every blank of the template is filled"
    assert "\n\n\n" not in text
    assert text.startswith("# ")
    assert text.endswith("\n")


def test_the_invitation_says_what_for_and_who_decides(here: Workspace) -> None:
    text = letter(Letter.INVITATION, read_form(here, PLACE, LATER))
    assert "The 11 leaders of the place and six other people are each asked" in text
    assert "41 questions in eight areas" in text
    assert "to delegate four functions to the Oxfordshire place committee" in text
    assert "The ICB decides, and stays accountable." in text
    assert "Please answer by **14 June 2024**" in text
    assert f"Dear {COLLEAGUE}," in text
    assert "at least five people" in text


def test_a_matrix_without_delegation_promises_none(tmp_path: Path) -> None:
    found = tiny.workspace(tmp_path)
    dossier = read_form(found, tiny.PLACE, "2022-23-q3")
    for which in Letter:
        text = letter(which, dossier)
        assert "The ICB decides" not in text
        assert "to delegate" not in text
    invitation = letter(Letter.INVITATION, dossier)
    assert "Please answer by **[date]**" in invitation
    assert "The two leaders of the place are each asked" in invitation


def test_few_functions_are_named(here: Workspace) -> None:
    dossier = read_form(here, PLACE, LATER)
    few = replace(dossier, round=dossier.round.model_copy(update={"aims": {"bcf_s75": "partial"}}))
    policy = dossier.matrix.readiness
    assert policy is not None
    name = inert(policy.function_by_id["bcf_s75"].name)
    assert f"to delegate {name} to the Oxfordshire place committee" in letter(Letter.INVITATION, few)


@pytest.mark.parametrize(
    ("closes", "said"),
    [
        (None, ""),
        (date(2024, 7, 1), "The answers close on 1 July 2024."),
        (date(2024, 6, 1), "were due on 1 June 2024"),
    ],
)
def test_a_reminder_says_until_when(here: Workspace, closes: date | None, said: str) -> None:
    dossier = read_form(here, PLACE, LATER)
    held = replace(dossier, round=dossier.round.model_copy(update={"closes": closes}))
    text = reminder(held, Addressee("Ann\nBcc: x", route="paper"), 40, date(2024, 6, 20))
    assert said in text
    assert ("answers close" in text or "were due" in text) is bool(said)
    assert "40 of 41 questions" in text
    assert "about 5 minutes" in text
    assert "Dear Ann Bcc: x," in text, "a name opens no line of its own"
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("route", "said"),
    [
        ("", "[How you"),
        ("interview", "45 to 60"),
        ("form", "a double click"),
        ("survey", "[code]"),
        ("paper", "[address]"),
    ],
)
def test_each_way_of_asking_has_its_own_words(here: Workspace, route: str, said: str) -> None:
    assert said in letter(Letter.INVITATION, read_form(here, PLACE, LATER), Addressee(route=route))


def test_what_is_law_or_a_promise_is_marked_to_be_checked(here: Workspace) -> None:
    text = letter(Letter.PRIVACY, read_form(here, PLACE, LATER))
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    marked = {part.splitlines()[0] for part in sections if "> **To be checked by you" in part}
    assert marked == {
        "Who is responsible", "Why, and on what basis", "Where it is kept, and who sees it", "For how long",
        "Freedom of information", "Your rights",
    }  # fmt: skip
    assert "Freedom of Information Act 2000" in text
    assert "A partnership is not a legal body" in text
    assert text.splitlines()[4].startswith("> **To be checked by you before this is sent.**")


def test_who_sees_what_says_what_cannot_be_promised(here: Workspace) -> None:
    text = letter(Letter.WHO_SEES_WHAT, read_form(here, PLACE, LATER))
    assert "When everybody chooses the same level, the count shows what each of you said." in text
    assert "freedom of information" in text
    assert len(text.split()) < 500, "one page"


def test_the_thank_you_counts_who_took_part(here: Workspace) -> None:
    dossier = read_form(here, PLACE, LATER)
    text = letter(Letter.THANKS, dossier, Addressee("Ann"))
    assert "11 of 11 leaders took part, with 6 of 6 people we invited. The answers closed on 14 June 2024." in text
    assert "Dear Ann," in text


def test_words_from_outside_mean_nothing_to_markdown(here: Workspace) -> None:
    name = "Cy <b>Loud</b> | `x` [y](z)\n# q"
    replaced(here.round_folder(PLACE, LATER) / "round.yaml", "place: Oxfordshire", 'place: "O<i>x</i> | [a](b)"')
    text = letter(Letter.INVITATION, read_form(here, PLACE, LATER), Addressee(name))
    assert f"Dear {inert(name)}," in text
    assert "<b>" not in text
    assert "<i>" not in text
    assert text.startswith(f"# {inert('O<i>x</i> | [a](b)')}: how well")
    assert "&#39;" not in text, "an apostrophe of ours stays one"


# --- the command ----------------------------------------------------------------------------------


def test_without_more_the_letters_are_listed(here: Workspace, shell: Shell) -> None:
    ran = shell("letters")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == [which.value for which in Letter]
    assert here.root.exists()


def test_one_letter_goes_to_stdout(here: Workspace, shell: Shell) -> None:
    ran = shell("letters", "privacy", "--register", "../register.yaml")
    assert (ran.code, ran.out.startswith("# Privacy notice\n")) == (0, True)
    assert "to be checked by you" in ran.err
    kept_out(here, ran)


def test_all_letters_go_to_a_folder_once(here: Workspace, shell: Shell) -> None:
    ran = shell("letters", "--output", "letters")
    assert ran.out.split() == [f"letters/{which}.md" for which in Letter]
    (here.root / "letters" / "thanks.md").write_text("worked on")
    before = files(here.root)
    ran = shell("letters", "--output", "letters")
    assert (ran.code, "may have been worked on" in ran.err) == (2, True)
    assert files(here.root) == before
    assert shell("letters", "--output", "letters", "--force").code == 0
    assert (here.root / "letters" / "thanks.md").read_text().startswith("# ")


def test_dry_run_writes_nothing(here: Workspace, shell: Shell) -> None:
    before = files(here.root.parent)
    assert shell("letters", "--output", "letters", "--dry-run").code == 0
    words = ("letters", "thanks", "--each", "-o", "../to-send", "--register", "../register.yaml", "-n")
    assert shell(*words).code == 0
    assert files(here.root.parent) == before


def test_one_for_each_leader_whose_name_is_known(here: Workspace, shell: Shell) -> None:
    ran = shell("letters", "invitation", "--each", "-o", "../to-send", "--register", "../register.yaml")
    assert ran.code == 0
    assert [Path(line).name for line in ran.out.split()] == [
        "invitation-place-director.md", "invitation-gp-lead-north.md", "invitation-housing-director.md",
    ]  # fmt: skip
    assert "14 without a letter" in ran.err
    to_send = here.root.parent / "to-send"
    ann = (to_send / "invitation-place-director.md").read_text(encoding="utf-8")
    assert "Dear Ann Whisper," in ann
    assert "a double click" in ann
    assert "You are asked as one of the leaders." in ann
    cy = (to_send / "invitation-housing-director.md").read_text(encoding="utf-8")
    assert "Dear Cy &lt;b&gt;Loud&lt;/b&gt; \\| \\`x\\` Whisper," in cy
    assert "You are asked as an invited voice" in cy
    kept_out(here, ran)


def test_thanks_go_to_those_who_answered(here: Workspace, shell: Shell) -> None:
    (here.sheet_path(PLACE, LATER, "gp-lead-north")).unlink()
    words = ("letters", "thanks", "--each", "-o", "../to-send", "--register", "../register.yaml")
    assert shell(*words).code == 0
    assert {path.name for path in (here.root.parent / "to-send").iterdir()} == {
        "thanks-place-director.md", "thanks-housing-director.md",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["privcy"], "did you mean privacy?"),
        (["privacy", "--each", "-o", "../x", "--register", "../register.yaml"], "invitation or thanks"),
        (["--each", "-o", "../x", "--register", "../register.yaml"], "invitation or thanks"),
        (["thanks", "--each", "--register", "../register.yaml"], "--output FOLDER, outside the workspace"),
        (["thanks", "--each", "-o", "letters", "--register", "../register.yaml"], "lies inside the workspace"),
        (["thanks", "--each", "-o", "../x"], "say which register"),
    ],
)
def test_what_cannot_be_written_is_said(here: Workspace, shell: Shell, words: list[str], said: str) -> None:
    before = files(here.root.parent)
    ran = shell("letters", *words)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert files(here.root.parent) == before


# --- chasing --------------------------------------------------------------------------------------


@pytest.fixture
def open_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """An open round of two, of whom one has answered in part, and a register."""
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    found = tiny.workspace(tmp_path / "work", closes="2022-12-02")
    tiny.put(found, sheet("gp", "GOV1=3"))
    path = found.place_folder(tiny.PLACE) / "panel.yaml"
    replaced(path, "  - id: gp\n", "  - id: gp\n    route: survey\n")
    text = (
        REGISTER.replace("oxfordshire", tiny.PLACE).replace("gp-lead-north", "gp").replace("place-director", "director")
    )
    (tmp_path / "register.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(found.root)
    return found


def test_chase_names_who_is_still_to_answer_with_a_text_for_each(open_round: Workspace, shell: Shell) -> None:
    ran = shell("status", "--chase", "--as-of", "2022-11-21", "--register", "../register.yaml")
    assert ran.code == 0
    assert ran.out.index("director  director\n    asked 14 days ago; nothing answered\n") < ran.out.index("gp  gp\n")
    assert "    asked by survey 14 days ago; 1 of 3 answered\n" in ran.out
    assert ran.out.count("Dear colleague,") == 2
    assert "On 7 November 2022 we asked how you see our work together in Example place." in ran.out
    assert "1 of 3 questions" in ran.out
    assert "The answers close on 2 December 2022." in ran.out
    assert "The survey is still open: [link]" in ran.out
    assert ran.out.endswith("To write to: 2 people; 1 not begun, 1 in part.\n")
    kept_out(open_round, ran)


def one_of_two(out: bool, err: bool, stream: object) -> bool:
    """Whether a stream is a terminal, where stdout and stderr may differ."""
    return out if stream is sys.stdout else err


def test_chase_writes_to_people_by_name_on_a_terminal(
    open_round: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for out, err in ((True, True), (True, False), (False, True)):
        monkeypatch.setattr(console, "is_terminal", partial(one_of_two, out, err))
        ran = shell("status", "--chase", "--as-of", "2022-12-03", "--register", "../register.yaml")
        assert ("director – Ann Whisper <ann@secretmail.example>" in ran.out) is (out and err)
        assert ("Dear Bo Quietly," in ran.out) is (out and err)
        assert "were due on 2 December 2022; we can still take yours" in ran.out
    kept_out(open_round)


def test_chase_as_json_holds_the_same_without_names(open_round: Workspace, shell: Shell) -> None:
    import json

    ran = shell("status", "--chase", "--json", "--as-of", "2022-11-21", "--register", "../register.yaml")
    said = json.loads(ran.out)
    first, second = said["to_chase"]
    assert {key: said[key] for key in ("place", "round", "opened", "closes", "closed", "as_of")} == {
        "place": tiny.PLACE, "round": "2022-23-q3", "opened": "2022-11-07", "closes": "2022-12-02", "closed": False,
        "as_of": "2022-11-21",
    }  # fmt: skip
    assert {key: first[key] for key in first if key != "text"} == {
        "leader": "director", "role": "director", "kind": "member", "route": "", "answered": 0, "of": 3,
        "days_since_asked": 14,
    }  # fmt: skip
    assert second["text"].startswith(
        "Subject: Example place: your view is still wanted\n\nDear colleague,\n\nThank you"
    )
    assert "\n\n\n" not in second["text"]
    kept_out(open_round, ran)


def test_nobody_is_chased_who_has_answered_or_after_closing(open_round: Workspace, shell: Shell) -> None:
    for leader in ("director", "gp"):
        tiny.put(open_round, sheet(leader, "GOV1=3 GOV2=? FIN1=-"))
    assert "Everybody asked has answered" in shell("status", "--chase").out
    tiny.put(open_round, sheet("gp", "GOV1=3"))
    assert shell("round", "close", "--on", "2022-12-05").code == 0
    ran = shell("status", "--chase")
    assert (ran.code, "closed on 2022-12-05: there is nobody to chase" in ran.out) == (0, True)


# --- what to keep in mind -------------------------------------------------------------------------


def test_status_says_what_to_keep_in_mind_without_a_level(open_round: Workspace, shell: Shell) -> None:
    assert shell("panel", "add", "Deputy", "--deputy-for", "gp").code == 0
    assert shell("panel", "set", "director", "--also", "primary_care").code == 0
    assert shell("panel", "add", "Nurse:icb", "--vacant").code == 0
    assert shell("panel", "remove", "director", "--on", "2022-11-10").code == 0
    assert shell("score", "gp", "--deputy", "deputy", "--set", "GOV2=2").code == 0
    ran = shell("status", "--as-of", "2022-11-21")
    assert "gp: answered by their deputy deputy; counts once, at this seat.\n" in ran.out
    assert "director: also primary_care; counts once, as icb.\n" in ran.out
    assert "Vacant: Nurse, icb; nobody is asked for it.\n" in ran.out
    assert "director: left the panel on 2022-11-10, and is asked in this round all the same.\n" in ran.out
    kept_out(open_round, ran)


def test_a_declared_interest_stands_beside_how_much_was_answered(here: Workspace, shell: Shell) -> None:
    assert shell("panel", "set", "gp-lead-north", "--interest", "bcf_s75").code == 0
    ran = shell("status")
    said = re.search(
        r"gp-lead-north: declared an interest in (.+); of the (\d+) questions that bear on it, gave a level on (\d+)",
        ran.out,
    )
    assert said is not None
    assert int(said[3]) <= int(said[2]) <= 41
    assert here.root.exists()


def test_status_shows_names_on_a_terminal_and_nowhere_else(
    here: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = shell("status", "--register", "../register.yaml")
    assert "Name" not in ran.out
    kept_out(here, ran, shell("status", "--json", "--register", "../register.yaml"))
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("NO_COLOR", "1")
    ran = shell("status", "--register", "../register.yaml")
    assert "Bo" in ran.out
    assert "Quietly" in ran.out
