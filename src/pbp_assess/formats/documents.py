"""How does a file become one of our documents, and a document a file?

Reading asks the model once; what a refusal means is worked out elsewhere, and only then. Writing is for
files that the tool owns: whole, in the order of the model, everything in its shortest form.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, Generic, Protocol, TypeVar

from pydantic import ValidationError

from pbp_assess.core.assessment import Answer, Panel, Place, Round, Scoresheet, State, Survey, WorkspaceFile
from pbp_assess.core.crosswalk import Crosswalk
from pbp_assess.core.fields import Written
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.records import Actions, Decisions, Evidence, Moderation, Themes
from pbp_assess.core.register import NameRegister
from pbp_assess.formats import strict_yaml
from pbp_assess.problems import Location, Problem

M = TypeVar("M", bound=Written)

KINDS: Final = MappingProxyType[str, type[Written]](
    {
        "matrix": Matrix,
        "place": Place,
        "panel": Panel,
        "round": Round,
        "scoresheet": Scoresheet,
        "survey": Survey,
        "moderation": Moderation,
        "evidence": Evidence,
        "themes": Themes,
        "actions": Actions,
        "decisions": Decisions,
        "crosswalk": Crosswalk,
        "workspace": WorkspaceFile,
        "register": NameRegister,
    }
)

BY_HAND: Final = frozenset({Crosswalk, Matrix, Place, WorkspaceFile})
_OURS: Final = "Written by pbp-assess, and written anew by its commands: what is changed or added by hand may be lost."
_YOURS: Final = "Yours to edit: pbp-assess reads this file and does not write to it again."
_ILLUSTRATIVE: Final = "Illustrative: invented for the example; nobody said or decided this."


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """What a file holds: the document, only when the file has no fault; every fault; and where each key stands."""

    model: M | None
    problems: tuple[Problem, ...]
    where: Callable[..., Location]


class Read(Protocol):
    """A file as read, in whatever format: its value, what was wrong with it, and where each part of it stands."""

    @property
    def value(self) -> Any:
        """Keys and values; what could be understood beside faults, or None."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault of the format."""

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Location:
        """Where the value at this path stands, or its key."""


def load(model: type[M], data: bytes, file: str) -> Loaded[M]:
    """Read a document of this kind; `file` is the name that positions carry. Never raises for what it holds."""
    return as_document(model, strict_yaml.parse(data, file))


def as_document(model: type[M], parsed: Read) -> Loaded[M]:
    """What was read as a document of this kind, with every fault of its shape too."""
    # Python code may say `schema_`, a file may not.
    if not parsed.problems and "schema_" not in parsed.value:
        try:
            return Loaded(model.model_validate(parsed.value), (), parsed.where)
        except ValidationError:
            pass
    return Loaded(None, _problems(model, parsed), parsed.where)


def _problems(model: type[Written], parsed: Read) -> tuple[Problem, ...]:
    """Every fault of reading and of shape, in the order of the file."""
    from pbp_assess.formats.shape import is_open, shape_problems

    reading = (problem if is_open(model) else replace(problem, private=True) for problem in parsed.problems)
    shape = shape_problems(model, parsed) if isinstance(parsed.value, dict) else ()
    return tuple(sorted((*reading, *shape), key=lambda problem: (problem.location, problem.code)))


def dump(document: Written, *, illustrative: bool = False) -> str:
    """The document as a file: whose it is, the schema line, then its fields without what need not be said."""
    whose = _YOURS if type(document) in BY_HAND else _OURS
    return strict_yaml.dump(_mapping(document), comments=[whose, _ILLUSTRATIVE] if illustrative else [whose])


def _mapping(document: Written) -> dict[str, Any]:
    """The fields of a document under their names in the file, without those that say what goes without saying."""
    return dict(_fields(document))


def _fields(document: Written) -> Iterator[tuple[str, Any]]:
    for name, field in type(document).model_fields.items():
        value = getattr(document, name)
        if field.is_required() or value != field.default:
            yield field.alias or name, _plain(value)


def _plain(value: Any) -> Any:
    """A value as YAML has it."""
    match value:
        case Answer():
            return _answer(value)
        case Written():
            return _mapping(value)
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case tuple():
            return [_plain(item) for item in value]
        case Enum():
            return value.value
        case Fraction():
            return _share(value)
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def _answer(answer: Answer) -> Any:
    """A bare level or state where nothing else was said."""
    said = _mapping(answer)
    if said.keys() == {"level"}:
        return answer.level
    bare = said.keys() == {"state"} and answer.state is not State.NOT_APPLICABLE
    return answer.state.value if bare else said


def _share(share: Fraction) -> str:
    """`3/5`; a percentage where the fraction is too long to be read back."""
    if share.denominator < 10_000:
        return f"{share.numerator}/{share.denominator}"
    return f"{float(share * 100)}%"
