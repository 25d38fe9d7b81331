"""How does a test put rounds that it says in one line each onto the disk?

`filed(root, part(earlier=True, columns={"GOV1": "3 3"}), part(columns={"GOV1": "3 2"}))` is a workspace of two rounds.
"""

from pathlib import Path

from pbp_assess.core.assessment import Dossier, Panel, WorkspaceFile
from pbp_assess.formats.documents import dump
from pbp_assess.workspace.files import content_hash
from pbp_assess.workspace.layout import Workspace


def filed(root: Path, *rounds: Dossier) -> Workspace:
    """A workspace with these rounds of one place, each with its sheets; the last one's place is the place."""
    found, last = Workspace(root), rounds[-1]
    home = found.place_folder(last.place_id)
    home.mkdir(parents=True)
    found.marker.write_text(dump(WorkspaceFile(schema_="pbp-assess/workspace/1")), encoding="utf-8")
    (home / "place.yaml").write_text(dump(last.place), encoding="utf-8")
    leaders = {leader.id: leader for held in rounds for leader in held.panel.leaders}
    panel = Panel(schema_="pbp-assess/panel/1", leaders=tuple(leaders.values()))
    (home / "panel.yaml").write_text(dump(panel), encoding="utf-8")
    (home / "actions.yaml").write_text(dump(last.actions), encoding="utf-8")
    for held in rounds:
        _file(found, held)
    return found


def _file(found: Workspace, held: Dossier) -> None:
    text = dump(held.matrix)
    pin = held.round.matrix.model_copy(update={"sha256": content_hash(text.encode())})
    opened = held.round.model_copy(update={"matrix": pin})
    folder = found.round_folder(held.place_id, opened.id)
    (folder / "scores").mkdir(parents=True)
    for name, content in {"round": dump(opened), "matrix": text, "evidence": dump(held.evidence)}.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    for leader, sheet in held.sheets.items():
        (folder / "scores" / f"{leader}.yaml").write_text(dump(sheet), encoding="utf-8")


def assert_that(found: Workspace, *lines: str) -> None:
    """pbp-assess.yaml with these lines under its schema line."""
    text = "\n".join(["schema: pbp-assess/workspace/1", *lines, ""])
    found.marker.write_text(text, encoding="utf-8")
