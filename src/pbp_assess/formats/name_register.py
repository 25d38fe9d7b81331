"""What does a name register say, in full or as a short list of `leader id: name`?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pbp_assess.core.register import NameRegister
from pbp_assess.formats import strict_yaml
from pbp_assess.formats.documents import Loaded, as_document
from pbp_assess.formats.model_keys import schema_line
from pbp_assess.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class _Short:
    """A list without a schema line, read as the register that it stands for."""

    parsed: strict_yaml.Parsed

    @property
    def value(self) -> Any:
        """The register in full."""
        people = {leader: {"name": name} for leader, name in self.parsed.value.items()}
        return {"schema": schema_line(NameRegister), "leaders": people}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault of reading."""
        return self.parsed.problems

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Location:
        """Where the name of a leader stands in the list, or the leader's id."""
        return self.parsed.where(path[1:2], key=key)


def load_register(data: bytes, file: str) -> Loaded[NameRegister]:
    """Read a name register; every fault of it is private. Never raises for what it holds."""
    parsed = strict_yaml.parse(data, file)
    short = isinstance(parsed.value, dict) and "schema" not in parsed.value
    return as_document(NameRegister, _Short(parsed) if short else parsed)
