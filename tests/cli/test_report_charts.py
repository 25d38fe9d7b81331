"""Are the figures of each chart to be had as a file, and do the looks that are asked for reach the page?"""

import csv
import io

import hostile
import riverside
from drawn import page as gallery
from pbp_assess.cli.report_formats import _figures
from pbp_assess.report.blocks import Section, View, charts
from pbp_assess.report.charts.drawings import Portion, Stacked, StackedRow
from pbp_assess.report.charts.telling import chart_of
from pbp_assess.report.view import day_view
from pbp_assess.workspace.layout import Workspace
from shell import LATER, PLACE, Shell, files

FOLDER = f"reports/{PLACE}/{LATER}"


def test_each_chart_has_a_file_with_its_table(shell: Shell, example: Workspace) -> None:
    ran = shell("report", "--format", "csv")
    assert ran.code == 0
    names = sorted(files(example.root / FOLDER))
    assert "day.areas-chart.csv" in names
    assert "day.spread-PUR.csv" in names
    assert sorted(ran.out.split()) == [f"{FOLDER}/{name}" for name in names]


def test_the_file_says_what_the_table_says() -> None:
    view = day_view(riverside.copy())
    written = _figures("day", view)
    for chart in charts(view.parts):
        head, *rows = csv.reader(io.StringIO(str(written[f"{chart.anchor}.csv"])))
        assert len(head) == len(chart.table.header)
        assert [row[0] for row in rows] == [row[0] for row in chart.table.rows]
        assert sum(map(len, rows)) == sum(map(len, chart.table.rows))
    areas = str(written["areas-chart.csv"]).splitlines()
    assert areas[0] == "Area,Questions,Not yet,Emerging,Developing,Maturing,No shared view yet,Earliest"
    assert areas[-1] == "All,6,1,1,3,0,1,"


def test_nothing_in_it_is_a_formula() -> None:
    for text in hostile.TEXTS:
        drawing = Stacked("answer", (Portion(text, 0),), (StackedRow(text, (1,)),))
        part = Section("a", "A", (chart_of("odd", "Odd", "", drawing, "question"),))
        written = _figures("day", _only(part))["odd.csv"]
        cells = [cell for row in csv.reader(io.StringIO(str(written), newline="")) for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def _only(part: Section) -> View:
    whole = gallery()
    return View(whole.title, "", (), whole.facts, (part,), (), "", 2)


def test_several_files_do_not_go_to_a_pipe(shell: Shell) -> None:
    ran = shell("report", "--format", "csv", "--output", "-")
    assert (ran.code, ran.out) == (2, "")


def test_a_report_without_a_chart_has_no_figures(shell: Shell) -> None:
    ran = shell("report", "summary", "--format", "csv")
    assert ran.code == 2
    assert "report summary has no chart" in ran.err


def test_a_radar_and_large_print_are_had_on_request(shell: Shell, example: Workspace) -> None:
    page = example.root / FOLDER / "day.html"
    shell("report", "--format", "html")
    plain = page.read_text(encoding="utf-8")
    assert shell("report", "--format", "html", "--radar", "--large-print").code == 0
    asked = page.read_text(encoding="utf-8")
    assert "<polygon" not in plain
    assert "<polygon" in asked
    assert "A4 landscape" not in plain
    assert "A4 landscape" in asked
