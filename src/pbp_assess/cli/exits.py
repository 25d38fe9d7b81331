"""What does the exit code say?"""

from enum import IntEnum


class ExitCode(IntEnum):
    """Answered, answered no, and could not answer are kept apart; a crash never looks like a verdict."""

    ANSWERED = 0
    NO = 1
    """A gate or assertion failed, and the caller asked to fail on it."""
    COULD_NOT = 2
    """Bad input, usage, unknown id, locked or changed file, missing extra."""
    NOT_COMPARABLE = 4
    """No baseline, or two rounds that cannot be compared."""
    NOT_ENOUGH = 5
    """Not enough answers to say, where the caller required a verdict."""
    BUG = 70
    INTERRUPTED = 130
