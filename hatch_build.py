"""What does the wheel carry besides the package?

What a workspace starts from and what `explain` reads, under pbp_assess/shipped/. A checkout reads the
same content where it stands, so an editable install carries nothing.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedContent(BuildHookInterface[Any]):
    """Puts each path of `ships` (pyproject.toml) into the wheel; a missing one fails the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files."""
        if version != "editable":
            build_data["force_include"].update({path: f"pbp_assess/shipped/{path}" for path in self.config["ships"]})
