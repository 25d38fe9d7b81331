"""What stands on the paper that a leader fills in with a pen?"""

from markupsafe import Markup

from pbp_assess.formats.plain_text import UNWANTED
from pbp_assess.formats.survey.questions import ABOUT_CODE, CODE, STATES, Questions
from pbp_assess.templating import digest, render

PLAIN, LARGE = 11, 18
"""Sizes of print, in points."""


def paper(questions: Questions, *, code: str = "", large: bool = False) -> str:
    """A page to print; with a code, it is that leader's own."""
    style = render("survey-paper.css.j2", size=LARGE if large else PLAIN)
    page = render(
        "survey-paper.html.j2",
        style=Markup(style),  # noqa: S704 (ours, from the package)
        style_digest=digest(style),
        questions=questions,
        matrix=questions.matrix,
        code_title=CODE,
        about_code=ABOUT_CODE,
        code=code,
        states=tuple(STATES.values()),
        large=large,
    )
    return UNWANTED.sub("", page)
