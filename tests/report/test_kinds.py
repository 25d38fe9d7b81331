"""Do all kinds of report say the same numbers, keep the house's rules, and show nobody what is not theirs?"""

import json
import re
from collections import Counter

import pytest
from markdown_it import MarkdownIt

import hostile
import kinds
import riverside
from build import dossier, matrix
from kinds import FUNCTIONS, KINDS, OWN, USUAL, rough, view
from paging import everything, said, section, tables, texts, words
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience
from pbp_assess.formats.result_json import to_json
from pbp_assess.report.blocks import Section, Table, View
from pbp_assess.report.docx import to_docx
from pbp_assess.report.html import to_html
from pbp_assess.report.markdown import to_markdown
from pbp_assess.report.wording import finding_sentence, status_words
from pbp_assess.report.wording.readiness import ICB_DECIDES
from shapes import shapes

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
READER = MarkdownIt("gfm-like", {"linkify": False, "html": True}).disable("linkify")
ROUNDS = [pytest.param((), id="first round"), pytest.param((riverside.before(),), id="later round")]


def column(table: Table, place: int) -> list[str]:
    return [said(row[place]) for row in table.rows]


# --- the same numbers everywhere ------------------------------------------------------------------


@pytest.mark.parametrize("earlier", ROUNDS)
@pytest.mark.parametrize("audience", [PARTNERSHIP, PUBLIC])
def test_the_summary_the_day_and_the_json_count_the_same_questions(
    audience: Audience, earlier: tuple[Dossier, ...]
) -> None:
    copy = kinds.copy("day", None, *earlier, audience=audience)
    head = json.loads(to_json(copy, finding_sentence))["headline"]
    counts = [head["at_or_above"], head["below"], head["no_shared_view"]]
    assert sum(counts) == head["of"] == 6
    for kind in ("summary", "day"):
        sentence = next(
            text for text in texts(view(kind, None, *earlier, audience=audience)) if "we have reached" in text
        )
        assert [1 if said == "one" else int(said) for said in re.findall(r"\bOn (\d+|one)\b", sentence)] == counts
        assert f"of the {head['of']} questions" in sentence


@pytest.mark.parametrize("earlier", ROUNDS)
def test_every_kind_says_of_a_function_what_the_others_say(earlier: tuple[Dossier, ...]) -> None:
    copy = kinds.copy("day", None, *earlier)
    stands = {
        copy.facts.matrix.policy.function_by_id[entry.function].name: status_words(entry.aim) for entry in copy.sought
    }
    (summary,) = tables(section(view("summary", None, *earlier), "asked-for"))
    assert dict(zip(column(summary, 0), column(summary, 2), strict=True)) == stands
    (outcome,) = tables(section(view("outcome", None, *earlier), "both"))
    assert dict(zip(column(outcome, 0), column(outcome, 2), strict=True)) == stands
    day = next(table for table in tables(view("day", None, *earlier)) if table.caption == "Functions sought")
    assert dict(zip(column(day, 0), column(day, 2), strict=True)) == stands
    for name, status in zip(FUNCTIONS, stands.values(), strict=True):
        first = next(texts(section(view("function", None, *earlier, subject=name), "assessment")))
        assert first.startswith(f"{status}. Of ")
    result = json.loads(to_json(copy, finding_sentence))
    aims = [
        stage for entry in result["functions"] for stage in entry["stages"] if stage["stage"] == entry.get("sought")
    ]
    by_status = Counter(stage["status"] for stage in aims)
    assert by_status == {"ready": 1, "ready_with_conditions": 1, "developing": 1, "insufficient_evidence": 1}


def test_the_two_sentences_are_the_same_in_every_kind_that_names_readiness() -> None:
    said_so = [
        next(text for text in texts(view(kind)) if text.startswith("Counting only the private answers"))
        for kind in ("day", "summary", "outcome")
    ]
    assert said_so[0] == said_so[1] == said_so[2]
    assert "With what was agreed on the day" in said_so[0]


def test_no_shared_view_is_one_number_in_the_summary_the_outcome_and_the_headline() -> None:
    copy = kinds.copy("day")
    assert copy.headline.no_shared_view == 1
    assert section(view("summary"), "differently").heading == "We do not yet share a view on one question"
    assert section(view("outcome"), "agreed").heading.endswith("; on one we still differ")


# --- the house's rules ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_where_readiness_is_named_the_icb_decides_on_the_page_and_on_every_sheet_of_paper(kind: str) -> None:
    found = view(kind)
    named = kind != "leader"
    assert (ICB_DECIDES in found.footer) == named
    assert (ICB_DECIDES in found.running) == named
    assert (ICB_DECIDES in "\n".join(texts(found))) == (kind in USUAL)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scores_fails_or_lags_and_there_is_no_percentage_and_no_mean(kind: str) -> None:
    whole = words(view(kind)).replace("1.0.0", "")
    assert not re.search(r"\b(scor|fail|lag)\w*|%|\d\.\d|\baverage\b", whole, re.IGNORECASE)
    assert not re.search(r"(to|hand\w* .* to) the partnership\b", whole)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "day"])
def test_ids_of_questions_stand_in_no_kind_but_the_day_s_annex(kind: str) -> None:
    assert not any(name in words(view(kind)) for name in riverside.PHRASES)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_invented_is_marked_at_the_head_the_foot_and_on_every_printed_page(kind: str) -> None:
    found, mark = view(kind), "Illustrative: the answers are invented."
    assert mark in found.marks
    assert mark in found.footer
    assert found.running.startswith(mark)


@pytest.mark.parametrize("kind", KINDS)
def test_the_foot_says_place_round_copy_and_when_the_answers_closed(kind: str) -> None:
    found = view(kind)
    assert re.match(r"Riverside\. Round 2022-23-q3\. .+\. Answers closed 9 December 2022\.", found.footer[0])


@pytest.mark.parametrize("kind", KINDS)
def test_anchors_are_unique(kind: str) -> None:
    anchors = [block.anchor for block in everything(view(kind)) if isinstance(block, Section)]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"day", "function"}])
@pytest.mark.parametrize("held", list(shapes()))
def test_every_shape_of_round_reads_well(held: Dossier, kind: str) -> None:
    reads_well(view(kind, held))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("held", [shape for shape in shapes() if shape.values[0].round.aims])
def test_a_function_of_every_shape_of_round_reads_well(held: Dossier, audience: Audience) -> None:
    for name in held.round.aims:
        reads_well(view("function", held, subject=name, audience=audience))


def reads_well(found: View) -> None:
    for text in texts(found):
        assert text == text.strip()
        assert "  " not in text
        assert not re.search(r"\bNone\b(?! (of|are)\b)", text)
        assert not text.endswith(("..", "...", "?."))
    for table in tables(found):
        assert {len(row) for row in table.rows} == {len(table.header)}


# --- nobody sees what is not theirs ---------------------------------------------------------------


@pytest.mark.parametrize("audience", [PARTNERSHIP, PUBLIC])
@pytest.mark.parametrize("kind", USUAL)
def test_shared_kinds_name_nobody(kind: str, audience: Audience) -> None:
    subjects = FUNCTIONS if kind == "function" else ("",)
    for subject in subjects:
        whole = words(view(kind, None, riverside.before(), audience=audience, subject=subject))
        assert not re.search(r"\b[ms]\d\b", whole)
        assert not re.search(r"Chief Nurse|Housing director|Role of", whole)
        assert "A remark that nobody released." not in whole


def test_a_public_copy_gives_no_count_by_level_and_no_reason() -> None:
    for kind in ("summary", "function"):
        assert "the list is agreed" not in words(view(kind))
    (agreed,) = tables(section(view("outcome"), "agreed"))
    assert said(agreed.rows[0][3]) == "the list is agreed"


def test_what_shows_an_agreed_level_is_the_facilitators() -> None:
    (shared,) = tables(section(view("outcome"), "agreed"))
    assert said(shared.rows[0][4]) == "Noted, and with the facilitators"
    (own,) = tables(section(view("outcome", audience=FACILITATOR), "agreed"))
    assert said(own.rows[0][4]) == "the list"


@pytest.mark.parametrize("kind", OWN)
def test_what_is_one_reader_s_own_says_so_at_the_head_the_foot_and_on_every_printed_page(kind: str) -> None:
    found = view(kind)
    mark = "Your own sheet: nobody else has this page" if kind == "leader" else "this never leaves the facilitators"
    assert any(mark in text for text in found.marks)
    assert mark in found.footer[0]
    assert mark in found.running


# --- hostile words --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_hostile_words_are_inert_in_every_kind(text: str) -> None:
    held = rough(" ".join(text.split()) or "-")
    for kind in KINDS:
        found = view(kind, held)
        page, markdown = to_html(found), to_markdown(found)
        assert not re.search(r'<script|<img|" onmouseover="|href="javascript', page)
        assert "\x1b" not in page + markdown
        if kind != "day":  # whose tests read it so too
            assert not opened(markdown) & FORBIDDEN


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "day"])
def test_hostile_words_stand_in_word_as_they_were_written(kind: str) -> None:
    from io import BytesIO

    from docx import Document

    text = " ".join(hostile.TEXTS[place] for place in (0, 3, 7, 27, 32, 36))
    document = Document(BytesIO(to_docx(view(kind, rough(text)))))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    whole = " ".join("\n".join((*(one.text for one in document.paragraphs), *cells)).split())
    assert " ".join(hostile.visible(text).split()) in whole


FORBIDDEN = {"html_inline", "html_block", "link_open", "image", "code_inline", "fence", "code_block"}


def opened(markdown: str) -> set[str]:
    """What a reader of Markdown makes of it."""
    return {inner.type for token in READER.parse(markdown) for inner in (token, *(token.children or ()))}


def test_the_same_round_gives_the_same_bytes() -> None:
    for kind in KINDS:
        assert to_html(view(kind)) == to_html(view(kind))
        assert to_markdown(view(kind)) == to_markdown(view(kind))


def test_a_matrix_without_readiness_says_nothing_on_delegation() -> None:
    held = dossier(matrix(), members="m1 m2")
    for kind in ("summary", "outcome"):
        assert ICB_DECIDES not in words(view(kind, held))
