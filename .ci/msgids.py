"""Finds the English sentences that the code and the templates show to people, by catalogue.

Python files are read as syntax trees, not as words in a row: of ``Message("a" if x else "b")`` both sentences are
found, where Babel's own reader joins them into one that nobody wrote. Nothing is ever imported or run.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2.ext import babel_extract

Msgid = str | tuple[str, str]
"""A sentence, or its form for one and its form for several."""

DOMAINS = ("pb", "proposals", "voting")
TEMPLATES_ELSEWHERE = {"proposals": "proposals", "voting": "voting"}
"""Folders of templates/ that belong to a stage package; every other is the host's."""

TEMPLATE_SUFFIXES = (".html", ".txt", ".xml")
SINGULAR = frozenset({"Message", "_", "gettext"})
PLURAL = frozenset({"plural_message", "ngettext"})
TEMPLATE_OPTIONS = {
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "extensions": "jinja2.ext.do",
    "silent": "false",
}


def find_msgids(root: Path) -> Mapping[str, frozenset[Msgid]]:
    """Return the sentences of each catalogue, from the tree at ``root``; folders that are missing have none."""
    found: dict[str, set[Msgid]] = {domain: set() for domain in DOMAINS}
    for domain in DOMAINS:
        for path in sorted((root / domain).rglob("*.py")):
            found[domain].update(read_python(path.read_text(encoding="utf-8")))
    templates = root / "templates"
    for path in sorted(templates.rglob("*")):
        if path.suffix in TEMPLATE_SUFFIXES:
            folder = path.relative_to(templates).parts[0]
            found[TEMPLATES_ELSEWHERE.get(folder, "pb")].update(read_template(path))
    return {domain: _join_forms(msgids) for domain, msgids in found.items()}


def read_python(source: str) -> Iterator[Msgid]:
    """Yield the sentences of a Python file; an argument that is no literal is a sentence from somewhere else."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in SINGULAR and node.args:
            yield from _literals(node.args[0])
        elif name in PLURAL and len(node.args) > 1:
            yield from zip(_literals(node.args[0]), _literals(node.args[1]), strict=False)


def read_template(path: Path) -> Iterator[Msgid]:
    """Yield the sentences of a template: calls of ``_`` and its like, and ``{% trans %}`` blocks."""
    with path.open("rb") as file:
        for _line, function, texts, _comments in babel_extract(
            file, tuple(SINGULAR | PLURAL), (), dict(TEMPLATE_OPTIONS)
        ):
            words = [texts] if isinstance(texts, str) else [text for text in texts or () if text]
            if function in PLURAL and len(words) > 1:
                yield words[0], words[1]
            elif function in SINGULAR and words:
                yield words[0]


def _join_forms(msgids: set[Msgid]) -> frozenset[Msgid]:
    """Leave out a sentence that also stands as a plural's first form: catalogues keep both under one entry."""
    firsts = {msgid[0] for msgid in msgids if not isinstance(msgid, str)}
    return frozenset(msgids - firsts)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
