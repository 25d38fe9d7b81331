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
SLOW = {"typer", "click", "pydantic", "yaml", "rich", "jinja2", "dataclasses", "pathlib", "shutil", "asyncio", "http"}
SHELL = {"typer", "click", "dataclasses", "pathlib", "shutil"}
MODELS = SHELL | {"pydantic", "yaml"}

RUN = """
import atexit, sys
def loaded():
    print("\\n" + " ".join(sorted(sys.modules)), file=sys.stderr)
atexit.register(loaded)
from pbp_assess.__main__ import main
sys.argv = ["pbp-assess", *{words!r}]
sys.exit(main())
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
    ("form --help", SHELL),
    ("matrix show integrated-care-twelve", MODELS),
    ("validate", MODELS),
    ("status", MODELS),
    ("readiness", MODELS),
    ("report --output {tmp}", MODELS | {"jinja2"}),
)


def loaded_by(words: list[str], folder: Path) -> set[str]:
    """Which of the slow modules the command had loaded when it ended, well, in this folder."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUN.format(words=words)],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, "\n".join(done.stderr.splitlines()[:-1])
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "pbp_assess.__main__" in loaded
    return (loaded & SLOW) - ({"dataclasses", "pathlib", "shutil"} & _bare())


@pytest.mark.parametrize(("words", "may_load"), ROWS, ids=[words for words, _ in ROWS])
def test_a_command_loads_only_what_it_needs(words: str, may_load: set[str], tmp_path: Path) -> None:
    assert loaded_by([word.format(tmp=tmp_path) for word in words.split()], ROOT) <= may_load


def test_answering_loads_only_what_it_needs(tmp_path: Path) -> None:
    start = ["init", "--no-input", "--name", "Here", "--icb", "Example ICB", "--member", "Director:icb"]
    assert loaded_by(start, tmp_path) <= MODELS
    assert loaded_by(["score", "director", "--set", "GOV1=3"], tmp_path) <= MODELS
    assert loaded_by(["form", "director"], tmp_path) <= MODELS | {"jinja2"}
    assert loaded_by(["withdraw", "director", "--yes"], tmp_path) <= MODELS


def _bare() -> set[str]:
    """What this Python has loaded before any program: an editable install's finder may load something."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())
