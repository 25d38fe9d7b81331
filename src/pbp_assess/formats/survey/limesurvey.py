"""How is the survey set up in LimeSurvey? A file to import: "Tab Separated Values format (*.txt)".

The format is LimeSurvey's own (its manual, "Tab Separated Value survey structure"): a row for each setting, group,
question, sub-question and answer, in this order. Question codes are the ids of criteria, answer codes the levels.
"""

import csv
import html
import io
from collections.abc import Iterator
from typing import Final

from pbp_assess.core.assessment import State
from pbp_assess.core.matrix import Criterion
from pbp_assess.formats.survey.limesurvey_codes import LimeSurveyCodes
from pbp_assess.formats.survey.questions import ABOUT_CODE, CODE, STATES, Questions, title_of

_HEADINGS: Final = (
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation",
    "mandatory", "encrypted", "other", "default", "same_default", "max_answers",
)  # fmt: skip
_SETTINGS: Final = {
    "format": "G",  # a group, which is a domain, on each page
    "anonymized": "N",  # "Y" would take away when a reply was sent, and with it which of two is the later
    "datestamp": "Y",
    "ipaddr": "N",
    "refurl": "N",
    "savetimings": "N",
    "allowprev": "Y",
    "allowsave": "Y",
    "showprogress": "Y",
    "language": "en",
}
_CODES: Final = {State.CANNOT_JUDGE: "CJ", State.NOT_APPLICABLE: "NA", State.DECLINED: "DE"}
_WITH_COMMENT, _SHORT, _LONG, _SEVERAL = "O", "S", "T", "M"
Row = dict[str, str]


def limesurvey_text(questions: Questions) -> str:
    """The whole file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _HEADINGS, restval="", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(questions))
    return text.getvalue()


def _rows(questions: Questions) -> Iterator[Row]:
    codes = LimeSurveyCodes.of(questions)
    yield from (_row("S", name, text, language="") for name, text in _SETTINGS.items())
    yield _row("SL", "surveyls_title", questions.title)
    yield _row("SL", "surveyls_welcometext", _safe(f"{questions.matrix.instruction} {questions.confidential}"))
    yield _group("Before you begin", "")
    yield _question(_SHORT, codes.code, CODE, ABOUT_CODE, mandatory="Y")
    for area in questions.areas:
        yield _group(area.domain.name, area.domain.meaning or "")
        for criterion in area.criteria:
            yield from _criterion(questions, criterion, codes.criteria[criterion.id])
    if questions.open_questions or questions.choice:
        yield _group("In your own words", "")
    for question in questions.open_questions:
        yield _question(_LONG, codes.questions[question.id], question.question)
    if questions.choice:
        most = str(questions.choice.number)
        yield _question(_SEVERAL, codes.choose, questions.choice.question, max_answers=most)
        for criterion in questions.criteria:
            yield _row("SQ", codes.criteria[criterion.id], _safe(title_of(criterion)))


def _criterion(questions: Questions, criterion: Criterion, code: str) -> Iterator[Row]:
    """A list with room for a comment, and its answers."""
    yield _question(_WITH_COMMENT, code, title_of(criterion), criterion.meaning or "")
    levels = [(str(step.level) if step.level >= 0 else f"M{-step.level}") for step in questions.matrix.scale]
    answers = zip((*levels, *(_CODES[state] for state in STATES)), questions.options(criterion), strict=True)
    for name, option in answers:
        yield _row("A", name, _safe(option), **{"type/scale": "0"})


def _group(name: str, about: str) -> Row:
    return _row("G", name, _safe(about), relevance="1")


def _question(kind: str, code: str, text: str, about: str = "", **more: str) -> Row:
    return _row("Q", code, _safe(text), relevance="1", help=_safe(about), **{"type/scale": kind}, **more)


def _row(kind: str, name: str, text: str, **more: str) -> Row:
    return {"class": kind, "name": name, "text": text, "language": "en", **more}


def _safe(text: str) -> str:
    """Text where LimeSurvey takes HTML, with expressions in curly brackets."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    return escaped.replace("{", "&#123;").replace("}", "&#125;")
