"""What does one leader get back: their own answers beside what most leaders see?

Two pages for one reader, made from that leader's own copy and nothing else.
"""

from collections.abc import Iterator

from pbp_assess.core.disclosure import LeaderCopy
from pbp_assess.report.blocks import Block, Cell, Facts, Items, Paragraph, Section, Table, View
from pbp_assess.report.frame import framed
from pbp_assess.report.wording import leader as words
from pbp_assess.report.wording.counts import opening
from pbp_assess.report.wording.headline import closed_words, most_leaders
from pbp_assess.report.wording.levels import agreement_words, scale_words

_HEADER = ("Question", "You", "Most leaders see", "Agreement")


def _differs(own: LeaderCopy) -> Section:
    """The questions seen very differently: neither listed by how far, nor judged."""
    heading = words.differs_heading(own)
    if not own.differs:
        return Section("differs", heading, (Paragraph(most_leaders(own.group)),))
    rows: list[tuple[Cell, ...]] = []
    for name in own.differs:
        entry = own.group.criteria[name]
        seen = words.yours(own, entry.criterion, own.answers[name])
        rows.append((entry.criterion.name, seen, words.most_see(own, entry)))
    table = Table("What you and most leaders see", _HEADER[:3], tuple(rows))
    return Section("differs", heading, (table, Paragraph(words.WELCOME)))


def _rows(own: LeaderCopy) -> Iterator[tuple[Cell, ...]]:
    """Each answer beside what most leaders see, by the names of the levels."""
    for name, answer in own.answers.items():
        entry = own.group.criteria[name]
        most, agreed = words.most_see_briefly(own, entry), opening(agreement_words(entry.agreement))
        yield entry.criterion.name, words.yours_briefly(own, answer), most, agreed


def _every(own: LeaderCopy) -> Section | None:
    rows, matrix = tuple(_rows(own)), own.group.facts.matrix
    if not rows:
        return None
    levels = Items(tuple(scale_words(matrix, level) for level in matrix.levels))
    note = Paragraph("The levels, lowest first; the phrase of each question stands on the form.")
    table = Table("Your answers, in the order of the form", _HEADER, rows)
    return Section("every", "Every question, with your answer", (table, note, levels))


def _said(own: LeaderCopy) -> Section | None:
    """What this leader wrote and chose; nobody else reads it in these words."""
    if own.sheet is None:
        return None
    matrix, answers = own.group.facts.matrix, own.sheet.answers
    written = Facts(tuple((one.question, answers[one.id]) for one in matrix.open_questions if one.id in answers))
    chosen = tuple(matrix.criterion_by_id[name].name for name in own.sheet.choose if name in matrix.criterion_by_id)
    blocks: list[Block] = [written] if written.entries else []
    blocks += [Paragraph(text) for text in (words.chose_sentence(chosen),) if text]
    return Section("said", words.said_heading(len(written.entries)), tuple(blocks)) if blocks else None


def leader_view(own: LeaderCopy) -> View:
    """One leader's own sheet."""
    facts = own.group.facts
    head = Facts((("Round", facts.round_id), ("Copy", words.OWN), ("Answers", f"{closed_words(own.group)}.")))
    parts = (
        Section("answered", words.answered_heading(own), (Paragraph(words.answered_sentence(own), lead=True),)),
        _differs(own) if own.answers else None,
        _every(own),
        _said(own),
        Section("changed", "What has changed?", (Paragraph(words.changed_sentence(own)),)),
        Section("change", "If an answer is not what you meant", (Paragraph(words.CHANGE),)),
    )
    return framed(own.group, words.title(own), words.kicker(own), parts, facts=head, contents=False, own=words.OWN)
