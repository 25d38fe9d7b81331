"""What does reading and checking thousands of score sheets cost, next to PyYAML's own loader?

    python bench/load.py [--sheets 3500] [--rounds 7] [--strict]

Writes sheets of 41 answers (as the tool writes them, on the shipped matrix) into a temporary folder, then measures CPU
time on one core, in one run and interleaved, the median of each: reading the bytes; reading and `yaml.load` with
CSafeLoader; our reading alone; and our reading with every check of a sheet, which is what the aim is about. Ratios
hold on any machine, milliseconds do not. `--strict` fails when the aim is missed.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from pbp_assess.core.assessment import Dossier, Panel, Place, Round, Scoresheet
from pbp_assess.core.check import sheet_rules
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.records import Actions, Decisions, Evidence, Moderation, Themes
from pbp_assess.formats.documents import dump, load
from pbp_assess.formats.strict_yaml import parse
from pbp_assess.workspace.files import read_bytes

ROOT = Path(__file__).resolve().parent.parent
AIM = 0.7
PANEL = tuple(f"leader-{number}" for number in range(1, 18))
TURN = 10 * len(PANEL)
ROUND = "2022-23-q3"
NOTES = (
    "We meet monthly, but the board has not agreed the terms.",
    "Half of the practices are in; the others say they will sign by March.\n\nAsk the primary care lead – twice.",
    "R&D budget: not ours yet!",
)


def answer(chance: random.Random, levels: tuple[int, ...]) -> Any:
    """Mostly a bare level; now and then cannot_judge, declined, or a level with a note."""
    draw = chance.random()
    if draw < 0.78:
        return chance.choice(levels)
    if draw < 0.9:
        return "cannot_judge"
    if draw < 0.92:
        return "declined"
    said = {"level": chance.choice(levels), "note": chance.choice(NOTES)}
    return {**said, "confidence": "low"} if draw < 0.95 else said


def sheet(chance: random.Random, leader: str, matrix: Matrix) -> Scoresheet:
    """One leader's sheet, every criterion answered."""
    names = [criterion.id for criterion in matrix.criteria]
    return Scoresheet.model_validate(
        {
            "schema": "pbp-assess/scoresheet/1",
            "leader": leader,
            "round": ROUND,
            "scores": {name: answer(chance, matrix.levels) for name in names},
            "answers": {question.id: chance.choice(NOTES) for question in matrix.open_questions},
            "choose": chance.sample(names, matrix.choose.number) if matrix.choose else [],
        }
    )


def write_sheets(folder: Path, number: int, matrix: Matrix) -> list[Path]:
    """The files, a folder for each place of seventeen leaders; the same for every run."""
    chance = random.Random(20221201)  # noqa: S311 - the same sheets each time, no secret
    paths = []
    for index in range(number):
        path = folder / f"place-{index // len(PANEL)}" / f"{PANEL[index % len(PANEL)]}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(dump(sheet(chance, path.stem, matrix)), encoding="utf-8")
        paths.append(path)
    return paths


def empty_round(matrix: Matrix) -> Dossier:
    """A round that asks everyone everything, with no sheet in it yet."""
    opened = {
        "schema": "pbp-assess/round/1",
        "id": ROUND,
        "place": "Example place",
        "icb": "Example ICB",
        "opened": "2022-11-07",
        "matrix": {"id": matrix.id, "version": matrix.version, "sha256": "0" * 64},
        "members": {leader: {"sector": "icb"} for leader in PANEL},
    }
    sectors = [{"id": "icb", "name": "ICB"}]
    place = {"schema": "pbp-assess/place/1", "name": "Example place", "icb": "Example ICB", "sectors": sectors}
    return Dossier(
        place_id="example-place",
        place=Place.model_validate(place),
        panel=Panel.model_validate({"schema": "pbp-assess/panel/1", "leaders": []}),
        round=Round.model_validate(opened),
        matrix=matrix,
        sheets={},
        moderation=Moderation.model_validate({"schema": "pbp-assess/moderation/1"}),
        evidence=Evidence.model_validate({"schema": "pbp-assess/evidence/1"}),
        themes=Themes.model_validate({"schema": "pbp-assess/themes/1"}),
        actions=Actions.model_validate({"schema": "pbp-assess/actions/1"}),
        decisions=Decisions.model_validate({"schema": "pbp-assess/decisions/1"}),
    )


def places(paths: list[Path]) -> Iterator[list[Path]]:
    """The files of each place."""
    for start in range(0, len(paths), len(PANEL)):
        yield paths[start : start + len(PANEL)]


def read_and_check(paths: list[Path], dossier: Dossier) -> None:
    """What `validate` does with the sheets of every place; the generated ones must be faultless."""
    for files in places(paths):
        loaded = {path.stem: load(Scoresheet, read_bytes(path, path.name), path.name) for path in files}
        sheets = {leader: sheet.model for leader, sheet in loaded.items() if sheet.model}
        assert len(sheets) == len(files)
        assert not list(sheet_rules.sheets(replace(dossier, sheets=sheets)))


def read_with_pyyaml(paths: list[Path]) -> None:
    """The yardstick: values, and nothing checked."""
    for path in paths:
        yaml.load(path.read_bytes(), yaml.CSafeLoader)


def read_with_ours(paths: list[Path]) -> None:
    """Values and faults of YAML; no model, no rule."""
    for path in paths:
        parse(path.read_bytes(), path.name)


def read_the_bytes(paths: list[Path]) -> None:
    """What nobody can save."""
    for path in paths:
        path.read_bytes()


def measure(cases: dict[str, Callable[[list[Path]], None]], paths: list[Path], rounds: int) -> dict[str, float]:
    """CPU seconds by case, the median of the rounds; one round more warms up and is not counted.

    Within a round the cases take turns every few places, so that a busy machine is busy for all of them.
    """
    seconds: dict[str, list[float]] = {what: [] for what in cases}
    for _ in range(rounds + 1):
        taken = dict.fromkeys(cases, 0.0)
        for start in range(0, len(paths), TURN):
            for what, case in cases.items():
                before = time.process_time()
                case(paths[start : start + TURN])
                taken[what] += time.process_time() - before
        for what, whole in taken.items():
            seconds[what].append(whole)
    return {what: statistics.median(whole[1:]) for what, whole in seconds.items()}


def main() -> int:
    """Print the table; 1 when, with --strict, the aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sheets", type=int, default=3500)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--strict", action="store_true", help="fail when the aim is missed")
    options = parser.parse_args()
    matrix = load(Matrix, (ROOT / "matrices" / "place-partnership.yaml").read_bytes(), "matrix.yaml").model
    assert matrix is not None
    with tempfile.TemporaryDirectory() as folder:
        paths = write_sheets(Path(folder), options.sheets, matrix)
        dossier = empty_round(matrix)
        cases = {
            "the bytes": read_the_bytes,
            "yaml.load(CSafeLoader)": read_with_pyyaml,
            "our reading of YAML": read_with_ours,
            "read and checked": lambda files: read_and_check(files, dossier),
        }
        kilobytes = sum(path.stat().st_size for path in paths) / 1024
        seconds = measure(cases, paths, options.rounds)
    bytes_alone, yardstick, _, checked = seconds.values()
    print(f"{options.sheets} sheets of {len(matrix.criteria)} answers, {kilobytes:,.0f} KB, CPU time on one core")
    print(f"{'':26}{'s':>8}{'ms a sheet':>12}{'to yaml.load':>14}{'to the bytes':>14}")
    for what, taken in seconds.items():
        each = taken * 1000 / options.sheets
        print(f"{what:26}{taken:8.2f}{each:12.3f}{taken / yardstick:14.2f}{taken / bytes_alone:14.1f}")
    missed = checked / yardstick > AIM
    print(f"aim: read and checked in under {AIM} of yaml.load: {'missed' if missed else 'met'}")
    return int(options.strict and missed)


if __name__ == "__main__":
    sys.exit(main())
