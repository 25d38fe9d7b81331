"""Do the tints keep their order in grey, and can what stands on them be read?"""

import pytest

from pbp_assess.report.ramp import PAPER, contrast, luminance, ramp


@pytest.mark.parametrize("levels", range(2, 11))
def test_each_level_is_darker_than_the_one_below(levels: int) -> None:
    lights = [luminance(tint) for tint, _ in ramp(levels)]
    assert len(lights) == levels
    assert lights == sorted(set(lights), reverse=True)


@pytest.mark.parametrize("levels", range(2, 11))
def test_the_ink_on_every_tint_meets_wcag(levels: int) -> None:
    assert all(contrast(tint, ink) >= 4.5 for tint, ink in ramp(levels))


def test_the_five_and_the_four_are_those_of_the_house() -> None:
    assert [tint for tint, _ in ramp(5)] == ["#edf2f7", "#bcd4ee", "#6fa3d8", "#005eb8", "#002f5f"]
    assert [tint for tint, _ in ramp(4)] == ["#e8edf2", "#a9c6e8", "#005eb8", "#003087"]


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", PAPER) == pytest.approx(21)
    assert round(contrast("#005eb8", PAPER), 1) == 6.4
