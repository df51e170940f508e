"""What tables on a terminal share: amounts, bars, and words for what became of a project."""

from rich.box import SIMPLE_HEAD
from rich.table import Table

from voting.core.counting import Fate
from voting.core.pabulib import Election

_BAR = 10

FATES = {
    Fate.FUNDED: "funded",
    Fate.NO_VOTES: "no votes",
    Fate.BELOW_MINIMUM: "too few votes",
    Fate.ABOVE_BUDGET: "above the budget",
    Fate.RIVAL_FUNDED: "a rival was funded",
    Fate.CATEGORY_FULL: "its category is full",
    Fate.DOES_NOT_FIT: "does not fit",
    Fate.AFTER_STOP: "after the end",
    Fate.SUPPORT_TOO_SMALL: "not paid for",
    Fate.WITHDRAWN: "withdrawn",
    Fate.NOT_CHOSEN: "not in the best set",
    Fate.RANKED: "ranked",
}


def draw_bar(part: float, whole: float) -> str:
    """Return a bar whose length is ``part`` of ``whole``."""
    eighths = round(8 * _BAR * part / whole) if whole else 0
    full, rest = divmod(max(0, min(eighths, 8 * _BAR)), 8)
    return "█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")


def draw_amount(cents: float) -> str:
    """Return an amount grouped by thousands; cents only where there are any."""
    whole = f"{cents / 100:,.2f}" if round(cents) % 100 else f"{round(cents) // 100:,}"
    return whole.replace(",", " ")


def draw_money(election: Election, cents: float) -> str:
    """Return an amount with its currency."""
    return f"{draw_amount(cents)} {election.currency}".strip()


def start_table(election: Election, title: str, *, name: bool = True) -> Table:
    """Return a table that starts with a project's id and its name. Names fold first, so that figures stay whole."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Project", no_wrap=True)
    if name:
        table.add_column("Name")
    table.add_column(f"Cost {election.currency}".strip(), justify="right", no_wrap=True)
    table.add_column("Votes", justify="right", no_wrap=True)
    return table


def name_of(election: Election, project: str) -> str:
    """Return a project's name as the file gives it."""
    return next((listed.name for listed in election.projects if listed.id == project), "")


def shorten(text: str, room: int) -> str:
    """Return a text cut to ``room`` characters."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
