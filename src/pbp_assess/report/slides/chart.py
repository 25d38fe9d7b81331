"""How do counts become a chart that can be edited?

Bars of parts laid end to end, lowest level first, in the tints of the levels with the ink that reads best on each; what
is at no level is hatched. Words and numbers say what the tints show.
"""

from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Pt

from pbp_assess.report import fitting
from pbp_assess.report.charts.drawings import Portion
from pbp_assess.report.deck import Bars
from pbp_assess.report.ramp import INK as BLACK
from pbp_assess.report.slides.page import FONT, INK, box, colour, describe, words

_NO_NOUGHT: Final = "0;;;"  # a part with nothing in it says nothing
_LINE: Final = "#4c6272"
_HATCH: Final = "#c9d3da"
_ONE_TINT: Final = "#005eb8"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_GAP: Final = 45  # of a bar, in hundredths, between two bars


def bars(slide: Slide, values: Bars, tints: tuple[tuple[str, str], ...]) -> None:
    """The chart with its sentence below it."""
    top = fitting.below_title(values.title)
    sentence = fitting.sentence_said(values.sentence)
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
    data.categories = [words(fitting.row_name(row.label)) for row in values.drawing.rows]
    for place, part in enumerate(values.drawing.parts):
        data.add_series(words(part.name), [row.counts[place] for row in values.drawing.rows])
    return data


def _dress(chart: Any, values: Bars, tints: tuple[tuple[str, str], ...], height: float) -> None:
    parts = values.drawing.parts
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(fitting.SMALLEST), FONT, colour(INK)
    chart.has_title = False
    chart.has_legend = len(parts) > 1
    key = fitting.key_high(part.name for part in parts) if chart.has_legend else 0.0
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    rows = chart.category_axis
    rows.reverse_order = True  # the first row on top
    rows.format.line.color.rgb = colour(_LINE)
    rows.has_major_gridlines = chart.value_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = _GAP, 100
    for series, part in zip(plot.series, parts, strict=True):
        _tint(series, part, tints)
    _lay_out(chart, key / height)


def _tint(series: Any, part: Portion, tints: tuple[tuple[str, str], ...]) -> None:
    """One part of every bar: its ground, its edge, and its counts upon it."""
    ground, ink = _HATCH, BLACK
    fill = series.format.fill
    if part.position is None and part.name != ALONE:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour(_HATCH), RGBColor(255, 255, 255)
    else:
        ground, ink = (_ONE_TINT, "#ffffff") if part.position is None else tints[part.position]
        fill.solid()
        fill.fore_color.rgb = colour(ground)
    series.format.line.color.rgb = colour(_LINE)
    labels = series.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, _NO_NOUGHT, False
    labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(fitting.SMALLEST), True, colour(ink)


ALONE: Final = "Chosen by"


def _lay_out(chart: Any, key: float) -> None:
    """Where the bars begin: to the right of the names, below the key."""
    sides = {"x": fitting.NAMES, "y": key, "w": 0.98 - fitting.NAMES, "h": 0.98 - key}
    marks = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    lengths = "".join(f'<c:{side} val="{value:.3f}"/>' for side, value in sides.items())
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 - python-pptx lays nothing out
    for old in area.findall(f"{{{_DRAWING}}}layout"):
        area.remove(old)
    layout = f'<c:manualLayout><c:layoutTarget val="inner"/>{marks}{lengths}</c:manualLayout>'
    area.insert(0, parse_xml(f'<c:layout xmlns:c="{_DRAWING}">{layout}</c:layout>'))
