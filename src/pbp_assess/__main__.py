"""What is answered before anything slow is loaded?

`--version` and the root `--help` are printed from text: about the time of an empty Python program.
Everything else goes to the shell (`cli.app.run`).
"""

import gc
import os
import sys

from pbp_assess import __version__


def main() -> int:
    """The console script's way in: answers with the exit code."""
    match sys.argv[1:]:
        case ["--version"]:
            return _print(f"pbp-assess {__version__}\n")
        case ["--help"] | ["-h"]:
            # open() on a joined name, not pathlib: importing pathlib would take longer than all the rest.
            with open(os.path.join(os.path.dirname(__file__), "cli", "help.txt"), encoding="utf-8") as text:  # noqa: PTH118, PTH120, PTH123
                return _print(text.read())
        case arguments:
            return _shell(arguments)


def _print(text: str) -> int:
    """Answered, whether or not anybody is left at the other end of the pipe."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _shell(arguments: list[str]) -> int:
    """The shell is loaded here, so that Ctrl-C ends the loading as quietly as the run."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # other packages have no say in how answers are read
    gc.set_threshold(100_000, 50, 50)  # in a run this short, tidying up costs more than it frees
    _open_what_is_closed()
    try:
        from pbp_assess.cli.app import run

        return _ended(run(arguments))
    except KeyboardInterrupt:
        return 130


def _open_what_is_closed() -> None:
    """Python has no stream at all where the caller closed it (`>&-`): what is said there goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 # as above, and until the end


def _ended(code: int) -> int:
    """The process ends here, and the system takes its memory back: Python would take it apart piece by piece first."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody is left at the other end: the long way round says nothing more
        return code
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
