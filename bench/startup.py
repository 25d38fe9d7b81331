"""How long does a command take, in empty Python programs?

    python bench/startup.py [--rounds 15] [--strict]

Ratios to `python -c pass`, from one run, the commands interleaved and each one's median taken, with bytecode compiled
beforehand: milliseconds differ between machines, ratios hardly. Each command must exit 0. `--strict` fails when an aim
is missed.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE = [sys.executable, "-m", "pbp_assess"]
SCRIPT = [str(Path(sys.executable).with_name("pbp-assess"))]
TAB = {"_PBP_ASSESS_COMPLETE": "complete_bash", "COMP_WORDS": "pbp-assess re", "COMP_CWORD": "1"}

# what, the command, variables of its environment, the aim as a ratio
Case = tuple[str, list[str], Mapping[str, str], float]
CASES: tuple[Case, ...] = (
    ("python -c pass", [sys.executable, "-c", "pass"], {}, 1),
    ("python -m pbp_assess --version", [*MODULE, "--version"], {}, 1.5),
    ("python -m pbp_assess --help", [*MODULE, "--help"], {}, 1.5),
    ("pbp-assess --version", [*SCRIPT, "--version"], {}, 2),
    ("pbp-assess --help", [*SCRIPT, "--help"], {}, 2),
    ("readiness --help", [*SCRIPT, "readiness", "--help"], {}, 10),
    ("form --help", [*SCRIPT, "form", "--help"], {}, 10),
    ("import --help", [*SCRIPT, "import", "--help"], {}, 10),
    ("survey --help", [*SCRIPT, "survey", "--help"], {}, 10),
    ("one TAB", SCRIPT, TAB, 10),
    ("explain split", [*SCRIPT, "explain", "split"], {}, 10),
    ("validate", [*SCRIPT, "validate"], {}, 20),
    ("panel list", [*SCRIPT, "panel", "list"], {}, 20),
    ("letters privacy", [*SCRIPT, "letters", "privacy"], {}, 30),
    ("readiness", [*SCRIPT, "readiness"], {}, 25),
    ("readiness --solid", [*SCRIPT, "readiness", "--solid"], {}, 30),
    ("agenda", [*SCRIPT, "agenda"], {}, 25),
    ("moderate --list", [*SCRIPT, "moderate", "--list"], {}, 25),
    ("evidence check", [*SCRIPT, "evidence", "check"], {}, 25),
    ("theme list", [*SCRIPT, "theme", "list"], {}, 25),
    ("action list", [*SCRIPT, "action", "list"], {}, 25),
    ("target list", [*SCRIPT, "target", "list"], {}, 25),
    ("decision list", [*SCRIPT, "decision", "list"], {}, 25),
    ("report", [*SCRIPT, "report"], {}, 30),
    ("compare", [*SCRIPT, "compare"], {}, 40),  # two rounds, each judged whole
    ("history", [*SCRIPT, "history"], {}, 30),
    ("snapshot --dry-run", [*SCRIPT, "snapshot", "--dry-run"], {}, 40),
    ("check", [*SCRIPT, "check"], {}, 45),  # as compare, with every file read once more
    ("export results", [*SCRIPT, "export", "results"], {}, 30),
)


def timed(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> tuple[float, int, str]:
    """Wall seconds, exit code and what was said on stderr."""
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return time.perf_counter() - start, done.returncode, done.stderr


def example(folder: Path) -> None:
    """A copy of the example to work in, so that `report` writes beside it and not into the repository."""
    for name in ("assessments", "matrices"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pbp-assess.yaml", folder)


def measure(rounds: int, folder: Path) -> tuple[dict[str, list[float]], dict[str, str]]:
    """Seconds by case, and what failed; the first round compiles and warms, and is not counted."""
    base = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    base["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    seconds: dict[str, list[float]] = {what: [] for what, *_ in CASES}
    failed: dict[str, str] = {}
    work = folder / "workspace"
    example(work)
    for number in range(rounds + 1):
        for what, command, extra, _ in CASES:
            took, code, said = timed(command, base | dict(extra), work)
            if number:
                seconds[what].append(took)
            if code:
                failed[what] = f"exit {code}: {said.strip().splitlines()[-1] if said.strip() else ''}"
    return seconds, failed


def main() -> int:
    """Print the table; 1 when a command failed or, with --strict, missed its aim."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--strict", action="store_true", help="fail when an aim is missed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seconds, failed = measure(options.rounds, Path(folder))
    empty = statistics.median(seconds[CASES[0][0]])
    missed = False
    print(f"{'':32}{'ms':>8}{'ratio':>8}{'aim':>6}")
    for what, _, _, aim in CASES:
        middle = statistics.median(seconds[what])
        ratio = middle / empty
        late = ratio > aim
        missed |= late
        note = f"  FAILED {failed[what]}" if what in failed else "  over the aim" if late else ""
        print(f"{what:32}{middle * 1000:8.1f}{ratio:8.2f}{aim:6g}{note}")
    return int(bool(failed) or (options.strict and missed))


if __name__ == "__main__":
    sys.exit(main())
