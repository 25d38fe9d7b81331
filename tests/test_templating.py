"""Is text escaped, a missing name an error, and a compiled template kept only where it fits?"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from pbp_assess import templating
from pbp_assess.report.blocks import Facts, Section, View
from pbp_assess.templating import render


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own, and an environment that has compiled nothing yet."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    templating._environment.cache_clear()
    yield tmp_path
    templating._environment.cache_clear()


def page(title: str = "A & <b>") -> str:
    """The report's page with next to nothing on it."""
    view = View(title, "kicker", (), Facts(()), (Section("s", "Summary", ()),), (), "running", 5)
    return render("report.html.j2", view=view, style="", digest="")


def compiled(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_text_is_escaped_and_nothing_is_taken_for_granted() -> None:
    assert "A &amp; &lt;b&gt;" in page()
    with pytest.raises(UndefinedError):
        render("report.html.j2", style="", digest="")


def test_what_a_template_compiles_to_is_kept_and_used(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page()
    assert len(compiled(kept)) == 2, "the page and its blocks"
    assert all(path.suffix == ".pyc" for path in compiled(kept))
    templating._environment.cache_clear()

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was compiled again")

    monkeypatch.setattr("jinja2.environment.Environment._compile", never)
    assert page() == first


def test_what_does_not_fit_is_compiled_anew(kept: Path) -> None:
    first = page()
    for path in compiled(kept):
        path.write_bytes(path.read_bytes()[:40])
    templating._environment.cache_clear()
    assert page() == first


def test_python_may_be_told_to_keep_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    page()
    assert compiled(kept) == []


def test_a_folder_that_cannot_be_written_to_is_no_fault(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept / "file").touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(kept / "file"))
    assert "A &amp; &lt;b&gt;" in page()


def test_the_name_holds_the_versions_it_was_made_by(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page()
    monkeypatch.setattr(templating, "__version__", "99.0")
    templating._environment.cache_clear()
    page()
    assert len(compiled(kept)) == 4
