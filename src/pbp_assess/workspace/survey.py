"""What has been said of this round's survey before: which heading is what, whose code is whose?"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pbp_assess.core.assessment import Dossier, Survey
from pbp_assess.formats.documents import dump, load
from pbp_assess.problems import InputError
from pbp_assess.workspace.files import ABSENT, content_hash, read_bytes, write_atomic
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.lock import lock
from pbp_assess.workspace.reading import Where

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without the signs that are taken for one another: 0 and O, 1, I and L, U and V."""
LENGTH: Final = 5
_APART: Final = 2
_EMPTY: Final = Survey(schema_="pbp-assess/survey/1")


@dataclass(frozen=True, slots=True)
class SurveyMap:
    """A survey file as read, and where its keys stand."""

    survey: Survey
    where: Where


def read_map(path: Path, shown: str) -> SurveyMap:
    """A file of what headings and codes stand for, wherever it lies.

    Raises:
        InputError: it cannot be read, or has a fault.
    """
    loaded = load(Survey, read_bytes(path, shown), shown)
    if loaded.model is None:
        raise InputError(loaded.problems)
    return SurveyMap(loaded.model, loaded.where)


def read_survey(workspace: Workspace, dossier: Dossier) -> SurveyMap | None:
    """survey.yaml of this round, if there is one.

    Raises:
        InputError: it has a fault.
    """
    path = workspace.survey_path(dossier.place_id, dossier.round.id)
    return read_map(path, workspace.shown(path)) if path.exists() else None


def keep(
    workspace: Workspace, dossier: Dossier, who: str, *, columns: Mapping[str, str], respondents: Mapping[str, str]
) -> bool:
    """Add to survey.yaml what was matched by hand; whether there was anything new.

    Raises:
        ConflictError: another session is writing it.
    """
    if not (columns or respondents):
        return False
    path = workspace.survey_path(dossier.place_id, dossier.round.id)
    with lock(path, who) as held:
        there = read_survey(workspace, dossier)
        survey = there.survey if there else _EMPTY
        changed = survey.model_copy(
            update={
                "columns": {**survey.columns, **columns},
                "respondents": {**survey.respondents, **respondents},
            }
        )
        held.check()
        return _save(path, survey, changed, illustrative=dossier.place.illustrative)


def draw_codes(workspace: Workspace, dossier: Dossier, who: str, *, dry_run: bool = False) -> dict[str, str]:
    """The code of everybody asked, by leader; drawn by lot and kept for those who have none yet.

    Raises:
        ConflictError: another session is writing survey.yaml.
    """
    path = workspace.survey_path(dossier.place_id, dossier.round.id)
    with lock(path, who) as held:
        there = read_survey(workspace, dossier)
        survey = there.survey if there else _EMPTY
        codes = dict(survey.codes)
        for leader in dossier.round.asked:
            if leader not in codes:
                codes[leader] = _drawn(codes.values())
        held.check()
        if not dry_run:
            _save(path, survey, survey.model_copy(update={"codes": codes}), illustrative=dossier.place.illustrative)
    return {leader: codes[leader] for leader in dossier.round.asked}


def _drawn(taken: Iterable[str]) -> str:
    """A code at least two signs away from every other, so that one slip makes it nobody else's."""
    others = list(taken)
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if all(sum(one != other for one, other in zip(code, known, strict=False)) >= _APART for known in others):
            return code


def _save(path: Path, before: Survey, after: Survey, *, illustrative: bool) -> bool:
    """Write it where it says something new."""
    if before == after:
        return False
    expected = content_hash(path.read_bytes()) if path.exists() else ABSENT
    write_atomic(path, dump(after, illustrative=illustrative), expected=expected)
    return True
