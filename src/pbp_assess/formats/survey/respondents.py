"""Who is a respondent, going by the code they typed, or by the name and address that a survey program adds?

Certain are an id, a code that was drawn for somebody, a role, and what the user's own register has. Everything else is
a suggestion at most. Names and addresses are looked at here and kept nowhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pbp_assess.core.assessment import Dossier
from pbp_assess.formats.survey.reply import Reply
from pbp_assess.formats.survey.wording import alike, plain

NOBODY: Final = "nobody"
_NOT_IN_A_CODE: Final = re.compile(r"[^a-z0-9]+")
_NEAR: Final = 0.6
_LONGEST: Final = 100
_MISTYPED: Final = 0.75


@dataclass(frozen=True, slots=True)
class Respondents:
    """Everyone who may have answered: what each goes by. `said` is what the user has said of codes."""

    ids: tuple[str, ...]
    by_code: Mapping[str, str]
    by_name: Mapping[str, str]
    said: Mapping[str, str] = field(default_factory=dict)

    def of(self, reply: Reply) -> str | None:
        """The leader, NOBODY for a reply to leave out, None where it is not certain; the code before the name."""
        typed = plain(reply.typed)
        if typed in self.said:
            return self.said[typed]
        code = folded(reply.typed)
        if code and code in self.by_code:
            return self.by_code[code] or None
        named = (text for text in (typed, plain(reply.email), plain(reply.name)) if text in self.by_name)
        return next(filter(None, (self.by_name[text] for text in named)), None)

    def nearest(self, reply: Reply, count: int = 3) -> list[str]:
        """Who it might be, the likeliest first."""
        texts = [plain(text[:_LONGEST]) for text in (reply.typed, reply.name, reply.email) if text]
        forms = [*self.by_code.items(), *self.by_name.items()]
        close = sorted(
            ((max((alike(text, form) for text in texts), default=0), leader) for form, leader in forms if leader),
            reverse=True,
        )
        return list(dict.fromkeys(leader for how, leader in close if how >= _NEAR))[:count]

    def may_be_kept(self, typed: str, leader: str) -> bool:
        """Whether what was typed is a code of this leader's with a slip in it, and not perhaps a name."""
        known = [code for code, whose in self.by_code.items() if whose == leader]
        return any(alike(folded(typed), code) >= _MISTYPED for code in known) and plain(typed) not in self.by_name


def folded(code: str) -> str:
    """A code without capitals, blanks and signs: GP lead-north is gp-lead-north."""
    return _NOT_IN_A_CODE.sub("", plain(code))


def respondents_of(
    dossier: Dossier, codes: Mapping[str, str], names: Mapping[str, Iterable[str]], said: Mapping[str, str]
) -> Respondents:
    """Those asked in the round and their deputies.

    `codes` are those drawn for the survey (code: leader), `names` what the register has by leader, `said` what the user
    has matched (text: leader, or NOBODY). A form that two people go by stands for neither.
    """
    deputies = [one.id for one in dossier.panel.leaders if one.deputy_for in dossier.round.asked]
    ids = (*dossier.round.asked, *deputies)
    by_code = _distinct([*((folded(one), one) for one in ids), *((folded(code), one) for code, one in codes.items())])
    panel = dossier.panel.by_id
    roles = ((plain(panel[one].role), one) for one in ids if one in panel)
    people = ((plain(form), one) for one, forms in names.items() if one in ids for form in forms)
    return Respondents(
        ids=ids,
        by_code=by_code,
        by_name=_distinct([*roles, *people]),
        said={plain(text): one for text, one in said.items() if one == NOBODY or one in ids},
    )


def _distinct(forms: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Leader by form; "" where it is two people's."""
    found: dict[str, str] = {}
    for form, leader in forms:
        found[form] = leader if found.get(form, leader) == leader else ""
    return found
