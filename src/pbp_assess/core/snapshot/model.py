"""What stands in a snapshot?

One round as partners may see it: the matrix as asked, counts in which nobody stands alone, levels used, the outcome of
every test, and what was found against the round before. No leader, no role, no answer of one person. Newer versions
read older snapshots: a key is never removed, and a new one has a default.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StringConstraints

from pbp_assess.core.agreement import Closeness
from pbp_assess.core.assessment import PriorityGroup, Sha256
from pbp_assess.core.compare.moves import Direction, Grade
from pbp_assess.core.crosswalk import LinkKind
from pbp_assess.core.fields import Code, Day, FileId, Number, Slug, Text, Written
from pbp_assess.core.gate import Outcome, Part, Status, Test
from pbp_assess.core.matrix import DocumentState
from pbp_assess.core.profile import Source

Count = Annotated[Number, Field(ge=0, le=10_000)]
MatrixText = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=2_000_000)]


class Counted(Written):
    """A count and its denominator; with `up_to` between the two, where one person would stand alone."""

    count: Count
    of: Count
    up_to: Count | None = None


class StoredPlace(Written):
    """The place, its ICB and its committee."""

    id: FileId
    name: Text
    icb: Text
    committee: Text
    illustrative: StrictBool = False


class StoredRound(Written):
    """Which round this is, and on which day it was judged."""

    id: FileId
    kind: Literal["full", "pulse"]
    opened: Day
    closed: Day | None = None
    as_of: Day
    first_round: StrictBool
    priority_groups: tuple[PriorityGroup, ...] = ()


class StoredMatrix(Written):
    """The matrix as asked, word for word; `sha256` is of `text`, as in round.yaml."""

    id: FileId
    version: Text
    sha256: Sha256
    text: MatrixText


class StoredPanel(Written):
    """How many were asked and answered; `sha256` says whether two rounds asked the same people, and not whom."""

    sha256: Sha256
    members: Counted
    invited: Counted
    sectors: dict[Slug, Text] = {}


class StoredLevel(Written):
    """The level used, or why there is none."""

    level: Number | None = None
    source: Source
    carried_from: FileId | None = None
    quarters: Count = 0
    valid_until: Day | None = None


class StoredAgreement(Written):
    """Agreement in words."""

    closeness: Closeness
    split: StrictBool = False
    polarised: StrictBool = False
    outlier: StrictBool = False


class AtLevel(Written):
    """How many members gave a level."""

    level: Number
    count: Count


class StoredCriterion(Written):
    """One question; `members` is left out where too few answered, and holds nobody alone at either end.

    `asked` is 0 where the round did not ask it.
    """

    wording: Sha256
    held: StoredLevel
    asked: Count = 0
    gave_a_level: Count = 0
    supported: Number | None = None
    agreement: StoredAgreement | None = None
    members: tuple[AtLevel, ...] | None = None


class StoredTest(Written):
    """One test of a gate, with the outcome of each part; figures by group, and counts beside them, are not kept."""

    test: Test
    subject: Annotated[str, StringConstraints(strict=True, max_length=64)] = ""
    level: Number | None = None
    converts: StrictBool = False
    checks: dict[Part, Outcome]


class StoredGate(Written):
    """A function at one stage."""

    conditions_allowed: Count = 0
    tests: tuple[StoredTest, ...]


class StoredFunction(Written):
    """A function at every stage it has a gate for; `on_private_answers` holds the gates that come out otherwise."""

    sought: Slug | None = None
    stages: dict[Slug, StoredGate]
    on_private_answers: dict[Slug, StoredGate] = {}


class StoredAction(Written):
    """Something to be done: what and by when; by whom is in actions.yaml."""

    id: Slug
    what: Text
    due: Day
    done: StrictBool
    round: FileId
    function: Slug | None = None
    criterion: Code | None = None
    document: Slug | None = None


class StoredTarget(Written):
    """The level that a criterion is to have reached by a day."""

    criterion: Code
    level: Number
    due: Day
    round: FileId


class StoredPeople(Written):
    """How many answered both times, and once."""

    both: Count
    joined: Count
    left: Count
    only_now: Count
    only_before: Count


class StoredChange(Written):
    """What the people who answered both times say of one question; counts only where the change is clear."""

    before: Annotated[tuple[Code, ...], Field(min_length=1)]
    after: Annotated[tuple[Code, ...], Field(min_length=1)]
    joined: LinkKind = LinkKind.SAME
    both: Count
    grade: Grade
    direction: Direction
    up: Counted | None = None
    down: Counted | None = None


class StoredVerdict(Written):
    """What a gate says."""

    outcome: Outcome
    status: Status


class StoredTurn(Written):
    """A gate on the people who answered both times alone, then and now."""

    before: StoredVerdict
    after: StoredVerdict


class Since(Written):
    """What was found against the round before; a comparison with any other is of the whole panels."""

    round: FileId
    people: StoredPeople
    changes: tuple[StoredChange, ...]
    gates: dict[Slug, dict[Slug, StoredTurn]] = {}


class Snapshot(Written):
    """snapshot.json, the tool's own and never changed: one round as partners may see it, to be compared with.

    `sha256` is of everything else in the file, and is put there when it is written.
    """

    schema_: Literal["pbp-assess/snapshot/1"] = Field(alias="schema")
    sha256: Sha256 = "0" * 64
    tool: Text
    method: Text
    place: StoredPlace
    round: StoredRound
    matrix: StoredMatrix
    panel: StoredPanel
    criteria: dict[Code, StoredCriterion]
    functions: dict[Slug, StoredFunction] = {}
    evidence: tuple[Code, ...] = ()
    records: dict[Code, Number] = {}
    documents: dict[Slug, dict[Slug, DocumentState]] = {}
    actions: tuple[StoredAction, ...] = ()
    targets: tuple[StoredTarget, ...] = ()
    since: Since | None = None
