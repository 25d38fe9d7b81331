"""What does an agreed level consist of, and which words name its parts?

Shared by the options of `moderate` and by its questions, so that both take the same words and ask for the same.
"""

import re
from collections.abc import Iterator, Mapping

from pbp_assess.core.assess import AssessmentResult, sectors_asked
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.matrix import DissentRule, Stage
from pbp_assess.core.records import AgreedLevel
from pbp_assess.core.requirement import evidence_wanted
from pbp_assess.problems import UsageError
from pbp_assess.workspace.history import unknown

EVERYBODY = "all"
_HANDS = re.compile(r"(\d{1,4})\s*[=:]\s*(\d{1,4})")


# --- what must stand beside a level ---------------------------------------------------------------


def _stages(dossier: Dossier, criterion: str) -> dict[str, Stage]:
    """The functions sought that turn on a criterion, each with the stage sought."""
    policy = dossier.matrix.policy
    return {
        name: policy.stages[stage]
        for name, stage in dossier.round.aims.items()
        if criterion in policy.needed(policy.function_by_id[name], stage)
    }


def evidence_for(dossier: Dossier, result: AssessmentResult, criterion: str, level: int) -> tuple[str, ...]:
    """The functions sought for which something must show this level, or their test cannot be judged."""
    profile = result.profile.criteria[criterion]
    stages = _stages(dossier, criterion).items()
    return tuple(name for name, stage in stages if evidence_wanted(stage, profile, level, sought=True))


def dissent_for(dossier: Dossier, criterion: str) -> tuple[str, ...]:
    """The functions sought for which it must be noted how many did not agree, be it nobody."""
    rule = DissentRule.MODERATED_AND_RECORDED
    return tuple(name for name, stage in _stages(dossier, criterion).items() if stage.dissent is rule)


def lacking(dossier: Dossier, result: AssessmentResult, criterion: str, entry: AgreedLevel) -> Iterator[str]:
    """What keeps a level agreed from being used where it matters, a sentence for each."""
    needing = evidence_for(dossier, result, criterion, entry.level)
    if needing and entry.evidence is None:
        yield f"{criterion}: {' and '.join(needing)} cannot be judged on this level until something shows it."
    counting = dissent_for(dossier, criterion)
    if counting and entry.dissent is None:
        yield f"{criterion}: for {' and '.join(counting)} it must be noted how many did not agree; 0 will do."
    if dossier.matrix.criterion_by_id[criterion].record:
        yield f"{criterion} is settled by a document: functions are judged on its record, not on this level."


# --- what is typed --------------------------------------------------------------------------------


def criterion_meant(dossier: Dossier, typed: str) -> str:
    """The criterion, whatever its capitals.

    Raises:
        NotFoundError: there is no such criterion.
    """
    known = dossier.matrix.criterion_by_id
    by_fold = {name.casefold(): name for name in known}
    if typed.casefold() not in by_fold:
        raise unknown("criterion", typed, tuple(known), "the matrix of this round")
    return by_fold[typed.casefold()]


def sectors_meant(dossier: Dossier, typed: str) -> tuple[str, ...]:
    """`icb, primary_care`, by id or name, in the order of the place; `all` is every sector that was asked.

    Raises:
        NotFoundError: the place has no such sector.
        UsageError: none is named.
    """
    if typed.strip().casefold() == EVERYBODY:
        return tuple(sectors_asked(dossier))
    known = {sector.id: sector.name for sector in dossier.place.sectors}
    by_word = {word.casefold(): name for name, said in known.items() for word in (name, said)}
    words = [" ".join(word.split()) for word in typed.split(",") if word.strip()]
    for word in words:
        if word.casefold() not in by_word:
            raise unknown("sector", word, tuple(known), "the place")
    named = {by_word[word.casefold()] for word in words}
    if not named:
        raise UsageError(f"no sector is named: icb, primary_care, ..., or {EVERYBODY}")
    return tuple(name for name in known if name in named)


def hands_meant(dossier: Dossier, typed: str) -> dict[int, int]:
    """`1=2, 2=9` as hands by level; nothing where nothing is typed.

    Raises:
        UsageError: it is not of that form, a level is not on the scale or there twice, or there are too many hands.
    """
    hands: dict[int, int] = {}
    for word in re.split(r"[,;]\s*|\s+(?=\d+\s*[=:])", typed.strip()) if typed.strip() else ():
        match = _HANDS.fullmatch(word.strip())
        if match is None:
            raise UsageError(f"hands are counted by level, such as 1=2,2=9, not {word!r}")
        level, count = int(match[1]), int(match[2])
        if on_scale(dossier, level) in hands:
            raise UsageError(f"hands for level {level} are counted twice")
        hands[level] = count
    no_more_than_asked(dossier, sum(hands.values()), "hands")
    return dict(sorted(hands.items()))


def no_more_than_asked(dossier: Dossier, count: int, what: str) -> int:
    """The count.

    Raises:
        UsageError: nobody else can have been in the room.
    """
    asked = len(dossier.round.asked)
    if count > asked:
        raise UsageError(f"{count} {what} are more than the {asked} people asked in this round")
    return count


def in_words(dossier: Dossier, criterion: str, level: int) -> str:
    """A level with its name and phrase: `2, Developing: main terms are written`."""
    phrase = dossier.matrix.criterion_by_id[criterion].levels[level]
    return f"{level}, {dossier.matrix.level_named(level).name}: {phrase}"


def roles_of(dossier: Dossier) -> Mapping[str, str]:
    """The roles of everybody on the panel, by id."""
    return {leader.id: leader.role for leader in dossier.panel.leaders}


def on_scale(dossier: Dossier, level: int | None) -> int:
    """The level.

    Raises:
        UsageError: the scale does not have it.
    """
    levels = dossier.matrix.levels
    if level not in levels:
        raise UsageError(f"level {level} is not on the scale, which goes from {levels[0]} to {levels[-1]}")
    return level
