"""The house is as its papers say: commands, links and files exist, the licence is whole, the picture is current."""

import ast
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import check_jsonschema
import jsonschema
import pytest
import yaml
from django.core.management import call_command, get_commands
from django.db import connection
from PIL import Image

from casework.engine.registry import rules
from docs.pictures.__main__ import FOLDER, PAGES
from docs.rooms.__main__ import PICTURE, main
from docs.rooms.draw import picture
from docs.rooms.read import Imports, read_imports
from roles.matrix import Role
from roles.models import Membership, Team, User
from wijkteam.admin.site import site
from wijkteam.local.__main__ import COMMANDS as LAUNCHED
from wijkteam.machine import COMMANDS, usage

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor"
ROOMS = ("wijkweb", "roles", "casework", "workers", "wijkteam", "tests", "docs")
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/adr/*.md"), *ROOT.glob(".github/*.md")])
MADE = {"secrets", ".env", ".venv", ".data"}  # named in the papers, and never in the repository


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def names(paths) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


# --- the papers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", names(PAPERS))
def test_each_command_of_dev_that_is_named_exists(paper):
    found = set(re.findall(r"\./dev ([a-z]\w*)", text(paper)))
    assert found <= set(COMMANDS)


def test_dev_tells_of_each_command_it_has_and_has_it():
    assert all(f"./dev {command} " in usage() for command in COMMANDS)
    assert LAUNCHED.keys() == COMMANDS.keys()


@pytest.mark.parametrize("paper", names(PAPERS))
def test_each_command_of_manage_that_is_named_exists(paper):
    found = set(re.findall(r"(?:python manage\.py|`manage\.py|\./dev manage)\s+([a-z]\w*)", text(paper)))
    assert found <= set(get_commands())


def headings(paper: Path) -> set[str]:
    """What a link can point at: as forges make it of a heading."""
    found = re.findall(r"^#+ (.+)$", paper.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found}


@pytest.mark.parametrize("paper", names(PAPERS))
def test_links_between_the_papers_resolve(paper):
    here = ROOT / paper
    links = re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", here.read_text(encoding="utf-8"))
    for link in (one or other for one, other in links):
        if re.match(r"[a-z]+:", link):
            continue  # somebody else's page
        place, _, heading = link.partition("#")
        target = (here.parent / place).resolve() if place else here
        assert target.exists(), link
        assert not heading or heading in headings(target), link


@pytest.mark.parametrize(
    "paper", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/beheer.md", "publiccode.yml"]
)
def test_files_that_are_named_exist(paper):
    """`roles/matrix.py` and `casework/`: whatever has a slash, and a room or an ending."""
    for name in re.findall(r"`([\w./-]+)`", text(paper)):
        first = name.removeprefix("./").partition("/")[0]
        looks_like_a_file = "/" in name and not name.startswith("/") and (name.endswith("/") or "." in name)
        if looks_like_a_file and first not in MADE:
            assert any((ROOT / room / name).exists() for room in ("", *ROOMS)), name


@pytest.mark.parametrize(("paper", "least"), [("CONTRIBUTING.md", 5), ("docs/adding-a-noun.md", 8)])
def test_code_by_example_is_code_that_runs(paper, least):
    code = [path.read_text(encoding="utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    examples = re.findall(r"^```python\n(.+?)^```", text(paper), re.M | re.S)
    assert len(examples) >= least
    for example in examples:
        assert any(example in one for one in code), example


def test_the_walk_of_a_change_is_python():
    for block in re.findall(r"^```py\n(.+?)^```", text("CONTRIBUTING.md"), re.M | re.S):
        ast.parse(block)


# --- the licence and the catalogue ---------------------------------------------------------------------------------


def test_the_licence_is_the_whole_eupl():
    """Compared with the text that SPDX keeps of EUPL-1.2: everything but the white space."""
    letters = re.sub(r"\s", "", text("LICENSE"))
    assert (
        hashlib.sha256(letters.encode()).hexdigest()
        == "fd5f5f818c2513007514ce061e79dcdaca59920da090d81368bddc0fa386d6b0"
    )


def test_publiccode_keeps_to_the_standard():
    found = yaml.safe_load(text("publiccode.yml"))
    jsonschema.validate(found, json.loads(text("tests/rules/publiccode.schema.json")))
    assert found["legal"]["license"] == json.loads(text("package.json"))["license"]
    for description in found["description"].values():
        assert len(description["features"]) == len(found["description"]["nl"]["features"])
        assert all((ROOT / one).exists() for one in description["screenshots"])


# --- the forge and the hooks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (".github/workflows/ci.yml", "github-workflows"),
        (".github/ISSUE_TEMPLATE/config.yml", "github-issue-config"),
        (".github/ISSUE_TEMPLATE/fout.yml", "github-issue-forms"),
        (".github/ISSUE_TEMPLATE/wens.yml", "github-issue-forms"),
    ],
)
def test_what_the_forge_reads_fits_its_schema(file, schema):
    found = yaml.safe_load(text(file))
    if True in found:
        found["on"] = found.pop(True)  # YAML 1.1 takes the word for a yes
    jsonschema.validate(found, json.loads((SCHEMAS / f"{schema}.json").read_text()))


def test_the_forge_runs_what_everybody_runs():
    job = yaml.safe_load(text(".github/workflows/ci.yml"))["jobs"]["ci"]
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    assert all(re.search(r"@[0-9a-f]{40}$", step["uses"]) for step in job["steps"] if "uses" in step)


def test_hooks_run_our_own_tools_and_fetch_nothing():
    repos = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    assert [repo["repo"] for repo in repos] == ["local"]
    for hook in repos[0]["hooks"]:
        assert hook["language"] in ("system", "fail"), hook["id"]
        program = hook["entry"].split()[0]
        if program.startswith(".venv/bin/"):
            assert (Path(sys.executable).parent / Path(program).name).exists(), program
        elif hook["language"] == "system":
            assert program == "./dev"


# --- the picture of the rooms --------------------------------------------------------------------------------------


def test_the_picture_of_the_rooms_is_current(capsys):
    assert main(["--check"]) == 0, capsys.readouterr().err


def test_an_old_picture_is_told(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("docs.rooms.__main__.PICTURE", tmp_path / "rooms.svg")
    assert main(["--check"]) == 1
    assert "./dev rooms" in capsys.readouterr().err


def test_the_same_code_gives_the_same_bytes():
    """Also in another process, where sets come in another order."""
    command = "from docs.rooms.draw import picture; from docs.rooms.read import read_imports; "
    command += "import sys; sys.stdout.write(picture(read_imports()))"
    again = [
        subprocess.run([sys.executable, "-c", command], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True)
        for seed in ("1", "2")
    ]
    assert {done.stdout.decode() for done in again} == {picture(read_imports())}


def drawn(*arrows: tuple[str, str]) -> str:
    return picture(Imports(tuple(sorted({room for arrow in arrows for room in arrow})), frozenset(arrows)))


def test_an_arrow_that_runs_by_way_of_another_room_is_not_drawn():
    found = drawn(("casework.a", "casework.b"), ("casework.b", "casework.c"), ("casework.a", "casework.c"))
    assert re.findall(r"<title>(\w imports \w)</title>", found) == ["a imports b", "b imports c"]
    assert "3 rooms, 3 arrows" in found
    assert "Red" not in found


def test_rooms_that_import_each_other_are_one_red_box():
    found = drawn(("casework.a", "casework.b"), ("casework.b", "casework.a"), ("workers", "casework.a"))
    assert found.count('<rect class="circle"') == 1
    assert re.findall(r"<title>(\S+ imports \S+)</title>", found) == ["workers imports casework"]
    assert "Red: rooms that import each other." in found


def test_no_box_lies_over_another():
    boxes = [
        tuple(map(float, found))
        for found in re.findall(
            r'<rect class="(?:room|module|circle)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"',
            PICTURE.read_text(encoding="utf-8"),
        )
    ]
    assert len(boxes) > 10
    for index, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[index + 1 :]:
            assert x + width < left or left + wide < x or y + height < top or top + high < y


# --- the pictures of the README ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_pictures_are_there_and_light(name):
    file = FOLDER / f"{name}.png"
    page = PAGES[name]
    with Image.open(file) as image:
        assert image.size == (page.width * page.scale, page.height * page.scale)
    assert file.stat().st_size < 200_000
    assert f"docs/pictures/{name}.png" in text("README.md")


# --- docs/beheer.md ------------------------------------------------------------------------------------------------


def test_beheer_tells_of_each_part_of_the_admin():
    table = text("docs/beheer.md").partition("## Wat staat waar")[2].partition("\n## ")[0]
    parts = {str(model._meta.verbose_name_plural).capitalize() for model in site._registry}
    assert set(re.findall(r"^\| ([A-Z][\w ]+) \|", table, re.M)) == parts


def test_beheer_tells_of_each_term_with_its_length():
    table = text("docs/beheer.md").partition("## Termijnen")[2].partition("\n## ")[0]
    lengths = {}
    for codes, length in re.findall(r"^\| (`.+?`) \| .+? \| (\d.*?) \|", table, re.M):
        numbers = re.findall(r"\d+", length)
        unit = length.split()[-1]
        lengths |= {
            code: (int(number), unit) for code, number in zip(re.findall(r"`(\w+)`", codes), numbers, strict=True)
        }
    singular = {"werkdag": "werkdagen", "kalenderdag": "kalenderdagen", "week": "weken"}
    assert {code: (number, singular.get(unit, unit)) for code, (number, unit) in lengths.items()} == {
        rule.code: (rule.length, rule.unit.value) for rule in rules()
    }


def test_beheer_tells_of_each_role():
    table = text("docs/beheer.md").partition("## Wie mag wat")[2].partition("\n## ")[0]
    labels = [role.label for role in Role if role is not Role.MEELEZER]
    assert [label for label in labels if f"\n| {label}" not in table] == []


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Er is dan geen afdelingshoofd die dit kan overnemen.", "casework"),
        ("niemand als ", "roles"),
        ("is nog geen wijkteam ingesteld.", "casework"),
        ("nog geen vangnetbudget.", "casework"),
        ("Stuur een e-mail om een wachtwoord te kiezen", "wijkteam"),
        ("Wachtwoord vergeten", "templates"),
        ("Geef iemand toegang", "templates"),
        ("Deze pagina is er niet", "templates"),
        ("Er ging iets mis", "templates"),
    ],
)
def test_beheer_quotes_what_the_product_says(words, where):
    assert words in " ".join(text("docs/beheer.md").split())
    files = (path for path in (ROOT / where).rglob("*") if path.suffix in (".py", ".html"))
    assert any(words in path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize(
    "words", ["Nobody to wake for ", "By date: %s failed, see above;", "Mail %s, attempt %s: ", "Document %s waits: "]
)
def test_beheer_knows_the_lines_of_the_log(words):
    assert re.search(re.sub("%s", r"\\d+", words), text("docs/beheer.md"))
    assert any(words in path.read_text(encoding="utf-8") for path in (ROOT / "casework").rglob("*.py"))


@pytest.mark.django_db
def test_the_first_two_beheerders_come_as_beheer_says():
    (command,) = re.findall(r"manage.py (first_beheerders .+?)\n```", text("docs/beheer.md"), re.S)
    Team.objects.all().delete()
    call_command(*command.replace("\\\n", " ").split())
    assert [row.role for row in Membership.objects.all()] == [Role.BEHEER, Role.BEHEER]
    assert [user.has_usable_password() for user in User.objects.all()] == [False, False]
    assert Team.objects.get().kind == "gemeente"


@pytest.mark.django_db
def test_the_tables_that_beheer_looks_in_exist():
    statements = re.findall(r'psql -U wijkteam -c "(.+?)"', text("docs/beheer.md"))
    assert statements
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
