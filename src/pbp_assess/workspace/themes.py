"""How is what people said written down as themes, and released?

A theme is the facilitator's own words. What repeats somebody word for word is released only with their consent.
"""

from collections.abc import Collection
from typing import Any

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.records import Theme, Themes
from pbp_assess.core.remarks import remarks, repeats
from pbp_assess.problems import UsageError
from pbp_assess.workspace.beside_answers import Changed, entry_of
from pbp_assess.workspace.entries import added, change_entries, change_entry, id_for, known
from pbp_assess.workspace.layout import Workspace

KIND = "theme"


def add_theme(
    workspace: Workspace,
    dossier: Dossier,
    said: dict[str, Any],
    who: str,
    *,
    consented: bool = False,
    dry_run: bool = False,
) -> Changed[Themes]:
    """Put a theme at the end; where no id is said, it is made of the text.

    Raises:
        ConflictError: there is a theme of this id.
        UsageError: it is released, and repeats somebody word for word.
    """

    def with_theme(there: tuple[Theme, ...]) -> tuple[Theme, ...]:
        new = entry_of(Theme, **{"id": id_for(said["text"], KIND, there), **said})
        if new.released and not consented:
            _refuse_to_quote(dossier, new)
        return added(there, new, KIND)

    return change_entries(workspace, dossier, Themes, with_theme, who, dry_run=dry_run)


def change_theme(
    workspace: Workspace, dossier: Dossier, wanted: str, said: dict[str, Any], who: str, *, dry_run: bool = False
) -> Changed[Themes]:
    """Say something else of a theme; with another text it is not released any more.

    Raises:
        NotFoundError: there is none of this id.
    """

    def fields(theme: Theme) -> dict[str, Any]:
        return {"released": theme.released and said.get("text", theme.text) == theme.text, **said}

    return change_entry(workspace, dossier, Themes, wanted, fields, who, dry_run=dry_run)


def release(
    workspace: Workspace,
    dossier: Dossier,
    wanted: Collection[str],
    who: str,
    *,
    back: bool = False,
    consented: bool = False,
    dry_run: bool = False,
) -> Changed[Themes]:
    """Release these themes, all of them or none; with `back`, keep them with the facilitators again.

    Raises:
        NotFoundError: there is none of an id.
        UsageError: one repeats somebody word for word, and nobody has said that they agree.
    """

    def settled(there: tuple[Theme, ...]) -> tuple[Theme, ...]:
        for theme in [known(there, name, KIND) for name in wanted]:
            if not (back or consented or theme.released):
                _refuse_to_quote(dossier, theme)
        return tuple(
            theme.model_copy(update={"released": not back}) if theme.id in wanted else theme for theme in there
        )

    return change_entries(workspace, dossier, Themes, settled, who, dry_run=dry_run)


def _refuse_to_quote(dossier: Dossier, theme: Theme) -> None:
    if repeats(theme.text, remarks(dossier)):
        raise UsageError(
            f"theme {theme.id} repeats word for word what somebody said, and a theme released is printed in shared "
            "copies: say it in your own words, or add --consented once they agree"
        )
