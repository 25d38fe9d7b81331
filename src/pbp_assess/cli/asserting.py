"""What is asserted in this run, and where does each assertion stand?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pbp_assess.core.asserted import MEASURES, Assertion, Gravity, Preset, Rule, preset
from pbp_assess.problems import Location, UsageError

if TYPE_CHECKING:
    from pbp_assess.workspace.layout import Workspace


@dataclass(frozen=True, slots=True)
class Asserted:
    """An assertion, where it was made (nowhere on the command line), and whether somebody made it for this place."""

    assertion: Assertion
    where: Location | None
    own: bool


def all_asserted(
    workspace: "Workspace", words: Sequence[str], chosen: Preset | None, *, strict: bool
) -> list[Asserted]:
    """The preset, the workspace's own, and those of the command line; with `strict` a warning is an error.

    Raises:
        InputError: pbp-assess.yaml has a fault.
        UsageError: what stands on the command line is no assertion, or nothing is asserted at all.
    """
    found = [*_of_the_workspace(workspace, chosen), *(Asserted(asserted(text), None, True) for text in words)]
    if not found:
        raise UsageError("nothing is asserted: the preset is none, and pbp-assess.yaml has no assertions")
    if not strict:
        return found
    return [Asserted(one.assertion.model_copy(update={"severity": Gravity.ERROR}), one.where, one.own) for one in found]


def _of_the_workspace(workspace: "Workspace", chosen: Preset | None) -> Iterator[Asserted]:
    from pbp_assess.core.assessment import WorkspaceFile
    from pbp_assess.formats.documents import load
    from pbp_assess.problems import InputError
    from pbp_assess.workspace.files import read_bytes

    shown = workspace.shown(workspace.marker)
    loaded = load(WorkspaceFile, read_bytes(workspace.marker, shown), shown)
    if loaded.model is None:
        raise InputError(loaded.problems)
    for assertion in preset(chosen or loaded.model.preset):
        yield Asserted(assertion, loaded.where(("preset",)), False)
    for number, assertion in enumerate(loaded.model.assertions):
        yield Asserted(assertion, loaded.where(("assertions", number)), True)


def asserted(text: str) -> Assertion:
    """An assertion as it is written after `--assert`: `at_least GOV1,FIN* 2`, with `warn` at its end if it is one.

    Raises:
        UsageError: it is none.
    """
    from pydantic import ValidationError

    word, *rest = text.split() or [""]
    if word not in list(Rule):
        import difflib

        near = difflib.get_close_matches(word, list(Rule), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"--assert begins with a rule ({', '.join(Rule)}), not {word!r}{hint}")
    rule = Rule(word)
    fields: dict[str, object] = {"rule": rule}
    for flag, name, value in (("warn", "severity", Gravity.WARN), ("unconfirmed", "confirmed", False)):
        if rest and rest[-1] == flag:
            fields[name] = value
            rest.pop()
    if rest and rule.has_pattern:
        fields["of"] = rest.pop(0).replace(",", " ")
    if rest and rule in MEASURES:
        fields[MEASURES[rule]] = _measure(rest.pop(0))
    try:
        if not rest:
            return Assertion.model_validate(fields)
    except ValidationError:
        pass
    raise UsageError(f"--assert {text!r}: {form(rule)}")


def _measure(word: str) -> int | str:
    return int(word) if word.isascii() and word.isdigit() else word


def form(rule: Rule) -> str:
    """How an assertion of this rule is written, with an example."""
    measures = {"level": "2", "share": "3/4", "agreement": "mixed", "number": "0"}
    parts = [rule.value, "PATTERNS" if rule.has_pattern else "", MEASURES.get(rule, "").upper()]
    pattern = "" if not rule.has_pattern else "*" if rule in {Rule.NO_GATE_LOST, Rule.COVERAGE_SOUGHT} else "GOV1,FIN*"
    example = [rule.value, pattern, measures.get(MEASURES.get(rule, ""), "")]
    return f'it is written {" ".join(filter(None, parts))}, such as "{" ".join(filter(None, example))}"'
