"""Which page leads to all reports of a workspace?

Files are recognised by the names that `report` gives them. What is one reader's own is counted and never linked.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.report_kinds import FACILITATOR, KINDS, PARTNERSHIP, PUBLIC
from pbp_assess.cli.session import Session
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.report.index import Listed, ListedPlace, ListedRound
    from pbp_assess.workspace.layout import Workspace
    from pbp_assess.workspace.report_files import ReportFile

FORMATS: Final = {"html": "Web page", "docx": "Word", "pptx": "Slides", "md": "Markdown", "json": "JSON, for programs"}
OTHERS: Final = {
    "agenda": "What to talk about on the day",
    "compare": "What changed since an earlier round",
    "history": "All rounds of the place",
}
"""What other commands write beside the reports."""
_COPIES: Final = {PARTNERSHIP: "Partnership copy", PUBLIC: "Public copy"}
_OWN: Final = re.compile(rf"-{FACILITATOR}\.|^({'|'.join(name for name, kind in KINDS.items() if kind.own)})[-.]")
_NAME: Final = re.compile(
    rf"(?P<kind>{'|'.join((*KINDS, *OTHERS))})(-(?P<subject>(?!(?:{PARTNERSHIP}|{PUBLIC})\.)[\w-]+?))?"
    rf"(-(?P<audience>{PARTNERSHIP}|{PUBLIC}))?\.(?P<format>{'|'.join(FORMATS)})",
    re.ASCII,
)


def write_index(session: Session, output: str, *, dry_run: bool) -> int:
    """Write reports/index.html, or print it.

    Raises:
        UsageError: there is no report, or the page is to go where its links would lead nowhere.
    """
    from pbp_assess.report.index import index_page
    from pbp_assess.workspace.files import write_atomic
    from pbp_assess.workspace.layout import open_workspace
    from pbp_assess.workspace.report_files import index_path, report_files

    if output not in {"", "-"}:
        raise UsageError("the index belongs into the reports folder, because its links start there; leave --output out")
    workspace = open_workspace(session.workspace)
    found = report_files(workspace)
    own = [file for file in found if _OWN.search(file.name)]
    known = [file for file in found if file not in own and _NAME.fullmatch(file.name)]
    if not known:
        raise UsageError('there is no report to list under reports/ yet; "pbp-assess report" writes one')
    figures = sum(file.name.endswith(".csv") for file in found if file not in own)  # they belong to a report's charts
    page = index_page(_places(workspace, known), len(own), len(found) - len(own) - len(known) - figures)
    if output:
        console.out(page, end="")
        return ExitCode.ANSWERED
    path = index_path(workspace)
    if not dry_run:
        write_atomic(path, page)
    console.out(workspace.shown(path))
    session.say(f"{len(own)} left out as somebody's own." if own else "Nothing was left out.")
    if dry_run:
        session.say("Nothing is written.")
    return ExitCode.ANSWERED


def _places(workspace: "Workspace", files: "Sequence[ReportFile]") -> "list[ListedPlace]":
    """The places by name, the rounds of each newest first."""
    from pbp_assess.report.index import ListedPlace
    from pbp_assess.workspace.report_files import place_name

    places = [
        ListedPlace(place_name(workspace, place), tuple(_rounds(list(inside))))
        for place, inside in groupby(files, key=lambda file: file.place)
    ]
    return sorted(places, key=lambda place: place.name)


def _rounds(files: "Sequence[ReportFile]") -> "Iterator[ListedRound]":
    from pbp_assess.report.index import ListedRound

    by_round = {name: tuple(inside) for name, inside in groupby(files, key=lambda file: file.round)}
    for name in sorted(by_round, reverse=True):
        yield ListedRound(name, tuple(_reports(by_round[name])))


def _reports(files: "Sequence[ReportFile]") -> "Iterator[Listed]":
    """The reports of a round in the order of the kinds, each with all its formats."""
    from pbp_assess.report.index import Link, Listed

    order = [*KINDS, *OTHERS]
    stems: dict[tuple[int, str, str], list[ReportFile]] = {}
    for file in files:
        found = _parts(file.name)
        stems.setdefault((order.index(found["kind"]), found["subject"], found["audience"]), []).append(file)
    for (place, _, audience), same in sorted(stems.items()):
        kind = order[place]
        links = sorted(same, key=lambda file: list(FORMATS).index(_parts(file.name)["format"]))
        yield Listed(
            kind=_kind_words(kind),
            title=next((file.title for file in links if file.title), ""),
            copy=_COPIES[audience or _usual(kind)],
            links=tuple(
                Link(FORMATS[_parts(file.name)["format"]], (file.place, file.round, file.name)) for file in links
            ),
        )


def _parts(name: str) -> dict[str, str]:
    """Kind, subject, audience and format of a report's file name."""
    found = _NAME.fullmatch(name)
    return {key: value or "" for key, value in found.groupdict().items()} if found else {}


def _kind_words(kind: str) -> str:
    words = KINDS[kind].help if kind in KINDS else OTHERS[kind]
    return words[:1].upper() + words[1:]


def _usual(kind: str) -> str:
    """Whose copy a file is that does not say so in its name."""
    return KINDS[kind].audiences[0] if kind in KINDS else PARTNERSHIP
