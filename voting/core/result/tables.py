"""A published result as tables for spreadsheets: one row a project, one row an area. Each column says what it means.

The columns stand here once: the files and the data dictionary are both made from them, so they can't differ.
"""

from pb.engine.declaration import CycleDeclaration
from pb.kernel.message import Message
from pb.kernel.spreadsheet import Cell, Column, or_empty
from voting.core.result.published import PublishedResult

PROJECTS = (
    Column("cycle", Message("Short name of the round.")),
    Column("version", Message("Version of the result, counted from 1.")),
    Column("area", Message("Short name of the area.")),
    Column("project", Message("Number of the project on the ballot.")),
    Column("name_fi", Message("Name of the project in Finnish, where it has one.")),
    Column("name_sv", Message("Name of the project in Swedish, where it has one.")),
    Column("name_en", Message("Name of the project in English, where it has one.")),
    Column("cost_cents", Message("Cost in cents; 0 in a round without money.")),
    Column("votes", Message("Ballots that name the project.")),
    Column("support", Message("What the rule counts: votes, or points.")),
    Column("place", Message("Place by support in its area; equals share one.")),
    Column(
        "effective_support_permille",
        Message("Effective support in thousandths of the cost; empty if the rule has none."),
    ),
    Column(
        "carried_out",
        Message("1 if it is carried out, 0 if not; empty while the deciding body has not decided."),
    ),
    Column("fate", Message("What the count made of it, as a code; see the list of codes.")),
    Column(
        "cheaper_by_cents",
        Message("How much cheaper it would have had to be; empty if it won or nothing would have helped."),
    ),
    Column("more_voters", Message("How many more voters for it alone it would have needed; empty as above.")),
    Column(
        "reason_fi",
        Message("The deciding body's public reason in Finnish, where it departed from the vote order."),
    ),
    Column("reason_sv", Message("The same reason in Swedish.")),
)

AREAS = (
    Column("cycle", Message("Short name of the round.")),
    Column("version", Message("Version of the result, counted from 1.")),
    Column("area", Message("Short name of the area.")),
    Column("budget_cents", Message("The area's money in cents.")),
    Column("spent_cents", Message("What the projects carried out cost together, in cents.")),
    Column("ballots", Message("Ballots cast, blank ones included.")),
    Column("blank", Message("Blank ballots.")),
    Column("entitled", Message("Residents who could vote in the area.")),
)


def list_projects(declaration: CycleDeclaration, result: PublishedResult) -> list[dict[str, Cell]]:
    """Return a row for every project, area by area in the order of the count."""
    projects = {project.id: project for project in result.count.outcome.shortlist.projects}
    rows: list[dict[str, Cell]] = []
    for area in result.outcome.areas:
        report = result.count.area(area.area)[1]
        for line in area.projects:
            project, about = projects[line.project], report.about(line.project)
            decided = result.decision.about(line.project) if result.decision else None
            rows.append(
                {
                    "cycle": declaration.id,
                    "version": result.version,
                    "area": area.area,
                    "project": line.project,
                    "name_fi": project.title.fi,
                    "name_sv": project.title.sv,
                    "name_en": project.title.en,
                    "cost_cents": project.cost,
                    "votes": about.votes,
                    "support": line.support,
                    "place": about.place,
                    "effective_support_permille": or_empty(about.effective),
                    "carried_out": "" if result.is_open else int(line.funded),
                    "fate": about.fate,
                    "cheaper_by_cents": or_empty(about.cheaper_by),
                    "more_voters": or_empty(about.more_voters),
                    "reason_fi": decided.reason.fi if decided else "",
                    "reason_sv": decided.reason.sv if decided else "",
                }
            )
    return rows


def list_areas(declaration: CycleDeclaration, result: PublishedResult) -> list[dict[str, Cell]]:
    """Return a row for every area."""
    return [
        {
            "cycle": declaration.id,
            "version": result.version,
            "area": area.area,
            "budget_cents": area.budget,
            "spent_cents": area.spent,
            "ballots": area.voters,
            "blank": area.blank,
            "entitled": area.entitled,
        }
        for area in result.outcome.areas
    ]
