"""Does what a survey is set up from ask what is asked, give nothing away, and come back as it was answered?"""

import csv
import io
import re
from xml.etree import ElementTree

import pytest

from asking import a_round, named
from books import filled, parts
from build import dossier
from pbp_assess.core.assessment import Dossier, State
from pbp_assess.formats.survey.headings import Headings
from pbp_assess.formats.survey.limesurvey import limesurvey_text
from pbp_assess.formats.survey.limesurvey_codes import LimeSurveyCodes
from pbp_assess.formats.survey.msforms import msforms_text
from pbp_assess.formats.survey.paper import paper
from pbp_assess.formats.survey.questions import STATES, Questions, title_of
from pbp_assess.formats.survey.sheet import answer_sheet
from pbp_assess.formats.survey.survey_file import replies, survey_file
from pbp_assess.formats.table_file import read_tables
from pbp_assess.problems import UsageError

HOSTILE = "<b>{x}</b>\t=1+1 & \"quoted\"\nand 'more'"


def gated() -> Dossier:
    """A round whose matrix has gates, and words that would do harm if they were taken as they are."""
    levels = {level: f"phrase {level} of GOV1: {HOSTILE}" for level in range(5)}
    criteria = [
        {"id": "GOV1", "name": "Roles; {rules}", "meaning": HOSTILE, "critical": True, "levels": levels},
        {"id": "4a-b", "name": "Other", "levels": {level: f"other {level}" for level in range(5)}},
    ]
    domains = [{"id": "GOV", "name": "Governance & <money>", "meaning": "About it", "criteria": criteria}]
    readiness = {
        "stages": {stage: {"plain": f"secret {stage}"} for stage in ("shadow", "partial")},
        "functions": [{"id": "bcf", "name": "Secret Fund", "gates": {"shadow": {"GOV1": 1}, "partial": {"GOV1": 3}}}],
    }
    return a_round(named(domains=domains, readiness=readiness))


GATED = gated()
ASKED = Questions.of(GATED)


def everything(asked: Questions) -> dict[str, str]:
    """Each template as text."""
    sheets = parts(answer_sheet(asked, code="gp"))
    return {
        "msforms": msforms_text(asked),
        "limesurvey": limesurvey_text(asked),
        "paper": paper(asked),
        "xlsx": "".join(part.decode() for name, part in sheets.items() if name.endswith(".xml")),
    }


@pytest.mark.parametrize("kind", ["msforms", "limesurvey", "paper", "xlsx"])
def test_everything_is_asked_and_no_gate_is_given_away(kind: str) -> None:
    text = everything(ASKED)[kind]
    plain = re.sub(r"&[a-z#0-9]+;", "", text)
    for wanted in ("Your code", "GOV1", "4a", "Not yet", "Thriving", "phrase 3 of GOV1", "other 0", "Cannot judge"):
        assert wanted in plain, wanted
    for wanted in ("Not applicable", "Declined", "What works well?", "What is in the way?", "Which two matter most?"):
        assert wanted in plain, wanted
    for secret in ("Secret", "secret", "shadow", "partial", "critical"):
        assert secret not in text
    assert {everything(ASKED)[kind] for _ in range(2)} == {text}


@pytest.mark.parametrize("kind", ["msforms", "limesurvey", "paper", "xlsx"])
def test_a_pulse_asks_its_criteria_alone(kind: str) -> None:
    pulse = dossier(named(), members="gp", round_={"closed": None, "kind": "pulse", "criteria": ["GOV2"]})
    text = everything(Questions.of(pulse))[kind]
    assert "GOV2" in text
    for left_out in ("GOV1", "FIN1", "What works well?", "matter most"):
        assert left_out not in text


# --- Microsoft Forms ------------------------------------------------------------------------------


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """Title and options of each question, as somebody would paste them."""
    found = []
    for block in text.split("-" * 78)[1:]:
        paragraphs = block.partition("=" * 78)[0].strip().split("\n\n")
        found.append((paragraphs[1], paragraphs[-1].split("\n") if "Choice" in paragraphs[0] else []))
    return found


def test_every_title_of_the_forms_text_is_known_when_it_comes_back() -> None:
    questions = blocks(msforms_text(Questions.of(a_round())))
    headings = Headings(Questions.of(a_round()))
    assert [str(headings.column(title)) for title, _ in questions] == [
        "code", "GOV1", "GOV2", "GOV comments", "FIN1", "FIN comments", "words well", "words way", "choose",
    ]  # fmt: skip
    assert questions[1][1][3] == "3 Maturing: GOV1 as at level 3"
    assert questions[1][1][5:] == list(STATES.values())
    assert questions[-1][1] == ["GOV1 GOV1", "GOV2 GOV2", "FIN1 FIN1"]


def test_the_first_question_is_the_code_and_each_is_numbered() -> None:
    text = msforms_text(Questions.of(a_round()))
    assert "Question 1 of 9: Text, short answer, Required\n\nYour code\n" in text
    assert 'Question 9 of 9: Choice, "Multiple answers", at most 2 selections' in text
    assert text.index("New section: GOV") < text.index("GOV1 GOV1")


def test_a_form_takes_two_hundred_questions() -> None:
    many = named(" ".join(f"A{number}" for number in range(195)))
    assert "New section: In your own words" in msforms_text(Questions.of(a_round(many)))
    just = msforms_text(Questions.of(a_round(named(" ".join(f"A{number}" for number in range(196))))))
    assert "of 200:" in just
    assert "left out" in just
    assert "A comments" not in just
    with pytest.raises(UsageError, match="201 questions"):
        msforms_text(Questions.of(a_round(named(" ".join(f"A{number}" for number in range(197))))))


# --- LimeSurvey -----------------------------------------------------------------------------------


def lime(asked: Questions) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(limesurvey_text(asked)), delimiter="\t"))


def test_the_limesurvey_file_has_a_row_for_each_part_in_its_order() -> None:
    rows = lime(Questions.of(a_round()))
    shape = "".join(row["class"][0] for row in rows)
    assert re.fullmatch(r"S+(G)(Q)(G(QA{8})+)+GQQQS{3}", shape), shape
    questions = [(row["name"], row["type/scale"], row["mandatory"]) for row in rows if row["class"] == "Q"]
    assert questions == [
        ("code", "S", "Y"), ("GOV1", "O", ""), ("GOV2", "O", ""), ("FIN1", "O", ""),
        ("well", "T", ""), ("way", "T", ""), ("choose", "M", ""),
    ]  # fmt: skip
    answers = [row["name"] for row in rows if row["class"] == "A"][:8]
    assert answers == ["0", "1", "2", "3", "4", "CJ", "NA", "DE"]
    assert all(len(name) <= 5 for name in answers)
    assert rows[-4]["max_answers"] == "2"


def test_codes_and_words_are_what_limesurvey_takes() -> None:
    rows = lime(ASKED)
    names = [row["name"] for row in rows if row["class"] in {"Q", "SQ"}]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", name) for name in names), names
    assert "Q4ab" in names
    texts = "".join(row["text"] + row["help"] for row in rows if row["class"] in {"Q", "SQ", "A", "G"})
    assert "{" not in texts
    assert "<b>" not in texts
    assert "\t" not in texts


def test_codes_that_would_be_the_same_are_told_apart() -> None:
    same = a_round(named("A1 A-1 a_1 CODE CHOOSE " + "X" * 40 + "1 " + "X" * 40 + "2"))
    codes = LimeSurveyCodes.of(Questions.of(same))
    every = [codes.code, codes.choose, *codes.criteria.values(), *codes.domains.values(), *codes.questions.values()]
    assert len({code.casefold() for code in every}) == len(every)
    headings = Headings(Questions.of(same))
    assert headings.column("choose") is None
    for name, code in list(codes.criteria.items())[:3]:
        assert str(headings.column(code)) == name
        assert str(headings.column(f"{code}[comment]")) == f"{name} note"


@pytest.mark.parametrize("full", [False, True], ids=["codes", "full text"])
def test_a_limesurvey_export_reads_back(full: bool) -> None:
    asked = Questions.of(a_round())
    head = ["id", "submitdate", "lastpage", "startlanguage", "seed", "code"]
    row: list[str] = ["1", "2026-11-05 10:00:00", "9", "en", "12345", "gp"]
    cells = {"GOV1": ("3", "3 Maturing: GOV1 as at level 3"), "GOV2": ("CJ", "Cannot judge"), "FIN1": ("", "")}
    for criterion in asked.criteria:
        title = title_of(criterion) if full else criterion.id
        head += [title, f"{title} [Comment]" if full else f"{title}[comment]"]
        row += [cells[criterion.id][full], "as yet" if criterion.id == "GOV1" else ""]
    head += ["What works well?", "Which two matter most? [GOV1 GOV1]"] if full else ["well", "choose[GOV1]"]
    row += ["People", "Yes" if full else "Y"]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([head, row])
    whole = survey_file(read_tables(text.getvalue().encode(), "f"), "f", asked, {}, "limesurvey")
    assert (whole.problems, whole.unmatched) == ((), {})
    (reply,), problems = replies(whole, asked)
    assert problems == []
    assert (reply.typed, reply.sent) == ("gp", "2026-11-05T10:00:00")
    assert str(reply.scores["GOV1"]).startswith("level=3")
    assert reply.scores["GOV2"] is State.CANNOT_JUDGE
    assert (reply.answers, reply.choose) == ({"well": "People"}, ("GOV1",))


# --- the workbook ---------------------------------------------------------------------------------

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_the_workbook_is_built_to_be_used() -> None:
    book = parts(answer_sheet(Questions.of(a_round()), code="K7Q2X"))
    root = ElementTree.fromstring(book["xl/workbook.xml"])  # noqa: S314 (our own)
    names = {one.get("name"): one.text for one in root.iter(f"{SPACE}definedName")}
    assert names["respondent_code"] == "'Answers'!$B$1"
    assert names["TitleRegion1.A3.K6.2"] == "'Answers'!$A$3"
    assert str(names["answers"]).startswith("'How to answer'!$A$")
    assert [one.get("name") for one in root.iter(f"{SPACE}sheet")] == ["How to answer", "Answers", "In your own words"]
    assert not [one for one in root.iter(f"{SPACE}sheet") if one.get("state")]
    answers = ElementTree.fromstring(book["xl/worksheets/sheet2.xml"])  # noqa: S314 (our own)
    assert [(one.get("sqref"), one[0].text) for one in answers.iter(f"{SPACE}dataValidation")] == [
        ("D4:D6", "answers"), ("K4:K6", '"x"'),
    ]  # fmt: skip
    (pane,) = answers.iter(f"{SPACE}pane")
    assert (pane.get("topLeftCell"), pane.get("state")) == ("E4", "frozen")
    assert not list(answers.iter(f"{SPACE}mergeCell"))
    assert not list(answers.iter(f"{SPACE}sheetProtection"))
    assert next(answers.iter(f"{SPACE}pageSetup")).get("orientation") == "landscape"
    assert b"<f>" not in book["xl/worksheets/sheet2.xml"]


def test_the_list_to_choose_from_is_what_a_cell_may_say() -> None:
    tables = read_tables(answer_sheet(Questions.of(a_round())), "f").tables
    rows = [list(row) for row in tables[0].rows]
    start = next(number for number, row in enumerate(rows) if row[0] == "What you can answer")
    listed = [row[0] for row in rows[start + 1 :]]
    assert listed == ["0 Not yet", "1 Emerging", "2 Developing", "3 Maturing", "4 Thriving", *STATES.values()]


def test_the_workbook_comes_back_as_it_was_answered() -> None:
    asked = Questions.of(a_round())
    cells = {
        ("Answers", 3, 3): "3 Maturing",
        ("Answers", 3, 9): "only in the north",
        ("Answers", 3, 10): "x",
        ("Answers", 4, 3): "Not applicable (please say why)",
        ("Answers", 4, 9): "there is none",
        ("Answers", 5, 3): "Declined (I prefer not to say)",
        ("In your own words", 1, 2): "People\ntalk",
    }
    data = filled(answer_sheet(asked, code="gp"), cells)
    whole = survey_file(read_tables(data, "f"), "f", asked, {}, "xlsx")
    assert (whole.problems, whole.unmatched) == ((), {})
    (first, second), problems = replies(whole, asked)
    assert problems == []
    assert [first.typed, second.typed] == ["gp", "gp"]
    assert {name: str(one).split()[0] for name, one in first.scores.items()} == {
        "GOV1": "level=3", "GOV2": "level=None", "FIN1": "declined",
    }  # fmt: skip
    assert first.sheet("gp", "r").answer("GOV2").reason == "there is none"
    assert first.sheet("gp", "r").answer("GOV1").note == "only in the north"
    assert (first.choose, second.answers) == (("GOV1",), {"well": "People\ntalk"})


def test_an_empty_workbook_has_no_reply() -> None:
    asked = Questions.of(a_round())
    whole = survey_file(read_tables(answer_sheet(asked), "f"), "f", asked, {})
    assert [reply for reply in replies(whole, asked)[0] if not reply.empty] == []
    assert replies(survey_file(read_tables(answer_sheet(asked), "f"), "f", asked, {}), asked)[1] == []


# --- paper ----------------------------------------------------------------------------------------


def test_paper_is_one_file_that_asks_nothing_of_a_network() -> None:
    page = paper(ASKED)
    assert "default-src 'none'" in page
    assert not re.search(r"<script|src=|href=|@import|url\(", page)
    assert "<b>{x}" not in page
    assert "&lt;b&gt;{x}" in page
    assert page.count('class="box"') == 2 * 8 + 2


def test_large_print_is_eighteen_points_and_the_code_may_be_printed() -> None:
    assert "font:18pt" in paper(ASKED, large=True)
    assert "font:11pt" in paper(ASKED)
    assert "<b>K7Q2X</b>" in paper(ASKED, code="K7Q2X")
    assert "It is in your invitation" not in paper(ASKED, code="K7Q2X")
