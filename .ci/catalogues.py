"""Keeps the catalogues of Finnish, Swedish and English in step with the sentences in the code.

``update`` adds new sentences and drops those that are gone, ``check`` names everything that a reader would miss.
Catalogues are written by people: an existing translation must never be changed here, and the form of the file is
always the same (sorted, no places in the code, no dates), so that a change shows as what was changed.
"""

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po, write_po
from msgids import Msgid, find_msgids
from placeholders import compare

ROOT = Path(__file__).parents[1]
LANGUAGES = ("fi", "sv", "en")
SOURCE = "en"
"""The language that the code is written in: its catalogue repeats the sentences."""

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def update(root: Path) -> None:
    """Bring every catalogue to the sentences of the tree, keeping the translations there are."""
    for domain, msgids in find_msgids(root).items():
        for language in LANGUAGES:
            path = locate(root, language, domain)
            catalog = read_catalogue(path, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(write_catalogue(renew(catalog, msgids, language), language))


def renew(catalog: Catalog, msgids: frozenset[Msgid], language: str) -> Catalog:
    """Return a catalogue of exactly ``msgids``, with the translations that ``catalog`` has."""
    renewed = Catalog(locale=language)
    for msgid in msgids:
        known = catalog.get(_key(msgid))
        if language == SOURCE or known is None or _is_plural(known.id) != _is_plural(msgid):
            renewed.add(msgid, msgid if language == SOURCE else _empty(msgid))
        else:
            flags = known.flags & {"fuzzy"}
            renewed.add(msgid, known.string, flags=flags, user_comments=known.user_comments)
    return renewed


def check(root: Path) -> list[str]:
    """Return one line for each fault of each catalogue."""
    faults: list[str] = []
    for domain, msgids in find_msgids(root).items():
        for language in LANGUAGES:
            path = locate(root, language, domain)
            place = path.relative_to(root).as_posix()
            catalog = read_catalogue(path, language)
            faults.extend(f"{place}: {fault}" for fault in find_faults(catalog, msgids))
    return faults


def find_faults(catalog: Catalog, msgids: frozenset[Msgid]) -> Iterator[str]:
    """Yield what is missing, left over, unfinished or wrong in one catalogue."""
    wanted = {_key(msgid): msgid for msgid in msgids}
    entries = {_key(entry.id): entry for entry in catalog if entry.id}
    for key in sorted(wanted.keys() - entries.keys()):
        yield f"missing: {key!r}"
    for key in sorted(entries.keys() - wanted.keys()):
        yield f"no longer in the code: {key!r}"
    for key in sorted(wanted.keys() & entries.keys()):
        fault = find_fault(entries[key], wanted[key])
        if fault:
            yield f"{fault}: {key!r}"


def find_fault(entry: Entry, msgid: Msgid) -> str:
    """Return what is wrong with a translation; empty when nothing is."""
    if entry.fuzzy:
        return "marked as fuzzy"
    if _forms(entry.id) != _forms(msgid):
        return "other plural forms than in the code"
    texts = _forms(entry.string)
    written = [text for text in texts if text.strip()]
    if not written:
        return "not translated"
    if len(written) != len(_forms(msgid)):
        return "plural forms missing"
    fault = compare(_forms(msgid), texts)
    return f"translation {fault}" if fault else ""


def locate(root: Path, language: str, domain: str) -> Path:
    """Return where a catalogue is kept."""
    return root / "pb" / "locale" / language / f"{domain}.po"


def read_catalogue(path: Path, language: str) -> Catalog:
    """Read a catalogue; one that does not exist is empty."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def write_catalogue(catalog: Catalog, language: str) -> bytes:
    """Return the catalogue as the bytes of its file."""
    body = BytesIO()
    write_po(
        body, catalog, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )
    return HEADER.format(language=language).encode() + b"\n" * bool(body.getvalue()) + body.getvalue()


def _key(msgid: object) -> str:
    return _forms(msgid)[0]


def _empty(msgid: Msgid) -> Msgid:
    return "" if isinstance(msgid, str) else ("", "")


def _is_plural(msgid: object) -> bool:
    return not isinstance(msgid, str)


def _forms(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(map(str, texts or ("",)))  # type: ignore[call-overload]


def main(arguments: list[str] | None = None) -> int:
    """Run a subcommand and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("update", "check"))
    parser.add_argument("--root", type=Path, default=ROOT, help="the tree to look at")
    options = parser.parse_args(arguments)
    if options.command == "update":
        update(options.root)
        return 0
    faults = check(options.root)
    for fault in faults:
        print(fault)
    if faults:
        print(
            f"{len(faults)} faults. New sentences are added by: python .ci/catalogues.py update",
            file=sys.stderr,
        )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
