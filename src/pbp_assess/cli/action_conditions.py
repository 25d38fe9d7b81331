"""How do the conditions of "ready with conditions" become actions, each with an owner and a date?"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbp_assess.cli import console
from pbp_assess.cli.action_words import action_words, due_on, owner_meant
from pbp_assess.cli.beside_answers import saved
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, judge_round, terminal_only
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.register import Names, RegisterOption, names
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assess import Condition, FunctionReadiness
    from pbp_assess.core.disclosure import Copy


@dataclass(frozen=True, slots=True)
class Loose:
    """A condition that nobody has taken on: of which function, what it hangs on, and what would meet it."""

    function: str
    subject: str
    paper: bool
    what: str

    def action(self, owner: str, due: datetime.date, what: str = "") -> dict[str, Any]:
        """The action that meets it."""
        about = {"document" if self.paper else "criterion": self.subject}
        return {"what": what or self.what, "owner": owner, "due": due, "function": self.function, **about}


def from_conditions(
    context: typer.Context,
    function: Annotated[
        str, typer.Argument(metavar="FUNCTION", help="One function sought; else all that are ready with conditions.")
    ] = "",
    owner: Annotated[str, typer.Option(metavar="ROLE|ID", help="Who sees to all of them.")] = "",
    due: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="By when, for all of them.")] = "",
    condition: Annotated[
        list[str] | None, typer.Option(metavar="ID=OWNER:YYYY-MM-DD", help="One of them, by its question or document.")
    ] = None,
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Turn the conditions of functions that are ready with conditions into actions, each with an owner and a date.

    Example: pbp-assess action from-conditions

    Example: pbp-assess action from-conditions vcse_prevention --owner place-director --due 2024-10-31

    Example: pbp-assess action from-conditions --condition COM3=county-chief-executive:2024-10-31

    Without --owner and --due each is asked for in turn. What has been taken on already is left as it is.
    """
    session = session_of(context)
    if bool(owner) != bool(due):
        raise UsageError("--owner and --due go together: a condition needs both")
    judged = judge_round(session, only_sought=True)
    known = names(register, judged.workspace, judged.dossier.place_id)
    copy = _copy(judged)
    functions = _functions(copy, function)
    loose = [one for entry in functions for one in _loose(copy, entry)]
    for line in _standing(copy, functions):
        console.prose(line)
    if not loose:
        seeking = copy.sought
        console.out(
            "No condition is left to be taken on." if seeking else "No function is sought: there is no condition."
        )
        return ExitCode.ANSWERED
    if not (owner or condition):
        return _asking(session, judged, known, loose, dry_run=dry_run)
    everyone = (owner_meant(session, judged, owner, known), due_on(due, "--due")) if owner else None
    single = _singled(session, judged, known, condition or (), loose)
    chosen = {one: single.get(one.subject, everyone) for one in loose}
    new = [one.action(*taken) for one, taken in chosen.items() if taken]
    _write(judged, new, dry_run=dry_run)
    return _end(session, len(loose) - len(new))


def _copy(judged: Judged) -> "Copy":
    """What is said of a condition is said to everybody in the room."""
    from pbp_assess.core.disclosure import Audience, disclose

    return disclose(judged.result, Audience.PARTNERSHIP)


def _functions(copy: "Copy", typed: str) -> "tuple[FunctionReadiness, ...]":
    """The function named, else all that are sought.

    Raises:
        NotFoundError: it is not sought.
    """
    from pbp_assess.workspace.history import unknown

    sought = {function.function: function for function in copy.sought}
    if typed and typed not in sought:
        raise unknown("function", typed, tuple(sought), "what this round seeks")
    return (sought[typed],) if typed else copy.sought


def _conditions(entry: "FunctionReadiness") -> "tuple[Condition, ...]":
    return entry.aim.conditions if entry.aim else ()


def _loose(copy: "Copy", entry: "FunctionReadiness") -> Iterator[Loose]:
    """The conditions of one function without an owner."""
    from pbp_assess.core.gate import Test
    from pbp_assess.report.wording.findings import in_place

    for condition in entry.aim.loose if entry.aim else ():
        finding = condition.finding
        paper = finding.test is Test.DOCUMENT
        yield Loose(entry.function, finding.subject, paper, in_place(copy, finding))


def _standing(copy: "Copy", functions: "Iterable[FunctionReadiness]") -> Iterator[str]:
    """How each function stands, and which of its conditions are taken on already."""
    from pbp_assess.report.wording.readiness import function_name, status_words

    for entry in functions:
        yield f"{function_name(copy, entry.function)}: {status_words(entry.aim)}."
        for condition in _conditions(entry):
            if taken := condition.commitment:
                state = "done" if taken.done else f"by {taken.due}"
                yield f"{condition.finding.subject} is taken on already, as {taken.id}: {taken.owner}, {state}."


def _asking(session: Session, judged: Judged, known: Names, loose: Sequence[Loose], *, dry_run: bool) -> int:
    """Each is asked for in turn; what is whole is on the disk before the next."""
    from pbp_assess.cli.action_asking import ask_each

    terminal_only(session, "each condition needs an owner and a date: --owner and --due, or --condition for each")
    asked = ask_each(session, judged, known, loose, lambda action: _write(judged, [action], dry_run=dry_run))
    _end(session, len(loose) - asked.taken)
    return asked.code


# --- from options ---------------------------------------------------------------------------------


def _singled(
    session: Session, judged: Judged, known: Names, typed: Iterable[str], loose: Sequence[Loose]
) -> dict[str, tuple[str, datetime.date]]:
    """`COM3=county-chief-executive:2024-10-31` as owner and date by what the condition hangs on.

    Raises:
        NotFoundError: nothing of this id is an open condition.
        UsageError: it is not of that form.
    """
    from pbp_assess.cli.values import pairs
    from pbp_assess.workspace.history import unknown

    subjects = {one.subject.casefold(): one.subject for one in loose}
    found = {}
    for name, value in pairs(typed, "--condition").items():
        owner, colon, day_ = value.rpartition(":")
        if not colon:
            raise UsageError(f"--condition needs ID=OWNER:YYYY-MM-DD, not {name}={value!r}")
        if name.casefold() not in subjects:
            raise unknown("condition", name, tuple(subjects.values()), "what nobody has taken on")
        who = owner_meant(session, judged, owner.strip(), known)
        found[subjects[name.casefold()]] = (who, due_on(day_.strip(), "--condition"))
    return found


def _write(judged: Judged, new: "Sequence[dict[str, Any]]", *, dry_run: bool) -> None:
    """All of them in one step, and each said."""
    from pbp_assess.cli.asked import who_writes
    from pbp_assess.workspace.actions import take_on

    done = take_on(judged.workspace, judged.dossier, new, who_writes("action"), dry_run=dry_run)
    for action in done.after.actions[len(done.before.actions) :]:
        console.prose(action_words(judged, action))
    saved(judged, done, dry_run=dry_run)


def _end(session: Session, left: int) -> int:
    if left:
        console.prose(f"Still without owner and date: {left}.")
    session.say(f"Next: pbp-assess action {'from-conditions' if left else 'list'}{session.again()}")
    return ExitCode.ANSWERED
