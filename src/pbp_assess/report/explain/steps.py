"""What is an explanation made of? Statements, each with the line of the matrix that it goes by."""

from dataclasses import dataclass
from fractions import Fraction

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording.counts import needed_count, things
from pbp_assess.report.wording.headline import withheld_sentences

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One statement, how far it stands in, and where its rule stands in the matrix, if anywhere."""

    text: str
    depth: int = 1
    source: Path = ()


def heading(text: str) -> Step:
    """What the next statements are about."""
    return Step(text, 0)


def reached_words(ratio: Ratio, share: Fraction) -> str:
    """A count against a share, worked out: "7 of 11; 3/5 of 11 needs 7: reached"."""
    reached = "reached" if ratio.reaches(share) else "not reached"
    return f"{ratio.count} of {ratio.of}; {share} of {ratio.of} needs {needed_count(share, ratio.of)}: {reached}"


def withheld(copy: Copy) -> list[Step]:
    """What is kept back from this audience, and why; what the facilitators' copy has that no other does."""
    sentences = withheld_sentences(copy)
    if not sentences:
        return [heading("What is kept back"), Step("Nothing: this is the facilitators' copy, and not to be passed on.")]
    counted = f"What this copy, for the {copy.audience.value}, keeps back ({things(len(sentences), 'thing')})"
    return [heading(counted), *(Step(f"- {sentence}") for sentence in sentences)]
