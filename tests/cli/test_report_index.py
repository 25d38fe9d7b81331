"""Does `report index` list what lies under reports/, link nobody's own copy, and stay the same for the same files?"""

import re
from pathlib import Path

import pytest

from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, Shell, files, replaced

INDEX = "reports/index.html"


def put(workspace: Workspace, *names: str, text: str = "<title>A title</title>") -> None:
    for name in names:
        path = workspace.root / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def links(workspace: Workspace) -> list[str]:
    return re.findall(r'href="\./([^"]+)"', (workspace.root / INDEX).read_text(encoding="utf-8"))


def test_every_shared_report_is_linked_and_there(shell: Shell, example: Workspace) -> None:
    for typed in ("day", "summary", "outcome", "function bcf_s75", "leader healthwatch-director", "facilitator"):
        shell("report", *typed.split())
    shell("report", "day", "--round", FIRST)
    shell("report", "day", "--audience", "facilitator")
    ran = shell("report", "index")
    assert (ran.code, ran.out, ran.err) == (0, f"{INDEX}\n", "6 left out as somebody's own.\n")
    found = links(example)
    assert found == [
        f"{PLACE}/{round_}/{stem}.{ending}"
        for round_, stems in ((LATER, ("day", "outcome", "summary", "function-bcf_s75")), (FIRST, ("day",)))
        for stem in stems
        for ending in ("html", "md")
    ]
    assert all((example.root / "reports" / link).is_file() for link in found)
    page = (example.root / INDEX).read_text(encoding="utf-8")
    assert "Six files are the facilitators&#39; or a leader&#39;s own, and not linked here." in page
    assert "Better Care Fund and other pooled budgets with the council: the case for Oxfordshire" in page


def test_what_is_nobody_s_report_is_counted_and_not_linked(shell: Shell, example: Workspace) -> None:
    put(example, "north/r1/day.html", "north/r1/<script>.html", "north/r1/budget.xlsx", "north/r1/.hidden.html")
    put(example, "north/r1/day.areas.csv", text="Area,Questions")
    assert shell("report", "index").err == "Nothing was left out.\n"
    assert links(example) == ["north/r1/day.html"]
    assert "Two other files are no report of this program." in (example.root / INDEX).read_text(encoding="utf-8")


def test_each_report_stands_once_with_all_its_formats_and_its_copy(shell: Shell, example: Workspace) -> None:
    put(
        example,
        *(f"north/r1/day.{ending}" for ending in ("md", "json", "pptx", "docx", "html")),
        "north/r1/day-public.html",
        "north/r1/function-public-health.html",
        "north/r1/function-public-health-partnership.docx",
        "north/r1/summary.html",
    )
    shell("report", "index")
    assert links(example) == [
        *(f"north/r1/day.{ending}" for ending in ("html", "docx", "pptx", "md", "json")),
        "north/r1/day-public.html",
        "north/r1/summary.html",
        "north/r1/function-public-health.html",
        "north/r1/function-public-health-partnership.docx",
    ]
    page = (example.root / INDEX).read_text(encoding="utf-8")
    copies = re.findall(r'class="about">(Public|Partnership) copy', page)
    assert copies == ["Partnership", "Public", "Public", "Public", "Partnership"]


def test_what_other_commands_write_beside_the_reports_is_listed_after_them(shell: Shell, example: Workspace) -> None:
    put(example, *(f"north/r2/{stem}.html" for stem in ("agenda-sheets", "compare-r1", "history-public", "day")))
    put(example, "north/r2/agenda-facilitator.html", "north/r2/compare-r1-facilitator.html")
    assert shell("report", "index").err == "2 left out as somebody's own.\n"
    names = ["day", "agenda-sheets", "compare-r1", "history-public"]
    assert links(example) == [f"north/r2/{name}.html" for name in names]


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("day.html", "<head><title>A &lt;b&gt; &amp; c</title>", "A &lt;b&gt; &amp; c"),
        ("day.md", "# A \\<b\\> \\& c\n\nwords", "A &lt;b&gt; &amp; c"),
        ("day.md", "no heading", ""),
        ("day.html", "\x00\xff no title", ""),
        ("day.html", "<title><script>alert(1)</script></title>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_the_title_is_what_the_file_calls_itself(
    shell: Shell, example: Workspace, name: str, text: str, title: str
) -> None:
    put(example, f"north/r1/{name}", text=text)
    shell("report", "index")
    page = (example.root / INDEX).read_text(encoding="utf-8")
    assert f'<p class="about">Partnership copy{f": {title}" if title else ""}</p>' in page


def test_a_place_has_its_own_name_where_the_workspace_knows_it(shell: Shell, example: Workspace) -> None:
    put(example, f"{PLACE}/r1/day.html", "north/r1/day.html")
    shell("report", "index")
    headings = re.findall(r"<h2[^>]*>([^<]+)", (example.root / INDEX).read_text(encoding="utf-8"))
    assert headings == ["Oxfordshire", "north"]
    replaced(example.place_folder(PLACE) / "place.yaml", "name: Oxfordshire", "nam: Oxfordshire")
    shell("report", "index")
    assert f">{PLACE}</h2>" in (example.root / INDEX).read_text(encoding="utf-8")


def test_the_same_files_give_the_same_page_and_the_page_does_not_list_itself(shell: Shell, example: Workspace) -> None:
    put(example, "north/r1/day.html", "south/r2/day.html", "south/r1/day.html")
    shell("report", "index")
    first = files(example.root)
    shell("report", "index")
    assert files(example.root) == first
    assert [link.split("/")[:2] for link in links(example)] == [["north", "r1"], ["south", "r2"], ["south", "r1"]]


def test_it_may_be_printed_and_a_dry_run_writes_nothing(shell: Shell, example: Workspace) -> None:
    put(example, "north/r1/day.html")
    before = files(example.root)
    assert shell("report", "index", "-o", "-").out.startswith("<!DOCTYPE html>")
    ran = shell("report", "index", "--dry-run")
    assert (ran.out, ran.err) == (f"{INDEX}\n", "Nothing was left out.\nNothing is written.\n")
    assert files(example.root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "there is no report to list under reports/ yet"),
        (("-o", "elsewhere"), "leave --output out"),
        (("bcf_s75",), "it takes no subject and no --format"),
        (("--format", "docx"), "it takes no subject and no --format"),
    ],
)
def test_nothing_to_list_is_no_empty_page(shell: Shell, example: Workspace, words: tuple[str, ...], said: str) -> None:
    put(example, "north/r1/leader-a.html")
    ran = shell("report", "index", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not Path(example.root / INDEX).exists()


@pytest.mark.parametrize("folder", ["a b", "#1", "100%", "<i>", "javascript:x", "שלום", "a?b"])
def test_hostile_folders_are_linked_to_safely(shell: Shell, example: Workspace, folder: str) -> None:
    put(example, f"{folder}/{folder}/day.html")
    shell("report", "index")
    (link,) = links(example)
    from urllib.parse import unquote

    assert unquote(link) == f"{folder}/{folder}/day.html"
    assert not set(link) & set(' <>?#:"')
