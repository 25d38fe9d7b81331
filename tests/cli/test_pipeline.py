"""Does a pipeline say the right thing about a clone of a bare repository, with the sheets in it and without?

Four quarters are committed one by one; the script is the one that docs/ci/README.md shows, taken from there.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import junitparser
import pytest
import yaml

from quarters import QUARTERS, git, quarter
from shell import replaced
from tiny import PLACE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "ci"
OUT = "pbp-assess-check"
LOST = "1 1 1 1 1 1 1 1 1 1"
UNSURE = "2 2 ? ? ? ? ? ? ? ?"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the script is for a POSIX shell")


def script() -> str:
    """The lines that every pipeline runs."""
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^## The script\n.*?^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


# --- the repository -------------------------------------------------------------------------------


def _commit(work: Path, said: str) -> None:
    git(work, "add", "-A")
    git(work, "commit", "-q", "--allow-empty", "-m", said)


def _add(work: Path, label: str, *, sheets: bool, **columns: str) -> None:
    """Close a quarter and commit it, with the score sheets or as `init` has it."""
    quarter(work, label, **columns)
    if sheets:
        replaced(work / ".gitignore", "scores/\n", "")
    _commit(work, label)


def _branch(work: Path, name: str, *, sheets: bool, **columns: str) -> None:
    """The last quarter as it might have gone."""
    git(work, "checkout", "-q", "-b", name, "third")
    shutil.rmtree(work / "assessments" / PLACE / QUARTERS[3], ignore_errors=True)
    _add(work, QUARTERS[3], sheets=sheets, **columns)


@pytest.fixture(scope="module", params=["sheets", "snapshots"])
def bare(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository with a commit a quarter, and the last quarter in other courses on branches."""
    top, sheets = tmp_path_factory.mktemp(request.param), request.param == "sheets"
    work, origin = top / "work", top / "origin.git"
    work.mkdir()
    git(top, "init", "-q", "--bare", str(origin))
    git(work, "init", "-q")
    _commit(work, "nothing yet")
    git(work, "tag", "start")
    for label in QUARTERS[:3]:
        _add(work, label, sheets=sheets)
    git(work, "tag", "third")
    _add(work, QUARTERS[3], sheets=sheets)
    _branch(work, "lost", sheets=sheets, GOV1=LOST)
    _branch(work, "unsure", sheets=sheets, GOV1=UNSURE)
    git(work, "push", "-q", str(origin), "--all")
    git(work, "push", "-q", str(origin), "--tags")
    return origin


@dataclass(frozen=True, slots=True)
class Job:
    """How the job ended, what its log says, and the files that it left behind."""

    code: int
    log: str
    folder: Path

    @property
    def said(self) -> dict[str, Any]:
        """The JSON."""
        found: dict[str, Any] = json.loads((self.folder / OUT / "check.json").read_text(encoding="utf-8"))
        return found

    @property
    def tests(self) -> list[junitparser.TestCase]:
        """The JUnit file as others read it."""
        suites = junitparser.JUnitXml.fromfile(str(self.folder / OUT / "junit.xml"))
        return [case for suite in suites for case in suite]

    def results(self, kind: type) -> list[junitparser.TestCase]:
        return [case for case in self.tests if any(isinstance(one, kind) for one in case.result)]

    @property
    def page(self) -> str:
        return (self.folder / OUT / "check.md").read_text(encoding="utf-8")


def clone(bare: Path, tmp_path: Path, branch: str = "main") -> Path:
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--branch", branch, str(bare), str(folder))
    return folder


def runner(tmp_path: Path, **variables: str) -> dict[str, str]:
    """The surroundings of a job: the tool on its path, and nothing of whoever runs the tests."""
    tool = tmp_path / "pbp-assess" / "bin" / "pbp-assess"
    tool.parent.mkdir(parents=True)
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pbp_assess "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    return {"PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path), **variables}


def job(folder: Path, lines: str, surroundings: dict[str, str]) -> Job:
    done = subprocess.run(
        ["bash", "-e", "-c", lines],  # noqa: S607 - as the runner of a pipeline has it
        cwd=folder,
        env=surroundings,
        check=False,
        capture_output=True,
        text=True,
    )
    return Job(done.returncode, done.stdout + done.stderr, folder)


def checked(bare: Path, tmp_path: Path, branch: str = "main", **variables: str) -> Job:
    """The script, run in a fresh clone."""
    return job(clone(bare, tmp_path, branch), script(), runner(tmp_path, **variables))


# --- how it ends ----------------------------------------------------------------------------------


def test_a_quarter_like_the_last_passes(bare: Path, tmp_path: Path) -> None:
    found = checked(bare, tmp_path)
    assert found.code == 0, found.log
    assert (found.said["round"], found.said["before"], found.said["exit"]) == (QUARTERS[3], QUARTERS[2], 0)
    assert found.tests
    assert not found.results(junitparser.Failure)
    assert not found.results(junitparser.Error)
    assert found.page.startswith("## Check of Example place")
    assert "::error" not in found.log
    has_sheets = (found.folder / "assessments" / PLACE / QUARTERS[3] / "scores").is_dir()
    assert ("is read from its snapshot" in found.log) is not has_sheets


def test_a_gate_that_was_lost_fails_and_says_where(bare: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    found = checked(bare, tmp_path, "lost", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert found.code == 1, found.log
    assert found.said["exit"] == 1
    failed = found.results(junitparser.Failure)
    assert [case.name for case in failed if "bcf" in case.name]
    assert "bcf" in found.page
    errors = [line for line in found.log.splitlines() if line.startswith("::error ")]
    assert len(errors) == len(failed)
    assert all(re.match(r"::error file=[^,]+,line=\d+", line) for line in errors)
    assert summary.read_text(encoding="utf-8") == found.page
    for text in (found.log, *(path.read_text(encoding="utf-8") for path in (found.folder / OUT).iterdir())):
        assert not re.search(r"\bm\d+\b", text), "no leader's id is in anything that a job leaves behind"


def test_a_baseline_without_a_round_is_no_pass(bare: Path, tmp_path: Path) -> None:
    found = checked(bare, tmp_path, PBP_BASELINE="start:")
    assert found.code == 4, found.log
    assert (found.said["exit"], "PBP504" in found.log) == (4, True)
    assert found.results(junitparser.Error)


def test_not_knowing_fails_where_a_verdict_is_required(bare: Path, tmp_path: Path) -> None:
    found = checked(bare, tmp_path, "unsure", PBP_OPTIONS="--require-verdict")
    assert found.code == 5, found.log
    assert found.results(junitparser.Error)


def test_a_faulty_file_is_no_verdict(bare: Path, tmp_path: Path) -> None:
    folder = clone(bare, tmp_path)
    home = folder / "assessments" / PLACE / QUARTERS[3]
    if (home / "scores").is_dir():
        replaced(home / "scores" / "m1.yaml", "GOV1: 2", "GOV1: 9")
    else:
        replaced(home / "snapshot.json", '"count": 10', '"count": 9')
    found = job(folder, script(), runner(tmp_path))
    assert found.code == 2, found.log
    assert found.said["exit"] == 2
    assert found.results(junitparser.Error)
    for text in (found.log, found.page, json.dumps(found.said)):
        assert "m1" not in text
        assert "9;" not in text


def test_a_change_is_compared_with_the_branch_it_would_go_into(bare: Path, tmp_path: Path) -> None:
    found = checked(bare, tmp_path, "lost", PBP_BASELINE="origin/main:")
    assert (found.said["before"], found.said["round"]) == (QUARTERS[3], QUARTERS[3])
    if (found.folder / "assessments" / PLACE / QUARTERS[3] / "scores").is_dir():
        assert found.code == 1, found.log
    else:
        assert found.code == 0, (
            "without the sheets it is not known whether people changed their view, or people changed"
        )
        assert "who answered both times is not known" in found.log


# --- the action -----------------------------------------------------------------------------------


def test_the_action_says_how_it_ended(bare: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = next(one for one in action["runs"]["steps"] if one.get("id") == "check")
    given = {name: str(described["default"]) for name, described in action["inputs"].items()}
    given |= {"place": PLACE, "strict": "true"}
    env = {name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for name, value in step["env"].items()}
    told = tmp_path / "output"
    surroundings = runner(tmp_path, RUNNER_TEMP=str(tmp_path), GITHUB_OUTPUT=str(told), GITHUB_ACTIONS="true", **env)
    found = job(clone(bare, tmp_path, "lost"), step["run"], surroundings)
    assert found.code == 1, found.log
    assert told.read_text(encoding="utf-8") == "exit-code=1\n"
    assert found.said["exit"] == 1
    assert "::error " in found.log
