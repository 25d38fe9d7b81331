"""Does what was agreed, recorded, heard and planned name things that exist?"""

from collections.abc import Callable, Iterator

from pbp_assess.core.assessment import Action, Dossier
from pbp_assess.core.check.fault import Fault, Path, Register, repeated
from pbp_assess.core.check.matrix_rules import criteria, span
from pbp_assess.core.check.panel_rules import leaders, sectors
from pbp_assess.core.check.policy_rules import functions
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


def documents(dossier: Dossier) -> Iterator[Fault]:
    """Documents are entered under a function of the matrix that needs them."""
    for function, entries in dossier.evidence.documents.items():
        path: Path = ("documents", function)
        known = functions(dossier.matrix.readiness)
        yield from known.check("evidence", [(function, path)], key=True)
        if function in known.known:
            named = ((name, (*path, name)) for name in entries)
            yield from _papers(dossier, function).check("evidence", named, key=True)


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


RULES: tuple[Callable[[Dossier], Iterator[Fault]], ...] = (
    agreed_criteria,
    agreed_levels,
    agreed_by,
    agreed_when,
    records,
    documents,
    themes,
    actions,
    purposes_of_actions,
)
