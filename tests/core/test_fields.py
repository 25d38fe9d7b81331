"""Are fields as strict as YAML is lax?"""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from pbp_assess.core.fields import Code, Day, FileId, Share, Slug, Text

KINDS: dict[str, TypeAdapter[Any]] = {
    "share": TypeAdapter(Share),
    "day": TypeAdapter(Day),
    "file id": TypeAdapter(FileId),
    "slug": TypeAdapter(Slug),
    "code": TypeAdapter(Code),
    "text": TypeAdapter(Text),
}


@pytest.mark.parametrize(
    ("kind", "written", "held"),
    [
        ("share", "60%", Fraction(3, 5)),
        ("share", "33.33%", Fraction(3333, 10000)),
        ("share", "0.5%", Fraction(1, 200)),
        ("share", "100%", Fraction(1)),
        ("share", "3/5", Fraction(3, 5)),
        ("share", "2/2", Fraction(1)),
        ("share", Fraction(3, 4), Fraction(3, 4)),
        ("day", "2022-12-09", date(2022, 12, 9)),
        ("day", "2024-02-29", date(2024, 2, 29)),
        ("day", date(2022, 12, 9), date(2022, 12, 9)),
        ("file id", "gp-lead-north", "gp-lead-north"),
        ("file id", "2022-23-q3", "2022-23-q3"),
        ("file id", "console", "console"),
        ("slug", "bcf_s75", "bcf_s75"),
        ("code", "GOV1", "GOV1"),
        ("code", "FIN-2", "FIN-2"),
        ("text", "  Terms  ", "Terms"),
    ],
)
def test_what_may_be_written(kind: str, written: Any, held: Any) -> None:
    assert KINDS[kind].validate_python(written) == held


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        *(
            ("share", text)
            for text in ("0%", "0/5", "101%", "6/5", "1/0", "60", "60 %", "3:5", "-1/2", "1e1%", "", 0.6, 1)
        ),
        *(("day", text) for text in ("2022-13-09", "2023-02-29", "9 December 2022", "20221209", "2022-12-9", 20221209)),
        *(("file id", text) for text in ("con", "lpt1", "A", "a_b", "-a", "a.b", "a/b", "", "a" * 65, "é", "a\n")),
        *(("slug", text) for text in ("Bcf", "_a", "a b", True)),
        *(("code", text) for text in ("_GOV1", "GOV 1", "GOV/1", "", 1)),
        *(("text", text) for text in ("", "   ", "a" * 2001, 3, None, False)),
    ],
)
def test_what_may_not(kind: str, written: Any) -> None:
    with pytest.raises(ValidationError):
        KINDS[kind].validate_python(written)


def test_a_date_keeps_no_time() -> None:
    assert KINDS["day"].dump_python(date(2022, 12, 9)) == "2022-12-09"
    assert not isinstance(KINDS["day"].validate_python("2022-12-09"), datetime)
