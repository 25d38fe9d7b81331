"""What may a person write in a field?

The field types shared by every file: identifiers, text, dates, shares. They are strict, because
YAML turns `no`, `2.0` and `"3"` into things nobody meant.
"""

import datetime
import re
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, StrictInt, StringConstraints
from pydantic import PlainSerializer as _Serialised
from pydantic import WithJsonSchema as _Described
from pydantic_core import PydanticCustomError, PydanticSerializationUnexpectedValue

_SHARE = re.compile(r"(?:(?P<percent>\d{1,3}(?:\.\d{1,2})?)%|(?P<num>\d{1,4})/(?P<den>\d{1,4}))")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Written(BaseModel):
    """The base of everything that a person or this tool writes to a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)


def _share(value: Any) -> Fraction:
    """An exact fraction from `60%` or `3/5`; above 0 and at most 1."""
    if isinstance(value, Fraction):
        return value
    match = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError("share", "a share such as 60% or 3/5")
    if match["percent"]:
        share = Fraction(match["percent"]) / 100
    else:
        share = Fraction(int(match["num"]), int(match["den"])) if int(match["den"]) else Fraction(0)
    if not 0 < share <= 1:
        raise PydanticCustomError("share", "a share above 0 and at most 1, such as 60% or 3/5")
    return share


def _share_text(value: Any) -> str:
    """A share as it is written; anything else is left to the rest of a union that a share stands in."""
    if not isinstance(value, Fraction):
        raise PydanticSerializationUnexpectedValue("not a share")
    return str(value)


def _date(value: Any) -> datetime.date:
    """A calendar date written as YYYY-MM-DD, and no other way."""
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date", "a calendar date written YYYY-MM-DD")


Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=2000)]
LongText = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=20000)]

DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def _no_device(value: str) -> str:
    """Refuse the names that Windows keeps for devices: no file can have them."""
    if value in DEVICES:
        raise PydanticCustomError("device", "a name that is not one of Windows' own (con, nul, com1, ...)")
    return value


Slug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=64)]
# A leader, place, round or matrix becomes a file name, on any system.
FileId = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64),
    AfterValidator(_no_device),
]
# A criterion or domain as partnerships write them: GOV1, FIN-2, 4a.
Code = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=64)]
Number = StrictInt

Share = Annotated[
    Fraction,
    PlainValidator(_share),
    _Serialised(_share_text),
    _Described({"type": "string", "pattern": r"^(\d{1,3}(\.\d{1,2})?%|\d{1,4}/\d{1,4})$", "examples": ["60%", "3/5"]}),
]
Day = Annotated[
    datetime.date,
    PlainValidator(_date),
    _Serialised(datetime.date.isoformat),
    _Described({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
