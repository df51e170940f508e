"""The decision records and documents: complete in form, linked, and true about dependencies and places."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
RECORDS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
HEADINGS = ["Context", "Decision", "Evidence", "Consequences"]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
PLACE = re.compile(
    r"`((?:pb|proposals|voting|templates|static/css|tests|docs|\.ci)/[a-z_0-9./-]*[a-z_0-9/])`"
)
NAME = re.compile(r"^[A-Za-z0-9.@/_-]+")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("record", RECORDS, ids=name)
def test_a_record_has_the_agreed_form(record: Path) -> None:
    text = read(record)
    assert text.startswith(f"# {record.name[:4]} ")
    assert [
        heading for heading in re.findall(r"^## (.+)$", text, re.MULTILINE) if heading in HEADINGS
    ] == HEADINGS


def test_every_record_is_listed() -> None:
    listed = re.findall(r"^\| \[\d{4}\]\(([^)]+)\)", read(ROOT / "docs/adr/README.md"), re.MULTILINE)
    assert sorted(listed) == [record.name for record in RECORDS]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    missing = [link for link in LINK.findall(read(document)) if not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("record", RECORDS, ids=name)
def test_every_place_a_record_names_exists(record: Path) -> None:
    assert [place for place in PLACE.findall(read(record)) if not (ROOT / place).exists()] == []


def list_declared() -> set[str]:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["dependency-groups"]["node"],
    ]
    browser = json.loads(read(ROOT / "package.json"))
    python = {found.group() for text in wanted if (found := NAME.match(text))}
    return python | set(browser["dependencies"]) | set(browser["devDependencies"])


def test_every_dependency_has_its_reason_and_no_other_is_named() -> None:
    text = read(ROOT / "docs/adr/0005-dependencies.md")
    rows = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    named = {package.strip() for row in rows for package in row.split(",")} - {"Package", "---"}
    assert named == list_declared()


def test_the_glossary_is_complete_in_three_languages() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in read(ROOT / "docs/glossary.md").splitlines()
        if line.startswith("| ") and not line.startswith("| English ")
    ]
    assert len(rows) > 40
    assert all(len(row) == 4 and all(row) for row in rows)
    terms = [row[0] for row in rows]
    assert len(terms) == len(set(terms))
    assert all(meaning.endswith(".") for _, _, _, meaning in rows)
