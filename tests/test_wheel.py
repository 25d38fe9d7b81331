"""Does the wheel work on a machine that has nothing of this repository?

Builds it, installs it into an empty environment elsewhere (its dependencies come from the registry), and runs it there.
"""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from pbp_assess import __version__

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("matrices", "assessments", "pbp-assess.yaml", "docs/problems.md", "docs/glossary.md", "docs/ci/github.yml")


def call(*words: str | Path, cwd: Path) -> str:
    """Run it away from the repository and return its stdout."""
    away = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV", "VIRTUAL_ENV"))}
    done = subprocess.run(words, cwd=cwd, env=away, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as `python -m build` does, with the hatchling that the extra `dev` installs."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed `pbp-assess`."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=True)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    call(scripts / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=folder)
    return scripts / "pbp-assess"


def test_the_wheel_carries_what_ships_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        names = files.namelist()
    assert {name.split("/")[0] for name in names} == {"pbp_assess", f"pbp_assess-{__version__}.dist-info"}
    for shipped in SHIPPED:
        assert any(name.startswith(f"pbp_assess/shipped/{shipped}") for name in names), shipped
    assert {"pbp_assess/cli/help.txt", "pbp_assess/py.typed"} <= set(names)
    kept = {
        f"pbp_assess/shipped/{path.relative_to(ROOT).as_posix()}"
        for folder in ("matrices", "assessments")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert kept <= set(names), "a file of the example is missing: is it git-ignored?"


def test_the_installed_program_says_what_it_is(program: Path, tmp_path: Path) -> None:
    assert call(program, "--version", cwd=tmp_path) == f"pbp-assess {__version__}\n"
    assert call(program, "explain", "split", cwd=tmp_path).startswith("split")


def test_the_demo_ends_with_the_path_of_a_report(program: Path, tmp_path: Path) -> None:
    report = tmp_path / call(program, "demo", cwd=tmp_path).splitlines()[-1]
    assert report.is_file()
    assert "Oxfordshire" in report.read_text(encoding="utf-8")
