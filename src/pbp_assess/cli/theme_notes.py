"""What did people say, to be read by the facilitators before they write themes?

Confidential: on the facilitator's own terminal, and nowhere else unless it was asked for in so many words. Remarks on
one thing stand in the order of the alphabet, so that nobody's can be followed from one to the next.
"""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, facilitator_only, judge_round
from pbp_assess.cli.register import Names, RegisterOption, names
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.remarks import Remark


def notes(
    context: typer.Context,
    about: Annotated[
        str, typer.Argument(metavar="QUESTION", help="One open question or one question of the matrix, by its id.")
    ] = "",
    who: Annotated[bool, typer.Option("--who", help="Who said each, by id; on a terminal by name too.")] = False,
    register: RegisterOption = None,
) -> int:
    """Read what people said: open answers, remarks beside levels, and what they chose as most important.

    Example: pbp-assess theme notes

    Example: pbp-assess theme notes PUR5 --who

    The facilitator's own: it is shown on a terminal, and elsewhere only with --audience facilitator. Without --who
    nothing says whose a remark is; write themes from what several say, in your own words.
    """
    from pbp_assess.core.remarks import remarks

    session = session_of(context)
    _own(session)
    judged = judge_round(session, only_sought=True)
    known = names(register, judged.workspace, judged.dossier.place_id)
    asked = _asked(judged)
    wanted = _meant(judged, asked, about) if about else ""
    said = [one for one in remarks(judged.dossier) if wanted in ("", one.about)]
    for name, heading in asked.items():
        here = [one for one in said if one.about == name]
        if here:
            console.prose(heading, "bold")
            for line in _lines(judged, here, known, who=who):
                console.prose(f"- {line}", indent=2)
    if not said:
        console.out("Nobody has said anything in their own words" + (f" about {wanted}." if wanted else "."))
    if not wanted:
        _chosen(judged)
    session.say(f'Next: pbp-assess theme add "..." --heard several --criterion ID{session.again()}')
    return ExitCode.ANSWERED


def _own(session: Session) -> None:
    """Refuse where somebody else may read it.

    Raises:
        UsageError: another audience is meant, or the output goes to a file or a log that nobody asked for.
    """
    facilitator_only(session, "what people said")
    if session.audience is None and not console.is_terminal(sys.stdout):
        raise UsageError(
            "what people said is confidential, and this is no terminal: --audience facilitator says that whoever "
            "reads the output may read it"
        )


def _asked(judged: Judged) -> dict[str, str]:
    """What can be spoken about, with its heading: open questions first."""
    matrix = judged.dossier.matrix
    opened = {question.id: question.question for question in matrix.open_questions}
    return {**opened, **{criterion.id: f"{criterion.id} {criterion.name}" for criterion in matrix.criteria}}


def _meant(judged: Judged, asked: dict[str, str], typed: str) -> str:
    """The question named.

    Raises:
        NotFoundError: there is none of this id.
    """
    from pbp_assess.workspace.history import unknown

    by_fold = {name.casefold(): name for name in asked}
    if typed.casefold() not in by_fold:
        raise unknown("question", typed, tuple(asked), f"round {judged.dossier.round.id}")
    return by_fold[typed.casefold()]


def _lines(judged: Judged, said: "list[Remark]", known: Names, *, who: bool) -> Iterator[str]:
    """The remarks on one thing; with `who`, each behind the id of who made it."""
    if not who:
        yield from sorted((remark.text for remark in said), key=str.casefold)
        return
    for remark in said:
        name = known.printed(remark.leader)
        spoken = judged.dossier.sheets[remark.leader].answered_by
        by = f", answered by {spoken}" if spoken else ""
        yield f"{remark.leader}{f' ({name})' if name else ''}{by}: {remark.text}"


def _chosen(judged: Judged) -> None:
    """How many members chose each question as one that matters most."""
    result, asked = judged.result, judged.dossier.matrix.choose
    if asked is None or not result.choosers:
        return
    rows = [
        (name, result.profile.criteria[name].criterion.name, f"{count} of {result.choosers}")
        for name, count in sorted(result.choices.items(), key=lambda pair: -pair[1])
    ]
    console.table(("Question", "", "Chosen by"), rows, title=asked.question)
