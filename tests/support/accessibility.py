"""Checks a page in the browser with axe-core against WCAG 2.0, 2.1 and 2.2, levels A and AA.

The script is evaluated in the page through the debugger, so the page's security policy stays in force while it is
checked. It must never be given rules to leave out: a finding is mended in the page.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """
async tags => (await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}))
    .violations.flatMap(rule => rule.nodes.map(node => (
        {rule: rule.id, help: rule.help, target: node.target.join(" "), html: node.html, why: node.failureSummary}
    )))
"""


@dataclass(frozen=True, slots=True)
class Violation:
    """One element that breaks one rule."""

    rule: str
    help: str
    target: str
    html: str
    why: str

    def __str__(self) -> str:
        """Return what is wrong, where, and why, over a few lines."""
        why = self.why.replace("\n", "\n    ")
        return f"{self.rule}: {self.help}\n    at {self.target}: {self.html[:200]}\n    {why}"


def find_violations(page: Page) -> list[Violation]:
    """Return every element of the page as it is now that breaks a rule."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_read_axe())
    return [Violation(**found) for found in page.evaluate(RUN, list(TAGS))]


def require_accessible(page: Page) -> None:
    """Fail with every violation written out, unless there is none."""
    violations = find_violations(page)
    if violations:
        lines = "\n".join(f"- {violation}" for violation in violations)
        raise AssertionError(f"{page.url} breaks {len(violations)} accessibility rules:\n{lines}")


@cache
def _read_axe() -> str:
    if not AXE.is_file():
        raise RuntimeError("axe-core is not installed. Run `make test`, which sets it up.")
    return AXE.read_text(encoding="utf-8")
