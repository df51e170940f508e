"""How far a tally has come, for officials: by mixer and by trustee, what is wanted next, what was refused."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pb.kernel.handoff import SealedBox
from pb.kernel.ids import CycleId, StageKey
from pb.storage.unit_of_work import Work
from voting.core.ballot.style import StyleId
from voting.core.rules import VOTING
from voting.core.tally.closing import Closing
from voting.core.tally.files import name_ballots, name_lot, name_mix, name_shares
from voting.core.tally.steps import list_next_steps
from voting.storage.board import count_entries
from voting.storage.elections import find_election, require_manifest
from voting.storage.tally_files import list_files
from voting.storage.tally_parcels import list_parcels
from voting.storage.tally_runs import TallyRun, find_run
from voting.tally import STEP_REFUSED


@dataclass(frozen=True, slots=True)
class Part:
    """What one person or the server has to do: how many areas are done of all."""

    name: str
    done: int
    total: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that didn't hold, as the journal has it."""

    at: datetime
    file: str
    fault: str


@dataclass(frozen=True, slots=True)
class TallyView:
    """The tally at one moment. `wanted` are the files that a next step takes, `opened` the styles that are open."""

    closing: bytes
    entries: int
    ballots: int
    by_trustees: bool
    threshold: int
    mixers: tuple[Part, ...]
    trustees: tuple[Part, ...]
    publishing: Part
    opened: tuple[StyleId, ...]
    wanted: frozenset[str]
    waiting: frozenset[str]
    run: TallyRun | None
    refusals: tuple[Refusal, ...]

    @property
    def is_finished(self) -> bool:
        """Whether every ballot is open and the lots are drawn."""
        return not self.wanted

    @property
    def is_at_work(self) -> bool:
        """Whether a worker is at it now."""
        return self.run is not None and self.run.is_live

    @property
    def is_waiting(self) -> bool:
        """Whether something that a next step takes has come and hasn't been checked."""
        return bool(self.waiting & self.wanted)

    @property
    def next_mixer(self) -> Part | None:
        """Whose turn it is to mix; None once all have."""
        return next((mixer for mixer in self.mixers if not mixer.is_done), None)

    @property
    def still_needed(self) -> int:
        """How many trustees more have to open."""
        return max(0, self.threshold - sum(trustee.is_done for trustee in self.trustees))


def view_tally(work: Work, cycle_id: CycleId) -> TallyView:
    """Return how far the tally of a closed box has come."""
    manifest, names = require_manifest(work, cycle_id).manifest, list_files(work, cycle_id)
    handed = work.load_handoff(cycle_id, StageKey(VOTING))
    if not isinstance(handed, SealedBox):
        raise LookupError(f"the box of {cycle_id} isn't closed")
    election = find_election(work, cycle_id)
    styles = [style.id for style in manifest.styles]
    roster = manifest.ceremony.election_key.roster
    opened = tuple(style for style in styles if name_ballots(style) in names)
    return TallyView(
        closing=bytes.fromhex(handed.closing),
        entries=count_entries(work, cycle_id),
        ballots=handed.cast,
        by_trustees=election is None or election.locked_share is None,
        threshold=roster.threshold,
        mixers=tuple(
            Part(mixer, sum(name_mix(style, number) in names for style in styles), len(styles))
            for number, mixer in enumerate(manifest.mixers, 1)
        ),
        trustees=tuple(
            Part(card.name, *_count_opened(number, styles, names))
            for number, card in enumerate(roster.cards, 1)
        ),
        publishing=Part("", len(opened), len(styles)),
        opened=opened,
        wanted=frozenset(
            name for step in list_next_steps(Closing(manifest, b""), names) for name in step.files
        ),
        waiting=list_parcels(work, cycle_id),
        run=find_run(work, cycle_id, int(time.time())),
        refusals=_list_refusals(work, cycle_id),
    )


def _count_opened(trustee: int, styles: list[StyleId], names: frozenset[str]) -> tuple[int, int]:
    parts = [name_lot(trustee), *(name_shares(style, trustee) for style in styles)]
    return sum(name in names for name in parts), len(parts)


def _list_refusals(work: Work, cycle_id: CycleId) -> tuple[Refusal, ...]:
    found = []
    for entry in work.read_journal(cycle_id):
        details = entry.event.details
        if entry.event.act == STEP_REFUSED and isinstance(details, Mapping):
            found.append(Refusal(entry.at, str(details.get("file")), str(details.get("fault"))))
    return tuple(reversed(found))
