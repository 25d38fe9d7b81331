"""Which keys may stand at this place of a document, and which line says what kind it is?"""

from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pbp_assess.core.fields import Written


def schema_line(model: type[Written]) -> str:
    """The value of `schema` that files of this kind begin with."""
    (line,) = get_args(model.model_fields["schema_"].annotation)
    return str(line)


def known_keys(model: type[Written], path: Sequence[str | int]) -> tuple[str, ...]:
    """The keys that the mapping at this path may have; none where its keys are ids."""
    here: list[Any] = [model]
    for step in path:
        here = [inner for part in here for inner in _inner(part, step)]
    return tuple(name for part in here if _is_model(part) for name in _fields(part))


def _fields(model: type[Written]) -> dict[str, Any]:
    """The model's fields under the names they have in a file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _inner(part: Any, step: str | int) -> Iterator[Any]:
    """What may stand under this key or number."""
    if _is_model(part):
        field = _fields(part).get(str(step))
        if field is not None:
            yield from _parts(field.annotation)
    elif get_origin(part) in {tuple, dict}:
        yield from _parts(get_args(part)[0 if get_origin(part) is tuple else 1])


def _parts(annotation: Any) -> Iterator[Any]:
    """The branches of a union, each without its annotations."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for branch in get_args(annotation):
            yield from _parts(branch)
    else:
        yield annotation


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Written)
