"""What stands on the paper that a leader fills in with a pen?"""

import hashlib
from base64 import b64encode

from markupsafe import Markup

from pbp_assess.formats.plain_text import UNWANTED
from pbp_assess.formats.survey.questions import ABOUT_CODE, CODE, STATES, Questions
from pbp_assess.templating import render

PLAIN, LARGE = 11, 18
"""Sizes of print, in points."""


def paper(questions: Questions, *, code: str = "", large: bool = False) -> str:
    """A page to print; with a code, it is that leader's own."""
    style = render("survey-paper.css.j2", size=LARGE if large else PLAIN)
    page = render(
        "survey-paper.html.j2",
        style=Markup(style),  # noqa: S704 (ours, from the package)
        style_digest=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        questions=questions,
        matrix=questions.matrix,
        code_title=CODE,
        about_code=ABOUT_CODE,
        code=code,
        states=tuple(STATES.values()),
        large=large,
    )
    return UNWANTED.sub("", page)
