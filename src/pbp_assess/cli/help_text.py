"""What does `pbp-assess --help` print?

The text is generated into help.txt beside this file, from which `__main__` prints it without loading anything:

    python -m pbp_assess.cli.help_text

docs/commands.md is generated with it. Tests fail when one of them is out of date.
"""

from pathlib import Path

from pbp_assess.cli.commands import COMMANDS, WEEKS
from pbp_assess.cli.session import GLOBAL_OPTIONS, GlobalOption

HELP_FILE = Path(__file__).with_name("help.txt")

_HEAD = """\
Usage: pbp-assess [OPTIONS] COMMAND [ARGUMENTS]

Maturity self-assessment of place-based partnerships, and readiness for
delegation. The tool advises; the ICB decides and stays accountable.

Example: pbp-assess demo
"""
_FOOT = """
`pbp-assess COMMAND --help` tells more; results go to stdout, talk to stderr.
Exit codes: 0 answered, 1 answered no, 2 could not answer, 4 not comparable,
5 not enough answers to say, 70 a bug, 130 interrupted.
"""


def render() -> str:
    """The root help: commands by the week they are used in, then the options that every command takes."""
    return _HEAD + _commands() + _options() + _FOOT


def _commands() -> str:
    width = max(len(command.name) for command in COMMANDS)
    text = ""
    for week in WEEKS:
        rows = [f"  {row.name:{width}}  {row.help}\n" for row in COMMANDS if row.week == week]
        text += "".join([f"\n{week}:\n", *rows]) if rows else ""
    return text


def _options() -> str:
    rows = [*((_flags(option), option.help) for option in GLOBAL_OPTIONS), *_OWN]
    width = max(len(flags) for flags, _ in rows)
    lines = [f"  {flags:{width}}  {help_}\n" for flags, help_ in rows]
    return "".join(["\nOptions, before or after the command:\n", *lines])


_OWN = (
    ("-h, --help", "Print this, or the help of the command named"),
    ("    --install-completion", "Teach this shell to complete on TAB"),
    ("    --show-completion", "Print what that would add"),
)


def _flags(option: GlobalOption) -> str:
    short = f"{option.short}, " if option.short else "    "
    return f"{short}{option.name} {option.metavar}".rstrip()


if __name__ == "__main__":
    from pbp_assess.cli import reference

    HELP_FILE.write_text(render(), encoding="utf-8", newline="\n")
    reference.PAGE.write_text(reference.render(), encoding="utf-8", newline="\n")
