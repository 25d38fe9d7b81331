"""What does a new partnership still have to be asked?

Only what is needed and was not given makes it ask; then what is only useful is asked too. What was given is checked
before the first question.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from pbp_assess.cli import console
from pbp_assess.cli.session import Session
from pbp_assess.problems import InputError, PbpAssessError, UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Kind
    from pbp_assess.core.matrix import Matrix
    from pbp_assess.workspace.layout import Workspace
    from pbp_assess.workspace.pipelines import Server
    from pbp_assess.workspace.scaffold import Invitation, Opening

PERSON = "ROLE:SECTOR[:ORGANISATION]"
AIM = "FUNCTION=STAGE"


def completed(session: Session, workspace: "Workspace", given: "Opening", *, ask_people: bool) -> "Opening":
    """The opening with all it needs.

    Raises:
        UsageError: something is needed, and nobody can be asked; or the input ended. Nothing is written then.
    """
    from dataclasses import replace

    needed = {"--name": not given.name, "--icb": not given.icb, "--member": ask_people}
    missing = [option for option, lacking in needed.items() if lacking]
    if missing and session.no_input:
        raise UsageError(
            f"--no-input was given, and {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} needed"
        )
    if not missing:
        from pbp_assess.workspace.matrices import USUAL

        return replace(given, matrix=given.matrix or USUAL)
    with _nothing_written():
        return _asked(workspace, given, ask_people=ask_people)


@contextmanager
def _nothing_written() -> Iterator[None]:
    """Say so where the questions end before their answers."""
    try:
        yield
    except EOFError:
        raise UsageError("the input ended where an answer was needed; nothing is written") from None
    except KeyboardInterrupt:
        raise KeyboardInterrupt("interrupted; nothing is written") from None


def _asked(workspace: "Workspace", given: "Opening", *, ask_people: bool) -> "Opening":
    """The opening with what the person at the keyboard says; what is given already is checked first."""
    from dataclasses import replace

    from pbp_assess.workspace.scaffold import as_id, refuse_known_place, refuse_unknown_aims, slug

    name = given.name or _line("The place's name")
    refuse_known_place(workspace, as_id(given.place, "--place") if given.place else slug(name))
    icb = given.icb or _line("The ICB's name")
    matrix = _matrix(workspace, given.matrix)
    refuse_unknown_aims(matrix, given.aims)
    invited = given.invited if not ask_people else (*_people(matrix), *given.invited)
    aims = given.aims or _aims(matrix)
    return replace(given, name=name, icb=icb, matrix=matrix.id, invited=invited, aims=aims)


def _line(what: str) -> str:
    """A line that is not empty; it is asked for again until it is there."""
    while not (answer := console.ask(f"{what}: ").strip()):
        console.say("Please type something, or Ctrl-C to stop; nothing is written yet.")
    return answer


def _matrix(workspace: "Workspace", given: str) -> "Matrix":
    """The matrix given, the only one at hand, or the one chosen from the list."""
    from pbp_assess.workspace.matrices import USUAL, find_matrix, matrix_ids

    known = matrix_ids(workspace)
    if given or len(known) == 1:
        return find_matrix(workspace, given or known[0])[2]
    console.say(f"Matrices: {', '.join(known)} (pbp-assess matrix show NAME prints one)")
    while True:
        try:
            return find_matrix(workspace, console.ask(f"Matrix (Enter for {USUAL}): ").strip() or USUAL)[2]
        except InputError:
            raise
        except PbpAssessError as error:
            console.say(str(error))


def _people(matrix: "Matrix") -> "tuple[Invitation, ...]":
    """Everyone who is asked, typed one a line."""
    from pbp_assess.core.assessment import Kind

    console.say(f"\nWho is asked? One a line, as {PERSON}; an empty line ends.")
    console.say('Roles, never names: "Place director:icb", "GP lead, North:primary_care:north-practices".')
    if matrix.readiness and matrix.readiness.sectors_required:
        console.say(f"Sectors that must be heard: {', '.join(matrix.readiness.sectors_required)}. Others may be added.")
    members = _typed("Member", Kind.MEMBER)
    while not members:
        console.say("At least one member is needed.")
        members = _typed("Member", Kind.MEMBER)
    console.say("Invited voices are shown beside the members and count in no test. Enter for none.")
    return (*members, *_typed("Invited voice", Kind.STAKEHOLDER))


def _typed(label: str, kind: "Kind") -> "list[Invitation]":
    """People typed one a line until an empty line."""
    people: list[Invitation] = []
    while text := console.ask(f"{label} {len(people) + 1}: ").strip():
        try:
            people.append(person(text, kind))
        except UsageError as error:
            console.say(str(error))
    return people


def _aims(matrix: "Matrix") -> dict[str, str]:
    """The functions sought, typed one a line; none where the matrix has none."""
    from pbp_assess.cli.values import pairs
    from pbp_assess.workspace.scaffold import refuse_unknown_aims

    aims: dict[str, str] = {}
    if matrix.readiness is None or not matrix.readiness.functions:
        return aims
    console.say(f"\nWhat is sought from the ICB? One a line, as {AIM}; an empty line ends, and none is fine.")
    console.say(f"Functions: {', '.join(matrix.readiness.function_by_id)}")
    console.say("Stages: " + "; ".join(f"{name} ({stage.plain})" for name, stage in matrix.readiness.stages.items()))
    while text := console.ask("Sought: ").strip():
        try:
            typed = pairs([text], "an aim")
            refuse_unknown_aims(matrix, typed)
            aims |= typed
        except PbpAssessError as error:
            console.say(str(error))
    return aims


# --- a pipeline -----------------------------------------------------------------------------------


class Pipeline(StrEnum):
    """Which pipeline to write, if any."""

    GITHUB = "github"
    AZURE = "azure"
    GITLAB = "gitlab"
    NONE = "none"


def server_meant(session: Session, workspace: "Workspace", given: Pipeline | None, *, asking: bool) -> "Server | None":
    """The server to write a pipeline for: as given, else as a person says who is being asked things anyway."""
    from pbp_assess.workspace.pipelines import Server, has_pipeline

    person = asking and not session.no_input and console.is_terminal(sys.stdin)
    if given is None and person and not has_pipeline(workspace):
        with _nothing_written():
            given = _pipeline()
    return None if given in {None, Pipeline.NONE} else Server(given)


def _pipeline() -> Pipeline:
    console.say("\nA pipeline can check each change and each new quarter: github, azure or gitlab.")
    while answer := console.ask("Pipeline (Enter for none): ").strip().casefold():
        if answer in {*Pipeline}:
            return Pipeline(answer)
        console.say("Please type github, azure or gitlab, or nothing.")
    return Pipeline.NONE


# --- people given by options ----------------------------------------------------------------------


def named(members: list[str], stakeholders: list[str]) -> "tuple[Invitation, ...]":
    """The people named by options, members first."""
    from pbp_assess.core.assessment import Kind

    named = [person(text, Kind.MEMBER) for text in members]
    return (*named, *(person(text, Kind.STAKEHOLDER) for text in stakeholders))


def person(text: str, kind: "Kind") -> "Invitation":
    """`Place director:icb` or `GP lead, North:primary_care:gp-north`.

    Raises:
        UsageError: it is not of that form.
    """
    from pbp_assess.workspace.scaffold import Invitation, slug

    parts = [part.strip() for part in text.split(":")]
    if len(parts) not in (2, 3) or not all(parts):
        raise UsageError(f'{text!r} is not {PERSON}, such as "Place director:icb"')
    slug(parts[0])
    sector = slug(parts[1].replace("_", " ")).replace("-", "_")
    return Invitation(parts[0], sector, kind, slug(parts[2]) if len(parts) > 2 else None)
