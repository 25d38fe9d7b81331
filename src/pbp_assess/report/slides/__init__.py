"""What are slides as a PowerPoint file?

Real titles, lists, tables and charts, which can be edited; a text for every shape, the language of every word, the
number of every slide; and in the notes what is said to it.
"""

from pbp_assess.problems import MissingExtraError
from pbp_assess.report.deck import Deck


def to_pptx(deck: Deck) -> bytes:
    """All slides; the same deck gives the same bytes.

    Raises:
        MissingExtraError: python-pptx is not installed.
    """
    try:
        import pptx
    except ImportError as error:
        raise MissingExtraError("making slides needs one more part: pip install 'pbp-assess[slides]'") from error
    del pptx
    from pbp_assess.report.slides.writer import write

    return write(deck)
