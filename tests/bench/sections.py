"""docs/performance.md, a section a bench: each run replaces its own section and leaves the others."""

from pathlib import Path

PATH = Path(__file__).parents[2] / "docs/performance.md"
_TITLE = "# Performance\n\nMeasured by `make bench`; every figure is from a run.\n"


def write_section(title: str, text: str) -> None:
    """Write ``text`` as the section ``title``."""
    old = PATH.read_text() if PATH.exists() else _TITLE
    head, *sections = old.split("\n## ")
    kept = [section.rstrip("\n") for section in sections if section.partition("\n")[0] != title]
    kept.append(f"{title}\n\n{text.rstrip()}")
    PATH.write_text(head.rstrip("\n") + "\n" + "".join(f"\n## {section}\n" for section in sorted(kept)))
