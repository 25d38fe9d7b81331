"""To which criterion does a comment on a whole domain belong?

A line that begins with the id of a criterion ("GOV1: ...") belongs to that criterion, and so do the lines that follow
it up to a blank one. The rest is about the domain, and becomes a note on its first criterion; where an answer "not
applicable" of that domain has no reason of its own, it is the reason.
"""

import re
from typing import Final

from pbp_assess.formats.survey.questions import Area, Questions
from pbp_assess.formats.survey.wording import remark

_ABOUT_ONE: Final = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9_-]*)\s*[:.)-]\s+(?=\S)")


class Comments:
    """Comments on domains, taken apart."""

    def __init__(self, questions: Questions) -> None:
        self._ids: Final = {criterion.id.casefold(): criterion.id for criterion in questions.criteria}

    def taken_apart(self, area: Area, text: str) -> tuple[dict[str, str], str]:
        """The notes by criterion that a comment makes, and what of it may serve as a missing reason."""
        notes, rest = self._by_criterion(text)
        if rest:
            first = area.criteria[0].id
            about = f"{area.domain.name}: {rest}"
            notes[first] = f"{notes[first]}\n{about}" if first in notes else about
        return notes, rest

    def _by_criterion(self, text: str) -> tuple[dict[str, str], str]:
        """The lines of a comment by the criterion that they are about, and the rest."""
        found: dict[str, list[str]] = {}
        name = ""
        for line in remark(text).split("\n"):
            about = _ABOUT_ONE.match(line)
            if about and about[1].casefold() in self._ids:
                name = self._ids[about[1].casefold()]
                found.setdefault(name, []).append(line[about.end() :])
            else:
                name = name if line else ""
                found.setdefault(name, []).append(line)
        rest = "\n".join(found.pop("", [])).strip()
        return {name: "\n".join(lines).strip() for name, lines in found.items()}, rest
