"""How does a template become text?

The one Jinja environment: everything is escaped unless it is Markup, and a name that is not there is an error.
What a template compiles to is kept beside it, as Python keeps a module's bytecode.
"""

import contextlib
import hashlib
import os
import sys
from base64 import b64encode
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from pbp_assess import __version__


class _Beside(BytecodeCache):
    """Compiled templates in Python's own cache folder.

    Jinja checks that one fits its template and this Python; the name holds the versions it was made by.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if anything was, and all of it."""
        with contextlib.suppress(OSError, EOFError, UnpicklingError), self._path(bucket).open("rb") as kept:
            bucket.load_bytecode(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, unless Python is told not to or the folder is not ours to write to."""
        if sys.dont_write_bytecode:
            return
        path = self._path(bucket)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(bucket.bytecode_to_string())
            fresh.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        name = f"{bucket.key}-{__version__}-{jinja2.__version__}.py"
        return Path(cache_from_source(str(Path(__file__).with_name("templates") / name)))


@cache
def _environment() -> Environment:
    """Made once; `select_autoescape()` would not cover `*.html.j2`, so escaping is always on."""
    return Environment(
        loader=PackageLoader("pbp_assess"),
        bytecode_cache=_Beside(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(template: str, **values: Any) -> str:
    """The template of this name, in templates/, filled with these values."""
    return _environment().get_template(template).render(**values)


def digest(text: str) -> str:
    """The sha256 by which a page's content security policy lets this style sheet or script in, in base64."""
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()
