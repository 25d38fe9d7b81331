"""What is the small round on which levels are agreed and documents noted?

Three questions (FIN1 is a record), five members of three sectors, closed on 9 December 2022. `grants` is sought at
partial and turns on GOV1; `pool` at full, on GOV2 and FIN1. Most leaders see GOV1 at 1; on GOV2 they have no shared
view.
"""

import datetime
from pathlib import Path
from typing import Any, Final

import tiny
from build import ROUND, answers, function, panel, place, stages
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.records import Evidence, Moderation
from pbp_assess.formats.documents import dump, load
from pbp_assess.workspace.history import read_history
from pbp_assess.workspace.layout import Workspace

MEMBERS: Final = "m1:icb m2:council m3:council m4:council m5:voice"
TODAY: Final = "2022-12-14"
FOLDER: Final = f"assessments/{tiny.PLACE}/{ROUND}"
MODERATION, EVIDENCE = f"{FOLDER}/moderation.yaml", f"{FOLDER}/evidence.yaml"

_FULL: Final = {"split": "moderated with evidence", "dissent": "moderated and recorded", "documents": "verified"}


def _paper(name: str) -> dict[str, str]:
    return {"id": name, "name": f"The {name}"}


POLICY: Final[dict[str, Any]] = {
    "stages": {
        **stages("shadow"),
        **stages("partial", plain="decides within limits", split="moderated", documents="seen", conditions=1),
        **stages("full", plain="decides and manages", **_FULL),
    },
    "functions": [
        function(
            "grants",
            {"shadow": "GOV1=1", "partial": "GOV1=2", "full": "GOV1=3"},
            documents=[_paper("policy"), _paper("terms")],
        ),
        function(
            "pool",
            {"shadow": "GOV2=1", "partial": "GOV2=1", "full": "GOV2=2 FIN1=2"},
            documents=[_paper("agreement"), _paper("terms")],
        ),
    ],
}


def workspace(root: Path, **fields: Any) -> Workspace:
    """The round on the disk; `fields` are the round's."""
    aims = {"grants": "partial", "pool": "full"}
    usual = {"closed": datetime.date(2022, 12, 9), "aims": aims}
    found = tiny.workspace(root, tiny.questions(readiness=POLICY), members=MEMBERS, **{**usual, **fields})
    for filed in answers(GOV1="1 1 1 1 2", GOV2="0 0 3 3 3", FIN1="1 1 1 1 1"):
        tiny.put(found, filed)
    (found.place_folder(tiny.PLACE) / "place.yaml").write_text(dump(place(MEMBERS)), encoding="utf-8")
    (found.place_folder(tiny.PLACE) / "panel.yaml").write_text(dump(panel(MEMBERS)), encoding="utf-8")
    return found


def dossier(found: Workspace) -> Dossier:
    """The round as read, free of faults."""
    return read_history(found, tiny.PLACE, ROUND).require()[0]


def moderation(found: Workspace) -> Moderation:
    """What is agreed on the disk, in a file without a fault."""
    loaded = load(Moderation, (found.root / MODERATION).read_bytes(), MODERATION)
    assert loaded.model is not None, loaded.problems
    return loaded.model


def evidence(found: Workspace) -> Evidence:
    """What is noted on the disk, in a file without a fault."""
    loaded = load(Evidence, (found.root / EVIDENCE).read_bytes(), EVIDENCE)
    assert loaded.model is not None, loaded.problems
    return loaded.model
