"""Where is the content that ships with the tool: matrices, the example, the catalogue of problems?

The wheel carries it inside the package; a checkout has it at the repository root.
"""

from pathlib import Path

from pbp_assess.problems import NotFoundError

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent


def shipped(name: str) -> Path:
    """The shipped file or folder of this name, such as `matrices` or `docs/problems.md`."""
    carried = _PACKAGE / "shipped"
    path = (carried if carried.is_dir() else _CHECKOUT) / name
    if not path.exists():
        raise NotFoundError(f"{name} does not ship with this installation; install pbp-assess again")
    return path
