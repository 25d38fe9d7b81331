"""How do counts become a chart that can be edited?

Bars of parts laid end to end, lowest level first, in the tints of the levels with the ink that reads best on each; what
is at no level is hatched. Words and numbers say what the tints show.
"""

import re
from itertools import cycle
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Pt

from pbp_assess.report.deck import Bars
from pbp_assess.report.fitting import bars as fit_bars
from pbp_assess.report.fitting import page as fitting
from pbp_assess.report.ramp import INK as BLACK
from pbp_assess.report.ramp import PAPER
from pbp_assess.report.slides.page import FONT, INK, box, colour, describe
from pbp_assess.report.unseen import one_line

_MORE_THAN_A_NAME: Final = re.compile(r"[^\w“‘(]|\w+:")
_NO_NOUGHT: Final = "0;;;"  # a part with nothing in it says nothing
_LINE: Final = "#4c6272"
_HATCH: Final = "#c9d3da"
_ONE_TINT: Final = ("#005eb8", "#ffffff")
_HATCHES: Final = (
    MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    MSO_PATTERN.PERCENT_20,
    MSO_PATTERN.LIGHT_HORIZONTAL,
    MSO_PATTERN.SMALL_GRID,
)
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_GAP: Final = 45  # of a bar, in hundredths, between two bars


def bars(slide: Slide, values: Bars, tints: tuple[tuple[str, str], ...]) -> None:
    """The chart with its sentence below it."""
    top = fitting.below_title(values.title)
    sentence = fit_bars.sentence_said(values.sentence)
    under = fitting.BOTTOM - fitting.high(sentence, fitting.SMALLEST, fitting.ACROSS)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_STACKED,
        *(Pt(length) for length in (fitting.MARGIN, top, fitting.ACROSS, under - fitting.GAP - top)),
        _data(values),
    )
    describe(frame, "Chart", values.sentence)
    _dress(frame.chart, values, tints, under - fitting.GAP - top)
    box(slide, (fitting.MARGIN, under, fitting.ACROSS, fitting.BOTTOM - under), [sentence], fitting.SMALLEST)


def _data(values: Bars) -> CategoryChartData:
    data = CategoryChartData(number_format="0")
    data.categories = [_name(fit_bars.row_name(row.label)) for row in values.drawing.rows]
    for place, part in enumerate(values.drawing.parts):
        data.add_series(_name(part.name), [row.counts[place] for row in values.drawing.rows])
    return data


def _name(text: str) -> str:
    """A name that stays one in the workbook behind the chart, where = begins a formula, and https: a link."""
    said = one_line(text)
    return f" {said}" if _MORE_THAN_A_NAME.match(said) else said


def _dress(chart: Any, values: Bars, tints: tuple[tuple[str, str], ...], height: float) -> None:
    parts = values.drawing.parts
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(fitting.SMALLEST), FONT, colour(INK)
    chart.has_title = False
    chart.has_legend = len(parts) > 1
    key = fit_bars.key_high(part.name for part in parts) if chart.has_legend else 0.0
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    rows = chart.category_axis
    rows.reverse_order = True  # the first row on top
    rows.format.line.color.rgb = colour(_LINE)
    rows.has_major_gridlines = chart.value_axis.has_major_gridlines = False
    rows.major_tick_mark = XL_TICK_MARK.NONE
    counts = chart.value_axis
    counts.visible = False
    counts.minimum_scale = 0  # or else the least count would have no bar at all
    counts.maximum_scale = max((sum(row.counts) for row in values.drawing.rows), default=0) or 1
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _GAP, 100
    hatches = cycle(_HATCHES)
    for series, part in zip(plot.series, parts, strict=True):
        if part.position is None and len(parts) > 1:
            _hatch(series, next(hatches))
        else:
            _fill(series, *(_ONE_TINT if part.position is None else tints[part.position]))
    _lay_out(chart, key / height)


def _fill(series: Any, ground: str, ink: str) -> None:
    """One part of every bar in the tint of its level."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour(ground)
    _count(series, ink)


def _hatch(series: Any, pattern: MSO_PATTERN) -> None:
    """One part of every bar that is no level."""
    fill = series.format.fill
    fill.patterned()
    fill.pattern, fill.fore_color.rgb, fill.back_color.rgb = pattern, colour(_HATCH), colour(PAPER)
    _count(series, BLACK)


def _count(series: Any, ink: str) -> None:
    """The edge of a part, and its counts upon it."""
    series.format.line.color.rgb = colour(_LINE)
    labels = series.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, _NO_NOUGHT, False
    labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(fitting.SMALLEST), True, colour(ink)


def _lay_out(chart: Any, key: float) -> None:
    """The key across the top, and below it the bars, to the right of the names."""
    space = chart._chartSpace.chart  # noqa: SLF001 - python-pptx lays nothing out
    names = fit_bars.NAMES
    _put(space.plotArea, 0, {"x": names, "y": key, "w": 0.98 - names, "h": 0.98 - key}, inner=True)
    if key:
        after = 1 + space.legend.index(space.legend.find(f"{{{_DRAWING}}}legendPos"))
        _put(space.legend, after, {"x": 0.0, "y": 0.0, "w": 1.0, "h": key})


def _put(part: Any, after: int, sides: dict[str, float], *, inner: bool = False) -> None:
    """Where a part of the chart stands, as shares of the whole."""
    for old in part.findall(f"{{{_DRAWING}}}layout"):
        part.remove(old)
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    marks = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    lengths = "".join(f'<c:{side} val="{value:.3f}"/>' for side, value in sides.items())
    layout = f"<c:manualLayout>{target}{marks}{lengths}</c:manualLayout>"
    part.insert(after, parse_xml(f'<c:layout xmlns:c="{_DRAWING}">{layout}</c:layout>'))
