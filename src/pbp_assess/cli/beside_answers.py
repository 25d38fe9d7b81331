"""What is common to the commands that change a file beside the answers?"""

from typing import TYPE_CHECKING, Any

from pbp_assess.cli import console
from pbp_assess.cli.opening import Judged
from pbp_assess.cli.register import Names, names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pbp_assess.workspace.beside_answers import Changed


def keep_out(register: "Path | None", judged: Judged, texts: "Mapping[str, str]") -> Names:
    """Refuse a name of the register in what is written down, by option; the names."""
    known = names(register, judged.workspace, judged.dossier.place_id)
    for option, text in texts.items():
        known.keep_out(text, option)
    return known


def saved(judged: Judged, done: "Changed[Any]", *, dry_run: bool) -> None:
    """Where it stands now."""
    console.out("Nothing was written." if dry_run else f"Saved in {judged.workspace.shown(done.path)}")


def given(**said: object) -> dict[str, object]:
    """What was said, without what was not: a change leaves the rest as it is."""
    return {name: value for name, value in said.items() if value not in ("", None, (), [])}
