"""Does what was agreed, recorded, heard and planned name things that exist?"""

import datetime
from collections.abc import Callable, Iterator, Mapping

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.check.fault import Fault, Path, Register, repeated
from pbp_assess.core.check.matrix_rules import criteria, span
from pbp_assess.core.check.panel_rules import leaders, sectors
from pbp_assess.core.check.policy_rules import functions, stages
from pbp_assess.core.records import Action, AgreedLevel, Decided, DocumentEntry
from pbp_assess.problems import Severity


def agreed_criteria(dossier: Dossier) -> Iterator[Fault]:
    """A level is agreed on a criterion of the matrix."""
    named = ((name, ("agreed", name)) for name in dossier.moderation.agreed)
    yield from criteria(dossier.matrix).check("moderation", named, key=True)


def agreed_levels(dossier: Dossier) -> Iterator[Fault]:
    """The level agreed, and each level voted for, is on the scale."""
    for name, agreed in dossier.moderation.agreed.items():
        yield from _off_scale(dossier, "moderation", agreed.level, ("agreed", name, "level"))
        for level in agreed.revote:
            yield from _off_scale(dossier, "moderation", level, ("agreed", name, "revote", level), key=True)


def _off_scale(dossier: Dossier, document: str, level: int, path: Path, *, key: bool = False) -> Iterator[Fault]:
    """A fault when the scale does not have the level."""
    if level not in dossier.matrix.levels:
        found = f"level {level} is not on the scale"
        yield Fault("PBP343", found, f"a level from {span(dossier.matrix)}", document, path, key=key)


def agreed_by(dossier: Dossier) -> Iterator[Fault]:
    """The sectors present are sectors of the place, each once."""
    for name, agreed in dossier.moderation.agreed.items():
        path: Path = ("agreed", name, "sectors_present")
        entries = [(sector, (*path, n)) for n, sector in enumerate(agreed.sectors_present)]
        yield from sectors(dossier.place).check("moderation", entries)
        yield from repeated("sector", "moderation", entries)


def agreed_when(dossier: Dossier) -> Iterator[Fault]:
    """A level is agreed in the round, not before it opened."""
    opened = dossier.round.opened
    for name, agreed in dossier.moderation.agreed.items():
        if agreed.date < opened:
            found = f"agreed on {agreed.date}, before the round opened on {opened}"
            yield Fault("PBP350", found, f"{opened} or later", "moderation", ("agreed", name, "date"))


def dissent(dossier: Dossier) -> Iterator[Fault]:
    """Those named as dissenting are on the panel, each once, and no more of them than did not agree."""
    for name, agreed in dossier.moderation.agreed.items():
        path: Path = ("agreed", name, "dissenters")
        entries = [(one.leader, (*path, n, "leader")) for n, one in enumerate(agreed.dissenters)]
        yield from leaders(dossier.panel).check("moderation", entries)
        yield from repeated("leader", "moderation", entries)
        yield from _more_named(agreed, path)


def _more_named(agreed: AgreedLevel, path: Path) -> Iterator[Fault]:
    """A fault when more are named than counted."""
    named, counted = len(agreed.dissenters), agreed.dissent or 0
    if named > counted:
        found = f"{named} named as not agreeing, and {counted} counted under dissent"
        yield Fault("PBP353", found, f"dissent: {named} or more", "moderation", path)


def hands(dossier: Dossier) -> Iterator[Fault]:
    """No more hands were counted, and no more people did not agree, than were asked in the round."""
    asked = len(dossier.round.asked)
    for name, agreed in dossier.moderation.agreed.items():
        for key, counted in (("revote", sum(agreed.revote.values())), ("dissent", agreed.dissent or 0)):
            if counted > asked:
                found = f"{counted} counted under {key}, and {asked} asked in the round"
                yield Fault("PBP357", found, f"{asked} or fewer", "moderation", ("agreed", name, key))


def records(dossier: Dossier) -> Iterator[Fault]:
    """A recorded level is on the scale, for a criterion of the matrix that documents settle."""
    known = dossier.matrix.criterion_by_id
    for name, record in dossier.evidence.records.items():
        path: Path = ("records", name)
        yield from criteria(dossier.matrix).check("evidence", [(name, path)], key=True)
        yield from _off_scale(dossier, "evidence", record.level, (*path, "level"))
        if name in known and not known[name].record:
            found = f'"{name}" is not settled by a record, so this one is not used'
            expected = "a criterion with record: true"
            yield Fault("PBP351", found, expected, "evidence", path, severity=Severity.WARNING, key=True)
        yield from _ends_before("evidence", record.valid_until, record.checked, (*path, "valid_until"))


def _ends_before(document: str, end: datetime.date | None, start: datetime.date | None, path: Path) -> Iterator[Fault]:
    """A fault when the later of two days comes before the earlier."""
    if end is not None and start is not None and end < start:
        yield Fault("PBP354", f"{end}, before {start}", f"{start} or later", document, path)


def documents(dossier: Dossier) -> Iterator[Fault]:
    """Documents are entered under a function of the matrix that needs them."""
    for function, entries in dossier.evidence.documents.items():
        path: Path = ("documents", function)
        known = functions(dossier.matrix.readiness)
        yield from known.check("evidence", [(function, path)], key=True)
        if function in known.known:
            named = ((name, (*path, name)) for name in entries)
            yield from _papers(dossier, function).check("evidence", named, key=True)
        yield from _shelf_lives(entries, path)


def shown_by(dossier: Dossier) -> Iterator[Fault]:
    """Documents that show a level are entered under a criterion of the matrix."""
    for name, entries in dossier.evidence.criteria.items():
        path: Path = ("criteria", name)
        yield from criteria(dossier.matrix).check("evidence", [(name, path)], key=True)
        yield from _shelf_lives(entries, path)


def _shelf_lives(entries: Mapping[str, DocumentEntry], path: Path) -> Iterator[Fault]:
    """No document runs out before the day on which it was established."""
    for name, entry in entries.items():
        yield from _ends_before("evidence", entry.valid_until, entry.date, (*path, name, "valid_until"))


def _papers(dossier: Dossier, function: str) -> Register:
    """The documents that a function needs."""
    policy = dossier.matrix.readiness
    needed = policy.function_by_id[function].documents if policy and function in policy.function_by_id else ()
    return Register("PBP352", "document", {paper.id for paper in needed}, f'the documents of "{function}"')


def themes(dossier: Dossier) -> Iterator[Fault]:
    """Each theme has an id of its own and is about criteria of the matrix."""
    listed = dossier.themes.themes
    yield from repeated("theme", "themes", ((theme.id, ("themes", n, "id")) for n, theme in enumerate(listed)))
    for number, theme in enumerate(listed):
        path: Path = ("themes", number, "criteria")
        yield from criteria(dossier.matrix).check(
            "themes", ((name, (*path, n)) for n, name in enumerate(theme.criteria))
        )


def actions(dossier: Dossier) -> Iterator[Fault]:
    """Each action has an id of its own; its owner is best known to the panel, but may sit elsewhere."""
    listed = dossier.actions.actions
    yield from repeated("action", "actions", ((done.id, ("actions", n, "id")) for n, done in enumerate(listed)))
    owners = ((done.owner, ("actions", n, "owner")) for n, done in enumerate(listed))
    yield from leaders(dossier.panel).check("actions", owners, severity=Severity.WARNING)
    for number, action in enumerate(listed):
        if action.done is not None and action.status == "open":
            found = f"done on {action.done}, and still open"
            yield Fault("PBP355", found, "status: done beside the day", "actions", ("actions", number, "done"))


def purposes_of_actions(dossier: Dossier) -> Iterator[Fault]:
    """What an action of this round is for is in its matrix; earlier rounds may have had another."""
    for number, action in enumerate(dossier.actions.actions):
        if action.round == dossier.round.id:
            yield from _purpose(dossier, action, ("actions", number))


def _purpose(dossier: Dossier, action: Action, path: Path) -> Iterator[Fault]:
    """The function, criterion and document that an action names."""
    known = functions(dossier.matrix.readiness)
    if action.function is not None:
        yield from known.check("actions", [(action.function, (*path, "function"))])
    if action.criterion is not None:
        yield from criteria(dossier.matrix).check("actions", [(action.criterion, (*path, "criterion"))])
    if action.document is None:
        return
    if action.function is None:
        found = f'document "{action.document}" without the function that needs it'
        yield Fault("PBP352", found, "function beside document", "actions", (*path, "document"))
    elif action.function in known.known:
        papers = _papers(dossier, action.function)
        yield from papers.check("actions", [(action.document, (*path, "document"))])


def targets(dossier: Dossier) -> Iterator[Fault]:
    """One level is wanted of a criterion by one day; those of this round are in its matrix and on its scale."""
    listed = dossier.actions.targets
    days = ((f"{one.criterion} by {one.due}", ("targets", n, "due")) for n, one in enumerate(listed))
    yield from repeated("target", "actions", days)
    for number, target in enumerate(listed):
        if target.round == dossier.round.id:
            path: Path = ("targets", number)
            yield from criteria(dossier.matrix).check("actions", [(target.criterion, (*path, "criterion"))])
            yield from _off_scale(dossier, "actions", target.level, (*path, "level"))


def decisions(dossier: Dossier) -> Iterator[Fault]:
    """Each decision has an id of its own, about a function and a stage; it is looked at again after its day."""
    listed, policy = dossier.decisions.decisions, dossier.matrix.policy
    yield from repeated("decision", "decisions", ((one.id, ("decisions", n, "id")) for n, one in enumerate(listed)))
    for number, decision in enumerate(listed):
        path: Path = ("decisions", number)
        yield from _ends_before("decisions", decision.review, decision.date, (*path, "review"))
        if decision.round == dossier.round.id:  # an earlier round may have had another matrix
            yield from functions(policy).check("decisions", [(decision.function, (*path, "function"))])
            yield from stages(policy).check("decisions", [(decision.stage, (*path, "stage"))])


def handed_back(dossier: Dossier) -> Iterator[Fault]:
    """Only what was granted is handed back."""
    decided = dossier.decisions
    for number, decision in enumerate(decided.decisions):
        before = decided.in_order[: decided.in_order.index(decision)]
        granted = any(one.function == decision.function and one.outcome is Decided.GRANTED for one in before)
        if decision.outcome is Decided.HANDED_BACK and not granted:
            found = f'"{decision.function}" is handed back, and was never granted'
            path: Path = ("decisions", number, "outcome")
            yield Fault("PBP356", found, "the grant, in a decision of its own", "decisions", path, Severity.WARNING)


RULES: tuple[Callable[[Dossier], Iterator[Fault]], ...] = (
    agreed_criteria,
    agreed_levels,
    agreed_by,
    agreed_when,
    dissent,
    hands,
    records,
    documents,
    shown_by,
    themes,
    actions,
    purposes_of_actions,
    targets,
    decisions,
    handed_back,
)
