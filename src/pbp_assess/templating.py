"""How does a template become text?

The one Jinja environment: everything is escaped unless it is Markup, and a name that is not there is an error.
"""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    """Made once; `select_autoescape()` would not cover `*.html.j2`, so escaping is always on."""
    return Environment(
        loader=PackageLoader("pbp_assess"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(template: str, **values: Any) -> str:
    """The template of this name, in templates/, filled with these values."""
    return _environment().get_template(template).render(**values)
