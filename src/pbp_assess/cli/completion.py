"""What may TAB complete?

The global options are taken out before typer reads the arguments, so typer does not know them. While the shell asks
for completions they stand among the parameters of every command, where a caller may write them.
"""

import inspect
import os
from collections.abc import Callable
from typing import Annotated, Any

import typer

from pbp_assess.cli.commands import BY_NAME, Command
from pbp_assess.cli.session import AUDIENCES, GLOBAL_OPTIONS, GlobalOption

VARIABLE = "_PBP_ASSESS_COMPLETE"


def command_being_completed() -> Command | None:
    """The command in the half-written line that the shell has put into the environment."""
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    return next((BY_NAME[word] for word in line.split()[1:] if word in BY_NAME), None)


def with_global_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function with this one's parameters and the global options; it is looked at and never called."""
    signature = inspect.signature(function, eval_str=True)
    parameters = [*signature.parameters.values(), *map(_parameter, GLOBAL_OPTIONS)]

    def described(**_: Any) -> None: ...

    described.__doc__ = function.__doc__
    described.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # read by inspect.signature
    return described


def _parameter(option: GlobalOption) -> inspect.Parameter:
    flags = [flag for flag in (option.name, option.short) if flag]
    words = AUDIENCES if option.name == "--audience" else ()
    described = typer.Option(*flags, help=option.help, autocompletion=(lambda: list(words)) if words else None)
    annotation: Any = Annotated[str, described] if option.metavar else Annotated[bool, described]
    default = "" if option.metavar else False
    return inspect.Parameter(option.field, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
