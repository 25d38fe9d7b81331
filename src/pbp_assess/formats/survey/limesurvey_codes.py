"""What is each question called in LimeSurvey, which takes 20 letters and digits, a letter first?"""

import re
from dataclasses import dataclass
from typing import Final, Self

from pbp_assess.formats.survey.questions import Questions

_LONGEST: Final = 16
_OTHER: Final = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class LimeSurveyCodes:
    """The code of each question, by our id; no two are the same, whatever their capitals."""

    code: str
    choose: str
    criteria: dict[str, str]
    domains: dict[str, str]
    questions: dict[str, str]

    @classmethod
    def of(cls, questions: Questions) -> Self:
        """The codes of everything asked; a criterion has its own id, unless LimeSurvey cannot take it."""
        taken: set[str] = set()
        criteria = {criterion.id: _free(criterion.id, taken) for criterion in questions.criteria}
        domains = {area.domain.id: _free(f"{area.domain.id}comments", taken) for area in questions.areas}
        asked = {question.id: _free(question.id, taken) for question in questions.open_questions}
        return cls(_free("code", taken), _free("choose", taken), criteria, domains, asked)


def _free(name: str, taken: set[str]) -> str:
    """The name as LimeSurvey takes it, told apart by a number from those taken before."""
    letters = _OTHER.sub("", name)
    base = (letters if letters[:1].isalpha() else f"Q{letters}")[:_LONGEST]
    code, number = base, 2
    while code.casefold() in taken:
        code, number = f"{base[: _LONGEST - 2]}{number}", number + 1
    taken.add(code.casefold())
    return code
