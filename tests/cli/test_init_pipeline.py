"""Does `init` write the pipeline that was asked for, where its server looks for it, and never over another?"""

import io
from pathlib import Path

import pytest
import yaml

from pbp_assess.workspace.pipelines import Server
from shell import Shell, files

ROOT = Path(__file__).parents[2]
GIVEN = ("init", "--name", "Oxon", "--icb", "An ICB", "--member", "Place director:icb", "--opened", "2024-05-01")


class Terminal(io.StringIO):
    """A person at a keyboard."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str, stream: type[io.StringIO] = Terminal) -> None:
    monkeypatch.setattr("sys.stdin", stream("".join(f"{line}\n" for line in lines)))


def pipelines(root: Path) -> set[str]:
    return {server.file for server in Server if (root / server.file).exists()}


@pytest.mark.parametrize("server", Server)
def test_the_pipeline_that_the_docs_show_goes_where_the_server_looks(shell: Shell, here: Path, server: Server) -> None:
    ran = shell(*GIVEN, "--ci", server.value)
    assert ran.code == 0, ran.err
    assert server.file in ran.out.splitlines()
    assert "from a wheel in tools/: pip wheel --no-deps --wheel-dir tools" in ran.err
    assert pipelines(here) == {server.file}
    shown = (ROOT / "docs" / "ci" / f"{server.value}.yml").read_text(encoding="utf-8")
    assert (here / server.file).read_text(encoding="utf-8") == shown
    assert shell("validate").code == 0


def test_it_lies_at_the_top_of_the_repository_and_names_the_workspace_in_it(
    shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / ".git").mkdir()
    inside = here / "our places" / "it's"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert shell(*GIVEN, "--ci", "gitlab").code == 0
    written = yaml.safe_load((here / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert written["pbp-assess"]["variables"]["PBP_WORKSPACE"] == "our places/it's"


def test_one_that_is_there_is_never_replaced(shell: Shell, here: Path) -> None:
    (here / "azure-pipelines.yml").write_text("ours", encoding="utf-8")
    ran = shell(*GIVEN, "--ci", "azure")
    assert (ran.code, ran.out) == (2, "")
    assert "already there, and left alone: azure-pipelines.yml" in ran.err
    assert files(here) == {"azure-pipelines.yml": b"ours"}


@pytest.mark.parametrize("words", [(), ("--ci", "none")])
def test_without_a_wish_there_is_none(shell: Shell, here: Path, words: tuple[str, ...]) -> None:
    assert shell(*GIVEN, *words).code == 0
    assert pipelines(here) == set()


def test_a_dry_run_names_it(shell: Shell, here: Path) -> None:
    ran = shell(*GIVEN, "--ci", "github", "-n")
    assert (ran.code, Server.GITHUB.file in ran.out) == (0, True)
    assert files(here) == {}


ASKED = (
    "init",
    "--name",
    "Oxon",
    "--member",
    "Place director:icb",
    "--opened",
    "2024-05-01",
    "--matrix",
    "place-partnership",
)
"""The ICB is asked for, then the functions sought, then the pipeline."""


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (("github",), {Server.GITHUB.file}),
        ((" GitLab ",), {Server.GITLAB.file}),
        (("",), set()),
        (("travis", ""), set()),
    ],
)
def test_a_person_is_asked(
    shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...], expected: set[str]
) -> None:
    typed(monkeypatch, "An ICB", "", *answers)
    ran = shell(*ASKED)
    assert ran.code == 0, ran.err
    assert "github, azure or gitlab" in ran.err
    assert pipelines(here) == expected


def test_whoever_pipes_answers_in_or_has_a_pipeline_is_not_asked(
    shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "An ICB", "", stream=io.StringIO)
    ran = shell(*ASKED)
    assert (ran.code, "gitlab" in ran.err) == (0, False)
    (here / ".gitlab-ci.yml").write_text("ours", encoding="utf-8")
    typed(monkeypatch, "An ICB", "")
    ran = shell(*ASKED, "--place", "another")
    assert (ran.code, "Pipeline" in ran.err) == (0, False)


def test_an_end_of_the_input_there_leaves_nothing_behind(
    shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "An ICB", "")
    ran = shell(*ASKED)
    assert (ran.code, "nothing is written" in ran.err) == (2, True)
    assert files(here) == {}
