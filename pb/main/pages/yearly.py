"""The yearly figures of participation, as national surveys of municipalities ask for them (TEAviisari): page and CSV.

Each stage says what it counts; here its figures are only added up by the year in which a round began.
"""

from dataclasses import dataclass, replace

from litestar import Response, get
from litestar.di import NamedDependency

from pb.engine.engine import Engine
from pb.engine.public import Figure
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.kernel.spreadsheet import Cell, Column, write_table
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from pb.web.access import PUBLIC
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.pages import page

COLUMNS = (
    Column("year", Message("Year in which the round began.")),
    Column("figure", Message("Lasting name of the figure.")),
    Column("value", Message("The figure; money is in whole cents.")),
    Column("meaning_fi", Message("What the figure counts, in Finnish.")),
)


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its rounds and figures, each figure summed over the rounds."""

    year: int
    rounds: int
    figures: tuple[Figure, ...]


@get("/yearly", access=PUBLIC, sync_to_thread=True, snapshot=True)
def show_years(
    request: WebRequest, database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[str]:
    """Show the figures of every year, the newest first, each with what it counts."""
    with database.read() as work:
        years = read_years(work, engine)
    return page(request, "info/yearly.html", years=years)


@get("/yearly.csv", access=PUBLIC, sync_to_thread=True, snapshot=True)
def send_years(
    request: WebRequest, database: NamedDependency[Database], engine: NamedDependency[Engine[Work]]
) -> Response[str]:
    """Send the figures of every year, one a line."""
    with database.read() as work:
        years = read_years(work, engine)
    translate = toolkit_of(request).translations.translate
    rows: list[dict[str, Cell]] = [
        {
            "year": year.year,
            "figure": figure.key,
            "value": figure.value,
            "meaning_fi": translate(figure.meaning, Language.FI),
        }
        for year in years
        for figure in year.figures
    ]
    headers = {"content-disposition": 'attachment; filename="yearly.csv"', "cache-control": "no-cache"}
    return Response(write_table(COLUMNS, rows), media_type="text/csv; charset=utf-8", headers=headers)


def read_years(work: Work, engine: Engine[Work]) -> list[Year]:
    """Return the figures of every year in which a round began, the newest first."""
    rounds: dict[int, int] = {}
    summed: dict[int, dict[str, Figure]] = {}
    for cycle in work.list_cycles():
        year = cycle.declaration.stages[0].opens_at.year
        rounds[year] = rounds.get(year, 0) + 1
        figures = summed.setdefault(year, {})
        for plan in cycle.declaration.stages:
            for figure in engine.stage(plan.key).figures(cycle, work):
                known = figures.get(figure.key)
                figures[figure.key] = replace(figure, value=figure.value + known.value) if known else figure
    return [Year(year, rounds[year], tuple(summed[year].values())) for year in sorted(rounds, reverse=True)]


HANDLERS = (show_years, send_years)
