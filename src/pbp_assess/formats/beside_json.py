"""How does what stands beside the answers read as JSON: evidence, decisions, what is held, what runs out?"""

from collections.abc import Mapping

from pbp_assess.core.assess import NamedDissent
from pbp_assess.core.fields import Written
from pbp_assess.core.holding import Holding
from pbp_assess.core.records import DocumentEntry
from pbp_assess.core.shelf_life import Lapse
from pbp_assess.formats.json_values import Object, known


def written_json(model: Written) -> Object:
    """A model of a file, without what it does not say."""
    return model.model_dump(mode="json", exclude_none=True)


def papers_json(papers: Mapping[str, Mapping[str, DocumentEntry]]) -> dict[str, Object]:
    """Documents by what they are of."""
    return {owner: {name: written_json(entry) for name, entry in entries.items()} for owner, entries in papers.items()}


def dissenter_json(named: NamedDissent) -> Object:
    """Somebody who chose to be named, by role."""
    return known(role=named.role, words=named.words)


def holding_json(holding: Holding) -> Object:
    """A function held, by the decision that granted it, and what its triggers say."""
    return {
        "function": holding.grant.function,
        "stage": holding.grant.stage,
        "decision": holding.grant.id,
        "review_due": holding.review_due,
        "triggers": [{**written_json(one.trigger), "says": one.says.value} for one in holding.triggers],
    }


def lapse_json(lapse: Lapse) -> Object:
    """From which day a function is no longer ready, and what would have to be renewed."""
    return {
        "function": lapse.function,
        "stage": lapse.stage,
        "day": lapse.day.isoformat(),
        "renew": [known(test=test.value, subject=subject or None) for test, subject in lapse.tests],
    }
