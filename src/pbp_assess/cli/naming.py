"""Which leader does a typed id, role, name or e-mail address mean?

One rule for every command: the whole of it, whatever its capitals, and only where it means one person. What was typed
may be somebody's name, so that a complaint repeats it on the facilitator's own terminal and nowhere else.
"""

import re
import sys
from collections.abc import Mapping
from difflib import get_close_matches

from pbp_assess.cli import console
from pbp_assess.cli.register import Names
from pbp_assess.problems import NotFoundError

_ID = re.compile(r"[a-z0-9_-]+")


def own_terminal() -> bool:
    """Whether ids and names may be said: on the facilitator's terminal, and in no log."""
    return console.is_terminal(sys.stderr)


def identify(typed: str, roles: Mapping[str, str], names: Names, complaint: str) -> str:
    """The id of the one leader among these (role by id) whom the text means.

    `complaint` says that there is none, with {} for what was typed: "{} is not asked in this round".

    Raises:
        NotFoundError: it means nobody, or several.
    """
    if typed in roles:
        return typed
    word = folded(typed)
    found = [leader for leader, role in roles.items() if word in _forms(leader, role, names)]
    if len(found) == 1:
        return found[0]
    shown = repr(typed) if repeatable(typed, names) else "whoever was named"
    if found:
        which = f": {' or '.join(found)}" if own_terminal() else ""
        raise NotFoundError(f"{shown} is {len(found)} people; say which by id{which}")
    raise NotFoundError(complaint.format(shown) + _meant(word, roles, names))


def beginning(typed: str, roles: Mapping[str, str], names: Names) -> list[str]:
    """The leaders whom the text means, or begins to."""
    word = folded(typed)
    exact = [leader for leader, role in roles.items() if word in _forms(leader, role, names)]
    if exact or not word:
        return exact
    begun = {leader: _forms(leader, role, names) for leader, role in roles.items()}
    return [leader for leader, forms in begun.items() if any(form.startswith(word) for form in forms)]


def folded(text: str) -> str:
    """The text without capitals, typographic apostrophes and more than one blank at a time."""
    return " ".join(text.replace("\u2019", "'").casefold().split())


def repeatable(typed: str, names: Names) -> bool:
    """Whether a complaint may repeat what was typed: anything on one's own terminal; elsewhere what is only an id."""
    if own_terminal():
        return True
    parts = {word for leader in names.people for form in names.forms_of(leader) for word in re.split(r"\W+", form)}
    return _ID.fullmatch(typed) is not None and not {folded(part) for part in parts} & set(re.split(r"[_-]", typed))


def _forms(leader: str, role: str, names: Names) -> set[str]:
    return {folded(form) for form in (leader, role, *names.forms_of(leader))}


def _meant(word: str, roles: Mapping[str, str], names: Names) -> str:
    """Who was probably meant, by id; on the facilitator's own terminal only."""
    if not own_terminal():
        return ""
    known = {form: leader for leader, role in roles.items() for form in sorted(_forms(leader, role, names))}
    near = get_close_matches(word, known, 1)
    return f"; did you mean {known[near[0]]}?" if near else ""
