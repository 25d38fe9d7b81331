"""Which criteria are chosen in a cell that lists them, or in a column of its own for each?"""

import re
from typing import Final

from pbp_assess.formats.survey.meaning import Refusal
from pbp_assess.formats.survey.questions import Questions, title_of
from pbp_assess.formats.survey.wording import plain

_YES: Final = frozenset({"y", "yes", "x", "1", "true", "checked", "selected", "\u2713", "\u2714"})
_NO: Final = frozenset({"", "n", "no", "0", "false", "-", "n/a", "not selected", "unchecked"})
_ONE_ID: Final = re.compile(r"[,\s]+")


class Choices:
    """What may be chosen, in all the ways in which it may be written."""

    def __init__(self, questions: Questions) -> None:
        named = [(plain(form), c.id) for c in questions.criteria for form in (c.name, title_of(c), c.id)]
        self._by_text: Final = dict(named)

    def listed(self, text: str) -> tuple[str, ...] | Refusal:
        """`GOV1 Clear roles;FIN2 One budget;`, as Microsoft Forms joins them; a title may hold a semicolon itself."""
        chosen: list[str] = []
        parts = re.split(r";|\n", text)
        while parts:
            length = next((n for n in range(len(parts), 0, -1) if self._one(";".join(parts[:n]))), 0)
            if length:
                chosen.append(self._one(";".join(parts[:length])))
            elif plain(parts[0]):
                ids = [self._one(word) for word in _ONE_ID.split(parts[0].strip())]
                if not all(ids):
                    return Refusal("PBP426", f'"{parts[0].strip()[:60]}" is not among what there is to choose from')
                chosen += ids
            parts = parts[length or 1 :]
        return tuple(dict.fromkeys(chosen))

    def _one(self, text: str) -> str:
        return self._by_text.get(plain(text), "")

    def marked(self, text: str, criterion: str) -> bool | Refusal:
        """Whether the column of one criterion says that it was chosen."""
        word = plain(text)
        if word in _YES or self._by_text.get(word) == criterion:
            return True
        return False if word in _NO else Refusal("PBP426", f'"{text.strip()[:60]}" is neither yes nor no')
