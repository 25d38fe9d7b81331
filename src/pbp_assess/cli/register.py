"""What is this leader called? The user's own list of names, kept outside the workspace.

A workspace holds roles and no names. A facilitator who wants to see names keeps a YAML file `leader id: name`
elsewhere and gives it by --register or PBP_REGISTER; nothing else reads it, and names go to a terminal only.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pbp_assess.cli import console
from pbp_assess.problems import InputError, Location, Problem, UsageError

if TYPE_CHECKING:
    from pbp_assess.workspace.layout import Workspace

VARIABLE = "PBP_REGISTER"


def names(register: Path | None, workspace: "Workspace") -> dict[str, str]:
    """Names by leader id; none without a register, and none where a log might keep them.

    Raises:
        UsageError: the file lies inside the workspace.
        InputError: the file has a fault.
    """
    path = register or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if path is None:
        return {}
    if path.resolve().is_relative_to(workspace.root.resolve()):
        raise UsageError(
            f"the register {path} lies inside the workspace, where names do not belong: it would travel with every "
            "copy. Move it to a folder of your own"
        )
    known = _read(path)
    return known if console.is_terminal(sys.stderr) else {}


def _read(path: Path) -> dict[str, str]:
    from pbp_assess.formats import strict_yaml
    from pbp_assess.workspace.files import read_bytes

    parsed = strict_yaml.parse(read_bytes(path, str(path)), str(path))
    problems = list(parsed.problems)
    entries = parsed.value if isinstance(parsed.value, dict) else {}
    for leader, name in entries.items():
        if not isinstance(name, str) or not name.strip():
            place: Location = parsed.where((leader,))
            problems.append(Problem("PBP203", "a value that is not a name", "leader-id: a name", place))
    if problems:
        raise InputError(problems)
    return {str(leader): name.strip() for leader, name in entries.items()}
