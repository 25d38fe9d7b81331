"""Is a count said in words that agree with it?"""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbp_assess.core.gate import Withheld
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording.counts import (
    day,
    figure,
    inside,
    leaders,
    listed,
    needed_count,
    number,
    opening,
    ratio_words,
    share_words,
    some_are,
    things,
)


@pytest.mark.parametrize(
    ("ratio", "words", "subject"),
    [
        (Ratio(7, 10), "7 of 10 leaders", "7 of 10 leaders see"),
        (Ratio(1, 10), "1 of 10 leaders", "1 of 10 leaders sees"),
        (Ratio(1, 1), "1 of 1 leader", "1 of 1 leader sees"),
        (Ratio(0, 11), "none of 11 leaders", "none of 11 leaders see"),
        (Ratio(11, 11), "11 of 11 leaders", "11 of 11 leaders see"),
        (Ratio(10, 11, up_to=11), "at least 10 of 11 leaders", "at least 10 of 11 leaders see"),
        (Ratio(0, 11, up_to=1), "at most 1 of 11 leaders", "at most 1 of 11 leaders sees"),
        (Ratio(2, 9, up_to=4), "between 2 and 4 of 9 leaders", "between 2 and 4 of 9 leaders see"),
        (Ratio(1200, 3500), "1,200 of 3,500 leaders", "1,200 of 3,500 leaders see"),
    ],
)
def test_a_count_and_its_verb_agree(ratio: Ratio, words: str, subject: str) -> None:
    assert ratio_words(ratio, "leader") == words
    assert leaders(ratio) == subject


def test_a_withheld_count_is_not_shown() -> None:
    assert ratio_words(Withheld.WITHHELD) == "not shown"


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no questions"), (1, "one question"), (2, "two questions"), (10, "ten questions"), (11, "11 questions")],
)
def test_numbers_up_to_ten_are_words(count: int, words: str) -> None:
    assert things(count, "question") == words


def test_nouns_of_two_words_take_their_own_plural() -> None:
    assert things(1, "function sought", "functions sought") == "one function sought"
    assert things(4, "function sought", "functions sought") == "four functions sought"
    assert number(1234) == "1,234"


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [
        (0, 1, "the one test is not met"),
        (1, 1, "the one test is met"),
        (0, 2, "none of the two tests is met"),
        (1, 2, "one of the two tests is met"),
        (2, 2, "both tests are met"),
        (3, 3, "all three tests are met"),
        (2, 4, "two of the four tests are met"),
        (12, 12, "all 12 tests are met"),
    ],
)
def test_so_many_of_so_many_agree(count: int, of: int, words: str) -> None:
    assert some_are(count, of, ("test", "tests"), "met") == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("1/2", "half"),
        ("3/5", "6 in 10"),
        ("9/10", "9 in 10"),
        ("3/4", "3 in 4"),
        ("2/3", "2 in 3"),
        ("1", "all"),
    ],
)
def test_a_share_is_said_in_people(share: str, words: str) -> None:
    assert share_words(Fraction(share)) == words


@pytest.mark.parametrize(("share", "of", "count"), [("3/5", 10, 6), ("3/5", 11, 7), ("3/4", 11, 9), ("1/2", 7, 4)])
def test_the_count_needed_is_the_smallest_that_reaches_the_share(share: str, of: int, count: int) -> None:
    assert needed_count(Fraction(share), of) == count


@given(st.fractions(min_value=Fraction(1, 100), max_value=1), st.integers(1, 200))
def test_one_fewer_than_needed_never_reaches_the_share(share: Fraction, of: int) -> None:
    count = needed_count(share, of)
    assert Ratio(count, of).reaches(share)
    assert not Ratio(count - 1, of).reaches(share)


def test_lists_end_in_and() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a, and b", "c"], apart=True) == "a, and b; c"


def test_dates_are_written_as_the_nhs_writes_them() -> None:
    assert day(date(2024, 6, 14)) == "14 June 2024"
    assert day(date(2023, 1, 1)) == "1 January 2023"


def test_a_sentence_opens_with_a_capital_and_keeps_the_rest() -> None:
    assert opening("six GPs") == "Six GPs"
    assert opening("") == ""


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (1, "one"), (2, "2"), (1200, "1,200")])
def test_a_lone_one_is_a_word_among_figures(count: int, words: str) -> None:
    assert figure(count) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ICB's decisions", "the ICB's decisions"),
        ("ICB decisions", "ICB decisions"),
        ("HWB sign-off", "HWB sign-off"),
        ("A", "a"),
        ("", ""),
        (" ", " "),
    ],
)
def test_a_text_within_a_sentence_begins_small_unless_it_is_an_abbreviation(text: str, words: str) -> None:
    assert inside(text) == words
