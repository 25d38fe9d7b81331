"""What do the charts of a report cost next to json.dumps, and a report next to the verdicts it is made of?

    python bench/report.py [--rounds 9] [--strict]

CPU time on one core, in one run and interleaved, the median of each. First, in this process, on the example round and
on one of 60 leaders and 200 questions: all charts of the day's report as SVG, against `json.dumps` of what they are
drawn from; and the whole page, against judging the round. Then `report` against `readiness`, each in a process of its
own, on the latest round, which a report compares with the one before. Ratios hold on any machine, milliseconds do not.
`--strict` fails when an aim is missed.
"""

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier, Round, Scoresheet
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.matrix import Matrix
from pbp_assess.report.blocks import Chart, charts
from pbp_assess.report.charts.lettering import width, wrap
from pbp_assess.report.charts.svg import inline
from pbp_assess.report.html import to_html
from pbp_assess.report.view import day_view
from pbp_assess.workspace.layout import open_workspace
from pbp_assess.workspace.reading import read_round

ROOT = Path(__file__).resolve().parent.parent
PLACE, ROUND = "oxfordshire", "2022-23-q3"
LEADERS, QUESTIONS = 60, 200
CHARTS_AIM, REPORT_AIM = 20.0, 1.5
COMMAND = [sys.executable, "-m", "pbp_assess"]
Case = Callable[[], object]


def example() -> Dossier:
    """The round that the repository shows."""
    return read_round(open_workspace(ROOT), PLACE, ROUND).require()


def many_questions(matrix: Matrix) -> Matrix:
    """The same areas and phrases, with as many questions as asked for; nothing is sought of them."""
    whole: dict[str, Any] = matrix.model_dump(by_alias=True, exclude_none=True)
    areas = whole["domains"]
    for place, area in enumerate(areas):
        known = area["criteria"]
        count = QUESTIONS // len(areas) + (place < QUESTIONS % len(areas))
        area["criteria"] = [
            {**known[number % len(known)], "id": f"{area['id']}{number + 1}", "record": False}
            for number in range(count)
        ]
    kept = {key: value for key, value in whole.items() if key not in {"readiness", "priority_groups"}}
    return Matrix.model_validate(kept)


def many_leaders(dossier: Dossier) -> Dossier:
    """A round of many leaders and questions, answered by chance, the same for every run."""
    chance = random.Random(20221201)  # noqa: S311 - the same answers each time, no secret
    matrix = many_questions(dossier.matrix)
    sector = next(iter(dossier.round.members.values())).sector
    members = {f"leader-{number}": {"sector": sector} for number in range(1, LEADERS + 1)}
    opened = dossier.round.model_dump(by_alias=True, exclude_none=True)
    held = Round.model_validate({**opened, "members": members, "stakeholders": {}, "aims": {}, "excluded": {}})
    sheets = {
        leader: Scoresheet.model_validate(
            {
                "schema": "pbp-assess/scoresheet/1",
                "leader": leader,
                "round": dossier.round.id,
                "scores": {each.id: chance.choice(matrix.levels) for each in matrix.criteria},
            }
        )
        for leader in members
    }
    moderation = dossier.moderation.model_copy(update={"criteria": {}})
    return replace(dossier, matrix=matrix, round=held, sheets=sheets, moderation=moderation)


def drawn_anew(drawn: Sequence[Chart]) -> list[str]:
    """All charts, with no line broken beforehand."""
    wrap.cache_clear()
    width.cache_clear()
    return [inline(chart.drawing, chart.anchor) for chart in drawn]


def cases(dossier: Dossier) -> tuple[dict[str, Case], int]:
    """What is measured of one round, and how large its page is in bytes."""
    as_of = dossier.round.closed
    assert as_of is not None
    copy = disclose(assess(dossier, (), as_of), Audience.PARTNERSHIP)
    view = day_view(copy)
    drawn = list(charts(view.parts))
    values = [asdict(chart.drawing) for chart in drawn]
    measured: dict[str, Case] = {
        f"json.dumps of {len(drawn)} charts": lambda: json.dumps(values),
        "the charts as SVG": lambda: drawn_anew(drawn),
        "judging the round": lambda: assess(dossier, (), as_of),
        "the page": lambda: to_html(day_view(copy)),
    }
    return measured, len(to_html(view).encode())


def measure(measured: Mapping[str, Case], rounds: int) -> dict[str, float]:
    """CPU seconds by case, the median of the rounds; one round more warms up and is not counted."""
    seconds: dict[str, list[float]] = {what: [] for what in measured}
    for _ in range(rounds + 1):
        for what, case in measured.items():
            before = time.process_time()
            case()
            seconds[what].append(time.process_time() - before)
    return {what: statistics.median(taken[1:]) for what, taken in seconds.items()}


def spent(command: list[str], environment: Mapping[str, str], folder: Path) -> float:
    """CPU seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(rounds: int) -> dict[str, float]:
    """CPU seconds of the commands on a copy of the example, with bytecode compiled."""
    base = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    asked = {"readiness": ["readiness"], "report --format html": ["report", "--format", "html"], "report": ["report"]}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "workspace"
        for name in ("assessments", "matrices"):
            shutil.copytree(ROOT / name, work / name)
        shutil.copy(ROOT / "pbp-assess.yaml", work)
        environment = {**base, "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode")}
        seconds: dict[str, list[float]] = {what: [] for what in asked}
        for _ in range(rounds + 1):
            for what, words in asked.items():
                seconds[what].append(spent([*COMMAND, *words], environment, work))
    return {what: statistics.median(taken[1:]) for what, taken in seconds.items()}


def told(title: str, seconds: Mapping[str, float]) -> None:
    """A table of milliseconds, each next to the first."""
    first = next(iter(seconds.values()))
    print(f"{title:44}{'ms':>10}{'to the first':>14}")
    for what, taken in seconds.items():
        print(f"  {what:42}{taken * 1000:10.2f}{taken / first:14.2f}")


def main() -> int:
    """Print the tables; 1 when, with --strict, an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--strict", action="store_true", help="fail when an aim is missed")
    options = parser.parse_args()
    missed = False
    for title, dossier in (
        ("the example", example()),
        (f"{LEADERS} leaders, {QUESTIONS} questions", many_leaders(example())),
    ):
        measured, size = cases(dossier)
        seconds = measure(measured, options.rounds)
        told(f"{title}, a page of {size / 1000:.0f} KB", seconds)
        plain, drawn, *_ = seconds.values()
        missed |= drawn / plain > CHARTS_AIM
    seconds = commands(options.rounds)
    told("commands on the example", seconds)
    missed |= seconds["report"] / seconds["readiness"] > REPORT_AIM
    print(f"aims: charts under {CHARTS_AIM:g} of json.dumps, report under {REPORT_AIM:g} of readiness: ", end="")
    print("missed" if missed else "met")
    return int(options.strict and missed)


if __name__ == "__main__":
    sys.exit(main())
