"""Does any output that is shared hold a leader's id or role, or a word that was said in confidence?

The example, with a word of its own for everything that nobody but the facilitator may read, through every command and
format that a shared audience may have. A new command, or a new kind of report that takes arguments, gets a row.
"""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from pbp_assess.cli.report_kinds import KINDS
from pbp_assess.core.assessment import Answer, Panel, Round, Scoresheet
from pbp_assess.core.fields import Written
from pbp_assess.core.records import Actions, Decisions, Evidence, Moderation, Themes
from pbp_assess.formats.documents import dump, load
from pbp_assess.workspace.demo import copy_example
from shell import FIRST, LATER, PLACE, Shell, files

W = TypeVar("W", bound=Written)

SHARED = ("partnership", "public")
ABOUT = {"function": ("bcf_s75",)}
"""What a kind of report is about, where it needs to be told."""

COMMANDS = (
    ("readiness",),
    ("readiness", "--all", "--explain"),
    ("readiness", "--solid"),
    ("readiness", "--path", "bcf_s75"),
    ("readiness", "--what-if", "GOV2=3"),
    ("readiness", "--json"),
    ("agenda",),
    ("agenda", "--json"),
    ("agenda", "--format", "md,html,sheets"),
    ("evidence", "list"),
    ("evidence", "check"),
    ("moderate", "--list"),
    ("theme", "list"),
    ("action", "list"),
    ("target", "list"),
    ("decision", "list"),
    ("export", "results", "--format", "json"),
    ("export", "results", "--format", "csv", "--table", "criteria"),
    ("export", "results", "--format", "csv", "--table", "findings"),
    ("export", "results", "--format", "xlsx", "-o", "results.xlsx"),
    ("compare",),
    ("compare", "--json"),
    ("compare", "--format", "md,html,docx,json,csv"),
    ("history",),
    ("history", "--json"),
    ("history", "--format", "md,html,docx,json,csv"),
    ("explain", "GOV2"),
    ("matrix", "show"),
)


def _read(model: type[W], path: Path) -> W:
    """A document of the example, which is free of faults."""
    held = load(model, path.read_bytes(), path.name).model
    assert held is not None
    return held


def _rewrite(path: Path, model: type[W], **fields: object) -> None:
    """Write a document anew with other fields."""
    path.write_text(dump(_read(model, path).model_copy(update=fields)), encoding="utf-8", newline="\n")


def _rename(root: Path, words: dict[str, str]) -> None:
    """Another id for each leader, in every file and in the names of the sheets."""
    ids = re.compile(rf"(?<![\w-])({'|'.join(sorted(words, key=len, reverse=True))})(?![\w-])")
    for path in sorted(root.rglob("*.yaml")):
        text = ids.sub(lambda found: words[found[0]], path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8", newline="\n")
        if path.stem in words:
            path.rename(path.with_stem(words[path.stem]))


def _people(home: Path) -> None:
    """Ids and roles that stand nowhere else; an owner's role is printed beside what they took on."""
    panel = _read(Panel, home / "panel.yaml")
    _rename(home, {leader.id: f"quagga{place:02}" for place, leader in enumerate(panel.leaders)})
    panel = _read(Panel, home / "panel.yaml")
    owners = {action.owner for action in _read(Actions, home / "actions.yaml").actions}
    leaders = [
        leader.model_copy(update={"role": f"{'Owner' if leader.id in owners else 'Okapi'} of {leader.id[-2:]}"})
        for leader in panel.leaders
    ]
    _rewrite(home / "panel.yaml", Panel, leaders=tuple(leaders))


def _said(path: Path) -> None:
    """A remark, a reason and a piece of evidence beside every answer, and words to every open question."""
    sheet = _read(Scoresheet, path)
    words = {"note": "numbat", "reason": "numbat", "evidence": ("numbat",), "confidence": "low"}
    scores = {name: Answer.model_validate({**sheet.answer(name).model_dump(), **words}) for name in sheet.scores}
    _rewrite(path, Scoresheet, scores=scores, answers={"working-well": "numbat"})


def _noted(folder: Path) -> None:
    """Notes and links beside records and documents, what shows an agreed level, and themes that nobody released."""
    evidence = _read(Evidence, folder / "evidence.yaml")
    told = {"note": "jerboa", "link": "https://jerboa.example/paper"}
    records = {name: record.model_copy(update=told) for name, record in evidence.records.items()}
    documents = {
        function: {name: entry.model_copy(update=told) for name, entry in entries.items()}
        for function, entries in evidence.documents.items()
    }
    _rewrite(folder / "evidence.yaml", Evidence, records=records, documents=documents)
    moderation = _read(Moderation, folder / "moderation.yaml")
    agreed = {
        name: level.model_copy(update={"evidence": "jerboa", "dissenters": ()})
        for name, level in moderation.agreed.items()
    }
    _rewrite(folder / "moderation.yaml", Moderation, agreed=agreed)
    themes = _read(Themes, folder / "themes.yaml")
    kept = [theme if theme.released else theme.model_copy(update={"text": "jerboa"}) for theme in themes.themes]
    extra = themes.themes[0].model_copy(update={"id": "kept", "text": "jerboa", "released": False})
    _rewrite(folder / "themes.yaml", Themes, themes=(*kept, extra))


def _planned(home: Path) -> None:
    """Notes beside what is wanted and what was decided."""
    targets = _read(Actions, home / "actions.yaml").targets
    decided = _read(Decisions, home / "decisions.yaml").decisions
    assert targets
    assert decided
    note = {"note": "jerboa"}
    _rewrite(home / "actions.yaml", Actions, targets=tuple(one.model_copy(update=note) for one in targets))
    _rewrite(home / "decisions.yaml", Decisions, decisions=tuple(one.model_copy(update=note) for one in decided))


SECRETS = ("quagga", "okapi", "numbat", "jerboa")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example full of words that are the facilitator's."""
    root = copy_example(tmp_path_factory.mktemp("told") / "example").root
    home = root / "assessments" / PLACE
    _people(home)
    _planned(home)
    for round_id in (FIRST, LATER):
        for path in sorted((home / round_id / "scores").glob("*.yaml")):
            _said(path)
        _noted(home / round_id)
        _rewrite(home / round_id / "round.yaml", Round, sealed=None)
    return root


@pytest.fixture
def confided(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, stood in."""
    root = shutil.copytree(told, tmp_path / "example")
    monkeypatch.chdir(root)
    return root


def _texts(name: str, data: bytes) -> Iterator[str]:
    """What a file says: the parts of an Office file one by one."""
    if name.endswith((".docx", ".pptx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for part in parts.namelist():
                yield from _texts(part, parts.read(part))
    else:
        yield data.decode("utf-8", "replace")


def _leaks(shell: Shell, root: Path, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Which secrets the command prints or writes, and where."""
    before = files(root)
    ran = shell(*words, "--no-input")
    assert ran.code == 0, (words, ran.err)
    written = {name: data for name, data in files(root).items() if before.get(name) != data}
    said = [("stdout", ran.out), ("stderr", ran.err)]
    said += [(name, text) for name, data in written.items() for text in _texts(name, data)]
    said += [(name, name) for name in written]
    return [(where, secret) for where, text in said for secret in SECRETS if secret in text.casefold()]


@pytest.mark.parametrize("audience", SHARED)
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_tells_a_shared_audience_what_was_said_in_confidence(
    shell: Shell, confided: Path, audience: str, words: tuple[str, ...]
) -> None:
    assert _leaks(shell, confided, (*words, "--audience", audience)) == []


REPORTS = [
    (name, audience)
    for name, kind in KINDS.items()
    for audience in kind.audiences
    if audience in SHARED and not kind.own
]


@pytest.mark.parametrize(("name", "audience"), REPORTS, ids=list(map(" for ".join, REPORTS)))
def test_no_report_tells_a_shared_audience_what_was_said_in_confidence(
    shell: Shell, confided: Path, name: str, audience: str
) -> None:
    formats = "md,html,json,docx" + (",pptx" if KINDS[name].deck else "")
    words = ("report", name, *ABOUT.get(name, ()), "--format", formats, "--audience", audience)
    assert _leaks(shell, confided, words) == []


def test_the_facilitators_copies_do_hold_these_words(shell: Shell, confided: Path) -> None:
    """Otherwise the tests above would look for words that are nowhere."""
    found = {
        secret
        for words in (
            ("report", "facilitator"),
            ("export", "answers"),
            ("export", "results", "--format", "json"),
            ("status",),
        )
        for _, secret in _leaks(shell, confided, (*words, "--audience", "facilitator"))
    }
    assert found == set(SECRETS)
