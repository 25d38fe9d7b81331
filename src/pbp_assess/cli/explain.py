"""What does this code or word mean, and where does every figure about this question or function come from?"""

from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.explain_terms import as_written, catalogue, entry_name, topics
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import NotFoundError, PbpAssessError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


def command(
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(help="A code (PBP201), a term (split), a question or a function.", autocompletion=topics),
    ] = None,
    stage: Annotated[
        str, typer.Option(metavar="STAGE", help="Of a question or function: at this stage, not the one sought.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Of a question or function: as JSON on stdout.")] = False,
) -> int:
    """Explain a problem code or a term, or every figure about a question or a function of the round.

    Example: pbp-assess explain PBP201

    Example: pbp-assess explain GOV2 --audience facilitator

    Example: pbp-assess explain bcf_s75 --stage full

    Counts, rule and threshold stand with their line in the matrix; what the copy keeps back is said at the end.
    A question or function is named by id or by name. A word of the glossary goes first: criterion:ID and
    function:ID say which is meant. Without a topic all codes and terms are listed.
    """
    session = session_of(context)
    if topic is None:
        _list()
        return ExitCode.ANSWERED
    known = catalogue()
    entry = known.get(entry_name(topic))
    if entry is not None and not (stage or json):
        console.out(console.escape(entry, lines=True))
        return ExitCode.ANSWERED
    _explain_round(session, topic, stage, list(known), json=json)
    return ExitCode.ANSWERED


def _list() -> None:
    """The titles of every entry."""
    heads = dict.fromkeys(entry.splitlines()[0] for entry in catalogue().values())
    console.out("\n".join(console.escape(head) for head in heads))


def _explain_round(session: Session, topic: str, stage: str, terms: list[str], *, json: bool) -> None:
    """Explain a question or a function of the round meant.

    Raises:
        NotFoundError: the word means nothing, here or in the glossary.
        UsageError: it is a term, and there is nothing more to say of it.
    """
    from pbp_assess.cli.explain_round import explain, in_round, subject_meant

    spelt = {name: as_written(name) for name in terms}
    try:
        known = in_round(session)
    except PbpAssessError as error:
        if _near(topic, spelt) or isinstance(error, NotFoundError):
            raise _nothing(topic, spelt) from error
        raise
    subject = subject_meant(known, topic)
    if subject is not None:
        explain(known, subject, stage, json=json)
    elif entry_name(topic) in terms:
        raise UsageError(f"{topic!r} is a code or a term of the glossary: leave --stage and --json out")
    else:
        raise _nothing(topic, spelt | {word: meant[0].id for word, meant in known.subjects.items()})


def _near(topic: str, spelt: "Mapping[str, str]") -> str:
    """What was probably meant, as it is written."""
    from difflib import get_close_matches

    near = get_close_matches(entry_name(topic), spelt, 1)
    return spelt[near[0]] if near else ""


def _nothing(topic: str, spelt: "Mapping[str, str]") -> NotFoundError:
    """The complaint that a word means nothing, with what was probably meant."""
    near = _near(topic, spelt)
    meant = f"; did you mean {near}?" if near else ""
    where = '"pbp-assess explain" lists them all; the questions and functions of a round are known in its workspace'
    return NotFoundError(f"there is no entry for {topic!r}{meant}\n{where}")
