"""Does the day report say what kinds of partner see, where the copy holds it, and stay silent where it does not?"""

import pytest

import riverside
from build import answers, dossier, matrix, seated
from paging import everything, said, section
from pbp_assess.core.assess import assess
from pbp_assess.core.disclosure import Audience, Copy, disclose
from pbp_assess.core.tally import Ratio
from pbp_assess.report.blocks import Paragraph, Section, Table
from pbp_assess.report.day.by_sector import by_sector
from pbp_assess.report.view import day_view

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
HEADER = ["Question", "Level used", "Trusts: eight leaders", "Voice and councils: eight leaders"]


def big(audience: Audience = PARTNERSHIP, **columns: str) -> Copy:
    """Eight of the trusts; five of the councils, who are counted with three that are too few to stand by themselves."""
    members = seated(trusts=8, councils=5, voice=3)
    asked = matrix(" ".join(columns))
    return disclose(assess(dossier(asked, *answers(**columns), members=members), (), riverside.CLOSED), audience)


APART = "2 2 2 2 2 2 2 2  1 1 1 1 1 2 2 2"
ALIKE = "2 2 2 2 2 2 2 2  2 2 2 2 2 2 2 2"
SPLIT = "0 0 0 0 0 4 4 4  4 4 4 4 4 0 0 0"
LONE = "1 2 2 2 2 2 2 2  2 2 2 2 2 2 2 2"


def shown(copy: Copy) -> tuple[str, list[list[str]], str]:
    """The heading, the table and what is said under it."""
    found = by_sector(copy)
    assert found is not None
    table, note = found.blocks
    assert isinstance(table, Table)
    assert isinstance(note, Paragraph)
    return found.heading, [[said(cell) for cell in row] for row in (table.header, *table.rows)], note.text


def test_each_question_has_the_count_of_each_kind_of_partner() -> None:
    heading, rows, note = shown(big(A1=ALIKE, B1=APART))
    assert heading == "Kinds of partner are furthest apart on B1"
    assert rows == [
        HEADER,
        ["A1 A1", "Level 2", "8 of 8", "8 of 8"],
        ["B1 B1", "Level 2", "8 of 8", "3 of 8"],
    ]
    assert note == "Every question that was asked is in this table."


def test_without_a_level_used_it_is_how_many_chose_which() -> None:
    _, rows, _ = shown(big(A1=SPLIT))
    assert rows[1] == ["A1 A1", "–", "5 Level 0; 3 Level 4", "3 Level 0; 5 Level 4"]


def test_where_nobody_lies_apart_the_heading_says_so() -> None:
    heading, _, _ = shown(big(A1=ALIKE))
    assert heading == "Kinds of partner see the same"


@pytest.mark.parametrize(
    ("columns", "note"),
    [
        ({"A1": LONE}, "This is one of two questions. The other one is not told by kind of partner: "),
        ({"A1": LONE, "C1": LONE}, "This is one of three questions. The other two are not told by kind of partner: "),
    ],
)
def test_a_question_on_which_one_person_would_stand_apart_is_left_out(columns: dict[str, str], note: str) -> None:
    _, rows, told = shown(big(PARTNERSHIP, B1=APART, **columns))
    assert [row[0] for row in rows[1:]] == ["B1 B1"]
    assert told == f"{note}too few answered, or one person would stand apart."


def test_the_counts_add_up_to_the_one_beside_the_question() -> None:
    copy = big(A1=ALIKE, B1=APART)
    _, rows, _ = shown(copy)
    for row, entry in zip(rows[1:], copy.criteria.values(), strict=True):
        parts = [[int(part) for part in cell.split(" of ")] for cell in row[2:]]
        count, of = (sum(column) for column in zip(*parts, strict=True))
        assert isinstance(entry.at_held, Ratio)
        assert entry.at_held.count <= count <= (entry.at_held.up_to or entry.at_held.count)
        assert of == entry.at_held.of


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(big(PUBLIC, A1=ALIKE), id="the public"),
        pytest.param(big(FACILITATOR, A1=ALIKE), id="the facilitators, who see who said what"),
        pytest.param(big(A1=LONE), id="no question may be told"),
        pytest.param(riverside.copy(PARTNERSHIP), id="too small a panel"),
    ],
)
def test_there_is_no_such_part(copy: Copy) -> None:
    assert by_sector(copy) is None
    assert not [one for one in everything(day_view(copy)) if isinstance(one, Section) and one.anchor == "by-sector"]


def test_it_stands_in_the_annex() -> None:
    annex = section(day_view(big(A1=APART)), "annex")
    anchors = [one.anchor for one in annex.blocks if isinstance(one, Section)]
    assert anchors[:3] == ["questions", "by-sector", "in-full"]
