"""What does each key of each file mean?

One sentence a key, by model: shown by editors through the JSON Schemas, and printed in
docs/formats.md (a test holds the two and the models together).
"""

from collections.abc import Mapping
from typing import Final

_ID: Final = "Short name that other files point to; never changed once answers exist."
_SCHEMA: Final = "Which kind of file this is, and which version of the format."

MEANINGS: Final[Mapping[str, Mapping[str, str]]] = {
    # --- pbp-assess.yaml ---
    "WorkspaceFile": {
        "schema": _SCHEMA,
        "place": "The place that is meant when no `--place` says otherwise.",
        "audience": "The audience that is meant when no `--audience` says otherwise; left out, partnership.",
    },
    # --- matrices/<matrix>.yaml and a round's matrix.yaml ---
    "Matrix": {
        "schema": _SCHEMA,
        "id": "Name of the matrix; the same as the file's name without `.yaml`.",
        "version": "Three numbers, such as 1.0.0; raise it whenever the wording or a threshold changes.",
        "title": "Name of the matrix as reports print it.",
        "note": "Anything a reader should know about the matrix as a whole.",
        "sources": "What the matrix as a whole draws on.",
        "scale": "The levels, lowest first: 2 to 10 consecutive whole numbers, starting anywhere.",
        "instruction": "The rule for choosing a level, printed on every form and sheet.",
        "priority_groups": "A criterion asked once for each priority group that the place names.",
        "domains": "The areas of the matrix, in the order they are asked and printed.",
        "open_questions": "Questions answered in the leader's own words, after the criteria.",
        "choose": 'The question "which of these matter most?".',
        "pulse": "Criteria asked again in a pulse, the short round between two full ones.",
        "counting": "Thresholds of the profile.",
        "readiness": "What must be true before a function is handed over; without it there is only a profile.",
    },
    "Level": {
        "level": "The level's number: a step in an order, never averaged.",
        "name": "The level's name.",
        "meaning": "What the level means in general, whatever the criterion.",
    },
    "Domain": {
        "id": _ID,
        "name": "The domain's name.",
        "meaning": "What the domain is about, in a sentence.",
        "sources": "What the domain draws on.",
        "criteria": "The domain's criteria, in the order they are asked.",
    },
    "Criterion": {
        "id": _ID,
        "name": "The criterion's name.",
        "meaning": "What is judged, in a sentence.",
        "evidence": "What a leader could point to.",
        "sources": "What the criterion draws on.",
        "levels": "A phrase for every level of the scale: what is in place when the level is reached.",
        "record": "true: a fact settled by a document; gates use the recorded level, not the answers.",
        "critical": "true: a shortfall here can never become a condition.",
    },
    "GroupTemplate": {
        "id": "Id of the domain that holds one criterion for each group.",
        "name": "Name of that domain.",
        "meaning": "What that domain is about, in a sentence.",
        "criterion": "Name of each criterion; `{group}` becomes the group's name.",
        "evidence": "What a leader could point to.",
        "levels": "A phrase for every level of the scale.",
    },
    "OpenQuestion": {"id": _ID, "question": "The question as it is asked."},
    "Choice": {
        "question": "The question as it is asked.",
        "number": "How many criteria each leader may choose.",
    },
    "Counting": {
        "profile_share": 'Share of those who gave a level that makes it what "most leaders see".',
        "flags_from": "With fewer levels given than this, a criterion gets no flag.",
        "minimum_cell": "Fewest members asked in any group that a shared copy shows (3 or more).",
        "close_from": 'Consensus from which agreement is called "close".',
        "mixed_from": 'Consensus from which agreement is called "mixed"; below it is "wide apart".',
        "far": "How many levels apart is far; left out, max(2, (K-1)/2.5 rounded up) for K levels.",
        "opposing_share": 'Share of answers at each end that makes "two opposing views".',
        "outlier_share": 'Largest share of answers that still counts as "one or two differ".',
        "headline_level": "The headline counts criteria at this level or above; left out, the middle level.",
        "balance": "How leaders are grouped for the balanced share.",
        "straight_lining": "When one level given again and again is shown to the facilitator.",
    },
    "Balance": {
        "by": "What makes a group: the leader's sector or organisation.",
        "min_group": "Groups with fewer members asked than this are merged, smallest first.",
    },
    "StraightLining": {
        "share": "Share of a leader's levels that are one and the same.",
        "from_levels": "Fewest levels given before this is looked at.",
    },
    "Readiness": {
        "sectors_required": "Sectors that should be heard; ids as in place.yaml.",
        "min_answers": "With fewer levels given than this, a criterion's test cannot be judged.",
        "stages": "Stages of delegation by id, lowest first, each with its tests.",
        "functions": "Functions that may be sought, in the order reports list them.",
    },
    "Stage": {
        "plain": 'The stage in plain words, such as "decides within limits".',
        "returned": "Share of members whose sheet must hold an answer; null: not tested.",
        "sectors": "How many of the required sectors must be heard.",
        "could_judge": "Share of the members asked who must have given a level; null: only `min_answers`.",
        "share": "Share of those who gave a level who must see the level required or higher.",
        "balanced": "true: the share must hold with each sector counted equally too.",
        "split": "What is asked when there is no shared view and members stand on both sides of the level required.",
        "dissent": "What is asked when a group's own lower median is two or more levels below the level required.",
        "documents": "How far each document of the function must have been established.",
        "fresh_quarters": "Calendar quarters from closing after which answers are too old; null: never.",
        "held_rounds": "Full rounds running that must have met the gate, this one included.",
        "conditions": "How many shortfalls may become conditions.",
        "functions_first": "true: the functions named in `requires` come first.",
        "domain_floor": "Lowest domain level allowed, by the function's risk; a risk not named has none.",
        "universal": "Level required of a criterion for every function.",
    },
    "ShareByWeight": {
        "critical": "The share for critical criteria.",
        "others": "The share for all other criteria.",
    },
    "Function": {
        "id": _ID,
        "name": "The function's name.",
        "scope": "What would be handed over.",
        "risk": "How much could go wrong, in the words that `domain_floor` uses.",
        "route": "The legal route it would take.",
        "note": "What to watch for.",
        "holders": "Sectors that would hold the function; one reading leaves their answers out.",
        "documents": "Papers without which it cannot be handed over.",
        "gates": "By stage, the level required of each criterion.",
        "requires": "Functions that come first, each with the stage it must have reached.",
    },
    "NeededDocument": {"id": _ID, "name": "The document's name."},
    # --- assessments/<place>/place.yaml ---
    "Place": {
        "schema": _SCHEMA,
        "name": "The place's name.",
        "icb": "The integrated care board's name.",
        "committee": "The body or person that would take decisions, as reports name it.",
        "illustrative": "true: everything about this place is invented, and every report says so.",
        "note": "Anything a reader should know about the place.",
        "sectors": "Kinds of partner, in the order reports list them.",
        "organisations": "Bodies that leaders speak from.",
        "priority_groups": "Groups of people the place puts first; each gets a criterion where the matrix says so.",
    },
    "Sector": {"id": _ID, "name": "The sector's name."},
    "Organisation": {
        "id": _ID,
        "name": "The organisation's name.",
        "sector": "The sector it belongs to.",
    },
    "PriorityGroup": {"id": _ID, "name": "The group's name."},
    # --- assessments/<place>/panel.yaml ---
    "Panel": {
        "schema": _SCHEMA,
        "leaders": "Everyone who has sat on the panel, past and present.",
    },
    "Leader": {
        "id": "Stands for one person for ever; never given to a successor. Names their score sheet.",
        "role": "The role held; no person's name.",
        "kind": "member: counts in gates; stakeholder: an invited voice, shown for comparison only.",
        "sector": "Sector, as in place.yaml.",
        "organisation": "Organisation, as in place.yaml.",
        "succeeds": "Id of the leader whose role this one took over.",
        "joined": "First day on the panel.",
        "left": "Last day on the panel.",
    },
    # --- assessments/<place>/<round>/round.yaml ---
    "Round": {
        "schema": _SCHEMA,
        "id": "Label of the round and name of its folder, such as 2024-25-q1 (NHS financial year; Q1 = April-June).",
        "kind": "full: every criterion; pulse: those in `criteria` only.",
        "place": "The place's name when the round opened.",
        "icb": "The integrated care board's name when the round opened.",
        "opened": "Day the round opened.",
        "closes": "Day by which answers are asked for.",
        "closed": "Day the answers closed; absent while the round is open.",
        "matrix": "Which matrix was asked.",
        "members": "Leaders asked who count in gates, by id, each with where they sat.",
        "stakeholders": "Invited voices asked, by id, each with where they sat.",
        "criteria": "In a pulse, the criteria asked.",
        "priority_groups": "The place's priority groups when the round opened.",
        "aims": "What is sought: a stage for each function.",
        "excluded": "Criteria taken out for everyone.",
        "waived": "Excluded criteria that the ICB has agreed need not hold a function back.",
        "sealed": "Salted hashes of the sheets as they stood at closing; a later edit is seen and not counted.",
        "reopened": "When the round was opened again after closing, and why.",
    },
    "Reopening": {"date": "When.", "reason": "Why."},
    "Seat": {
        "sector": "The leader's sector in this round.",
        "organisation": "The leader's organisation in this round.",
    },
    "MatrixPin": {
        "id": "Id of the matrix.",
        "version": "Version of the matrix.",
        "sha256": "sha256 of the round's own matrix.yaml, with LF line ends.",
    },
    "Exclusion": {"reason": "Why the criterion was taken out."},
    "Waiver": {
        "by": "Who at the ICB agreed it.",
        "date": "When it was agreed.",
        "reason": "Why.",
    },
    "Seal": {
        "salt": "Random text mixed into each hash.",
        "sheets": "Hash of each sheet, by leader.",
    },
    # --- assessments/<place>/<round>/scores/<leader>.yaml ---
    "Scoresheet": {
        "schema": _SCHEMA,
        "leader": "Whose answers these are.",
        "round": "In which round.",
        "scores": "An answer by criterion: a level, a word for one of the other states, or both with details.",
        "answers": "Answers to the open questions, by question.",
        "choose": "The criteria that this leader says matter most.",
    },
    "Answer": {
        "level": "The level given; stands instead of `state`.",
        "state": "cannot_judge, not_applicable, declined or unanswered; stands instead of `level`.",
        "reason": "Why; required with not_applicable.",
        "note": "What was said.",
        "evidence": "What was pointed to.",
        "confidence": "How sure the leader is.",
    },
    # --- assessments/<place>/<round>/moderation.yaml ---
    "Moderation": {
        "schema": _SCHEMA,
        "agreed": "Levels agreed on the day, by criterion; they stand beside the answers and never change them.",
    },
    "AgreedLevel": {
        "level": "The level agreed.",
        "date": "The day it was agreed.",
        "sectors_present": "Sectors in the room.",
        "reason": "Why this level.",
        "evidence": "What shows it; needed to move a criterion sought upwards, and for any agreed level at full.",
        "revote": "Hands by level, where hands were counted.",
        "dissent": "How many did not agree; needed at full (0 will do).",
    },
    # --- assessments/<place>/<round>/evidence.yaml ---
    "Evidence": {
        "schema": _SCHEMA,
        "records": "The level that a document shows, for each criterion that is a record.",
        "documents": "By function and document, how far each needed paper has been established.",
    },
    "RecordedLevel": {
        "level": "The level that the document shows.",
        "document": "Which document.",
        "checked_by": "Who checked it: a role or a team.",
        "checked": "When it was checked.",
        "note": "Anything to know about it.",
    },
    "DocumentEntry": {
        "state": "absent, listed, seen or verified.",
        "date": "When this was established.",
        "link": "Where the document can be found.",
        "seen_by": "Who has seen it: a role or a team.",
        "verified_by": "Who outside the place team verified it; required with state verified.",
        "note": "Anything to know about it.",
    },
    # --- assessments/<place>/<round>/themes.yaml ---
    "Themes": {"schema": _SCHEMA, "themes": "What people said, four to six themes at best."},
    "Theme": {
        "id": _ID,
        "text": "The theme in the facilitator's words.",
        "heard": "How widely it was heard; never a number.",
        "criteria": "Criteria it speaks to.",
        "strength": "true: something to be proud of.",
        "released": "true: may be printed outside the facilitator's own copy.",
    },
    # --- assessments/<place>/actions.yaml ---
    "Actions": {"schema": _SCHEMA, "actions": "What follows, across rounds."},
    "Action": {
        "id": _ID,
        "what": "What will be done.",
        "owner": "Id of the leader who sees to it.",
        "due": "By when.",
        "status": "open or done.",
        "round": "The round it came from.",
        "function": "With `criterion` or `document`: the function whose condition this meets.",
        "criterion": "The criterion it is about.",
        "document": "The document it is about.",
    },
}
