"""Where are we now: the areas, what we can be proud of, what people told us, and what matters most?"""

from collections.abc import Iterator

from pbp_assess.core.disclosure import Audience, Copy, CriterionCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.core.profile import DomainProfile, Source
from pbp_assess.core.records import Theme
from pbp_assess.report.blocks import Block, Cell, Items, Paragraph, Section, Table
from pbp_assess.report.day.phrases import held_cell, level_cell
from pbp_assess.report.day.spread import areas_chart, radar_chart
from pbp_assess.report.wording.counts import listed, number, opening, plural, ratio_words, things
from pbp_assess.report.wording.headline import areas_heading
from pbp_assess.report.wording.levels import SOURCES, level_name, quoted

PROUD_OF = 5  # rows
NAMED = 2  # earliest questions named of an area

# --- areas ----------------------------------------------------------------------------------------


def _missing(copy: Copy) -> list[Source]:
    """Why questions have no level, "no shared view" first and always."""
    found = {source for domain in copy.domains for source in domain.missing}
    return [Source.NO_SHARED_VIEW, *(source for source in Source if source in found - {Source.NO_SHARED_VIEW})]


def _earliest(copy: Copy, domain: DomainProfile) -> str:
    """The question or questions at the lowest level used in an area, by name."""
    names = [copy.facts.matrix.criterion_by_id[criterion].name for criterion in domain.lowest]
    more = len(names) - NAMED
    shown = listed(names[:NAMED], apart=True)
    return f"{shown}; and {number(more)} more" if more > 0 else shown or "–"


def _counts(domain: DomainProfile, missing: list[Source]) -> list[int]:
    return [domain.of, *domain.held.counts, *(domain.missing.get(source, 0) for source in missing)]


def areas_table(copy: Copy) -> Table:
    """One row an area: its questions by the level used, adding up, and the earliest of them named."""
    missing = _missing(copy)
    counts = [_counts(domain, missing) for domain in copy.domains]
    rows: list[tuple[Cell, ...]] = [
        (domain.domain.name, *row, _earliest(copy, domain)) for domain, row in zip(copy.domains, counts, strict=True)
    ]
    rows.append(("All", *(sum(column) for column in zip(*counts, strict=True)), ""))
    levels = [level_cell(copy, level) for level in copy.facts.matrix.levels]
    gone = [opening(SOURCES[source]) for source in missing]
    header: tuple[Cell, ...] = ("Area", "Questions", *levels, *gone, "Earliest")
    return Table("Questions by area and the level used", header, tuple(rows), total=True)


def _excluded_note(copy: Copy) -> str:
    count = len(copy.excluded)
    return f" {opening(things(count, 'question'))} taken out of this round {plural(count, 'is', 'are')} not counted."


def areas(copy: Copy, *, radar: bool = False) -> Section:
    """All areas on a page; a radar beside them on request, never alone."""
    level = level_name(copy.facts.matrix, copy.headline.level)
    note = (
        "Each number counts questions at the level used. Furthest on and earliest go by how many of an area's "
        f"questions are at {level} or above."
    )
    if copy.excluded:
        note += _excluded_note(copy)
    blocks: tuple[Block, ...] = (areas_chart(copy, areas_table(copy)), Paragraph(note))
    wheel = radar_chart(copy) if radar else None
    return Section("areas", areas_heading(copy), (*blocks, wheel) if wheel else blocks)


# --- what we can be proud of ----------------------------------------------------------------------


def strengths(copy: Copy) -> Iterator[tuple[CriterionCopy, Theme | None]]:
    """Questions that released strengths are about, then those with the highest level used."""
    seen: set[str] = set()
    for theme in copy.themes:
        for criterion in theme.criteria:
            if theme.strength and criterion in copy.criteria and criterion not in seen:
                seen.add(criterion)
                yield copy.criteria[criterion], theme
    rest = [(entry.held.level, entry) for entry in copy.criteria.values() if entry.criterion.id not in seen]
    above = [
        (level, entry)
        for level, entry in rest
        if level is not None and level >= copy.headline.level and not _too_few(entry)
    ]
    for _, entry in sorted(above, key=lambda pair: -pair[0]):
        yield entry, None


def _too_few(entry: CriterionCopy) -> bool:
    return entry.agreement is not None and entry.agreement.too_few


def _seen_by(entry: CriterionCopy) -> str:
    if isinstance(entry.at_held, Withheld):
        return "not shown"
    return ratio_words(entry.at_held, "leader") if entry.at_held and entry.at_held.of else "–"


def _strength_row(copy: Copy, entry: CriterionCopy, theme: Theme | None) -> tuple[Cell, ...]:
    level = entry.held.level
    phrase = quoted(entry.criterion.levels[level]) if level is not None else SOURCES[entry.held.source]
    return (entry.criterion.name, held_cell(copy, entry), phrase, _seen_by(entry), theme.text if theme else "")


def _strength_rows(copy: Copy) -> Iterator[tuple[Cell, ...]]:
    """What was said of several questions stands beside the first of them."""
    told: set[str] = set()
    for entry, theme in strengths(copy):
        row = _strength_row(copy, entry, theme)
        yield (*row[:-1], AS_ABOVE) if theme and theme.id in told else row
        told |= {theme.id} if theme else set()


AS_ABOVE = "As above"


def proud_of(copy: Copy) -> Section:
    """Up to five strengths: the phrase, how many see it, and what was said."""
    rows = [*_strength_rows(copy)][:PROUD_OF]
    if not rows:
        level = level_name(copy.facts.matrix, copy.headline.level)
        none = f"No strength has been released, and no question is at {level} or above."
        return Section("proud", "Strengths cannot be named yet", (Paragraph(none),))
    header = ("Question", "Level used", "Phrase", "At this level or higher", "What was said")
    width = 5 if any(row[4] for row in rows) else 4
    shown = tuple(row[:width] for row in rows)
    heading = f"{opening(things(len(rows), 'thing'))} to be proud of"
    chosen = "First what people named as a strength, then the questions with the highest level used."
    return Section("proud", heading, (Table("What we can be proud of", header[:width], shown), Paragraph(chosen)))


# --- what people told us --------------------------------------------------------------------------


def _theme_words(theme: Theme) -> str:
    kept = "" if theme.released else " (not released: facilitators only)"
    return f"Heard from {theme.heard}. {theme.text}{kept}"


def told_us(copy: Copy) -> Section | None:
    """Released themes other than strengths, with how widely each was heard; never a number."""
    themes = [theme for theme in copy.themes if not theme.strength]
    if not themes:
        return None
    widest = sum(theme.heard == "most" for theme in themes)
    heading = f"People told us about {things(len(themes), 'thing')}"
    if widest:
        heading += f"; {number(widest)} {plural(widest, 'was', 'were')} heard from most"
    entries = Items(tuple(_theme_words(theme) for theme in themes))
    by = "Written by the facilitators from what people said; nobody is quoted by name."
    return Section("told-us", heading, (entries, Paragraph(by)))


# --- what matters most ----------------------------------------------------------------------------


def _early(copy: Copy, entry: CriterionCopy) -> bool:
    return entry.held.level is None or entry.held.level < copy.headline.level


def _choices(copy: Copy) -> list[tuple[CriterionCopy, int]]:
    """Chosen questions: important and early first, then by how many chose them, then in matrix order."""
    chosen = [
        (copy.criteria[criterion], count) for criterion, count in copy.choices.items() if criterion in copy.criteria
    ]
    return sorted(chosen, key=lambda pair: (not _early(copy, pair[0]), -pair[1]))


def _choice_row(copy: Copy, entry: CriterionCopy, count: int) -> tuple[Cell, ...]:
    used = SOURCES[entry.held.source] if entry.held.level is None else quoted(entry.criterion.levels[entry.held.level])
    early = "Important and early" if _early(copy, entry) else "Important"
    return (entry.criterion.name, f"{count} of {copy.choosers}", early, held_cell(copy, entry), opening(used))


def matters_most(copy: Copy) -> Section | None:
    """What leaders chose as most important, beside the level used."""
    asked = copy.facts.matrix.choose
    if asked is None:
        return None
    blocks: list[Block] = [Paragraph(f"The question was: {quoted(asked.question)}")]
    chosen = _choices(copy)
    if not chosen:
        blocks.append(Paragraph(_no_choices(copy)))
        heading = "What matters most is not shown here" if copy.choosers else "Nobody has chosen yet what matters most"
        return Section("matters", heading, tuple(blocks))
    header = ("Question", "Chosen by", "", "Level used", "Phrase")
    rows = tuple(_choice_row(copy, entry, count) for entry, count in chosen)
    blocks.append(Table("What leaders chose as most important", (*header[:2], "Where it stands", *header[3:]), rows))
    if copy.audience is not Audience.FACILITATOR:
        blocks.append(Paragraph("Questions chosen by fewer than three leaders are left out."))
    return Section("matters", _matters_heading(copy, chosen), tuple(blocks))


def _no_choices(copy: Copy) -> str:
    if copy.audience is Audience.PUBLIC and copy.choosers:
        return "How often each question was chosen is shared with the partnership only."
    if copy.choosers:
        return "No question was chosen by three leaders or more."
    return "No leader has chosen yet."


def _matters_heading(copy: Copy, chosen: list[tuple[CriterionCopy, int]]) -> str:
    entry, count = max(chosen, key=lambda pair: pair[1])
    return f"{opening(number(count))} of {things(copy.choosers, 'leader')} chose “{entry.criterion.name}”"
