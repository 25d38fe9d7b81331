"""To which criterion does a comment on a whole domain belong?

A line that begins with the id of a criterion ("GOV1: ...") belongs to that criterion, and so do the lines that follow
it up to a blank one. The rest is about the domain, and becomes a note on its first criterion; where an answer "not
applicable" of that domain has no reason of its own, it is the reason.
"""

import re
from collections.abc import Mapping
from typing import Final

from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.wording import remark

_ABOUT_ONE: Final = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9_-]*)\s*[:.)-]\s+(.*\S)\s*")


def sorted_out(questions: Questions, comments: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Notes by criterion from comments by domain, and by criterion what may serve as a missing reason."""
    notes: dict[str, list[str]] = {}
    reasons: dict[str, str] = {}
    for area in questions.areas:
        about, rest = _by_criterion(questions, comments.get(area.domain.id, ""))
        for name, text in about.items():
            notes.setdefault(name, []).append(text)
        if rest:
            reasons |= {criterion.id: rest for criterion in area.criteria}
            notes.setdefault(area.criteria[0].id, []).append(f"{area.domain.name}: {rest}")
    return {name: "\n".join(texts) for name, texts in notes.items()}, reasons


def _by_criterion(questions: Questions, text: str) -> tuple[dict[str, str], str]:
    """The lines of a comment by the criterion that they are about, and the rest."""
    ids = {criterion.id.casefold(): criterion.id for criterion in questions.criteria}
    found: dict[str, list[str]] = {}
    name = ""
    for line in remark(text).split("\n"):
        about = _ABOUT_ONE.fullmatch(line)
        if about and about[1].casefold() in ids:
            name = ids[about[1].casefold()]
            found.setdefault(name, []).append(about[2])
        else:
            name = name if line.strip() else ""
            found.setdefault(name, []).append(line)
    rest = "\n".join(found.pop("", [])).strip()
    return {name: "\n".join(lines).strip() for name, lines in found.items()}, rest
