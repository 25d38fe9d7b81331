"""Does a round keep what is asserted of it? For a pipeline."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pbp_assess.cli import console
from pbp_assess.cli.comparing import CrosswalkOption
from pbp_assess.cli.output import STDOUT
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.asserted import Preset
    from pbp_assess.core.checked import CheckReport, Line

FORMATS = ("junit", "json", "markdown")
GITHUB = "github"


def command(
    context: typer.Context,
    baseline: Annotated[str, typer.Argument(help="A round, REV:ROUND or a snapshot; else the round before.")] = "",
    assert_: Annotated[
        list[str] | None, typer.Option("--assert", metavar="ASSERTION", help='Such as "no_fall GOV*"; repeat.')
    ] = None,
    preset: Annotated[
        str, typer.Option(metavar="NAME", help="default, strict or none; else as the workspace says.")
    ] = "",
    require_verdict: Annotated[
        bool, typer.Option("--require-verdict", help="Exit with 5 where an assertion cannot be judged.")
    ] = False,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUTPUTS", help="junit=FILE,json=FILE,markdown=FILE,github")
    ] = "",
    crosswalk: CrosswalkOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Judge, and write no file.")] = False,
) -> int:
    """Check the files, compare with the round before, and judge what is asserted, in one command for a pipeline.

    Example: pbp-assess check

    Example: pbp-assess check --output junit=reports/check.xml,markdown=reports/check.md,github

    Example: pbp-assess check origin/main: --assert "no_fall GOV*" --assert "at_least FIN1 2 warn"

    Without assertions of your own it fails on faults in the files, on fewer answers than the stage sought asks for, and
    on a gate that was met and is not met now, on the whole panel and among the people who answered both times; it warns
    of the rest. It works from the sheets or from snapshots alone. Exits with 1 when something asserted is not so, 2
    when it could not be checked, 4 without a baseline where one is needed, 5 with --require-verdict where there are
    not enough answers to say.
    """
    from pbp_assess.cli.asserting import all_asserted
    from pbp_assess.cli.checking import check

    session, chosen, outputs = session_of(context), _preset(preset), outputs_meant(output)
    if session.audience == "facilitator":
        raise UsageError("what check prints goes into logs: there is no facilitator copy of it")
    asserted = partial(all_asserted, words=assert_ or (), chosen=chosen, strict=session.strict)
    report = check(session, baseline, asserted, crosswalk, verdict_required=require_verdict)
    if STDOUT not in outputs.values():
        _show(session, report)
    _deliver(report, outputs, dry_run=dry_run)
    return report.code


def _preset(name: str) -> "Preset | None":
    """The preset named; None where the workspace's own is meant.

    Raises:
        UsageError: there is none of this name.
    """
    if name not in {"", "default", "strict", "none"}:
        raise UsageError(f"--preset is default, strict or none, not {name!r}")
    return cast("Preset | None", name or None)


def outputs_meant(text: str) -> dict[str, str]:
    """What goes where, by format: `junit=FILE`; `github` has no file.

    Raises:
        UsageError: a format is not known, is named twice, or lacks its file.
    """
    outputs: dict[str, str] = {}
    for part in filter(None, (entry.strip() for entry in text.split(","))):
        format_, _, target = part.partition("=")
        if format_ not in {*FORMATS, GITHUB} or bool(target) == (format_ == GITHUB) or format_ in outputs:
            raise UsageError(
                f"--output is junit=FILE,json=FILE,markdown=FILE,github, each once or not at all, not {part!r}"
            )
        outputs[format_] = target
    if list(outputs.values()).count(STDOUT) > 1 or (STDOUT in outputs.values() and GITHUB in outputs):
        raise UsageError("stdout takes one output: name files for the others")
    return outputs


def _deliver(report: "CheckReport", outputs: dict[str, str], *, dry_run: bool) -> None:
    """Each output, made from the report alone."""
    from pbp_assess.workspace.files import write_atomic

    for format_, target in outputs.items():
        if format_ == GITHUB:
            _tell_github(report, dry_run=dry_run)
        elif target == STDOUT:
            text = written(report, format_)
            console.out(console.escape(text, lines=True) if console.is_terminal(sys.stdout) else text, end="")
        elif not dry_run:
            write_atomic(Path(target), written(report, format_))


def written(report: "CheckReport", format_: str) -> str:
    """The report in one format."""
    if format_ == "junit":
        from pbp_assess.formats.ci.junit import junit

        return junit(report)
    if format_ == "json":
        from pbp_assess.formats.ci.check_json import check_json

        return check_json(report)
    from pbp_assess.report.check import check_markdown

    return check_markdown(report)


def _tell_github(report: "CheckReport", *, dry_run: bool) -> None:
    """Annotations on stdout, where GitHub reads them, and the summary of the step where GitHub says."""
    import os

    from pbp_assess.formats.ci.github import annotations
    from pbp_assess.report.check import SUMMARY_BYTES, check_markdown

    console.out(annotations(report), end="")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and not dry_run:
        with Path(summary).open("a", encoding="utf-8", newline="\n") as file:
            file.write(check_markdown(report, SUMMARY_BYTES))


# --- the log --------------------------------------------------------------------------------------


def _show(session: Session, report: "CheckReport") -> None:
    """What is not as asserted, the notes, the counts, and last how it ended."""
    from pbp_assess.core.checked import State
    from pbp_assess.report.check import counts_sentence

    console.prose(report.title, "bold")
    for line in report.lines:
        if line.state is not State.PASSED:
            _line(line)
    for note in report.notes:
        console.prose(note)
    console.prose(counts_sentence(report))
    console.prose(report.verdict, "bold")
    if report.code:
        session.say("Next: pbp-assess explain no_gate_lost, or pbp-assess compare; docs/ci says what fails a pipeline")


def _line(line: "Line") -> None:
    where = f"{line.where}: " if line.where else ""
    console.prose(f"{line.state.value}: {where}{line.name}. {line.text}", hanging=2)
