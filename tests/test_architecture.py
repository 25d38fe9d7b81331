"""Is what docs/architecture.md names there, and does it name what is there?"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/pbp_assess"
ADRS = sorted(path.name for path in (ROOT / "docs/adr").iterdir())
PAGE = re.sub(r"^```.*?^```$", "", (ROOT / "docs/architecture.md").read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
NAMED = [name.partition(":")[0].rstrip("/") for name in re.findall(r"`([^`\n]+)`", PAGE)]
PATHS = sorted({name for name in NAMED if "/" in name and "<" not in name and not name.startswith("pbp_assess/")})
PACKAGES = sorted(path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*/__init__.py"))


@pytest.mark.parametrize("path", PATHS)
def test_every_path_it_names_is_there(path: str) -> None:
    assert any(there.exists() for there in (ROOT / path, SOURCE / path, SOURCE / f"{path}.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_it_names_every_package(package: str) -> None:
    short = package.removeprefix("core/")
    assert any(name in {package, short} or name.startswith(f"{package}/") for name in NAMED)


def test_it_names_every_module_of_the_core() -> None:
    modules = {path.stem for path in (SOURCE / "core").iterdir() if not path.name.startswith("_")}
    assert modules - set(NAMED) == set()


def test_every_decision_has_a_number_of_its_own_and_none_is_missing() -> None:
    assert [int(name[:4]) for name in ADRS] == list(range(1, len(ADRS) + 1))
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name) for name in ADRS)


@pytest.mark.parametrize("page", ["docs/architecture.md", *(f"docs/adr/{name}" for name in ADRS)])
def test_its_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    assert [link for link in links if "://" not in link and not (ROOT / page).parent.joinpath(link).exists()] == []
