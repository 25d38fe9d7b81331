"""How does a new matrix become a file that a person goes on with?

YAML with the line that tells editors of the schema, and with comments that say what to do next. An imported matrix is
whole and has no gates; an empty one has a placeholder wherever a text is still to be written, which `validate` refuses.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from pbp_assess.core.check.matrix_rules import PLACEHOLDER
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats import strict_yaml
from pbp_assess.formats.documents import dump
from pbp_assess.formats.matrix.building import FIRST_VERSION
from pbp_assess.formats.matrix.ids import domain_id

_FOR_EDITORS: Final = "# yaml-language-server: $schema=../docs/schema/matrix.schema.json\n"
_ABOUT_GATES: Final = """
# Gates are added here. Without them the matrix gives a profile, and says nothing about what could be handed over. Take
# away "# " in front of the lines below, and change them: docs/formats.md says what each key means, and
# "pbp-assess matrix show place-partnership" prints a policy with all of its tests. Thresholds are your judgement.

"""
_HEAD: Final = (
    "Yours to edit: pbp-assess reads this file and does not write to it again.",
    "",
    '"..." stands wherever a text is still to be written; "pbp-assess validate" lists each with its line.',
    "Take out what you do not need: meaning and evidence may be left out. docs/formats.md says what each key means.",
)
_ABOUT_SCALE: Final = (
    "Lowest level first. Say what each is called and, if it helps, what it means: levels are steps in an order.",
)
_ABOUT_DOMAINS: Final = (
    "Copy a criterion, from its `- id:` to its last phrase, for each further one, and give it an id of its own.",
    "A phrase says what is in place, and stays true at the levels above it: write what is agreed or in use, and not",
    "how good it is.",
    "Beside a criterion, `record: true` marks a fact that a document settles.",
)
_ABOUT_QUESTIONS: Final = ("Asked at the end, and answered in the leaders' own words. Change them or take them out.",)
_QUESTIONS: Final = {"works-well": "What works well between us?", "in-the-way": "What gets in the way?"}


def imported_file(matrix: Matrix) -> str:
    """The file of a matrix that came from a spreadsheet."""
    return f"{_FOR_EDITORS}{dump(matrix)}{gates_example(matrix.levels[1], matrix.criteria[0].id)}"


def gates_example(level: int, criterion: str) -> str:
    """A readiness section in comments: two stages, and a function that asks for one level of one criterion."""
    policy = {
        "readiness": {
            "sectors_required": ["icb"],
            "stages": {
                "shadow": {"plain": "sees and advises", "returned": "60%", "sectors": 1},
                "full": {"plain": "decides and manages", "returned": "75%", "sectors": 1, "share": "3/5"},
            },
            "functions": [
                {
                    "id": "an-example",
                    "name": "A function that may be handed over",
                    "gates": {"shadow": {criterion: level}, "full": {criterion: level}},
                }
            ],
        }
    }
    lines = strict_yaml.dump(policy).splitlines()
    return _ABOUT_GATES + "".join(f"# {line}\n" for line in lines)


def empty_file(id_: str, title: str, levels: Sequence[int], domains: Sequence[str]) -> str:
    """The file of a matrix that is still to be written: these levels, and a criterion for each of these domains."""
    named = list(_with_ids(domains or [PLACEHOLDER]))
    pieces: tuple[tuple[Sequence[str], dict[str, Any]], ...] = (
        (_HEAD, {"schema": "pbp-assess/matrix/1", "id": id_, "version": FIRST_VERSION, "title": title or PLACEHOLDER}),
        (_ABOUT_SCALE, {"scale": [{"level": n, "name": PLACEHOLDER, "meaning": PLACEHOLDER} for n in levels]}),
        (_ABOUT_DOMAINS, {"domains": [_domain(domain, name, levels) for domain, name in named]}),
        (_ABOUT_QUESTIONS, {"open_questions": [{"id": name, "question": text} for name, text in _QUESTIONS.items()]}),
    )
    written = "\n".join(strict_yaml.dump(value, comments=comments) for comments, value in pieces)
    return f"{_FOR_EDITORS}{written}{gates_example(levels[1], f'{named[0][0]}1')}"


def _with_ids(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each domain's name with an id made of it."""
    taken: set[str] = set()
    for name in names:
        made = domain_id(name, (), taken)
        taken.add(made.casefold())
        yield made, name


def _domain(id_: str, name: str, levels: Sequence[int]) -> dict[str, Any]:
    """A domain of one criterion, of which nothing but the id is written."""
    criterion = {
        "id": f"{id_}1",
        "name": PLACEHOLDER,
        "meaning": PLACEHOLDER,
        "evidence": PLACEHOLDER,
        "levels": dict.fromkeys(levels, PLACEHOLDER),
    }
    return {"id": id_, "name": name, "criteria": [criterion]}
