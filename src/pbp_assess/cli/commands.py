"""Which commands are there, and when is each of them used?

A row is all that the shell needs until a command is run: only the module of the command named is imported.
To add a command:

1. write `cli/<module>.py`: one function `command`, whose first parameter is `context: typer.Context` (the session is
   `session_of(context)`), the others annotated for typer; it returns its exit code. A command with sub-commands
   has `app = typer.Typer()` with `@app.command("name")` functions of the same kind instead;
2. open the docstring with one sentence and add a paragraph that starts with `Example:` (`--help` shows it first);
3. add its row here, in the week it is used in, and run `python -m pbp_assess.cli.help_text`;
4. give it a row in tests/test_imports.py and in bench/startup.py.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """One row: the name as typed, the module under `pbp_assess.cli`, the week it is used in, and what it does."""

    name: str
    module: str
    week: str
    help: str


SET_UP, COLLECT, UNDERSTAND, AGREE, REPORT, COMPARE = "Set up", "Collect", "Understand", "Agree", "Report", "Compare"
WEEKS = (SET_UP, COLLECT, UNDERSTAND, AGREE, REPORT, COMPARE)

# fmt: off
COMMANDS = (
    Command("init", "init", SET_UP, "Start a workspace: place, panel, matrix, first round"),
    Command("demo", "demo", SET_UP, "Copy the shipped example and write its report"),
    Command("panel", "panel", SET_UP, "Who is on the panel: read in, add, hand over, list"),
    Command("round", "round", SET_UP, "Open, close and reopen a round; take a criterion out"),
    Command("matrix", "matrix", SET_UP, "List, show, compare and begin matrices; print file schemas"),
    Command("validate", "validate", SET_UP, "Check every file and report all faults together"),
    Command("score", "score", COLLECT, "Answer the questions as one leader"),
    Command("form", "form", COLLECT, "Write offline forms, or the page for an interview"),
    Command("survey", "survey", COLLECT, "Set up a survey: Forms, Excel, LimeSurvey, paper; codes"),
    Command("import", "importing", COLLECT, "Take in replies: Forms, Excel, CSV, answer files, a workspace"),
    Command("withdraw", "withdraw", COLLECT, "Take a leader's sheet out, keeping it aside"),
    Command("status", "status", COLLECT, "Who has answered, what is still out, whom to chase"),
    Command("letters", "letters", COLLECT, "Invitation, who sees what, privacy notice, thank-you"),
    Command("readiness", "readiness", UNDERSTAND, "How ready each function is, and why"),
    Command("agenda", "agenda", AGREE, "What to talk about on the day, in what order, and why"),
    Command("moderate", "moderate", AGREE, "Record the levels agreed on the day, beside the answers"),
    Command("evidence", "evidence", AGREE, "What documents show: records, papers, what runs out"),
    Command("theme", "theme", AGREE, "What people said: read, written as themes, released"),
    Command("action", "action", AGREE, "Who does what by when; conditions taken on; what is overdue"),
    Command("target", "target", AGREE, "Levels wanted by a day, and whether they were reached"),
    Command("decision", "decision", AGREE, "What the ICB decided, on which conditions; what is held"),
    Command("report", "report", REPORT, "Write a report: the day, its outcome, one page, an ICB paper"),
    Command("export", "export", REPORT, "Write answers or results as CSV, Excel or JSON"),
    Command("compare", "compare", COMPARE, "What changed between two rounds, and is it real"),
    Command("history", "history", COMPARE, "All rounds of a place, by area and by function"),
    Command("snapshot", "snapshot", COMPARE, "Store a closed round, without its sheets, to compare with"),
    Command("check", "check", COMPARE, "Files, comparison and assertions in one, for a pipeline"),
    Command("explain", "explain", UNDERSTAND, "Explain a problem code or a term"),
)
# fmt: on

BY_NAME = {command.name: command for command in COMMANDS}
