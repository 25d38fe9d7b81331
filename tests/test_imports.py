"""What may each command not load? Start-up time is what a command imports (bench/startup.py measures it).

Each row runs the command on the example, in a process of its own, and looks at what was loaded when it ended.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Everything a machine might be slow to load; a row says which of them it may.
SLOW = {"typer", "click", "pydantic", "yaml", "rich", "jinja2", "dataclasses", "pathlib", "shutil", "asyncio", "http",
        "python_calamine", "xlsxwriter", "docx", "pptx", "lxml", "resvg_py"}  # fmt: skip
SHELL = {"typer", "click", "dataclasses", "pathlib", "shutil"}
MODELS = SHELL | {"pydantic", "yaml"}

RUN = """
import os, sys
end = os._exit
def ended(code):
    print("\\n" + " ".join(sorted(sys.modules)), file=sys.stderr, flush=True)
    end(code)
os._exit = ended
from pbp_assess.__main__ import main
sys.argv = ["pbp-assess", *{words!r}]
ended(main())
"""


ROWS: tuple[tuple[str, set[str]], ...] = (
    ("--version", set()),
    ("--help", set()),
    ("explain split", SHELL),
    ("explain --help", SHELL),
    ("readiness --help", SHELL),
    ("report --help", SHELL),
    ("panel add --help", SHELL),
    ("panel list", MODELS),
    ("letters --help", SHELL),
    ("letters privacy", MODELS | {"jinja2"}),
    ("score --help", SHELL),
    ("moderate --help", SHELL),
    ("moderate --list", MODELS),
    ("evidence add --help", SHELL),
    ("evidence check", MODELS),
    ("theme add --help", SHELL),
    ("theme list", MODELS),
    ("theme notes --audience facilitator", MODELS),
    ("action add --help", SHELL),
    ("action list", MODELS),
    ("target list", MODELS),
    ("decision add --help", SHELL),
    ("decision list", MODELS),
    ("form --help", SHELL),
    ("survey template --help", SHELL),
    ("import --help", SHELL),
    ("init --help", SHELL),
    ("demo --dry-run {tmp}/new", SHELL),
    ("matrix list", MODELS),
    ("matrix --help", SHELL),
    ("matrix show integrated-care-twelve", MODELS),
    ("matrix diff place-partnership integrated-care-twelve", MODELS),
    ("matrix diff place-partnership integrated-care-twelve --json", MODELS),
    ("matrix show integrated-care-twelve --format md", MODELS | {"jinja2"}),
    ("export --help", SHELL),
    ("export results", MODELS),
    ("export answers --audience facilitator", MODELS),
    ("matrix schema place", MODELS),
    ("validate", MODELS),
    ("validate --json matrices/place-partnership.yaml", MODELS),
    ("status", MODELS),
    ("status --json", MODELS),
    ("readiness", MODELS),
    ("readiness --explain", MODELS),
    ("readiness --json", MODELS),
    ("readiness --solid", MODELS),
    ("readiness --path bcf_s75 --json", MODELS),
    ("readiness --what-if COM3=2", MODELS),
    ("compare --help", SHELL),
    ("compare", MODELS),
    ("history --help", SHELL),
    ("history", MODELS),
    ("snapshot --help", SHELL),
    ("snapshot --dry-run", MODELS),
    ("check --help", SHELL),
    ("check", MODELS),
    ("check --output junit={tmp}/check.xml,json={tmp}/check.json,markdown={tmp}/check.md,github", MODELS),
    ("agenda --help", SHELL),
    ("agenda", MODELS),
    ("agenda --format sheets --output {tmp}", MODELS | {"jinja2"}),
    ("report --output {tmp}", MODELS | {"jinja2"}),
    ("report --output - --format md", MODELS),
    ("report summary --output - --format md", MODELS),
    ("report function bcf_s75 --output - --format md", MODELS),
    ("report facilitator --output - --format md", MODELS | {"jinja2"}),
    ("report index --output -", MODELS | {"jinja2"}),
)


# What a command has no use for as long as nothing is wrong and nothing is written.
IDLE = {"pbp_assess.formats.close_reading", "pbp_assess.formats.shape", "pbp_assess.formats.yaml_writer"}
JUDGING, SAYING = {"pbp_assess.core.assess"}, {"pbp_assess.report.wording"}


def slow_modules_of(words: list[str], folder: Path) -> set[str]:
    """Which of the slow modules the command had loaded when it ended, well, in this folder."""
    return (loaded_by(words, folder) & SLOW) - ({"dataclasses", "pathlib", "shutil"} & _bare())


def loaded_by(words: list[str], folder: Path) -> set[str]:
    """Every module the command had loaded when it ended, well, in this folder."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUN.format(words=words)],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, "\n".join(done.stderr.splitlines()[:-1])
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "pbp_assess.__main__" in loaded
    return loaded


@pytest.mark.parametrize(("words", "may_load"), ROWS, ids=[words for words, _ in ROWS])
def test_a_command_loads_only_what_it_needs(words: str, may_load: set[str], tmp_path: Path) -> None:
    assert slow_modules_of([word.format(tmp=tmp_path) for word in words.split()], ROOT) <= may_load


@pytest.mark.parametrize(
    ("words", "no_use_for"),
    [
        (["validate"], IDLE | JUDGING | SAYING),
        (["status"], IDLE | SAYING),
        (["readiness"], IDLE | {"pbp_assess.report.view", "pbp_assess.core.robustness.solidity"}),
        (["report", "-o", "-", "--format", "md"], IDLE),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_only_mends_or_writes_stays_out(words: list[str], no_use_for: set[str]) -> None:
    assert loaded_by(words, ROOT) & no_use_for == set()


def test_answering_loads_only_what_it_needs(tmp_path: Path) -> None:
    start = ["init", "--no-input", "--name", "Here", "--icb", "Example ICB", "--member", "Director:icb"]
    assert slow_modules_of(start, tmp_path) <= MODELS
    assert slow_modules_of(["score", "director", "--set", "GOV1=3"], tmp_path) <= MODELS
    assert slow_modules_of(["form", "director"], tmp_path) <= MODELS | {"jinja2"}
    assert slow_modules_of(["withdraw", "director", "--yes"], tmp_path) <= MODELS
    (tmp_path / "f.csv").write_text("code,GOV1\ndirector,3\n", encoding="utf-8")
    assert slow_modules_of(["import", "--no-input", "f.csv"], tmp_path) <= MODELS
    assert slow_modules_of(["survey", "template", "--for", "msforms"], tmp_path) <= MODELS
    assert slow_modules_of(["survey", "template", "--for", "xlsx"], tmp_path) <= MODELS | {"xlsxwriter"}
    assert slow_modules_of(["survey", "template", "--for", "paper"], tmp_path) <= MODELS | {"jinja2"}
    filled_in = "surveys/here/*/answers.xlsx"
    assert slow_modules_of(["survey", "codes", "--dry-run"], tmp_path) <= MODELS
    assert [path.name for path in tmp_path.glob(filled_in)] == ["answers.xlsx"]


def _bare() -> set[str]:
    """What this Python has loaded before any program: an editable install's finder may load something."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())
