"""Which files are understood already?

Rounds share the files of their place, and are often opened on the same matrix: what the same bytes say is worked out
once. Where in which file it stands is found only when somebody asks.
"""

import re
from functools import cache, lru_cache
from typing import Any, TypeVar

from pbp_assess.core.check import Fault, check_matrix
from pbp_assess.core.fields import Written
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import Loaded, load

M = TypeVar("M", bound=Written)

_EDITOR_LINE = re.compile(rb"\A# yaml-language-server: \$schema=[!-~]+\n")


def load_once(model: type[M], data: bytes, shown: str) -> Loaded[M]:
    """As `load`; bytes that were faultless before, under whatever name, are not read again."""
    known: M | None = _faultless(model, _said(data))
    if known is None:
        return load(model, data, shown)
    whereabouts = cache(lambda: load(model, data, shown).where)
    return Loaded(known, (), lambda path, *, key=False: whereabouts()(path, key=key))


def matrix_faults(data: bytes) -> tuple[Fault, ...]:
    """The faults of a matrix by itself; in its shape it must be faultless."""
    return _matrix_faults(_said(data))


def _said(data: bytes) -> bytes:
    """What a file says: copies of a matrix differ in the line that tells editors where its schema is."""
    return _EDITOR_LINE.sub(b"", data)


@lru_cache(maxsize=32)
def _faultless(model: type[Any], data: bytes) -> Any:
    return load(model, data, "").model


@lru_cache(maxsize=32)
def _matrix_faults(data: bytes) -> tuple[Fault, ...]:
    return tuple(check_matrix(_faultless(Matrix, data)))
