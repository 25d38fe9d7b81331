"""Which criteria are chosen in a cell that lists them, or in a column of its own for each?"""

import re
from typing import Final

from pbp_assess.formats.survey.meaning import Refusal
from pbp_assess.formats.survey.questions import Questions, title_of
from pbp_assess.formats.survey.wording import plain

_YES: Final = frozenset({"y", "yes", "x", "1", "true", "checked", "selected", "\u2713", "\u2714"})
_NO: Final = frozenset({"", "n", "no", "0", "false", "-", "n/a", "not selected", "unchecked"})
_BETWEEN: Final = re.compile(r"[;\n]")
_ONE_ID: Final = re.compile(r"[,\s]+")


class Choices:
    """What may be chosen, in all the ways in which it may be written."""

    def __init__(self, questions: Questions) -> None:
        named = [(plain(form), c.id) for c in questions.criteria for form in (c.name, title_of(c), c.id)]
        self._by_text: Final = dict(named)
        self._seen: Final[dict[str, str]] = {}
        self._whole: Final = not any(";" in text for text in self._by_text)

    def listed(self, text: str) -> tuple[str, ...] | Refusal:
        """`GOV1 Clear roles;FIN2 One budget;`, as Microsoft Forms joins them; a title may hold a semicolon itself."""
        parts = _BETWEEN.split(text)
        known = [self._seen.get(part, "") for part in parts if part]
        if all(known):
            return tuple(dict.fromkeys(known))
        chosen: list[str] = []
        while parts:
            length = self._length(parts)
            if length:
                chosen.append(self._one(";".join(parts[:length])))
            elif plain(parts[0]):
                ids = [self._one(word) for word in _ONE_ID.split(parts[0].strip())]
                if not all(ids):
                    return Refusal("PBP426", f'"{parts[0].strip()[:60]}" is not among what there is to choose from')
                chosen += ids
            parts = parts[length or 1 :]
        return tuple(dict.fromkeys(chosen))

    def _length(self, parts: list[str]) -> int:
        """How many of these parts make the first title; none where they make none."""
        most = 1 if self._whole else len(parts)
        return next((number for number in range(most, 0, -1) if self._one(";".join(parts[:number]))), 0)

    def _one(self, text: str) -> str:
        """The criterion that a text names, if it names one."""
        if text not in self._seen:
            self._seen[text] = self._by_text.get(plain(text), "")
        return self._seen[text]

    def marked(self, text: str, criterion: str) -> bool | Refusal:
        """Whether the column of one criterion says that it was chosen."""
        word = plain(text)
        if word in _YES or self._by_text.get(word) == criterion:
            return True
        return False if word in _NO else Refusal("PBP426", f'"{text.strip()[:60]}" is neither yes nor no')
