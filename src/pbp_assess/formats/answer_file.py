"""What did a leader answer on the offline form, and in which round, place and matrix?

The form ends with one JSON file; it comes back by mail, from anybody, and so is hostile until it has been parsed. Its
scores, answers and choice are those of a score sheet, and are refused for what a score sheet is refused for.
"""

from collections.abc import Iterator
from typing import Final, Literal

from pydantic import Field

from pbp_assess.core.assessment import AnswerField, Dossier, Scoresheet, Sha256
from pbp_assess.core.fields import Code, FileId, LongText, Slug, Written
from pbp_assess.formats import strict_json
from pbp_assess.formats.documents import Loaded, as_document
from pbp_assess.problems import Problem

SCHEMA: Final = "pbp-assess/answers/1"
_MARK: Final = b"\xef\xbb\xbf"


class AnswerFile(Written):
    """What the form hands out; `matrix` is the sha256 of the round's matrix that the form was made from."""

    schema_: Literal["pbp-assess/answers/1"] = Field(alias="schema")
    place: FileId
    round: FileId
    leader: FileId
    answered_by: FileId | None = None
    matrix: Sha256
    scores: dict[Code, AnswerField] = {}
    answers: dict[Slug, LongText] = {}
    choose: tuple[Code, ...] = ()

    @property
    def sheet(self) -> Scoresheet:
        """The answers as a score sheet of this leader in this round."""
        return Scoresheet(
            schema_="pbp-assess/scoresheet/1",
            leader=self.leader,
            round=self.round,
            answered_by=self.answered_by,
            scores=self.scores,
            answers=self.answers,
            choose=self.choose,
        )


def file_name(place: str, round_id: str, person: str) -> str:
    """What the form calls the file that it saves, after whoever answers."""
    return f"answers-{place}-{round_id}-{person}.json"


def read_answer_file(data: bytes, file: str) -> Loaded[AnswerFile]:
    """Read an answer file; `file` is the name that positions carry. Never raises for what it holds.

    The places of its keys are those of the same keys in a score sheet, so that the rules for sheets can be asked of
    `model.sheet` with `where`. A byte order mark, which editors put in front of pasted text, is not held against it.
    """
    return as_document(AnswerFile, strict_json.parse(data.removeprefix(_MARK), file))


def misdirected(loaded: Loaded[AnswerFile], dossier: Dossier) -> Iterator[Problem]:
    """Why this file is not one of this round: another place, another round, a matrix that asked something else."""
    came = loaded.model
    if came is None:
        return
    wanted = {
        "place": ("PBP455", came.place, dossier.place_id, "another place"),
        "round": ("PBP456", came.round, dossier.round.id, "another round"),
        "matrix": ("PBP457", came.matrix, dossier.round.matrix.sha256, "another wording of the questions"),
    }
    for key, (code, found, expected, what) in wanted.items():
        if found != expected:
            said = f"answers for {what}" + (f" ({found})" if key != "matrix" else "")
            meant = f"{key}: {expected}" if key != "matrix" else "a form made from this round's matrix"
            yield Problem(code, said, meant, loaded.where((key,)), private=True)
