"""Which replies are in these files, and whose are they? What is not certain is asked, or becomes a fault."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Self

from pbp_assess.cli.asked import role_of
from pbp_assess.cli.interview.terminal import Terminal
from pbp_assess.cli.matching import InputEndedError, ask_column, ask_respondent
from pbp_assess.cli.register import Names
from pbp_assess.core.assessment import Dossier
from pbp_assess.formats.survey.headings import Headings, is_about_a_person
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.reply import Reply
from pbp_assess.formats.survey.respondents import NOBODY, Respondents, respondents_of
from pbp_assess.formats.survey.survey_file import SurveyFile, replies
from pbp_assess.formats.survey.wording import plain
from pbp_assess.problems import Location, Problem, Severity
from pbp_assess.workspace.intake import Incoming
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.sources import Origin, files_of, read_source
from pbp_assess.workspace.survey import SurveyMap, read_map, read_survey

_GUESSES: Final = 20  # a guess compares with everything there is
_OF_A_KIND: Final = 100


@dataclass(slots=True)
class Reading:
    """Files being read: what is known, what came in, what was found wrong, and what was matched by hand on the way.

    `columns` is what headings stand for; `kept_columns` and `kept_respondents` are what may be written down.
    """

    workspace: Workspace
    dossier: Dossier
    people: Names
    questions: Questions
    columns: dict[str, str]
    respondents: Respondents
    asking: bool
    reason: str = ""
    incoming: list[Incoming] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    strangers: list[Reply] = field(default_factory=list)
    kept_columns: dict[str, str] = field(default_factory=dict)
    kept_respondents: dict[str, str] = field(default_factory=dict)
    terminal: Terminal = field(default_factory=Terminal)

    @classmethod
    def begin(
        cls, workspace: Workspace, dossier: Dossier, people: Names, map_file: Path | None, *, asking: bool, reason: str
    ) -> Self:
        """What is known before the first file is opened: survey.yaml, a map given by hand, and the register."""
        given = [read_map(map_file, str(map_file))] if map_file else []
        saved = read_survey(workspace, dossier)
        maps = [*([saved] if saved else []), *given]
        codes = {code: leader for one in maps for leader, code in one.survey.codes.items()}
        said = {text: leader for one in maps for text, leader in one.survey.respondents.items()}
        forms = {leader: people.forms_of(leader) for leader in people.people}
        reading = cls(
            workspace=workspace,
            dossier=dossier,
            people=people,
            questions=Questions.of(dossier),
            columns={text: word for one in maps for text, word in one.survey.columns.items()},
            respondents=respondents_of(dossier, codes, forms, said),
            asking=asking,
            reason=reason,
        )
        reading.problems += (problem for one in maps for problem in reading.unknown_words(one))
        return reading

    def unknown_words(self, one: SurveyMap) -> Iterable[Problem]:
        """What a map says of headings and codes that means nothing in this round."""
        headings = Headings(self.questions)
        for text, word in one.survey.columns.items():
            if headings.parse(word) is None:
                expected = "a question of this round (GOV1, GOV1 note, GOV comments, words ID, choose), code or ignore"
                yield _fault("PBP433", f'"{word}" stands for nothing', expected, one.where(("columns", text)))
        for text, who in one.survey.respondents.items():
            if who not in {NOBODY, *self.respondents.ids}:
                expected = f"the id of somebody asked, or {NOBODY}"
                yield _fault(
                    "PBP433", f'"{who}" is not asked in this round', expected, one.where(("respondents", text))
                )

    # --- files ------------------------------------------------------------------------------------

    def read(self, paths: Sequence[Path], origin: Origin) -> None:
        """Read every file, then find out who the respondents are."""
        found: list[Reply] = []
        for path in files_of(paths):
            source = read_source(self.workspace, self.dossier, path, self.columns, origin)
            self.incoming += source.incoming
            self.problems += source.problems
            if source.survey:
                found += self._replies(source.survey)
        for reply in found:
            self._find_out(reply)
        self.problems += _few(
            _nobody(reply, self.respondents, guess=number < _GUESSES) for number, reply in enumerate(self.strangers)
        )

    def _replies(self, survey: SurveyFile) -> list[Reply]:
        """The replies of a survey, with every heading matched that can be."""
        if self.asking and self._ask_columns(survey):
            survey = survey.again(self.questions, self.columns)
        self.problems += survey.problems
        for number, (place, heading) in enumerate(survey.unmatched.items()):
            self.problems.append(_unmatched(survey.headings, heading, place, guess=number < _GUESSES))
        found_here, problems = replies(survey, self.questions, self.reason)
        self.problems += _few(problems)
        return found_here

    def _ask_columns(self, survey: SurveyFile) -> bool:
        """Ask what each unknown heading is; whether anything was said."""
        said: dict[str, str] = {}
        try:
            for place, heading in survey.unmatched.items():
                if heading.strip() and plain(heading) not in map(plain, said):
                    said[heading] = ask_column(self.terminal, heading, place, survey.headings)
        except InputEndedError:
            self.asking = False
        self.columns |= said
        for heading, word in said.items():
            if not (is_about_a_person(survey.headings.parse(word)) or self._names_somebody(heading)):
                self.kept_columns[" ".join(heading.split())] = word
        return bool(said)

    # --- respondents ------------------------------------------------------------------------------

    def _find_out(self, reply: Reply) -> None:
        """Take a reply in for whoever sent it; leave it out where it is nobody's."""
        who = self.respondents.of(reply)
        faulty = self.strangers or any(one.severity is Severity.ERROR for one in self.problems)
        if who is None and self.asking and not faulty:
            who = self._ask_who(reply)
        if who is None:
            self.strangers.append(reply)
        elif who != NOBODY:
            self._take(reply, who)

    def _ask_who(self, reply: Reply) -> str | None:
        """Whose reply it is, as the user says; remembered for the replies that follow."""
        roles = {who: role_of(self.dossier, who) for who in self.respondents.ids}
        try:
            who = ask_respondent(self.terminal, reply, self.respondents, roles, self.people)
        except InputEndedError:
            self.asking = False
            return None
        if reply.typed:
            said: Mapping[str, str] = {**self.respondents.said, plain(reply.typed): who}
            self.respondents = replace(self.respondents, said=said)
            if self.respondents.may_be_kept(reply.typed, who) and not self._names_somebody(reply.typed):
                self.kept_respondents[reply.typed] = who
        return who

    def _names_somebody(self, text: str) -> bool:
        """Whether a name or an address of the register stands in a text."""
        forms = (form for leader in self.people.people for form in self.people.forms_of(leader))
        return any(plain(form) in plain(text) for form in forms)

    def _take(self, reply: Reply, who: str) -> None:
        """A reply whose respondent is known: of a leader, or of a deputy in the leader's place."""
        known = self.dossier.panel.by_id.get(who)
        stands_for = known.deputy_for if known and who not in self.dossier.round.asked else None
        sheet = reply.sheet(stands_for or who, self.dossier.round.id, who if stands_for else None)
        self.incoming.append(Incoming(sheet, reply.where, reply.place, reply.sent))


def _fault(code: str, found: str, expected: str, place: Location, hint: str = "") -> Problem:
    """A fault that may hold somebody's words: for the facilitator alone."""
    return Problem(code, found, expected, place, hint=hint, private=True)


def _few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first hundred of a kind, the last of which says how many more there are: nobody reads thousands."""
    whole = list(problems)
    counts, seen = Counter(one.code for one in whole), Counter[str]()
    for problem in whole:
        seen[problem.code] += 1
        more = counts[problem.code] - _OF_A_KIND
        if seen[problem.code] == _OF_A_KIND and more > 0:
            yield replace(problem, expected=f"{problem.expected} (and {more} more like it)")
        elif seen[problem.code] <= _OF_A_KIND:
            yield problem


def _unmatched(headings: Headings, heading: str, place: Location, *, guess: bool) -> Problem:
    near = headings.nearest(heading, 1) if guess else ()
    meant = f"Did you mean {near[0]}? " if near else ""
    hint = f"{meant}Say what it is in survey.yaml or a file given by --map, ignore among them; or import on a terminal."
    shown = " ".join(heading.split())
    found = f'a column "{shown[:80]}", which is no question of this round' if shown else "a column without a heading"
    return _fault("PBP410", found, "a question of this round, or a column to ignore", place, hint)


def _nobody(reply: Reply, respondents: Respondents, *, guess: bool) -> Problem:
    """The complaint about a reply that nobody is known to have sent."""
    if not (reply.typed or reply.name or reply.email):
        return _fault("PBP413", "a reply without a code", "the code of whoever sent it", reply.place)
    near = respondents.nearest(reply, 1) if guess else ()
    hint = f"Did you mean {near[0]}?" if near else "A register (--register) matches names and e-mail addresses."
    shown = ", ".join(filter(None, (reply.typed, reply.name, reply.email)))
    return _fault("PBP412", f'"{shown[:80]}" is nobody asked', "the code of somebody asked", reply.place, hint)
