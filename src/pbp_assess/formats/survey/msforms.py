"""What has to be typed or pasted to set the survey up in Microsoft Forms?

A text to work through from top to bottom: a block for each question, its title, the line under the title, and its
options, a line each, as Forms takes them when they are pasted into the first option. Sections, "Choice", "Text",
"Required", "Long answer" and "Multiple answers" are what Forms offers and calls these things.
"""

from collections.abc import Iterator
from typing import Final

from pbp_assess.formats.survey.questions import ABOUT_CODE, CODE, Area, Questions, title_of
from pbp_assess.problems import UsageError

MOST_QUESTIONS: Final = 200
_RULE: Final = "=" * 78
_LINE: Final = "-" * 78

_FIRST: Final = """\
How to set this survey up in Microsoft Forms

1. Make a new form, and give it the title below. In its settings, switch "Record name" off if your organisation allows
   it: everybody types a code, and names are not needed. Do not shuffle the questions. Allow respondents to edit their
   answers, if you can.
2. Go through the blocks. Paste the title of each question as it stands: its first word is how replies are matched.
   Where a block has options, paste all of them into the first option: Forms makes an option of each line (if yours
   does not, paste them one by one).
3. Send each leader the link and their code ("pbp-assess survey codes" lists them).
4. When replies are in, choose "Open results in Excel", save the file, and run:

       pbp-assess import FILE.xlsx

You may add questions and reword titles and options; the import asks what it cannot match, and keeps what you say."""


def msforms_text(questions: Questions) -> str:
    """The whole text.

    Raises:
        UsageError: there are more questions than a form can have.
    """
    comments = _count(questions, comments=True) <= MOST_QUESTIONS
    count = _count(questions, comments=comments)
    if count > MOST_QUESTIONS:
        raise UsageError(
            f"the survey would have {count} questions, and Microsoft Forms takes {MOST_QUESTIONS}; "
            "use the Excel sheet (--for xlsx) or the offline form"
        )
    blocks = list(_blocks(questions, comments=comments))
    numbered = (
        f"{_LINE}\nQuestion {n} of {count}: {block}" if block[0] != "=" else block for n, block in _numbers(blocks)
    )
    left_out = "" if comments else "\n\nQuestions for comments are left out: with them there would be too many."
    head = (
        f"{_FIRST}{left_out}\n\n{_RULE}\nTitle of the form:\n\n{questions.title}\n\nDescription:\n\n{_about(questions)}"
    )
    return "\n\n".join([head, *numbered]) + "\n"


def _count(questions: Questions, *, comments: bool) -> int:
    beside = len(questions.areas) if comments else 0
    return 1 + len(questions.criteria) + beside + len(questions.open_questions) + bool(questions.choice)


def _numbers(blocks: list[str]) -> Iterator[tuple[int, str]]:
    """Each block with the number of the question; a section has the number of the question after it."""
    number = 0
    for block in blocks:
        number += block[0] != "="
        yield number, block


def _about(questions: Questions) -> str:
    return f"{questions.matrix.instruction}\n{questions.confidential}"


def _blocks(questions: Questions, *, comments: bool) -> Iterator[str]:
    """The sections and questions in order."""
    yield _block("Text, short answer, Required", CODE, ABOUT_CODE)
    for area in questions.areas:
        yield _section(area.domain.name, area.domain.meaning)
        for criterion in area.criteria:
            yield _block("Choice, one answer", title_of(criterion), criterion.meaning, questions.options(criterion))
        if comments:
            yield _comments(area)
    if questions.open_questions or questions.choice:
        yield _section("In your own words", None)
    for question in questions.open_questions:
        yield _block("Text, Long answer", question.question)
    if questions.choice:
        kind = f'Choice, "Multiple answers", at most {questions.choice.number} selections'
        yield _block(kind, questions.choice.question, None, tuple(map(title_of, questions.criteria)))


def _comments(area: Area) -> str:
    return _block("Text, Long answer", area.comments, area.about_comments)


def _section(name: str, meaning: str | None) -> str:
    return f"{_RULE}\nNew section: {name}" + (f"\n{meaning}" if meaning else "")


def _block(kind: str, title: str, subtitle: str | None = None, options: tuple[str, ...] = ()) -> str:
    parts = [f"{kind}\n\n{title}"]
    if subtitle:
        parts.append(f"Subtitle: {subtitle}")
    return "\n\n".join([*parts, *(["\n".join(options)] if options else [])])
