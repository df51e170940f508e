"""What a file would change on the roll: told before anything is kept, and then done exactly so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pb.kernel.ids import AreaId, ResidentId
from voting.core.eligibility import AgeBand, Standing


@dataclass(frozen=True, slots=True)
class RollEntry:
    """What the roll keeps of a person. `reference` and `identity` are hashes under the cycle's key, see `RollKey`."""

    reference: str
    area: AreaId | None
    identity: str | None = None
    standing: Standing = Standing.ENTITLED
    age_band: AgeBand | None = None
    is_shielded: bool = False


@dataclass(frozen=True, slots=True)
class RollChange:
    """An entry that stands on the roll and becomes another one."""

    resident: ResidentId
    before: RollEntry
    after: RollEntry

    @property
    def moves(self) -> bool:
        """Whether the area changes."""
        return self.before.area != self.after.area


@dataclass(frozen=True, slots=True)
class RollDifference:
    """Everything that changes, and how many entries stay as they are."""

    added: tuple[RollEntry, ...]
    changed: tuple[RollChange, ...]
    removed: tuple[tuple[ResidentId, RollEntry], ...]
    unchanged: int

    @property
    def moved(self) -> int:
        """How many of the changed change their area."""
        return sum(change.moves for change in self.changed)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.changed or self.removed)


def compare_roll(
    standing: Mapping[ResidentId, RollEntry], coming: Sequence[RollEntry], *, is_whole: bool
) -> RollDifference:
    """Compare the roll with a file's entries, matched by reference.

    ``is_whole``: the file is the whole roll, so who isn't in it is removed; else they stay untouched.
    """
    known = {entry.reference: (resident, entry) for resident, entry in standing.items()}
    added: list[RollEntry] = []
    changed: list[RollChange] = []
    for entry in coming:
        if entry.reference not in known:
            added.append(entry)
            continue
        resident, before = known.pop(entry.reference)
        if entry != before:
            changed.append(RollChange(resident, before, entry))
    removed = tuple(known.values()) if is_whole else ()
    unchanged = len(standing) - len(changed) - len(removed)
    return RollDifference(tuple(added), tuple(changed), removed, unchanged)


def list_shared_identities(
    standing: Mapping[ResidentId, RollEntry], difference: RollDifference
) -> frozenset[str]:
    """Return the hashed identity codes that would stand twice, under two references, after the change."""
    gone = {entry.reference for _resident, entry in difference.removed}
    changed = {change.before.reference for change in difference.changed}
    stays = {
        entry.identity
        for entry in standing.values()
        if entry.identity and entry.reference not in gone and entry.reference not in changed
    }
    twice: set[str] = set()
    for entry in (*difference.added, *(change.after for change in difference.changed)):
        if entry.identity is None:
            continue
        if entry.identity in stays:
            twice.add(entry.identity)
        stays.add(entry.identity)
    return frozenset(twice)
