"""Who is behind an id? The one file with names in it, the facilitator's own, kept outside every workspace."""

from typing import Literal

from pydantic import Field

from pbp_assess.core.fields import FileId, Text, Written


class Person(Written):
    """What a facilitator needs to write to somebody."""

    name: Text
    email: Text | None = None


class NameRegister(Written):
    """The name register: people by leader id, for one place."""

    schema_: Literal["pbp-assess/register/1"] = Field(alias="schema")
    place: FileId | None = None
    leaders: dict[FileId, Person] = {}

    def with_person(self, leader: str, person: Person) -> "NameRegister":
        """The register with one person more, or known better."""
        return self.model_copy(update={"leaders": {**self.leaders, leader: person}})
