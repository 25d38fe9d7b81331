"""What did the caller say for every command: where, as of when, for whom, and how loudly?

The global options stand before or after the subcommand, so they are taken out of the arguments before typer
reads them. A value that looks like one of them is written with an equals sign: `--note=--strict`.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pbp_assess.cli.values import day
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    import typer

AUDIENCES = ("facilitator", "partnership", "public")


class GlobalOption(NamedTuple):
    """One global option; `metavar` is empty for a flag."""

    name: str
    short: str
    metavar: str
    help: str

    @property
    def field(self) -> str:
        """The session's name for it."""
        return self.name.removeprefix("--").replace("-", "_")


GLOBAL_OPTIONS = (
    GlobalOption("--workspace", "-C", "PATH", "Else the nearest folder with pbp-assess.yaml"),
    GlobalOption("--place", "", "PLACE", "Not needed when there is only one, or a default"),
    GlobalOption("--round", "", "ROUND", "Else the latest"),
    GlobalOption("--as-of", "", "YYYY-MM-DD", "Else the closing date of a closed round, else today"),
    GlobalOption("--audience", "", "WHO", "facilitator, partnership or public"),
    GlobalOption("--quiet", "-q", "", "Results only, no talk"),
    GlobalOption("--strict", "", "", "Warnings stop the command too"),
    GlobalOption("--no-input", "", "", "Never ask; fail where an answer is needed"),
    GlobalOption("--version", "", "", "Print the version"),
)
_BY_FLAG = {flag: option for option in GLOBAL_OPTIONS for flag in (option.name, option.short) if flag}


@dataclass(frozen=True, slots=True)
class Session:
    """The global options of one run; commands get it as `session_of(context)`."""

    workspace: Path | None = None
    place: str | None = None
    round: str | None = None
    as_of: datetime.date | None = None
    audience: str | None = None
    quiet: bool = False
    strict: bool = False
    no_input: bool = False
    version: bool = False

    def today(self) -> datetime.date:
        """The program's one clock: the day the caller named, else the day it is."""
        return self.as_of or datetime.date.today()

    def again(self) -> str:
        """The options that single out the same round, each after a space: for the command to run next."""
        from shlex import quote

        named = (("-C", self.workspace), ("--place", self.place), ("--round", self.round), ("--as-of", self.as_of))
        return "".join(f" {flag} {quote(str(value))}" for flag, value in named if value)

    def say(self, text: str) -> None:
        """Talk goes to stderr, and is left out under `--quiet`."""
        if not self.quiet:
            from pbp_assess.cli import console

            console.say(text)


def session_of(context: "typer.Context") -> Session:
    """The session of the run that this context belongs to."""
    session: Session = context.obj
    return session


def hoist(arguments: Sequence[str]) -> tuple[Session, list[str]]:
    """The session, and the arguments without the global options; what follows `--` is left alone."""
    given: dict[str, Any] = {}
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
            break
        flag, value = _split(word)
        option = _BY_FLAG.get(flag)
        if option is None:
            rest.append(word)
        else:
            given[option.field] = _value(option, value, words)
    return Session(**given), rest


def _split(word: str) -> tuple[str, str | None]:
    """A word as flag and attached value: `--place=x` and `-Cx` carry theirs."""
    if word.startswith("--"):
        flag, equals, value = word.partition("=")
        return flag, value if equals else None
    if word.startswith("-C") and len(word) > len("-C"):
        return "-C", word[len("-C") :].removeprefix("=")
    return word, None


def _value(option: GlobalOption, value: str | None, words: Iterator[str]) -> Any:
    """What the option was given, as the session holds it."""
    if not option.metavar:
        if value is not None:
            raise UsageError(f"{option.name} takes no value")
        return True
    if value is None:
        value = next(words, None)
    if not value or (value.startswith("-") and value != "-"):
        raise UsageError(f"{option.name} needs a value: {option.name} {option.metavar}")
    return _READ.get(option.name, str)(value)


def _audience(value: str) -> str:
    if value not in AUDIENCES:
        import difflib

        near = difflib.get_close_matches(value, AUDIENCES, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"--audience is one of {', '.join(AUDIENCES)}, not {value!r}{hint}")
    return value


_READ: dict[str, Callable[[str], Any]] = {
    "--workspace": Path,
    "--as-of": lambda value: day(value, "--as-of"),
    "--audience": _audience,
}
