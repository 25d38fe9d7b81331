"""How does a test get a place with a round a quarter, in a git repository that a pipeline clones?

Ten leaders of two sectors, two questions, one function sought. Each quarter is closed, and stored as a snapshot.
"""

import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Final

import build
import tiny
from pbp_assess.cli.app import run
from pbp_assess.formats.documents import dump
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.scaffold import GITIGNORE

QUARTERS: Final = ("2022-23-q1", "2022-23-q2", "2022-23-q3", "2022-23-q4")
_OPENED: Final = (date(2022, 4, 4), date(2022, 7, 4), date(2022, 10, 3), date(2023, 1, 9))
MEMBERS: Final = build.seated(icb=5, council=5)
ASKED: Final = build.matrix(
    "GOV1 FIN1",
    gates={"bcf": {"shadow": "GOV1=2"}},
    readiness={"stages": build.stages("shadow", returned="3/5", could_judge="1/2")},
)
STEADY: Final = {"GOV1": "2 2 2 2 2 2 2 3 3 3", "FIN1": "1 1 1 1 1 1 2 2 2 2"}


def quarter(root: Path, label: str, **columns: str) -> Workspace:
    """A closed round of this quarter, stored; what is not given is answered as always."""
    opened = _OPENED[QUARTERS.index(label)]
    fields = {"id": label, "opened": opened, "closed": opened.replace(day=28), "aims": {"bcf": "shadow"}}
    found = tiny.workspace(root, ASKED, members=MEMBERS, **fields)
    (root / ".gitignore").write_text(GITIGNORE, encoding="utf-8")
    for sheet in build.answers(**{**STEADY, **columns}):
        path = found.sheet_path(tiny.PLACE, label, sheet.leader)
        path.parent.mkdir(exist_ok=True)
        path.write_text(dump(sheet.model_copy(update={"round": label})), encoding="utf-8")
    assert run(["-C", str(root), "snapshot", "--round", label, "-q"]) == 0
    return found


def git(folder: Path, *words: str) -> str:
    """What git says in this folder, whoever's settings lie around it."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = ("user.name=A", "user.email=a@example.org", "commit.gpgsign=false", "init.defaultBranch=main")
    options = [word for setting in settings for word in ("-c", setting)]
    done = subprocess.run(
        ["git", *options, *words],  # noqa: S607 - git as the caller has it
        cwd=folder,
        env={**known, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout
