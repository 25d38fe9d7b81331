"""How does a rule say what is wrong, in which file, at which key?"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pbp_assess.problems import Severity

Path = tuple[str | int, ...]
Entries = Iterable[tuple[str, Path]]

_CLOSE = 0.65  # as alike as "bfc" and "bcf", not as "absent" and "seen"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, placed by file and key; whoever read the file knows the line.

    With `key` the key itself is at fault, not its value. A `private` fault may carry a leader's id or answer in
    `found`, and nowhere else.
    """

    code: str
    found: str
    expected: str
    document: str
    path: Path
    severity: Severity = Severity.ERROR
    hint: str = ""
    key: bool = False
    private: bool = False


def nearest(word: object, known: Iterable[str]) -> str:
    """`did you mean "GOV1"?` when one of the known words is close to this one; else nothing."""
    from difflib import get_close_matches  # wanted only when something is misspelt

    by_fold = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(str(word).casefold(), by_fold, n=1, cutoff=_CLOSE)
    return f'did you mean "{by_fold[close[0]]}"?' if close else ""


@dataclass(frozen=True, slots=True)
class Register:
    """A set of ids that others may name, and how to complain about a name that is not among them."""

    code: str
    kind: str
    known: Collection[str]
    source: str

    def check(
        self, document: str, entries: Entries, *, key: bool = False, severity: Severity = Severity.ERROR
    ) -> Iterator[Fault]:
        """A fault for each entry (word, path) that is not known."""
        for word, path in entries:
            if word not in self.known:
                yield self.fault(word, document, path, key=key, severity=severity)

    def fault(
        self, word: str, document: str, path: Path, *, key: bool = False, severity: Severity = Severity.ERROR
    ) -> Fault:
        """The complaint about one unknown word."""
        article = "an" if self.kind[0] in "aeiou" else "a"
        return Fault(
            code=self.code,
            found=f'{self.kind} "{word}" is not in {self.source}',
            expected=f"the id of {article} {self.kind} in {self.source}",
            document=document,
            path=path,
            severity=severity,
            hint=nearest(word, self.known),
            key=key,
        )


def repeated(kind: str, document: str, entries: Entries) -> Iterator[Fault]:
    """An id that was used before; ids that differ only in capitals count as the same."""
    seen: dict[str, str] = {}
    for word, path in entries:
        first = seen.get(word.casefold())
        if first is None:
            seen[word.casefold()] = word
            continue
        found = f'{kind} "{word}" is there twice'
        if first != word:
            found = f'{kind} "{word}" differs from "{first}" only in capitals'
        yield Fault("PBP303", found, f"each {kind} once, under an id of its own", document, path)
