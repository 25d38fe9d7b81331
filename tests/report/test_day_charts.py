"""Do the charts of the day's report say what its tables say, to those who may see it?"""

from datetime import date

import pytest

import riverside
from build import answers, dossier, matrix
from comparing import side
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import compare
from pbp_assess.core.disclosure import Audience
from pbp_assess.core.disclosure.comparison import ComparisonCopy, disclose_comparison
from pbp_assess.report.blocks import Chart, LevelCell, Table, charts, every, tables
from pbp_assess.report.charts.drawings import Dumbbell, Radar, Stacked, Strip
from pbp_assess.report.day.spread import MOST_ROWS, levels_before, moved_chart, needed_chart, radar_chart
from pbp_assess.report.markdown import to_markdown
from pbp_assess.report.view import day_view
from pbp_assess.report.wording.charts import areas_shown

FACILITATOR, PARTNERSHIP, PUBLIC = Audience


def drawn(audience: Audience = PARTNERSHIP, held: Dossier | None = None, *, radar: bool = False) -> dict[str, Chart]:
    return {chart.anchor: chart for chart in charts(day_view(riverside.copy(audience, held), radar=radar).parts)}


def strip(chart: Chart | None) -> Strip:
    assert chart is not None
    assert isinstance(chart.drawing, Strip)
    return chart.drawing


def stacked(chart: Chart) -> Stacked:
    assert isinstance(chart.drawing, Stacked)
    return chart.drawing


@pytest.mark.parametrize("audience", Audience)
def test_the_chart_of_areas_has_the_figures_of_the_table_above_it(audience: Audience) -> None:
    chart = drawn(audience)["areas-chart"]
    rows = strip(chart).rows
    assert chart.table_first
    assert [(row.label, *row.counts, row.apart) for row in rows] == [
        (row[0], *row[2:-1]) for row in chart.table.rows[:-1]
    ]
    assert chart.headline == "In one of three areas most questions are at Developing or above"
    assert chart.sentence.startswith("Of six questions, one at Not yet, one at Emerging and three at Developing.")


def test_what_no_level_means_is_said_where_there_is_more_than_one_reason() -> None:
    held = dossier(matrix("GOV1 GOV2"), *answers(GOV1="2 2 2 2 2", GOV2="? ? ? ? ?"))
    assert strip(drawn(held=held)["areas-chart"]).none == "No level"
    assert strip(drawn()["areas-chart"]).none == "No shared view yet"


@pytest.mark.parametrize("audience", [PARTNERSHIP, FACILITATOR])
def test_each_bar_of_the_annex_has_the_figures_of_the_table_that_follows(audience: Audience) -> None:
    parts = day_view(riverside.copy(audience)).parts
    annex = next(part for part in parts if part.anchor == "annex")
    counts = {
        tuple(row[2] for row in block.rows)
        for block in every(annex.blocks)
        if isinstance(block, Table) and block.header[-1] == "Leaders"
    }
    found = [chart for chart in charts(annex.blocks) if chart.anchor.startswith("spread-")]
    assert [chart.anchor for chart in found] == ["spread-PUR", "spread-GOV", "spread-FIN"]
    assert all(chart.elsewhere for chart in found)
    bars = [row.counts for chart in found for row in stacked(chart).rows]
    assert {bar[:-1] for bar in bars} <= counts
    assert all(sum(bar) == 7 for bar in bars)


def test_what_is_drawn_is_what_the_copy_folds() -> None:
    """On PUR2 two leaders chose Emerging and five Developing; on GOV1 one alone chose Emerging."""
    rows = {
        audience: {
            r.label: r.counts
            for c in drawn(audience).values()
            if isinstance(c.drawing, Stacked)
            for r in c.drawing.rows
        }
        for audience in (PARTNERSHIP, FACILITATOR)
    }
    assert rows[FACILITATOR]["Decision-making body"] == (0, 1, 5, 0, 1)
    assert rows[PARTNERSHIP]["Decision-making body"] == (0, 0, 6, 0, 1)


def test_a_public_copy_draws_no_distribution() -> None:
    assert list(drawn(PUBLIC)) == ["areas-chart"]


def test_too_few_answers_are_not_drawn() -> None:
    held = dossier(matrix("GOV1 GOV2"), *answers(GOV1="2 2 2 2 2", GOV2="2 3 ? ? ?"))
    assert [row.label for row in stacked(drawn(held=held)["spread-GOV"]).rows] == ["GOV1"]
    held = dossier(matrix("GOV1"), *answers(GOV1="2 2 ? ? ?"))
    assert "spread-GOV" not in drawn(held=held)


def test_what_is_needed_is_drawn_with_what_is_seen() -> None:
    chart = drawn()["needed"]
    rows = {row.label: row for row in strip(chart).rows}
    account = rows["Holding one another to account"]
    assert (account.counts, account.apart, account.used, account.needed) == ((2, 0, 2, 3), 0, None, 2)
    assert "Common purpose" not in rows
    assert {row[0]: row[-1] for row in chart.table.rows}["Holding one another to account"] == LevelCell("Developing", 2)
    assert "A lone leader at either end is counted with the next level." in chart.subtitle
    assert "lone leader" not in drawn(FACILITATOR)["needed"].subtitle


def test_an_earlier_round_adds_its_diamonds() -> None:
    copy = riverside.copy()
    rows = {row.label: row.before for row in strip(needed_chart(copy, {"FIN1": 0})).rows}
    assert rows["Open-book finance"] == 0
    assert rows["Holding one another to account"] is None


# --- an earlier round -----------------------------------------------------------------------------


def compared(held: Dossier, earlier: Dossier) -> ComparisonCopy:
    found = compare(side(earlier), side(held, earlier))
    return disclose_comparison(found, PARTNERSHIP)


def test_what_moved_is_drawn_with_both_levels() -> None:
    """Last year everybody chose Emerging; GOV2 has no shared view now and FIN1 stands where it did."""
    since = compared(riverside.now(), riverside.before())
    chart = moved_chart(riverside.copy(PARTNERSHIP, None, riverside.before()), since)
    assert chart is not None
    assert isinstance(chart.drawing, Dumbbell)
    assert chart.drawing.rounds == ("2021-22-q3", "2022-23-q3")
    assert {row.label: (row.before, row.after) for row in chart.drawing.rows} == {
        "Common purpose": (1, 2),
        "Priority groups": (1, 2),
        "Decision-making body": (1, 2),
        "Shifting resources": (1, 0),
    }
    assert chart.headline.startswith("The level used has moved on four of ")
    assert "three are higher" in chart.sentence
    assert "one lower (Shifting resources)" in chart.sentence


def test_the_page_takes_diamonds_and_what_moved_from_the_comparison() -> None:
    since = compared(riverside.now(), riverside.before())
    found = {c.anchor: c for c in charts(day_view(riverside.copy(), compared=since).parts)}
    assert list(found)[:3] == ["areas-chart", "moved", "needed"]
    assert {row.before for row in strip(found["needed"]).rows} == {1}
    assert found["needed"].table.header[-2] == "Last round"


def test_another_scale_or_other_words_give_no_level_before() -> None:
    now = dossier(matrix("GOV1 GOV2"), *answers(GOV1="2 2 2 2 2", GOV2="1 1 1 1 1"))
    same = dossier(matrix("GOV1 GOV2"), *answers(GOV1="1 1 1 1 1", GOV2="1 1 1 1 1"), round_=BEFORE)
    assert levels_before(compared(now, same)) == {"GOV1": 1, "GOV2": 1}
    words = same.matrix.model_dump(by_alias=True, exclude_none=True)
    words["domains"][0]["criteria"][0]["levels"][0] = "Said otherwise"
    other = dossier(matrix().model_validate(words), *answers(GOV1="1 1 1 1 1", GOV2="1 1 1 1 1"), round_=BEFORE)
    assert levels_before(compared(now, other)) == {"GOV2": 1}
    assert levels_before(None) == {}


def test_nothing_moved_is_no_chart() -> None:
    columns = {"GOV1": "2 2 2 2 2"}
    now = dossier(matrix("GOV1"), *answers(**columns))
    since = compared(now, dossier(matrix("GOV1"), *answers(**columns), round_=BEFORE))
    assert moved_chart(riverside.copy(held=now), since) is None


BEFORE = {"id": "2022-23-q1", "opened": date(2022, 5, 2), "closed": date(2022, 6, 10)}


def test_nothing_needed_is_no_chart_and_many_are_cut_to_a_page() -> None:
    assert needed_chart(riverside.copy(held=dossier(matrix(), *answers(GOV1="2 2 2 2 2")))) is None
    names = [f"GOV{number}" for number in range(1, MOST_ROWS + 3)]
    gates = {"bcf": {"shadow": " ".join(f"{name}=4" for name in names)}}
    held = dossier(
        matrix(" ".join(names), gates=gates),
        *answers(**dict.fromkeys(names, "2 2 2 2 2")),
        round_={"aims": {"bcf": "shadow"}},
    )
    chart = needed_chart(riverside.copy(held=held))
    assert len(strip(chart).rows) == MOST_ROWS
    assert chart is not None
    assert chart.headline == "Ten questions stand between us and what is sought: the first eight"


def test_a_radar_stands_beside_the_strip_on_request_alone() -> None:
    assert "areas-radar" not in drawn()
    assert list(drawn(radar=True))[:2] == ["areas-chart", "areas-radar"]
    radar = drawn(radar=True)["areas-radar"].drawing
    assert isinstance(radar, Radar)
    assert radar.series[0].positions == (2, None, 0)
    assert radar_chart(riverside.copy(held=dossier(matrix("GOV1 FIN1"), *answers(GOV1="2 2 2 2 2")))) is None


def test_markdown_has_the_words_and_a_table_once() -> None:
    text = to_markdown(day_view(riverside.copy()))
    assert text.count("**Questions by area and the level used**") == 1
    for chart in drawn().values():
        assert chart.headline in text
        assert chart.sentence.split(":", maxsplit=1)[0] in text
    assert "**Purpose: leaders agree closely on both questions**" in text


def test_where_no_area_has_most_questions_there_the_headline_reads_on() -> None:
    held = dossier(matrix("GOV1 FIN1"), *answers(GOV1="1 1 1 1 1", FIN1="0 0 0 0 0"))
    assert areas_shown(riverside.copy(Audience.PARTNERSHIP, held)) == (
        "In none of two areas are most questions at Level 2 or above"
    )


def test_every_caption_is_one_of_a_kind_where_it_names_a_region() -> None:
    wide = [table.caption for table in tables(day_view(riverside.copy()).parts) if table.wide]
    assert len(wide) == len(set(wide))
