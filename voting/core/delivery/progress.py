"""How far a chosen project has come, as the city tells it. Nothing here is ever changed: each report follows the last.

A project is done only with a day and, where the cycle has money, with what it cost; it is late or cancelled only with a
reason that everybody can read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from pb.kernel.ids import AccountId, ProjectId
from pb.kernel.language import Language, LocalizedText
from pb.kernel.message import Message
from pb.kernel.money import Cents

OWED = (Language.FI, Language.SV)
"""The languages that a public reason is owed in."""

STALE = timedelta(days=90)
"""After so long without a word from the city, officials are reminded and readers told."""


class DeliveryState(StrEnum):
    """Where a project is."""

    PLANNED = "planned"
    PREPARING = "preparing"
    BUILDING = "building"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing more is to come."""
        return self in (DeliveryState.DONE, DeliveryState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Progress:
    """What the city says of a project.

    `finish` is the day it is to be ready by, or was ready; `cost` what it has cost in the end, in cents; `reason` why it
    is later than promised or cancelled; `news` whatever else residents should know; `partner` who carries it out with
    the city.
    """

    state: DeliveryState = DeliveryState.PLANNED
    finish: date | None = None
    cost: Cents | None = None
    reason: LocalizedText = field(default_factory=LocalizedText)
    news: LocalizedText = field(default_factory=LocalizedText)
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the progress, its number counted from 1, who gave it, for which unit, and when."""

    project: ProjectId
    version: int
    progress: Progress
    official: AccountId
    unit: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """All that is told of one project, the first report first; none before the first."""

    project: ProjectId
    reports: tuple[Report, ...] = ()

    @property
    def progress(self) -> Progress:
        """What holds now: planned, until somebody says otherwise."""
        return self.reports[-1].progress if self.reports else Progress()

    @property
    def version(self) -> int:
        """The number that the next report has to know."""
        return self.reports[-1].version if self.reports else 0

    @property
    def is_delayed(self) -> bool:
        """Whether it is later than it was first promised."""
        promised = next((report.progress.finish for report in self.reports if report.progress.finish), None)
        finish = self.progress.finish
        return promised is not None and finish is not None and finish > promised

    def is_stale(self, published: datetime, now: datetime) -> bool:
        """Whether the city has kept silent for too long, counted from the result where nothing was said."""
        last = self.reports[-1].at if self.reports else published
        return not self.progress.state.is_final and now - last > STALE


def check_progress(
    progress: Progress, earlier: Delivery, *, has_money: bool, today: date
) -> dict[str, Message]:
    """Return what keeps a report from being published, by field; empty when it may be."""
    faults: dict[str, Message] = {}
    if progress.state is DeliveryState.DONE:
        if progress.finish is None:
            faults["finish"] = Message("Write the day on which the project was ready.")
        elif progress.finish > today:
            faults["finish"] = Message("A project that is ready was ready today at the latest.")
        if has_money and progress.cost is None:
            faults["cost"] = Message("Write what the project has cost.")
    if _needs_reason(progress, earlier):
        faults |= {
            f"reason_{language}": Message("Write the reason for the public.")
            for language in _list_missing(progress.reason)
        }
    return faults


def _needs_reason(progress: Progress, earlier: Delivery) -> bool:
    before = earlier.progress.finish
    is_later = before is not None and progress.finish is not None and progress.finish > before
    return progress.state is DeliveryState.CANCELLED or is_later


def _list_missing(text: LocalizedText) -> Sequence[Language]:
    return [language for language in OWED if not getattr(text, language)]
