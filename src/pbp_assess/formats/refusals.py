"""What did a model refuse, and where in the file did it stand?

Pydantic places an error by the branches of its unions too, and reports every branch of a union whose value
fits none; here each is brought back to what the file has.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pbp_assess.core.assessment import Place, Round, WorkspaceFile
from pbp_assess.core.fields import Written
from pbp_assess.core.matrix import Matrix

Path = tuple[str | int, ...]

_OPEN: Final = frozenset({Matrix, Place, WorkspaceFile})
_LEADERS_OF_A_ROUND: Final = frozenset({"members", "stakeholders", "sealed"})


def is_open(model: type[Written]) -> bool:
    """Whether files of this kind hold no answer, no remark and no leader."""
    return model in _OPEN


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that a model refused: why (pydantic's word), where, and what stood there."""

    model: type[Written]
    why: str
    path: Path
    value: Any = None
    context: Mapping[str, Any] = field(default_factory=dict)
    key: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether a leader's answer to a criterion stands here."""
        return self.path[:1] == ("scores",) and len(self.path) == 2 and not self.key

    @property
    def private(self) -> bool:
        """Whether what stood there is kept from everybody but the facilitator."""
        if self.model is Round:
            return not _LEADERS_OF_A_ROUND.isdisjoint(self.path[:1])
        return not is_open(self.model)


def refusals(model: type[Written], value: dict[Any, Any]) -> Iterator[Refusal]:
    """Everything in the value that the model refuses."""
    if "schema_" in value:  # a name for Python code; pydantic would take it for `schema`
        yield Refusal(model, "extra_forbidden", ("schema_",), value["schema_"], key=True)
    try:
        model.model_validate({key: item for key, item in value.items() if key != "schema_"})
    except ValidationError as error:
        for told in error.errors(include_url=False):
            loc, why = told["loc"], told["type"]
            if not _of_other_branch(why, loc, told["input"]) and not _follows(told):
                yield Refusal(model, why, _path(loc), told["input"], told.get("ctx", {}), _is_key(why, loc))


def _path(loc: Path) -> Path:
    """Where in the file: without the names of a union's branches."""
    steps: list[str | int] = []
    for number, step in enumerate(loc):
        in_answer = number == 2 and loc[0] == "scores"
        in_share = number > 0 and loc[number - 1] == "share" and (step == "ShareByWeight" or "[" in str(step))
        if not in_answer and not in_share and step != "[key]":
            steps.append(step)
    return tuple(steps)


def _is_key(why: str, loc: Path) -> bool:
    return why == "extra_forbidden" or loc[-1:] == ("[key]",)


def _follows(told: ErrorDetails) -> bool:
    """Whether entries are only too few because faulty ones, told by themselves, were not counted."""
    return told["type"] == "too_short" and len(told["input"]) >= told["ctx"]["min_length"]


def _of_other_branch(why: str, loc: Path, value: Any) -> bool:
    """Whether only the branch complains that was not meant: one share, or one for each weight."""
    weights = why == "share" and loc[-2:-1] == ("share",) and isinstance(value, dict)
    return weights or (why == "model_type" and loc[-1] == "ShareByWeight")
