"""How does a test get the questions of a survey, and tables of replies to them?

Two domains (GOV1 and GOV2, FIN1), two open questions and a choice of two, on the scale 0 Level 0 to 4 Level 4 unless
names are given; each phrase says its criterion and level.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import tiny
from build import dossier, panel
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.reply import Reply
from pbp_assess.formats.survey.survey_file import SurveyFile, replies, survey_file
from pbp_assess.formats.table import Cell, Table, Tables
from pbp_assess.problems import Location

NAMES = ("Not yet", "Emerging", "Developing", "Maturing", "Thriving")


def named(criteria: str = "GOV1 GOV2 FIN1*", **fields: Any) -> Matrix:
    """The questions on a scale whose levels have names of their own."""
    scale = [{"level": level, "name": name} for level, name in enumerate(NAMES)]
    return tiny.questions(criteria, scale=scale, **fields)


def a_round(asked: Matrix | None = None, *, members: str = tiny.MEMBERS, **parts: Any) -> Dossier:
    """A round with nobody's sheet in it yet."""
    return dossier(asked or named(), members=members, round_={"closed": None}, **parts)


def with_deputy() -> Dossier:
    """A round in which gp has a deputy, locum."""
    one = panel("director:icb gp:primary_care locum:primary_care")
    leaders = [
        leader if leader.id != "locum" else leader.model_copy(update={"deputy_for": "gp"}) for leader in one.leaders
    ]
    return a_round(panel=one.model_copy(update={"leaders": tuple(leaders)}))


def table(*rows: Sequence[Cell], sheet: str = "", hidden: bool = False) -> Table:
    """A table of these rows; a cell stands at its row and column, counted from 1."""

    def where(row: int, column: int) -> Location:
        return Location("f", row + 1, column + 1, sheet=sheet)

    return Table("f", rows, where, sheet, hidden=hidden)


def survey(*tables: Table, asked: Dossier | None = None, said: Mapping[str, str] | None = None) -> SurveyFile:
    """A file of these tables as a survey."""
    return survey_file(Tables(tables), "f", Questions.of(asked or a_round()), said or {})


def read(*rows: Sequence[Cell], asked: Dossier | None = None, reason: str = "") -> tuple[list[Reply], list[str]]:
    """The replies of one table, and its faults: each a code and a place."""
    whole = survey(table(*rows), asked=asked)
    found, problems = replies(whole, Questions.of(asked or a_round()), reason)
    unmatched = [f"unmatched {heading}" for heading in whole.unmatched.values()]
    told = [f"{problem.code} {problem.location.line}:{problem.location.column}" for problem in problems]
    return found, [*(problem.code for problem in whole.problems), *unmatched, *told]


def answers(*rows: Sequence[Cell], asked: Dossier | None = None) -> list[dict[str, Any]]:
    """The scores of each reply of a faultless table, in short."""
    found, faults = read(*rows, asked=asked)
    assert faults == []
    return [dict(reply.scores) for reply in found]
