"""How does a check read as JUnit XML?

As Jenkins, Azure DevOps and GitLab read it: attributes and order of the common schema, a test case for each thing
looked at. Nothing in it depends on a clock: the time of a suite is the day that the round was judged on.
"""

import re
from collections.abc import Iterator
from html import escape  # the entities of XML; xml.sax would load half of the internet
from typing import Final

from pbp_assess.core.checked import CheckReport, Line, State

_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOLD: Final = {State.FAILED: "failure", State.ERROR: "error"}
_NO_DAY: Final = "1970-01-01"  # the schema wants one even where no round was judged
_SKIPPED: Final = frozenset({State.UNSAID, State.SKIPPED})


def junit(report: CheckReport) -> str:
    """The report as one XML document, a suite for each group."""
    groups = dict.fromkeys(line.group for line in report.lines)
    suites = [text for number, group in enumerate(groups) for text in _suite(report, group, number)]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>", ""])


def _legal(text: str) -> str:
    """Text without the characters that no XML may hold."""
    return _ILLEGAL.sub("", text)


def _attributes(**values: object) -> str:
    return " ".join(f'{name}="{_quoted(str(value))}"' for name, value in values.items())


def _quoted(text: str) -> str:
    """Text in an attribute, which keeps its line ends."""
    return escape(_legal(text)).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def _suite(report: CheckReport, group: str, number: int) -> Iterator[str]:
    lines = [line for line in report.lines if line.group == group]
    counts = {state: sum(line.state is state for line in lines) for state in State}
    head = _attributes(
        name=group,
        id=number,
        package=report.place,
        timestamp=f"{report.as_of or _NO_DAY}T00:00:00",
        hostname="localhost",
        tests=len(lines),
        failures=counts[State.FAILED],
        errors=counts[State.ERROR],
        skipped=sum(counts[state] for state in _SKIPPED),
        time=0,
    )
    yield f"  <testsuite {head}>"
    facts = {"place": report.place, "round": report.round_id, "compared with": report.before or "nothing"}
    yield "    <properties>"
    yield from (f"      <property {_attributes(name=name, value=value)}/>" for name, value in facts.items())
    yield "    </properties>"
    for line in lines:
        yield from _case(report, line)
    warnings = "\n".join(f"warning: {line.name}: {line.text}" for line in lines if line.state is State.WARNED)
    said = "\n".join([*report.notes, warnings, report.verdict]).strip()
    yield f"    <system-out>{escape(_legal(said))}</system-out>"
    yield "    <system-err/>"
    yield "  </testsuite>"


def _case(report: CheckReport, line: Line) -> Iterator[str]:
    name = line.name if line.where is None or line.group == "assertions" else f"{line.name} at {line.where}"
    head = _attributes(name=name, classname=f"{report.place}.{report.round_id}.{line.group}", time=0)
    if line.state in _TOLD:
        where = f"{line.where}: " if line.where else ""
        told = f"<{_TOLD[line.state]} {_attributes(message=line.sentence, type=line.state.value)}>"
        yield f"    <testcase {head}>{told}{escape(_legal(f'{where}{line.text}'))}</{_TOLD[line.state]}></testcase>"
    elif line.state in _SKIPPED:
        yield f"    <testcase {head}><skipped {_attributes(message=line.text)}/></testcase>"
    else:
        yield f"    <testcase {head}/>"
