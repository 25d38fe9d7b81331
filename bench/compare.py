"""What does comparing two rounds cost next to assessing them, and the history of 40 rounds next to assessing 40?

    python bench/compare.py [--rounds 40] [--strict]

Takes the two rounds of the example, in turn, a quarter apart, and measures CPU time on one core, in one run and
interleaved, the median of each: assessing two rounds, and the same with the comparison as an audience sees it;
assessing every round, and what `history` does, which judges only the functions sought. Nothing is read meanwhile: with
files, both sides only grow alike. Ratios hold on any machine, milliseconds do not. `--strict` fails when an aim is
missed.
"""

import argparse
import datetime
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pbp_assess.core.assess import AssessmentResult, assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import compare, side_of
from pbp_assess.core.compare.series import series
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.disclosure.comparison import disclose_comparison
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.whole import labels_up_to, read_rounds

ROOT = Path(__file__).resolve().parent.parent
PLACE = "oxfordshire"
TWO_AIM, MANY_AIM = 1.5, 1.2
PARTNERSHIP = Audience.PARTNERSHIP
Read = list[tuple[Dossier, tuple[Dossier, ...]]]


def rounds_of(count: int) -> Read:
    """So many rounds of the example, a quarter apart, each with the full rounds it rests on."""
    here = Workspace(ROOT)
    example = [history.require()[0] for history in read_rounds(here, PLACE, labels_up_to(here, PLACE)).values()]
    found: Read = []
    for number in range(count):
        held, opened = example[number % 2], datetime.date(2030 + number // 4, number % 4 * 3 + 1, 2)
        fields = {"id": f"{opened}", "opened": opened, "closed": opened + datetime.timedelta(30)}
        one = replace(held, round=held.round.model_copy(update=fields))
        found.append((one, tuple(before for before, _ in reversed(found[-2:]))))
    return found


def judged(rounds: Read, *, only_sought: bool = False) -> list[AssessmentResult]:
    """Each assessed at its close."""
    return [
        assess(held, earlier, held.round.closed or held.round.opened, only_sought=only_sought)
        for held, earlier in rounds
    ]


def compared(rounds: Read) -> None:
    """The first two, assessed and compared."""
    results = judged(rounds[:2])
    before, after = (side_of(result, *parts) for result, parts in zip(results, rounds[:2], strict=True))
    disclose_comparison(compare(before, after), PARTNERSHIP)


def shown(rounds: Read) -> None:
    """All of them, assessed and put in a series."""
    series([disclose(result, PARTNERSHIP) for result in judged(rounds, only_sought=True)])


def medians(first: Callable[[], object], second: Callable[[], object], times: int) -> tuple[float, float]:
    """Median CPU seconds of each, taken in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for work, into in zip((first, second), taken, strict=True):
            begun = time.process_time()
            work()
            into.append(time.process_time() - begun)
    return statistics.median(taken[0]), statistics.median(taken[1])


def told(what: str, base: float, whole: float, aim: float) -> bool:
    """Print one comparison; whether it keeps to its aim."""
    print(f"{what}: {base * 1000:.1f} ms assessed, {whole * 1000:.1f} ms in all, ratio {whole / base:.2f} (aim {aim})")
    return whole / base < aim


def main() -> int:
    """Measure, print, and with --strict fail where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    rounds = rounds_of(options.rounds)
    two = medians(lambda: judged(rounds[:2]), lambda: compared(rounds), 15)
    many = medians(lambda: judged(rounds), lambda: shown(rounds), 5)
    kept = [told("two rounds", *two, TWO_AIM), told(f"{len(rounds)} rounds", *many, MANY_AIM)]
    return 1 if options.strict and not all(kept) else 0


if __name__ == "__main__":
    sys.exit(main())
