"""How do all rounds of a place read as JSON?"""

import json
from typing import Final

from pbp_assess.core.assess import METHOD
from pbp_assess.core.compare.series import Series
from pbp_assess.formats.json_values import known, value_json

HISTORY: Final = "pbp-assess/history/1"


def history_json(run: Series, audience: str) -> str:
    """Every round of a place, as an audience may see it."""
    whole = {
        "schema": HISTORY,
        "method": METHOD,
        "audience": audience,
        "place": {"id": run.rounds[-1].place_id, "name": run.rounds[-1].place},
        "rounds": [
            known(id=facts.round_id, kind=facts.kind, opened=value_json(facts.opened), closed=value_json(facts.closed))
            for facts in run.rounds
        ],
        "domains": [
            known(
                id=line.domain.id,
                name=line.domain.name,
                points=[
                    known(
                        round=point.round_id,
                        reached=value_json(point.reached),
                        level=point.level,
                        other_questions=point.other_questions,
                    )
                    for point in line.points
                ],
                peak=line.peak.round_id,
                net=line.net,
            )
            for line in run.domains
        ],
        "functions": [
            known(
                id=line.function.id,
                name=line.function.name,
                points=[
                    known(
                        round=point.round_id,
                        sought=point.sought,
                        status=point.status.value if point.status else None,
                        highest_met=point.highest,
                    )
                    for point in line.points
                ],
                peak=line.peak.round_id,
                net=line.net,
            )
            for line in run.functions
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
