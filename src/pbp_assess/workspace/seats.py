"""Which sector or organisation of a place does a word mean, and what does place.yaml lack?

place.yaml is written by hand: what it lacks is said as lines to paste, and never added.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pbp_assess.core.assessment import Place
from pbp_assess.formats import strict_yaml
from pbp_assess.workspace.scaffold import sector_name, slug


@dataclass(frozen=True, slots=True)
class Seats:
    """The sectors and organisations of a place, by whatever a person may call them."""

    place: Place

    def sector(self, text: str) -> str | None:
        """The id of the sector called so."""
        return called(text, ((one.id, one.name) for one in self.place.sectors))

    def organisation(self, text: str) -> str | None:
        """The id of the organisation called so."""
        return called(text, ((one.id, one.name) for one in self.place.organisations))

    def sector_of(self, organisation: str) -> str | None:
        """The sector that place.yaml puts an organisation in."""
        return next((one.sector for one in self.place.organisations if one.id == organisation), None)


def called(text: str, known: Iterable[tuple[str, str]]) -> str | None:
    """The id of the one with this id or name, whatever its capitals, blanks and hyphens."""
    word, listed = bare(text), [(item, {bare(item), bare(name)}) for item, name in known]
    exact = (item for item, forms in listed if word in forms)
    plural = (item for item, forms in listed if {f"{word}s", word.removesuffix("s")} & forms)
    return next(iter((*exact, *plural)), None) if word else None


def bare(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def lines_to_paste(sectors: Iterable[str], organisations: Iterable[tuple[str, str]]) -> str:
    """What place.yaml lacks, as it would stand there: sectors by name, organisations by name and sector id."""
    entries: dict[str, Any] = {}
    if new := [{"id": sector_id(name), "name": readable(name)} for name in dict.fromkeys(sectors)]:
        entries["sectors"] = new
    bodies = [{"id": slug(name), "name": name, "sector": sector} for name, sector in dict.fromkeys(organisations)]
    if bodies:
        entries["organisations"] = bodies
    return strict_yaml.dump(entries) if entries else ""


def sector_id(name: str) -> str:
    """An id for a sector: `NHS trusts` becomes `nhs_trusts`."""
    return slug(name.replace("_", " ")).replace("-", "_")


def readable(name: str) -> str:
    """A sector's name; one typed as an id is made readable."""
    return sector_name(name) if name == sector_id(name) else name
