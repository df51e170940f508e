"""What the cells of a .pb file mean: META and PROJECTS here, VOTES in `read_votes`.

Strict where a mistake would change a count (ids, amounts, numbers of rows); a fault is one sentence with its line.
"""

from pb.kernel.ids import ProjectId
from pb.kernel.message import Message
from voting.core.pabulib.amounts import read_cents, read_cents_rounded_down, read_count
from voting.core.pabulib.election import Election, ListedProject, VoteType
from voting.core.pabulib.errors import PbFormatError, show
from voting.core.pabulib.read_votes import count_approvals, read_ballots
from voting.core.pabulib.sheet import Sheet, Table

_REQUIRED = ("num_projects", "num_votes", "budget", "vote_type")
_MISSING = frozenset({"", "none"})


def read_election(sheet: Sheet) -> Election:
    """Read the tables of a .pb file as an election. Raises PbFormatError with the line and one sentence."""
    meta = _read_meta(sheet.meta)
    vote_type = _read_vote_type(sheet.meta, meta)
    budget, rounded = read_cents_rounded_down(meta["budget"], _meta_line(sheet.meta, "budget"), "budget")
    projects = _read_projects(sheet.projects)
    ballots, scale, notes = read_ballots(sheet.votes, vote_type, [project.id for project in projects])
    _check_number(sheet, meta, "num_projects", sheet.projects)
    _check_number(sheet, meta, "num_votes", sheet.votes)
    if rounded:
        notes = (*notes, Message("The budget has parts of a cent; they are left out."))
    notes = (*notes, *_compare_votes(projects, count_approvals(ballots, len(projects))))
    currency = meta.get("currency", "")
    return Election(meta, budget, currency, vote_type, projects, ballots, scale, notes, sheet)


def _read_meta(table: Table) -> dict[str, str]:
    if table.header != ("key", "value"):
        raise PbFormatError(table.header_line, Message("META starts with the column names key;value."))
    meta: dict[str, str] = {}
    for row, (key, value) in enumerate(table.rows):
        if key in meta:
            what = Message("The entry %(name)s stands here for the second time.", {"name": show(key)})
            raise PbFormatError(table.line_of(row), what)
        meta[key] = value
    for key in _REQUIRED:
        if meta.get(key, "") in _MISSING:
            line = _meta_line(table, key) if key in meta else table.header_line
            raise PbFormatError(line, Message("META lacks the entry %(name)s.", {"name": key}))
    return meta


def _meta_line(table: Table, key: str) -> int:
    return table.line_of(next(index for index, row in enumerate(table.rows) if row[0] == key))


def _read_vote_type(table: Table, meta: dict[str, str]) -> VoteType:
    text = meta["vote_type"]
    if text not in set(VoteType):
        what = Message("Unknown vote type: “%(text)s”.", {"text": show(text)})
        raise PbFormatError(_meta_line(table, "vote_type"), what)
    return VoteType(text)


def _check_number(sheet: Sheet, meta: dict[str, str], key: str, table: Table) -> None:
    line = _meta_line(sheet.meta, key)
    stated = read_count(meta[key], line, key)
    if stated != len(table.rows):
        values: dict[str, str | int] = {"key": key, "stated": stated, "found": len(table.rows)}
        raise PbFormatError(line, Message("%(key)s says %(stated)s, but there are %(found)s rows.", values))


def _read_projects(table: Table) -> tuple[ListedProject, ...]:
    if table.header[0] != "project_id" or "cost" not in table.header:
        what = Message("PROJECTS starts with the column project_id and has a column cost.")
        raise PbFormatError(table.header_line, what)
    projects: list[ListedProject] = []
    seen: set[str] = set()
    for row, cells in enumerate(table.rows):
        line = table.line_of(row)
        project = _read_project(dict(zip(table.header, cells, strict=True)), line)
        if project.id in seen:
            values = {"id": show(project.id)}
            raise PbFormatError(
                line, Message("The project “%(id)s” stands here for the second time.", values)
            )
        seen.add(project.id)
        projects.append(project)
    return tuple(projects)


def _read_project(cells: dict[str, str], line: int) -> ListedProject:
    project_id = cells["project_id"]
    if project_id in _MISSING or "," in project_id or project_id != project_id.strip():
        values = {"id": show(project_id)}
        raise PbFormatError(line, Message("“%(id)s” can't be the id of a project.", values))
    return ListedProject(
        id=ProjectId(project_id),
        cost=read_cents(cells["cost"], line, "cost"),
        name=_text(cells, "name"),
        votes=_read_optional_count(cells, "votes", line),
        selected=_read_optional_count(cells, "selected", line),
        categories=tuple(part.strip() for part in _text(cells, "category").split(",") if part.strip()),
        neighborhood=_text(cells, "neighborhood"),
    )


def _text(cells: dict[str, str], column: str) -> str:
    value = cells.get(column, "")
    return "" if value.lower() in _MISSING else value


def _read_optional_count(cells: dict[str, str], column: str, line: int) -> int | None:
    text = _text(cells, column)
    return read_count(text, line, column) if text else None


def _compare_votes(projects: tuple[ListedProject, ...], counted: list[int]) -> tuple[Message, ...]:
    differing = [
        project.id
        for project, votes in zip(projects, counted, strict=True)
        if project.votes is not None and project.votes != votes
    ]
    if not differing:
        return ()
    values: dict[str, str | int] = {"number": len(differing), "first": differing[0]}
    text = Message(
        "The votes stated for %(number)s projects differ from the ballots (first: %(first)s).", values
    )
    return (text,)
