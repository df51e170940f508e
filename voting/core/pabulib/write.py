"""From an election back to .pb text: byte for byte what was read, canonical where nothing was read."""

from voting.core.pabulib.election import Election
from voting.core.pabulib.sheet import SECTIONS, Table, canonical_line


def write_election(election: Election) -> bytes:
    """Return the election as a .pb file in UTF-8."""
    sheet = election.sheet
    lines: list[str] = []
    for name, table in zip(SECTIONS, sheet.tables, strict=True):
        lines.append(name)
        lines.extend(_write_table(table))
    mark = "\ufeff" if sheet.byte_order_mark else ""
    return (mark + sheet.newline.join(lines) + sheet.ending).encode()


def _write_table(table: Table) -> list[str]:
    rows = (table.header, *table.rows)
    if not table.verbatim:
        return [canonical_line(row) for row in rows]
    return [table.verbatim.get(index - 1) or canonical_line(row) for index, row in enumerate(rows)]
