"""Does `matrix diff` find the two matrices it is asked for, say where each difference stands, and begin a crosswalk?"""

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest

from pbp_assess.core.crosswalk import Crosswalk
from pbp_assess.formats.documents import load
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, Shell, files, replaced

ROOT = Path(__file__).parents[2]
OLD = "place-partnership"
NEXT = "matrices/next.yaml"


@pytest.fixture
def following(example: Workspace) -> Path:
    """The next version of the matrix: PUR1 under another id, GOV1 in other words, one more condition."""
    path = example.root / NEXT
    path.write_text((example.matrices / f"{OLD}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    for old, new in (
        ("version: 1.0.0", "version: 2.0.0"),
        ("PUR1", "PUR9"),
        ("conditions: 3", "conditions: 4"),
        ("name: Decision-making body", "name: Body that decides"),
    ):
        replaced(path, old, new)
    return path


def line_of(path: Path, text: str) -> int:
    return next(number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


def test_it_says_what_differs_and_where_in_both(shell: Shell, example: Workspace, following: Path) -> None:
    before = files(example.root)
    ran = shell("matrix", "diff", OLD, NEXT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{OLD} 1.0.0 and {OLD} 2.0.0: ")
    own = example.matrices / f"{OLD}.yaml"
    was, now = line_of(own, "conditions: 3"), line_of(following, "conditions: 4")
    said = f"  matrices/{OLD}.yaml:{was}, {NEXT}:{now}: stage partial changed, conditions: 3, now 4\n"
    assert said in ran.out
    assert "PUR1 renamed, id: PUR1, now PUR9" in ran.out
    assert "reworded, name: “Decision-making body”, now “Body that decides”" in ran.out
    for line in ran.out.splitlines():
        assert not line.startswith(" ") or re.match(rf"  matrices/{OLD}\.yaml:\d+, {NEXT}:\d+: \S", line), line
    assert files(example.root) == before


def test_it_fails_on_what_breaks_only_where_asked(shell: Shell, example: Workspace, following: Path) -> None:
    assert shell("matrix", "diff", OLD, NEXT, "--fail-on", "breaking").code == 1
    assert shell("matrix", "diff", OLD, OLD, "--fail-on", "breaking").code == 0
    following.write_text((example.matrices / f"{OLD}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    replaced(following, "title: ", "title: New, ")
    ran = shell("matrix", "diff", OLD, NEXT, "--fail-on", "breaking")
    assert (ran.code, "1 difference, none of them breaking." in ran.out) == (0, True)
    assert "note: both say place-partnership 1.0.0" in ran.err


@pytest.mark.usefixtures("following")
def test_its_json_keeps_to_the_schema_and_says_the_same(shell: Shell, tmp_path: Path) -> None:
    ran = shell("matrix", "diff", OLD, NEXT, "--json")
    schema = json.loads((ROOT / "docs" / "schema" / "matrix-diff.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    said = json.loads(ran.out)
    jsonschema.validate(said, schema)
    assert said["breaking"]
    text = shell("matrix", "diff", OLD, NEXT).out
    assert len(said["differences"]) == len(re.findall(r"^  ", text, re.MULTILINE))
    file = tmp_path / "diff.json"
    assert shell("matrix", "diff", OLD, NEXT, "--format", "json", "-o", str(file)).out == f"{file}\n"
    assert file.read_text(encoding="utf-8") == ran.out


@pytest.mark.usefixtures("following")
def test_its_markdown_is_a_comment_under_a_change(shell: Shell, tmp_path: Path) -> None:
    said = shell("matrix", "diff", OLD, NEXT, "--format", "md").out
    assert said.startswith("# ")
    assert "| Difference | Old | New |" in said
    assert "## The same answers may be judged differently" in said
    file = tmp_path / "diff.txt"
    shell("matrix", "diff", OLD, NEXT, "-o", str(file))
    assert file.read_text(encoding="utf-8") == shell("matrix", "diff", OLD, NEXT).out


# --- which matrix is meant ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((FIRST, LATER), "The two ask the same and judge alike."),
        ((f"assessments/{PLACE}/{LATER}/matrix.yaml", LATER), "The two ask the same"),
        ((OLD, "integrated-care-twelve"), "the scale changed, levels: 0 to 4, now 0 to 5"),
    ],
)
@pytest.mark.usefixtures("example")
def test_a_matrix_is_named_by_id_round_or_file(shell: Shell, words: tuple[str, str], said: str) -> None:
    ran = shell("matrix", "diff", *words)
    assert (ran.code, said in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("place-partnershp", OLD), "did you mean place-partnership?"),
        ((OLD, "nowhere.yaml"), "nowhere.yaml:1:1: error[PBP101]"),
        ((OLD, f"assessments/{PLACE}/place.yaml"), "error[PBP209]"),
        ((f"HEAD:{OLD}", OLD), "no revision 'HEAD' in the git repository"),
    ],
)
@pytest.mark.usefixtures("example")
def test_what_is_no_matrix_is_refused(shell: Shell, words: tuple[str, str], said: str) -> None:
    ran = shell("matrix", "diff", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_outside_a_workspace_two_files_can_be_compared(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_bytes((ROOT / "matrices" / f"{OLD}.yaml").read_bytes())
    assert shell("matrix", "diff", "a.yaml", "b.yaml").code == 0
    assert "no matrix or round 'c'" in shell("matrix", "diff", "a.yaml", "c").err


def test_a_matrix_is_read_as_it_was_committed(shell: Shell, example: Workspace, following: Path) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    draft = example.root / "drafts" / "draft.yaml"
    draft.parent.mkdir()
    draft.write_bytes(following.read_bytes())
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "as it is")):
        subprocess.run(["git", *settings, *words], check=True)  # noqa: S607 - git as the caller has it
    replaced(following, "conditions: 4", "conditions: 5")
    ran = shell("matrix", "diff", f"HEAD:{NEXT}", NEXT)
    assert re.search(rf"  HEAD:{NEXT}:\d+, {NEXT}:\d+: stage partial changed, conditions: 4, now 5\n", ran.out)
    replaced(example.round_folder(PLACE, LATER) / "matrix.yaml", "conditions: 3", "conditions: 2")
    assert "conditions: 3, now 2" in shell("matrix", "diff", f"HEAD:{LATER}", LATER).out
    assert "The two ask the same" in shell("matrix", "diff", f"HEAD:{OLD}", f"HEAD:{FIRST}").out
    assert "The two ask the same" in shell("matrix", "diff", "HEAD:drafts/draft.yaml", f"HEAD:{NEXT}").out
    for path in ("drafts/gone.yaml", "../elsewhere.yaml", "/etc/hosts.yaml"):
        ran = shell("matrix", "diff", f"HEAD:{path}", OLD)
        assert (ran.code, f"HEAD holds no file {path}" in ran.err) == (2, True)
    gone = shell("matrix", "diff", "HEAD:integrated-care-thirteen", OLD)
    assert (gone.code, "no matrix or round 'integrated-care-thirteen'" in gone.err) == (2, True)


# --- a crosswalk ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("following")
def test_a_crosswalk_is_begun_with_what_is_certain(shell: Shell, example: Workspace) -> None:
    file = f"matrices/{OLD}--{OLD}.crosswalk.yaml"
    ran = shell("matrix", "diff", OLD, NEXT, "--write-crosswalk", file, "-n")
    assert (ran.code, ran.err) == (0, f"Nothing is written. It would be: {file}\n")
    assert not (example.root / file).exists()
    assert shell("matrix", "diff", OLD, NEXT, "--write-crosswalk", file).err == f"Begun: {file}\n"
    text = (example.root / file).read_text(encoding="utf-8")
    loaded = load(Crosswalk, text.encode(), file)
    assert loaded.model is not None, loaded.problems
    assert loaded.model.renamed == {"PUR1": "PUR9"}
    assert loaded.model.reworded == ()
    assert "\n# Worded differently: GOV1. Those that still ask the same go into reworded: [...].\n" in text
    again = shell("matrix", "diff", OLD, NEXT, "--write-crosswalk", file)
    assert (again.code, again.out) == (2, "")
    assert "already there, and was left alone" in again.err
    assert shell("matrix", "diff", OLD, NEXT, "--write-crosswalk", file, "--force").code == 0


def test_where_all_stands_as_it_was_no_crosswalk_is_needed(shell: Shell, example: Workspace) -> None:
    ran = shell("matrix", "diff", OLD, LATER, "--write-crosswalk", "walk.yaml")
    assert (ran.code, "No crosswalk is needed" in ran.err) == (0, True)
    assert not (example.root / "walk.yaml").exists()


def test_two_of_one_version_cannot_be_joined(shell: Shell, following: Path) -> None:
    replaced(following, "version: 2.0.0", "version: 1.0.0")
    ran = shell("matrix", "diff", OLD, NEXT, "--write-crosswalk", "walk.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "both say place-partnership 1.0.0" in ran.err


# --- rounds compared through it -------------------------------------------------------------------


def asked_on(example: Workspace, text: str) -> None:
    """The later round as it would be if it had been asked on this matrix."""
    from pbp_assess.workspace.files import content_hash

    folder = example.round_folder(PLACE, LATER)
    old = content_hash((folder / "matrix.yaml").read_bytes())
    (folder / "matrix.yaml").write_text(text, encoding="utf-8", newline="\n")
    opened = (folder / "round.yaml").read_text(encoding="utf-8").replace("version: 1.0.0", "version: 2.0.0")
    opened = opened.replace(old, content_hash(text.encode()))
    opened = opened[: opened.index("sealed:")] if "sealed:" in opened else opened
    (folder / "round.yaml").write_text(opened, encoding="utf-8", newline="\n")


def test_another_scale_is_refused_until_a_crosswalk_says_which_level_is_which(shell: Shell, example: Workspace) -> None:
    text = (example.round_folder(PLACE, LATER) / "matrix.yaml").read_text(encoding="utf-8")
    text = text.replace("version: 1.0.0", "version: 2.0.0")
    asked_on(example, _longer(text))
    refused = shell("compare", "-q")
    assert (refused.code, refused.out, "PBP501" in refused.err) == (4, "", True)
    ran = shell("matrix", "diff", FIRST, LATER, "--write-crosswalk", "walk.yaml")
    assert "the scale changed, levels: 0 to 4, now 0 to 5" in ran.out
    walk = example.root / "walk.yaml"
    assert "levels: {0: 0, 1: 0}" in walk.read_text(encoding="utf-8")
    names = re.findall(r"^# Worded differently: (.*)\. Those", walk.read_text(encoding="utf-8"), re.MULTILINE)
    text = walk.read_text(encoding="utf-8")
    text += f"levels: {{0: 0, 1: 1, 2: 2, 3: 3, 4: 4}}\nreworded: [{names[0]}]\n"
    walk.write_text(text, encoding="utf-8")
    joined = shell("compare", "--crosswalk", "walk.yaml", "--json", "-q")
    assert joined.code == 0, joined.err
    said = json.loads(joined.out)
    assert {one["joined"] for one in said["criteria"]} == {"reworded"}
    assert said["uncompared"] == []


def _longer(text: str) -> str:
    """The matrix with one more level at the top."""
    text = re.sub(r"^(\s+)(4: .*)$", r"\1\2\n\g<1>5: Beyond that", text, flags=re.MULTILINE)
    return re.sub(
        r"^( +)- level: 4\n((?:\1  .*\n)*)", r"\g<0>\1- level: 5\n\1  name: Beyond\n", text, flags=re.MULTILINE
    )


def test_questions_split_and_merged_are_compared_as_a_crosswalk_says(shell: Shell, example: Workspace) -> None:
    text = (example.round_folder(PLACE, LATER) / "matrix.yaml").read_text(encoding="utf-8")
    asked_on(example, text.replace("version: 1.0.0", "version: 2.0.0"))
    ends = f"old: {{id: {OLD}, version: 1.0.0}}\nnew: {{id: {OLD}, version: 2.0.0}}\n"
    joins = "split: {PUR1: [PUR1, PUR2]}\nmerged: {PUR3: [PUR3, PUR4]}\n"
    walk = example.matrices / f"{OLD}--{OLD}.crosswalk.yaml"
    walk.write_text(f"schema: pbp-assess/crosswalk/1\n{ends}{joins}", encoding="utf-8")
    ran = shell("compare", "--json", "-q")
    assert ran.code == 0, ran.err
    said = {one["joined"]: one for one in json.loads(ran.out)["criteria"]}
    assert (said["split"]["before"], said["split"]["after"]) == (["PUR1"], ["PUR1", "PUR2"])
    assert (said["merged"]["before"], said["merged"]["after"]) == (["PUR3", "PUR4"], ["PUR3"])
    page = shell("compare", "--format", "md", "-o", "-", "-q").out
    assert "one question before, now several" in page
    assert "several questions before, now one" in page
    walk.write_text(f"schema: pbp-assess/crosswalk/1\n{ends}split: {{PUR1: [PUR1]}}\n", encoding="utf-8")
    refused = shell("compare", "-q")
    assert (refused.code, walk.name in refused.err) == (2, True)
