"""What did one respondent send, before it is known who they are?"""

import datetime
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from pbp_assess.core.assessment import Scoresheet
from pbp_assess.formats.survey.answering import Field
from pbp_assess.formats.table import Cell
from pbp_assess.problems import Location

Where = Callable[..., Location]
_NONE: Final = MappingProxyType[str, Any]({})


class Reply(NamedTuple):
    """One reply of a survey. `typed`, `name` and `email` are for finding out who it is, and go no further.

    `where` tells where a path of the sheet stands, and the whole of it where the code does; `completed` is there to
    tell an earlier reply from a later one; `faulty` says that something in it was no answer.
    """

    where: Where
    typed: str = ""
    name: str = ""
    email: str = ""
    completed: Cell = ""
    scores: Mapping[str, Field] = _NONE
    answers: Mapping[str, str] = _NONE
    choose: tuple[str, ...] = ()
    answered_by: str = ""
    faulty: bool = False

    @property
    def place(self) -> Location:
        """Where the code of whoever sent it stands, or would."""
        return self.where(())

    @property
    def sent(self) -> str:
        """When it was completed, as text that sorts; empty where nothing certain tells."""
        return moment(self.completed)

    @property
    def empty(self) -> bool:
        """Whether nothing was answered, or tried to be."""
        return not (self.scores or self.answers or self.choose or self.faulty)

    def sheet(self, leader: str, round_id: str, answered_by: str | None = None) -> Scoresheet:
        """The reply as a sheet; its parts have been checked one by one."""
        return Scoresheet.model_construct(
            schema_="pbp-assess/scoresheet/1",
            leader=leader,
            round=round_id,
            answered_by=answered_by or self.answered_by or None,
            scores=dict(self.scores),
            answers=dict(self.answers),
            choose=self.choose,
        )


def moment(cell: Cell) -> str:
    """A time as text that sorts; empty where it is none that can be told for certain."""
    if isinstance(cell, datetime.date):  # a datetime is one too
        return cell.isoformat()
    if not isinstance(cell, str):
        return ""
    try:
        return datetime.datetime.fromisoformat(cell.strip()).isoformat()
    except ValueError:
        return ""


def text_of(cell: Cell) -> str:
    """A cell as text: 3.0 is 3."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell if isinstance(cell, str) else str(cell)
