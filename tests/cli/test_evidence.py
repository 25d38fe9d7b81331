"""Are documents and records noted, brought up to date, checked and taken out, with what that changes?"""

from pathlib import Path

import pytest

import agreeing
from agreeing import EVIDENCE, TODAY
from hostile import TEXTS
from pbp_assess.core.matrix import DocumentState
from pbp_assess.workspace.layout import Workspace
from shell import Ran, Shell, files

RECORD = ("record", "FIN1", "--level", "2", "--document", "Letter", "--checked-by", "audit")


@pytest.fixture
def evidence(shell: Shell) -> Shell:
    return lambda *words: shell("evidence", *words, "--as-of", TODAY)


def done(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    return ran.out


# --- documents ------------------------------------------------------------------------------------


def test_a_document_is_noted_and_brought_up_to_date(found: Workspace, evidence: Shell) -> None:
    before = files(found.root)
    out = done(evidence("add", "policy", "--kind", "policy", "--link", "papers/policy.pdf"))
    assert out.startswith("The policy (grants): listed.\n")
    after = files(found.root)
    assert {name for name in after if before.get(name) != after[name]} == {EVIDENCE}
    assert done(evidence("add", "policy", "--seen-by", "place team")).startswith(
        "The policy (grants): seen (before: lis"
    )
    out = done(
        evidence("add", "policy", "--verified-by", "audit", "--date", "2022-12-12", "--valid-until", "2023-12-31")
    )
    assert out.startswith("The policy (grants): verified (before: seen), until 2023-12-31.")
    entry = agreeing.evidence(found).documents["grants"]["policy"]
    assert (entry.state, str(entry.date), str(entry.valid_until)) == ("verified", "2022-12-12", "2023-12-31")
    assert (entry.kind, entry.link, entry.seen_by, entry.verified_by) == (
        "policy",
        "papers/policy.pdf",
        "place team",
        "audit",
    )


def test_its_day_is_that_of_its_state(found: Workspace, evidence: Shell) -> None:
    done(evidence("add", "policy", "--seen-by", "team", "--date", "2022-12-01"))
    done(evidence("add", "policy", "--note", "ask again"))
    assert str(agreeing.evidence(found).documents["grants"]["policy"].date) == "2022-12-01"
    done(evidence("add", "policy", "--verified-by", "audit"))
    assert str(agreeing.evidence(found).documents["grants"]["policy"].date) == TODAY
    done(evidence("add", "agreement", "--state", "absent"))
    assert agreeing.evidence(found).documents["pool"]["agreement"].date is None


def test_what_shows_a_question_has_a_name_of_its_own(found: Workspace, evidence: Shell) -> None:
    words = ("--criterion", "GOV1", "--name", "Annual report", "--seen-by", "team", "--kind", "report")
    assert done(evidence("add", "annual", *words)).startswith("Annual report (GOV1): seen.")
    entry = agreeing.evidence(found).criteria["GOV1"]["annual"]
    assert (entry.name, entry.state) == ("Annual report", DocumentState.SEEN)
    assert done(evidence("remove", "annual", "--criterion", "gov1")).startswith("Annual report (GOV1): taken out")
    assert agreeing.evidence(found).criteria == {}


def test_a_function_that_gets_its_papers_is_told_of(found: Workspace, evidence: Shell, shell: Shell) -> None:
    agreed = ("GOV1", "--level", "2", "--sectors", "all", "--reason", "r", "--evidence", "e", "--as-of", TODAY)
    assert shell("moderate", *agreed).code == 0
    done(evidence("add", "policy", "--seen-by", "team"))
    out = done(evidence("add", "terms", "--function", "grants", "--seen-by", "team"))
    assert "grants: Not enough answers to say before, Ready now." in out
    assert agreeing.evidence(found).documents.keys() == {"grants"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "polcy"), ("no document 'polcy'", "did you mean policy?", "--criterion")),
        (("add", "terms"), ("terms is needed by grants and pool", "--function")),
        (("add", "policy", "--function", "grant"), ("no function 'grant'", "did you mean grants?")),
        (("add", "policy", "--function", "pool"), ("no document 'policy' in what pool needs",)),
        (("add", "x", "--criterion", "GOV7"), ("no criterion 'GOV7'",)),
        (("add", "x", "--criterion", "GOV1", "--function", "pool"), ("choose one",)),
        (("add", "policy", "--state", "promised"), ("--state is one of absent, listed, seen, verified",)),
        (("add", "policy", "--state", "verified"), ("--verified-by is needed",)),
        (("add", "policy", "--valid-until", "soon"), ("--valid-until needs a calendar date",)),
        (("add", "policy", "--date", "2022-12-02", "--valid-until", "2022-12-01"), ("PBP354",)),
        (("add", "Not A Slug", "--criterion", "GOV1"), ("is no short name: small letters",)),
        (("add", "policy", "--note", "x" * 20_001), ("note: string should have at most",)),
        (("record", "GOV1", *RECORD[2:]), ("GOV1 is judged by the leaders", "evidence add --criterion GOV1")),
        (("record", "FIN7", *RECORD[2:]), ("no criterion 'FIN7'",)),
        (("record", "FIN1", "--level", "7", *RECORD[4:]), ("level 7 is not on the scale",)),
        ((*RECORD, "--valid-until", "2022-12-01"), ("PBP354",)),
        (("remove", "policy"), ("no document 'policy' in what is noted for grants",)),
        (("remove", "FIN1", "--record"), ("no record of 'FIN1'",)),
        (("remove", "FIN1", "--record", "--function", "pool"), ("--record takes the question alone",)),
        (("list", "--function", "grant"), ("did you mean grants?",)),
    ],
)
def test_what_is_refused(found: Workspace, evidence: Shell, words: tuple[str, ...], said: tuple[str, ...]) -> None:
    before = files(found.root)
    ran = evidence(*words)
    assert (ran.code, ran.out) == (2, "")
    for part in said:
        assert part in ran.err
    assert files(found.root) == before


def test_a_dry_run_writes_nothing(found: Workspace, evidence: Shell) -> None:
    done(evidence(*RECORD))
    done(evidence("add", "policy"))
    before = files(found.root)
    for words in (("add", "agreement"), (*RECORD, "--note", "n"), ("remove", "policy"), ("remove", "FIN1", "--record")):
        assert "Nothing was written." in done(evidence(*words, "-n"))
    assert files(found.root) == before


# --- records --------------------------------------------------------------------------------------


def test_a_record_is_used_and_its_renewal_says_what_stood_there(found: Workspace, evidence: Shell) -> None:
    out = done(
        evidence(*RECORD, "--date", "2022-12-10", "--valid-until", "2023-06-30", "--link", "a.pdf", "--note", "n")
    )
    assert out.startswith("FIN1: the record shows level 2, Level 2: FIN1 as at level 2, until 2023-06-30.")
    record = agreeing.evidence(found).records["FIN1"]
    assert (record.level, record.document, record.checked_by) == (2, "Letter", "audit")
    assert (str(record.checked), str(record.valid_until), record.link, record.note) == (
        "2022-12-10",
        "2023-06-30",
        "a.pdf",
        "n",
    )
    assert "(before: level 2, Letter)" in done(evidence("record", "fin1", "--level", "1", *RECORD[4:]))
    assert "the record of level 1 is taken out" in done(evidence("remove", "FIN1", "--record"))
    assert agreeing.evidence(found).records == {}


def test_a_name_of_the_register_stays_out(found: Workspace, evidence: Shell, tmp_path: Path) -> None:
    register = tmp_path / "names.yaml"
    register.write_text("schema: pbp-assess/register/1\nleaders:\n  m1:\n    name: Ann Example\n")
    named = ("--register", str(register))
    assert "--seen-by holds a name" in evidence("add", "policy", "--seen-by", "Ann Example", *named).err
    assert "--checked-by holds a name" in evidence(*RECORD[:-1], "Ann Example", *named).err
    assert not (found.root / EVIDENCE).exists()


def test_hostile_words_are_inert(found: Workspace, evidence: Shell) -> None:
    text = "\n".join(text for text in TEXTS if len(text) < 100)
    done(evidence("add", "x", "--criterion", "GOV1", f"--name={text}", f"--link={text}", f"--seen-by={text}"))
    assert agreeing.evidence(found).criteria["GOV1"]["x"].name == text
    for words in (("list", "--audience", "facilitator"), ("check",), ("remove", "x", "--criterion", "GOV1")):
        shown = evidence(*words)
        assert shown.code == 0
        assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(shown.out + shown.err)


def test_all_of_it_taken_out_again_leaves_the_result_as_it_was(found: Workspace, evidence: Shell, shell: Shell) -> None:
    whole = shell("readiness", "--json", "--as-of", TODAY).out
    done(evidence("add", "policy", "--seen-by", "team"))
    done(evidence("add", "annual", "--criterion", "GOV1"))
    done(evidence(*RECORD))
    assert shell("readiness", "--json", "--as-of", TODAY).out != whole
    for words in (("policy",), ("annual", "--criterion", "GOV1"), ("FIN1", "--record")):
        done(evidence("remove", *words))
    assert shell("readiness", "--json", "--as-of", TODAY).out == whole
    assert agreeing.evidence(found).documents == {}


# --- list and check -------------------------------------------------------------------------------


def test_the_list_has_what_is_noted_and_what_is_not(found: Workspace, evidence: Shell) -> None:
    (found.root / "papers").mkdir()
    until = ("--date", "2022-12-12", "--valid-until", "2022-12-13")
    done(evidence("add", "policy", "--verified-by", "audit", "--link", "papers/x.pdf", *until))
    done(evidence("add", "annual", "--criterion", "GOV1"))
    rows = [line.split() for line in done(evidence("list")).splitlines()]
    assert ["FIN1", "no", "record"] in rows
    assert ["GOV1", "annual", "listed", TODAY] in rows
    assert ["grants", "policy:", "The", "policy", "verified", "2022-12-12", "2022-12-13", "(over)", "audit"] in rows
    assert ["pool", "agreement:", "The", "agreement", "nothing", "noted"] in rows
    assert "papers/x.pdf" not in done(evidence("list"))
    assert "papers/x.pdf" in done(evidence("list", "--audience", "facilitator"))
    alone = done(evidence("list", "--function", "pool"))
    assert "policy" not in alone
    assert "FIN1" not in alone


def test_the_check_finds_files_that_are_gone_and_follows_no_address(found: Workspace, evidence: Shell) -> None:
    (found.root / "policy.pdf").write_bytes(b"")
    done(evidence("add", "policy", "--link", "policy.pdf"))
    done(evidence("add", "agreement", "--link", "https://nowhere.invalid/a.pdf"))
    assert "Every file that is named is there, and nothing has run out." in done(evidence("check", "--fail"))
    (found.root / "policy.pdf").unlink()
    done(evidence("add", "annual", "--criterion", "GOV1", "--name", "Annual report", "--link", "C:\\gone\\annual.pdf"))
    done(evidence(*RECORD, "--link", "x" * 300))
    assert "policy.pdf" not in done(evidence("check")), "links are the facilitator's"
    out = done(evidence("check", "--audience", "facilitator"))
    assert "Not where it should be:\n" in out
    for said in ("policy (grants): policy.pdf", "Annual report (GOV1): C:", "Letter (FIN1): xxx"):
        assert said in out
    assert "nowhere.invalid" not in out
    assert out.splitlines()[-1] == "To see to: 3 files not where they should be."
    assert evidence("check", "--fail").code == 1


def test_the_check_looks_nowhere_but_below_the_top_of_the_workspace(found: Workspace, evidence: Shell) -> None:
    outside = found.root.parent / "outside.pdf"
    outside.write_bytes(b"")
    for link in ("../outside.pdf", str(outside)):
        done(evidence("add", "policy", "--link", link))
        assert evidence("check", "--fail").code == 1


def test_the_check_tells_what_has_run_out_and_what_soon_will(found: Workspace, evidence: Shell) -> None:
    done(evidence("add", "policy", "--seen-by", "t", "--date", "2022-12-01", "--valid-until", "2022-12-13"))
    done(evidence("add", "agreement", "--seen-by", "t", "--valid-until", "2022-12-14"))
    done(evidence(*RECORD, "--valid-until", "2023-03-14"))
    out = done(evidence("check"))
    assert "Run out:\n  2022-12-13: policy (grants)\n" in out
    assert "Runs out within 90 days:\n  2022-12-14: agreement (pool)\n  2023-03-14: Letter (FIN1)\n" in out
    assert out.splitlines()[-1] == "To see to: 1 entry run out."
    assert "2023-03-14" not in done(evidence("check", "--within", "89"))
    assert evidence("check", "--fail").code == 1
    assert agreeing.evidence(found).documents["grants"]["policy"].state == "seen", "a check changes nothing"


def test_the_check_says_from_which_day_a_function_is_not_ready(found: Workspace, evidence: Shell, shell: Shell) -> None:
    agreed = ("GOV1", "--level", "2", "--sectors", "all", "--reason", "r", "--evidence", "e", "--as-of", TODAY)
    assert shell("moderate", *agreed).code == 0
    done(evidence("add", "policy", "--seen-by", "team", "--valid-until", "2023-03-31"))
    done(evidence("add", "terms", "--function", "grants", "--seen-by", "team"))
    told = "grants: not ready from 1 April 2023 unless this is renewed: The policy."
    assert told in done(evidence("check"))
    assert shell("readiness", "--require", "partial", "--function", "grants", "--as-of", "2023-03-31").code == 0
    after = shell("readiness", "--require", "partial", "--function", "grants", "--as-of", "2023-04-01", "--explain")
    assert after.code == 5
    assert "it held until 31 March 2023, and nothing has been noted since" in after.out.replace("\n", " ")
    assert told not in done(evidence("add", "policy", "--valid-until", "2024-03-31"))
    assert "1 April 2024" in done(evidence("check"))
    assert agreeing.evidence(found).documents["grants"]["policy"].seen_by == "team"


def test_a_record_that_has_run_out_is_said_to_have(found: Workspace, evidence: Shell, shell: Shell) -> None:
    done(evidence(*RECORD, "--valid-until", "2022-12-31"))
    later = shell("readiness", "--function", "pool", "--explain", "--as-of", "2023-01-01").out.replace("\n", " ")
    assert "A document settles this; the one recorded held until 31 December 2022 (Letter)." in later
    assert agreeing.evidence(found).records.keys() == {"FIN1"}


def test_high_levels_that_nothing_shows_are_told(found: Workspace, evidence: Shell, shell: Shell) -> None:
    agreed = ("GOV2", "--level", "3", "--sectors", "all", "--reason", "r", "--without-evidence", "--as-of", TODAY)
    assert shell("moderate", *agreed).code == 0
    out = done(evidence("check"))
    assert "  GOV2 GOV2: level 3" in out
    assert out.splitlines()[-1].endswith(
        "nothing has run out. 1 level used is high and shown by nothing that is noted."
    )
    done(evidence("add", "annual", "--criterion", "GOV2"))
    assert "GOV2: level 3" not in done(evidence("check"))
    assert agreeing.evidence(found).criteria.keys() == {"GOV2"}
