"""What does the line that a fault points at say?"""

from pathlib import Path

from pbp_assess.problems import Location


def source_line(location: Location, root: Path | None = None) -> str | None:
    """The line's text, or None when it can't be shown: no such file or line, or not text.

    The file is looked for where the caller stands, then under `root`.
    """
    if location.sheet:
        return None
    near = Path(location.file)
    path = root / near if root and not near.is_file() else near
    if not path.is_file():  # a pipe would be waited for
        return None
    try:
        with path.open(encoding="utf-8-sig") as lines:
            return next((line.rstrip("\n") for number, line in enumerate(lines, 1) if number == location.line), None)
    except (OSError, ValueError):
        return None
