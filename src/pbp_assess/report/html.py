"""How does a report become one self-contained HTML page?

No script, no network, nothing but its own style sheet, whose hash stands in the page's content security
policy. Templates do the laying out; every word is escaped by them.
"""

from functools import partial
from typing import Any

from markupsafe import Markup

from pbp_assess.report.blocks import Chart, View, charts, tables
from pbp_assess.report.charts.svg import inline, scrolls
from pbp_assess.report.ramp import ramp
from pbp_assess.report.unseen import one_line, seen
from pbp_assess.templating import digest, render


def css_string(text: str) -> str:
    """The inside of a CSS string: everything but plain letters and digits is written as an escape."""
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in " ,.") else f"\\{ord(letter):x} "
        for letter in one_line(text)
    )


def _style(view: View, *, large_print: bool) -> str:
    widest = max((len(table.header) for table in tables(view.parts)), default=1)
    return render(
        "report.css.j2",
        ramp=ramp(view.levels),
        running=css_string(view.running),
        charts=any(charts(view.parts)),
        columns=range(2, widest + 1),
        large=large_print,
        brief=not view.contents,
    )


def _drawn(chart: Chart, *, large_print: bool) -> Markup:
    """The drawing of a chart, in a box that scrolls where it is too wide for a narrow screen."""
    svg = inline(chart.drawing, chart.anchor)
    if not (large_print or scrolls(chart.drawing)):
        return Markup(svg)  # noqa: S704 - every word in it was escaped as it was drawn
    box = Markup('<div class="scroll" role="region" aria-label="{}" tabindex="0">{}</div>')
    return box.format(f"Chart: {chart.headline}", Markup(svg))  # noqa: S704 - as above


def page(template: str, style: str, **values: Any) -> str:
    """A page with its style sheet, whose hash stands in the page's policy.

    The style sheet is ours; what it takes from outside is escaped by css_string.
    """
    return seen(render(template, style=Markup(style), digest=digest(style), **values))  # noqa: S704


def to_html(view: View, *, large_print: bool = False) -> str:
    """The whole report; the same view gives the same bytes. Large print is 16 point, on screen and on paper."""
    drawn = partial(_drawn, large_print=large_print)
    return page("report.html.j2", _style(view, large_print=large_print), view=view, drawn=drawn)
