"""Is no text a formula to a spreadsheet, and is every text had back?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbp_assess.formats.formula_guard import guarded, unguarded

SIGNS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(sign: str) -> None:
    assert guarded(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["", "3 = 4", "a-b", "'quoted'", "''twice''", "Level 3", " =1", "é", "1+1"])
def test_any_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(st.text(alphabet=f"'ab {SIGNS}", max_size=6))
def test_every_text_is_had_back_and_none_begins_with_a_sign(text: str) -> None:
    assert guarded(text)[:1] not in set(SIGNS)
    assert unguarded(guarded(text)) == text


@given(st.text(alphabet=f"'a{SIGNS}", max_size=5), st.text(alphabet=f"'a{SIGNS}", max_size=5))
def test_no_two_texts_become_the_same(one: str, other: str) -> None:
    assert (guarded(one) == guarded(other)) == (one == other)
