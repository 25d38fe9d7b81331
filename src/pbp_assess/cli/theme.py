"""How does what people said become themes that a report may print?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbp_assess.cli import console
from pbp_assess.cli.beside_answers import given, keep_out, saved
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, copy_for, judge_round
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.register import RegisterOption
from pbp_assess.cli.session import Session, session_of
from pbp_assess.cli.theme_notes import notes
from pbp_assess.cli.values import counted
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.records import Theme, Themes
    from pbp_assess.workspace.beside_answers import Changed

app = typer.Typer()
app.command("notes")(notes)

_WIDELY = {"most": "most", "several": "several", "few": "a few", "a few": "a few"}

HeardOption = Annotated[str, typer.Option(metavar="most|several|few", help="How widely it was heard.")]
CriterionOption = Annotated[
    list[str] | None, typer.Option(metavar="CRITERION", help="A question it speaks to; repeat, or part with commas.")
]
ConsentedOption = Annotated[
    bool, typer.Option("--consented", help="It repeats somebody word for word, and they agree to that.")
]


@app.command()
def add(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The theme, in your own words.")],
    heard: HeardOption,
    criterion: CriterionOption = None,
    strength: Annotated[bool, typer.Option("--strength", help="Something to be proud of.")] = False,
    release: Annotated[bool, typer.Option("--release", help="It may be printed in shared copies.")] = False,
    consented: ConsentedOption = False,
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="A short name; else it is made of the text.")] = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Write down what people said, as a theme: in your own words, and so that nobody can be recognised.

    Example: pbp-assess theme add "Meetings: the same people meet several times a month" --heard most --criterion PUR5

    Example: pbp-assess theme add "Trust: people ring one another" --heard several --strength --release

    Shared copies print what is released, with "most", "several" or "a few" and never a number. A theme that repeats
    somebody word for word is released only with --consented, once they agree.
    """
    from pbp_assess.workspace.themes import add_theme

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    keep_out(register, judged, {"the theme": text})
    said: dict[str, Any] = {
        "text": text,
        "heard": _heard(heard),
        "criteria": _criteria(judged, criterion or ()),
        "strength": strength,
        "released": release,
        **given(id=id_),
    }
    done = add_theme(judged.workspace, judged.dossier, said, _who(), consented=consented, dry_run=dry_run)
    _said(judged, done, [done.after.themes[-1].id], "noted")
    return _end(session, judged, done, dry_run=dry_run)


@app.command()
def change(
    context: typer.Context,
    theme: Annotated[str, typer.Argument(metavar="THEME", help="The theme's id.")],
    text: Annotated[str, typer.Option(metavar="TEXT", help="Other words; it is then not released any more.")] = "",
    heard: HeardOption = "",
    criterion: CriterionOption = None,
    strength: Annotated[bool | None, typer.Option("--strength/--no-strength", help="Something to be proud of.")] = None,
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Say something else of a theme; what no option says stays as it is.

    Example: pbp-assess theme change meetings --heard several --criterion PUR5,LEA3
    """
    from pbp_assess.workspace.themes import change_theme

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    keep_out(register, judged, {"--text": text})
    said: dict[str, Any] = given(
        text=text, heard=_heard(heard) if heard else "", criteria=_criteria(judged, criterion or ()), strength=strength
    )
    if not said:
        raise UsageError("say what is to change: --text, --heard, --criterion or --strength")
    done = change_theme(judged.workspace, judged.dossier, theme, said, _who(), dry_run=dry_run)
    _said(judged, done, [theme], "noted so")
    return _end(session, judged, done, dry_run=dry_run)


@app.command()
def release(
    context: typer.Context,
    themes: Annotated[list[str], typer.Argument(metavar="THEME...", help="The themes' ids.")],
    undo: Annotated[bool, typer.Option("--undo", help="Keep them with the facilitators again.")] = False,
    consented: ConsentedOption = False,
    dry_run: DryRun = False,
) -> int:
    """Release themes: from then on shared copies print them.

    Example: pbp-assess theme release meetings asked-late

    Example: pbp-assess theme release meetings --undo
    """
    from pbp_assess.workspace import themes as writing

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    done = writing.release(
        judged.workspace, judged.dossier, themes, _who(), back=undo, consented=consented, dry_run=dry_run
    )
    _said(judged, done, themes, "kept with the facilitators" if undo else "released")
    return _end(session, judged, done, dry_run=dry_run)


@app.command()
def remove(
    context: typer.Context,
    theme: Annotated[str, typer.Argument(metavar="THEME", help="The theme's id.")],
    dry_run: DryRun = False,
) -> int:
    """Take a theme out; what stood there is said.

    Example: pbp-assess theme remove meetings
    """
    from pbp_assess.core.records import Themes
    from pbp_assess.workspace.entries import take_out

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    done = take_out(judged.workspace, judged.dossier, Themes, theme, _who(), dry_run=dry_run)
    gone = next(one for one in done.before.themes if one.id == theme)
    console.prose(f"{theme}, heard from {gone.heard}: taken out. It was: {gone.text}")
    return _end(session, judged, done, dry_run=dry_run)


@app.command("list")
def list_(context: typer.Context) -> int:
    """List the themes of the round, as this audience may see them.

    Example: pbp-assess theme list --audience facilitator

    What is not released is in the facilitator's own copy alone.
    """
    from pbp_assess.core.disclosure import KeptBack

    session = session_of(context)
    copy = copy_for(session, judge_round(session, only_sought=True))
    rows = [
        (
            theme.id,
            theme.heard,
            "yes" if theme.strength else "",
            "yes" if theme.released else "no",
            ", ".join(theme.criteria),
            theme.text,
        )
        for theme in copy.themes
    ]
    if rows:
        title = f"{copy.facts.place}, round {copy.facts.round_id}"
        console.table(("Theme", "Heard from", "Strength", "Released", "Questions", "Text"), rows, title=title)
    else:
        console.out(f"There is no theme to show of round {copy.facts.round_id}.")
    if KeptBack.THEMES in copy.kept_back:
        session.say("Themes not released are in the facilitator's copy: --audience facilitator")
    return ExitCode.ANSWERED


# --- what was said, and what was done -------------------------------------------------------------


def _heard(typed: str) -> str:
    """How widely it was heard.

    Raises:
        UsageError: it is no such word.
    """
    word = " ".join(typed.casefold().split())
    if word not in _WIDELY:
        raise UsageError(f"--heard is most, several or few, never a number: not {typed!r}")
    return _WIDELY[word]


def _criteria(judged: Judged, typed: Iterable[str]) -> tuple[str, ...]:
    """The questions named, each once."""
    from pbp_assess.cli.moderation.entries import criterion_meant

    words = [word.strip() for text in typed for word in text.split(",") if word.strip()]
    return tuple(dict.fromkeys(criterion_meant(judged.dossier, word) for word in words))


def _said(judged: Judged, done: "Changed[Themes]", names: Iterable[str], how: str) -> None:
    """Each theme with how it now stands; and whether it names a role."""
    by_id = {theme.id: theme for theme in done.after.themes}
    for name in dict.fromkeys(names):
        theme = by_id[name]
        of = f", on {', '.join(theme.criteria)}" if theme.criteria else ""
        console.prose(f"{name}, heard from {theme.heard}{of}: {how}.")
        if _names_a_role(judged, theme):
            console.prose(f"{name} names a role of the panel: whoever reads it may know who said it.")


def _names_a_role(judged: Judged, theme: "Theme") -> bool:
    words = theme.text.casefold()
    return any(leader.role.casefold() in words for leader in judged.dossier.panel.leaders)


def _end(session: Session, judged: Judged, done: "Changed[Themes]", *, dry_run: bool) -> int:
    """Where they stand, how many are released, and what comes next."""
    saved(judged, done, dry_run=dry_run)
    themes = done.after.themes
    released = sum(theme.released for theme in themes)
    session.say(f"{counted(len(themes), 'theme')} in this round, {released} released.")
    kept = next((theme.id for theme in themes if not theme.released), "")
    session.say(f"Next: pbp-assess {f'theme release {kept}' if kept else 'report'}{session.again()}")
    return ExitCode.ANSWERED


def _who() -> str:
    from pbp_assess.cli.asked import who_writes

    return who_writes("theme")
