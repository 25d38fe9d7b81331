"""How solid is the verdict on each function sought?

Computed when it is asked for, and no part of the result: other fair ways of counting, how few answers would change
the gate, and what would need to be in place (method.md section 5).
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Gate
from pbp_assess.core.readiness import has_gate, judge, on_private_answers, stand
from pbp_assess.core.requirement import Standing
from pbp_assess.core.robustness.bounds import Bounds, bounds
from pbp_assess.core.robustness.flips import deciding_members, members_to_flip
from pbp_assess.core.robustness.path import Path, path
from pbp_assess.core.robustness.readings import Reading, organisations, readings
from pbp_assess.core.robustness.shares import Grounds, Way, grounds


@dataclass(frozen=True, slots=True)
class Solidity:
    """How far one gate can be trusted, in full: for the facilitator, until core/disclosure has been over it.

    `deciding_organisations` and `deciding_members` are those without whom, or with whose whole sheet at the lowest
    or highest level, the gate says otherwise. `to_flip` counts answers; None when no number of them changes the gate.
    """

    grounds: Grounds = field(repr=False)
    bounds: Bounds
    readings: tuple[Reading, ...]
    deciding_organisations: tuple[str, ...]
    deciding_members: tuple[str, ...]
    to_flip: int | None
    path: Path

    @property
    def gate(self) -> Gate:
        """The gate itself."""
        return self.grounds.gate

    @property
    def same(self) -> int:
        """In how many of the other ways of counting the gate says the same."""
        return sum(reading.outcome is self.gate.outcome for reading in self.readings)

    @property
    def changing(self) -> tuple[Reading, ...]:
        """The ways of counting in which the gate says something else."""
        return tuple(reading for reading in self.readings if reading.outcome is not self.gate.outcome)

    @property
    def firm(self) -> bool:
        """Whether one or two answers would not change it: else it is a close call."""
        return self.bounds.settled and not self.deciding_organisations and not self.deciding_members


def _deciding_organisations(found: Grounds) -> tuple[str, ...]:
    """Organisations without whose members the gate says something else."""
    return tuple(
        organisation
        for organisation, members in organisations(found.standing).items()
        if found.counted(Way(left_out=members)) is not found.gate.outcome
    )


def solidity_of(
    standing: Standing, private: Standing, function: str, stage: str, earlier: Sequence[Dossier]
) -> Solidity:
    """One function at one stage; `private` stands on the private answers alone."""
    gate = judge(standing, function, stage)
    found = grounds(standing, gate)
    return Solidity(
        found,
        bounds(standing, gate),
        readings(found, judge(private, function, stage)),
        _deciding_organisations(found),
        deciding_members(found),
        members_to_flip(found),
        path(found, earlier),
    )


def solidity(
    dossier: Dossier, earlier: Sequence[Dossier], as_of: datetime.date, stages: Mapping[str, str] | None = None
) -> dict[str, Solidity]:
    """Each function sought at its stage, by id in matrix order; arguments as for `assess`.

    `stages` names other functions, each with the stage to look at. One without a gate there is left out.
    """
    standing = stand(dossier, earlier, as_of)
    private = on_private_answers(standing, earlier)
    wanted = dossier.round.aims if stages is None else stages
    return {
        function.id: solidity_of(standing, private, function.id, wanted[function.id], earlier)
        for function in standing.policy.functions
        if function.id in wanted and has_gate(standing, function.id, wanted[function.id])
    }
