"""The file with the voting codes, as the printer of the letters gets it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from pb.kernel.ids import AreaId

BYTE_ORDER_MARK = "\ufeff"
"""In front of the file it makes spreadsheets read it as UTF-8."""


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code to be printed in one resident's letter."""

    reference: str
    area: AreaId | None
    code: str


def write_codes(codes: Sequence[IssuedCode]) -> str:
    """Return the file: one resident a line, ``reference;area;code``."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(("reference", "area", "code"))
    writer.writerows((one.reference, one.area or "", one.code) for one in codes)
    return BYTE_ORDER_MARK + out.getvalue()
