"""Typesets a document in a process of its own.

Typst keeps what it has laid out for the next document: some 120 MB for 500 letters, so that a city's letters would fill
the memory of the machine. A process that ends keeps nothing, and takes a document that can't be laid out with it.
"""

import json
import subprocess
import sys
from collections.abc import Mapping

import typst


class TypesettingError(RuntimeError):
    """The document could not be laid out; what was in it is never repeated here."""


def typeset(template: bytes, values: Mapping[str, str]) -> bytes:
    """Return the PDF/UA-1 that a typst template makes of the values. Raises TypesettingError."""
    request = json.dumps({"template": template.decode(), "values": dict(values)})
    done = subprocess.run(
        [sys.executable, "-m", "voting.typeset"], input=request.encode(), capture_output=True, check=False
    )
    if done.returncode != 0:
        raise TypesettingError(f"typst ended with {done.returncode}")
    return done.stdout


def _answer() -> None:
    request = json.loads(sys.stdin.buffer.read())
    made = typst.compile(
        request["template"].encode(),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,  # the same document on every machine
        sys_inputs=request["values"],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gives one document as bytes")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    _answer()
