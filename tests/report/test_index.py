"""Does the page that lists the reports lead to each of them, in order, whatever files are called?"""

import re
from html import unescape
from urllib.parse import unquote

import pytest

import hostile
from pbp_assess.report.index import Link, Listed, ListedPlace, ListedRound, index_page, left_out_sentence


def place(name: str, *rounds: str) -> ListedPlace:
    def report(kind: str, round_: str) -> Listed:
        links = tuple(Link(text, (name, round_, f"{kind}.{text}")) for text in ("html", "md"))
        return Listed(kind, f"{name}: a title", "Partnership copy", links)

    return ListedPlace(name, tuple(ListedRound(one, (report("Day", one), report("Summary", one))) for one in rounds))


def test_places_rounds_and_reports_stand_in_the_order_given() -> None:
    page = index_page([place("North", "2024-25-q1", "2022-23-q3"), place("South", "2024-25-q1")], 0, 0)
    assert re.findall(r"<h[123][^>]*>([^<]+)", page)[1:] == [
        "North", "Round 2024-25-q1", "Round 2022-23-q3", "South", "Round 2024-25-q1",
    ]  # fmt: skip
    assert "Two places, three rounds." in page
    assert len(re.findall(r'href="\./', page)) == 3 * 2 * 2


def test_every_link_says_what_it_leads_to() -> None:
    page = index_page([place("North", "r1", "r2"), place("South", "r1")], 0, 0)
    labels = re.findall(r'href="\./[^"]+" aria-label="([^"]+)"', page)
    assert len(labels) == len(set(labels)) == 12


@pytest.mark.parametrize("text", [*hostile.TEXTS, "not in UTF-8: \udcff"])
def test_hostile_names_lead_nowhere_else_and_open_nothing(text: str) -> None:
    name = text.replace("/", "-") or "-"
    page = index_page([place(name, name)], 1, 1)
    for href in re.findall(r'href="([^"#]+)"', page):
        assert re.fullmatch(r"\./[\w.~%-]+/[\w.~%-]+/[\w.~%-]+", href)
        assert unquote(href).startswith("./")
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page or "javascript:" not in "".join(re.findall(r'href="([^"]+)"', page))
    assert " ".join(hostile.visible(name).replace("\udcff", "").split()) in " ".join(unescape(page).split())


def test_two_reports_of_a_kind_are_told_apart_by_what_they_call_themselves() -> None:
    papers = tuple(
        Listed("Paper", title, "Public copy", (Link("html", ("n", "r", f"{title}.html")),)) for title in "AB"
    )
    page = index_page([ListedPlace("n", (ListedRound("r", papers),))], 0, 0)
    assert re.findall(r'aria-label="([^"]+)"', page) == [f"Paper: Public copy: {title}, n, round r" for title in "AB"]


def test_there_is_no_script_and_the_same_files_give_the_same_bytes() -> None:
    page = index_page([place("North", "r1")], 0, 0)
    assert "<script" not in page
    assert "default-src 'none'" in unescape(page)
    assert page == index_page([place("North", "r1")], 0, 0)


@pytest.mark.parametrize(
    ("own", "others", "sentence"),
    [
        (0, 0, ""),
        (1, 0, "One file is the facilitators' or a leader's own, and not linked here."),
        (3, 0, "Three files are the facilitators' or a leader's own, and not linked here."),
        (0, 1, "One other file is no report of this program."),
        (
            2,
            2,
            (
                "Two files are the facilitators' or a leader's own, and not linked here. Two other files are no report "
                "of this program."
            ),
        ),
    ],
)
def test_what_is_left_out_is_counted(own: int, others: int, sentence: str) -> None:
    assert left_out_sentence(own, others) == sentence
