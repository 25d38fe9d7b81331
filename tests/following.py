"""What does a test of what follows the day stand in?

The round of `agreeing`, with people who said something: m1 and m2 in their own words about what is in the way, m3
beside GOV1. `read(found, Actions)` is the file as it lies on the disk, which must be faultless.
"""

from pathlib import Path
from typing import Final, TypeVar

import agreeing
import tiny
from build import sheet
from pbp_assess.core.fields import Written
from pbp_assess.core.records import Actions, Decisions, Themes
from pbp_assess.formats.documents import load
from pbp_assess.workspace.layout import Workspace

W = TypeVar("W", bound=Written)

SAID: Final = "We could halve these meetings and nobody would notice"
BESIDE: Final = "Only in two wards"
THEMES: Final = f"{agreeing.FOLDER}/themes.yaml"
ACTIONS: Final = f"assessments/{tiny.PLACE}/actions.yaml"
DECISIONS: Final = f"assessments/{tiny.PLACE}/decisions.yaml"
_FILES: Final[dict[type[Written], str]] = {Themes: THEMES, Actions: ACTIONS, Decisions: DECISIONS}


def workspace(root: Path) -> Workspace:
    """The round on the disk."""
    found = agreeing.workspace(root)
    levels = "GOV1=1 GOV2=0 FIN1=1"
    tiny.put(found, sheet("m1", levels, answers={"way": SAID}, choose=("GOV1", "GOV2")))
    tiny.put(found, sheet("m2", levels, answers={"way": "Papers come late"}, choose=("GOV1",)))
    noted = {"GOV1": {"level": 1, "note": BESIDE}, "GOV2": 3, "FIN1": 1}
    tiny.put(found, sheet("m3", scores=noted, choose=("GOV2",)))
    return found


def read(found: Workspace, model: type[W]) -> W:
    """The file of this kind as it stands on the disk."""
    name = _FILES[model]
    loaded = load(model, (found.root / name).read_bytes(), name)
    assert loaded.model is not None, loaded.problems
    return loaded.model
