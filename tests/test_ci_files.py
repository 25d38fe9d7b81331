"""Are the pipelines that we offer whole: do they parse, run the script that the docs show, and use what there is?"""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pbp_assess.cli.app import run
from pbp_assess.workspace.pipelines import Server

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "ci"
FILES = {server: DOCS / f"{server.value}.yml" for server in Server}
PAGES = sorted(DOCS.glob("*.md"))
EVERYTHING = [*FILES.values(), *PAGES, ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"]
OURS = ROOT / ".github" / "workflows" / "ci.yml"
_EXPANSION = re.compile(r"\$\{[^}]*\}|\$\w+")


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def script() -> str:
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^## The script\n.*?^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def texts(value: Any) -> list[str]:
    """Every text in a document, wherever it stands."""
    match value:
        case dict():
            return [text for item in value.values() for text in texts(item)]
        case list():
            return [text for item in value for text in texts(item)]
        case _:
            return [str(value)]


@pytest.mark.parametrize("server", Server)
def test_each_pipeline_runs_the_script_that_the_docs_show(server: Server) -> None:
    assert script() in [f"{text.rstrip()}\n" for text in texts(parsed(FILES[server]))]


def typed(path: Path) -> list[str]:
    """What is to be typed after `pbp-assess`, in the scripts of a file or in the code of a page."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    inline: list[str] = []
    if path.suffix == ".md":
        inline = re.findall(r"`pbp-assess ([^`]+)`", text)
        text = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    return [*re.findall(r"^[^`#\n]*\bpbp-assess\"? ((?:-C|[a-z]+\b)[^`\n]*)$", text, re.MULTILINE), *inline]


@pytest.mark.parametrize("path", EVERYTHING, ids=lambda path: path.name)
def test_every_command_in_it_can_be_typed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --help at its end nothing is done, but a misspelt command or option is refused all the same."""
    for line in typed(path):
        plain = re.sub(r'"\$\{?PBP_WORKSPACE[^"]*"', ".", line).partition(" || ")[0]
        words = shlex.split(_EXPANSION.sub("", plain))
        assert run([*filter(None, words), "--help"]) == 0, (line, capsys.readouterr().err)


def test_commands_are_looked_for_where_they_are() -> None:
    found = {path.name: [re.split(r" +", line)[0] for line in typed(path)] for path in EVERYTHING}
    assert all("-C" in found[name] for name in ("action.yml", "github.yml", "azure.yml", "gitlab.yml"))
    assert set(found[".pre-commit-hooks.yaml"]) == {"validate"}
    assert {"-C", "round", "snapshot", "check", "init", "explain", "matrix", "validate"} >= set(found["README.md"])
    assert {"-C", "round", "snapshot", "check", "init", "matrix"} <= set(found["README.md"])


@pytest.mark.parametrize("path", [*FILES.values(), ROOT / "action.yml", OURS], ids=lambda path: path.name)
def test_it_fetches_nothing_of_others_and_needs_no_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"uses: (\S+)", text)) <= {"actions/checkout@v4", "./"}
    assert set(re.findall(r"task: (\S+)", text)) <= {"UsePythonVersion@0", "PublishTestResults@2"}
    assert not re.search(r"secrets?\.|token|https?:|password", text, re.IGNORECASE)


def test_a_job_on_github_may_do_no_more_than_read() -> None:
    for path in (FILES[Server.GITHUB], OURS):
        assert parsed(path)["permissions"] == {"contents": "read"}


def test_no_input_of_the_action_is_pasted_into_a_script() -> None:
    action = parsed(ROOT / "action.yml")
    steps = action["runs"]["steps"]
    assert not [step for step in steps if "${{" in step["run"]]
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", " ".join(texts([step["env"] for step in steps]))))
    assert used == set(action["inputs"])
    page = (DOCS / "github.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == list(action["inputs"])
    assert all(f"`{name}`" in page for name in action["outputs"])


def test_this_repository_runs_what_it_offers() -> None:
    jobs = parsed(OURS)["jobs"]
    assert ".ci/run" in texts(jobs)
    assert "./" in texts(jobs), "the action, on the shipped example"


def test_the_hook_is_one_that_pre_commit_takes_and_looks_at_the_files_of_a_workspace() -> None:
    path = ROOT / ".pre-commit-hooks.yaml"
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(path)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    (hook,) = parsed(path)
    mine = re.compile(hook["files"])
    for name in (
        "pbp-assess.yaml",
        "matrices/next.yaml",
        "place/assessments/oxfordshire/2024-25-q1/round.yaml",
        "assessments/oxfordshire/2024-25-q1/snapshot.json",
    ):
        assert mine.search(name), name
    assert not mine.search("README.md")
    assert not mine.search("reports/oxfordshire/2024-25-q1/day.html")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_exit_code_is_explained() -> None:
    from pbp_assess.cli.exits import ExitCode

    page = (DOCS / "README.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert told == {int(code) for code in ExitCode} - {ExitCode.INTERRUPTED}
