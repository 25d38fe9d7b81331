"""Which matrices are there, and which keys may a file have? The group's other commands stand beside it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.matrix_diff import diff
from pbp_assess.cli.matrix_show import show
from pbp_assess.cli.new_matrix import import_, new, workspace_or_here
from pbp_assess.cli.session import session_of
from pbp_assess.problems import InputError

if TYPE_CHECKING:
    from pbp_assess.workspace.layout import Workspace

app = typer.Typer()


@app.command("list")
def list_(context: typer.Context) -> int:
    """List the matrices at hand: this workspace's own, and those that ship with the tool.

    Example: pbp-assess matrix list
    """
    from pbp_assess.workspace.matrices import matrix_ids

    workspace = workspace_or_here(session_of(context))
    rows = [_row(workspace, name) for name in matrix_ids(workspace)]
    console.table(("Matrix", "Title", "Domains", "Criteria", "Scale", "Functions"), rows)
    session_of(context).say("Next: pbp-assess matrix show MATRIX")
    return ExitCode.ANSWERED


def _row(workspace: "Workspace", name: str) -> tuple[str, ...]:
    """One matrix in figures; of a faulty one, no more than that."""
    from pbp_assess.workspace.matrices import find_matrix

    try:
        _, _, matrix = find_matrix(workspace, name)
    except InputError:
        return (name, 'has faults: "pbp-assess validate" lists them', "", "", "", "")
    functions = len(matrix.readiness.functions) if matrix.readiness else 0
    scale = f"{matrix.levels[0]} to {matrix.levels[-1]}"
    title = f"{matrix.title}, {matrix.version}"
    return (name, title, str(len(matrix.domains)), str(len(matrix.criteria)), scale, str(functions or "none"))


app.command("show")(show)
app.command("diff")(diff)
app.command("import")(import_)
app.command("new")(new)


# --- schema ---------------------------------------------------------------------------------------


class FileKind(StrEnum):
    """The kinds of file a workspace holds, and the name register beside it."""

    MATRIX = "matrix"
    PLACE = "place"
    PANEL = "panel"
    ROUND = "round"
    SCORESHEET = "scoresheet"
    SURVEY = "survey"
    MODERATION = "moderation"
    EVIDENCE = "evidence"
    THEMES = "themes"
    ACTIONS = "actions"
    DECISIONS = "decisions"
    CROSSWALK = "crosswalk"
    WORKSPACE = "workspace"
    REGISTER = "register"


@app.command()
def schema(
    context: typer.Context,  # noqa: ARG001 # every command takes it
    kind: Annotated[FileKind, typer.Argument(help="Which kind of file.")] = FileKind.MATRIX,
) -> int:
    """Print the JSON Schema of a kind of file, for an editor that completes and checks.

    Example: pbp-assess matrix schema > matrix.schema.json
    """
    from pbp_assess.formats.schema import schema_text

    console.out(schema_text(kind.value), end="")
    return ExitCode.ANSWERED
