"""How does a test say two rounds in one line each?

    two("3 3 2 .", "3 4 2 1")

One column of answers to GOV1 a round: the same place in both is the same person, `.` is somebody not on the panel then,
`?` cannot judge. `sides` takes the columns of several questions.
"""

from datetime import date
from typing import Any

from build import ROUND, dossier, matrix, sheet
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import Comparison, Side, compare, side_of
from pbp_assess.core.matrix import Matrix

BEFORE, AFTER = "2022-23-q1", ROUND
OPENED, CLOSED = date(2022, 5, 2), date(2022, 6, 10)


def part(asked: Matrix | None = None, *, earlier: bool = False, columns: dict[str, str], **parts: Any) -> Dossier:
    """One round from columns of answers; a keyword takes the place of a part, `round_` adds to the round."""
    answered = {name: text.split() for name, text in columns.items()}
    people = [f"m{number}" for number in range(1, 1 + max(map(len, answered.values())))]
    given = {person: {name: column[place] for name, column in answered.items()} for place, person in enumerate(people)}
    there = [person for person, said in given.items() if set(said.values()) != {"."}]
    fields = {"id": BEFORE, "opened": OPENED, "closed": CLOSED} if earlier else {}
    label = BEFORE if earlier else AFTER
    sheets = [
        sheet(person, " ".join(f"{name}={text}" for name, text in given[person].items()), round=label)
        for person in there
    ]
    whole = {"members": " ".join(f"{person}:icb" for person in there), **parts}
    whole["round_"] = {**fields, **whole.get("round_", {})}
    return dossier(asked or matrix(" ".join(columns), gates={}), *sheets, **whole)


def side(held: Dossier, *earlier: Dossier, as_of: date | None = None) -> Side:
    """A round as a comparison reads it, judged at its close unless told otherwise."""
    day = as_of or held.round.closed or held.round.opened
    return side_of(assess(held, earlier, day), held, earlier)


def two(before: str, after: str, asked: Matrix | None = None) -> Comparison:
    """GOV1 then and now."""
    return compare(
        side(part(asked, earlier=True, columns={"GOV1": before})), side(part(asked, columns={"GOV1": after}))
    )
