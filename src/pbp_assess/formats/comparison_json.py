"""How does a comparison read as JSON?

One document for one audience, in the manner of a result: effects as exact fractions, `{"withheld": true}` where the
audience may not see, nothing null. docs/schema/comparison.schema.json describes it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Final

from pbp_assess.core.assess import METHOD, Commitment, RoundFacts
from pbp_assess.core.compare import DomainChange, FunctionChange, StageChange, Verdict
from pbp_assess.core.compare.functions import Turned
from pbp_assess.core.compare.linking import Uncompared
from pbp_assess.core.disclosure.comparison import ComparisonCopy, CriterionChangeCopy, MovesCopy, ShareCopy
from pbp_assess.core.profile import DomainProfile
from pbp_assess.core.tally import Ratio
from pbp_assess.formats.json_values import Object, bands_json, commitment_json, held_json, known, value_json

SCHEMA: Final = "pbp-assess/comparison/1"

Sentences = Callable[[ComparisonCopy], Iterator[str]]


# --- one question ---------------------------------------------------------------------------------


def _moves(moves: MovesCopy | None) -> Object | None:
    if moves is None:
        return None
    return known(
        up=value_json(moves.up),
        same=value_json(moves.same),
        down=value_json(moves.down),
        of=moves.of,
        before=bands_json(moves.before),
        after=bands_json(moves.after),
        supported_before=value_json(moves.supported_before),
        supported=value_json(moves.supported),
        chance=value_json(moves.chance),
    )


def _share(share: ShareCopy | None) -> Object | None:
    if share is None:
        return None
    return known(
        level=share.level,
        before=value_json(share.before),
        after=value_json(share.after),
        leavers=value_json(share.leavers),
        real=value_json(share.real),
        joiners=value_json(share.joiners),
    )


def _criterion(change: CriterionChangeCopy) -> Object:
    return known(
        before=list(change.link.before),
        after=list(change.link.after),
        joined=change.link.kind.value,
        domain=change.domain,
        grade=change.grade.value,
        direction=change.direction.value,
        held_before=held_json(change.held_before),
        held=held_json(change.held),
        supported_before=value_json(change.supported_before),
        supported=value_json(change.supported),
        answered_both_times=_moves(change.moves),
        share=_share(change.share),
    )


def _uncompared(entry: Uncompared) -> Object:
    return {"criterion": entry.criterion, "reason": entry.reason.value, "held": held_json(entry.held)}


# --- areas and functions --------------------------------------------------------------------------


def _domain(change: DomainChange) -> Object:
    return known(
        id=change.domain.id,
        name=change.domain.name,
        rose=change.rose,
        fell=change.fell,
        as_before=change.as_before,
        too_few=change.too_few,
        not_told=change.not_told,
        level_before=_level(change.before),
        level=_level(change.after),
    )


def _level(profile: DomainProfile | None) -> int | None:
    return profile.level if profile else None


def _verdict(verdict: Verdict | None) -> Object | None:
    return {"outcome": verdict.outcome.value, "status": verdict.status.value} if verdict else None


def _turned(turned: Turned) -> Object:
    return known(
        test=turned.test.value,
        subject=turned.subject or None,
        before=turned.before.value if turned.before else None,
        after=turned.after.value if turned.after else None,
    )


def _stage(change: StageChange) -> Object:
    then, now = change.matched or (None, None)
    return known(
        stage=change.stage,
        before=_verdict(change.before),
        after=_verdict(change.after),
        shift=change.shift.value,
        answered_both_times=known(before=_verdict(then), after=_verdict(now)) or None,
        lost_for_sure=change.lost_for_sure,
        rules_changed=change.rules_changed,
        turned=[_turned(one) for one in change.turned],
    )


def _function(change: FunctionChange) -> Object:
    return known(
        id=change.function,
        sought_before=change.sought_before,
        sought=change.sought,
        stages=[_stage(stage) for stage in change.stages],
    )


# --- the whole ------------------------------------------------------------------------------------


def _round(facts: RoundFacts, members: Ratio) -> Object:
    matrix = facts.matrix
    return known(
        id=facts.round_id,
        kind=facts.kind,
        opened=value_json(facts.opened),
        closed=value_json(facts.closed),
        as_of=value_json(facts.as_of),
        members=value_json(members),
        matrix={"id": matrix.id, "version": matrix.version, "levels": list(matrix.levels)},
    )


def _commitments(taken: tuple[Commitment, ...]) -> list[Object]:
    return [commitment_json(entry) for entry in taken]


def _facts(copy: ComparisonCopy) -> Object:
    return {
        "matrix": [
            known(kind=change.kind.value, subject=change.subject or None, breaking=change.breaking)
            for change in copy.matrix
        ],
        "records": [known(criterion=one.criterion, before=one.before, after=one.after) for one in copy.records],
        "documents": [
            known(
                function=one.function,
                document=one.document,
                before=one.before.value if one.before else None,
                after=one.after.value if one.after else None,
            )
            for one in copy.documents
        ],
        "actions": {
            "done": _commitments(copy.actions.done),
            "open": _commitments(copy.actions.underway),
            "overdue": _commitments(copy.actions.overdue),
        },
        "targets": [
            known(
                criterion=one.target.criterion,
                level=one.target.level,
                due=value_json(one.target.due),
                held=one.held.level if one.held else None,
                result=one.result.value,
            )
            for one in copy.targets
        ],
    }


def comparison_json(copy: ComparisonCopy, say: Sentences) -> str:
    """The copy as JSON, two spaces deep; `say` puts it into sentences (`report.wording.comparison.headline`)."""
    whole = known(
        schema=SCHEMA,
        method=METHOD,
        audience=copy.audience.value,
        place={"id": copy.facts.place_id, "name": copy.facts.place},
        illustrative=copy.facts.illustrative,
        before=_round(copy.before, copy.members_before),
        after=_round(copy.facts, copy.members),
        headline=list(say(copy)),
        people=asdict(copy.panel) if copy.panel else None,
        criteria=[_criterion(change) for change in copy.criteria],
        uncompared=[_uncompared(entry) for entry in copy.uncompared],
        domains=[_domain(change) for change in copy.domains],
        functions=[_function(change) for change in copy.functions],
        **_facts(copy),
        kept_back=[kept.value for kept in copy.kept_back],
    )
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
