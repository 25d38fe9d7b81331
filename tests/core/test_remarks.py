"""Is everything that people said found, and is it known when a text says it again word for word?"""

from datetime import date

import pytest

from build import dossier, matrix, sheet
from pbp_assess.core.remarks import Remark, remarks, repeats

SAID = "We could halve these meetings and nobody would ever notice it."


def test_everything_said_is_found_in_the_order_of_the_matrix() -> None:
    noted = {"GOV1": {"level": 2, "note": "Half of it", "reason": "As minuted"}, "GOV2": 1}
    away = {"FIN1": {"state": "not_applicable", "reason": "Not in this place"}}
    held = dossier(
        matrix(open_questions=[{"id": "well", "question": "?"}, {"id": "way", "question": "?"}]),
        sheet("gp", scores={**noted, **away}, answers={"way": "The papers", "well": "The people"}),
        sheet("director", answers={"well": SAID, "elsewhere": "nothing that was asked"}),
        round_={"closed": date(2022, 12, 9)},
    )
    assert remarks(held) == (
        Remark("gp", "well", "The people"),
        Remark("director", "well", SAID),
        Remark("gp", "way", "The papers"),
        Remark("gp", "GOV1", "As minuted"),
        Remark("gp", "GOV1", "Half of it"),
        Remark("gp", "FIN1", "Not in this place"),
    )


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Meetings: “we could HALVE these meetings, and nobody would notice”", SAID, True),
        ("We could halve these meetings.", SAID, False),
        ("Nobody would ever notice it, we could halve these meetings", SAID, False),
        ("So: nobody asks us, ever.", "Nobody asks us", True),
        ("Nobody ever asks us.", "Nobody asks us", False),
        ("Trust is there.", "Trust", False),
        ("Anything", "...", False),
    ],
)
def test_a_text_repeats_what_was_said(text: str, said: str, expected: bool) -> None:
    assert repeats(text, [Remark("gp", "way", said)]) is expected


def test_of_several_remarks_one_is_enough() -> None:
    said = [Remark("gp", "way", words) for words in ("Papers come late", "Nobody asks us")]
    assert repeats("People say that nobody asks us.", said)
    assert not repeats("Papers and people.", said)
    assert not repeats("Papers and people.", [])
