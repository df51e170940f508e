"""The tally as steps that can stop and go on: which files are there says what is next.

A step is a pure function from files to files. Running one twice is harmless: a caller that keeps a step's files together
or not at all can be killed at any point. Every step checks what it builds on before it adds to it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from voting.core.ballot.style import BallotStyle
from voting.core.encryption.group import EncodingError, Point
from voting.core.mixing.check import check_shuffle
from voting.core.mixing.prove import prove_shuffle
from voting.core.mixing.shuffle import shuffle
from voting.core.mixing.spread import Spread, work_in_turn
from voting.core.reading import FormatError
from voting.core.tally.closing import Closing
from voting.core.tally.files import name_ballots, name_lot, name_mix, name_mix_proof, name_shares
from voting.core.tally.lots import check_lot_share, make_lot_share
from voting.core.tally.opened import write_opened
from voting.core.trustees.opening import check_shares, combine_shares, make_shares

Files = Mapping[str, bytes]
Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class MixStep:
    """Round `number` of a style; `mixer` is who shuffles."""

    style: BallotStyle
    number: int
    mixer: str

    @property
    def files(self) -> tuple[str, ...]:
        """The files this step makes."""
        return name_mix(self.style.id, self.number), name_mix_proof(self.style.id, self.number)


@dataclass(frozen=True, slots=True)
class OpenStep:
    """The shares of one trustee for a style; as many trustees as the threshold are needed."""

    style: BallotStyle
    trustee: int

    @property
    def files(self) -> tuple[str, ...]:
        """The file this step makes."""
        return (name_shares(self.style.id, self.trustee),)


@dataclass(frozen=True, slots=True)
class LotStep:
    """The part of one trustee in the lot for ties; as many trustees as the threshold are needed."""

    trustee: int

    @property
    def files(self) -> tuple[str, ...]:
        """The file this step makes."""
        return (name_lot(self.trustee),)


@dataclass(frozen=True, slots=True)
class PublishStep:
    """The opened ballots of a style."""

    style: BallotStyle

    @property
    def files(self) -> tuple[str, ...]:
        """The file this step makes."""
        return (name_ballots(self.style.id),)


Step = MixStep | OpenStep | LotStep | PublishStep


def list_next_steps(closing: Closing, present: Collection[str]) -> Iterator[Step]:
    """Yield every step that can be taken now, given the files that are there. None is left when all ballots are open.

    The open steps of a style come together, one for each trustee who hasn't opened: any of them may be taken next. The
    same holds for the lot.
    """
    for style in closing.manifest.styles:
        yield from _list_style(closing, style, present)
    roster = closing.manifest.ceremony.election_key.roster
    lots = [LotStep(trustee) for trustee in range(1, len(roster.cards) + 1)]
    missing = [step for step in lots if step.files[0] not in present]
    if len(lots) - len(missing) < roster.threshold:
        yield from missing


def _list_style(closing: Closing, style: BallotStyle, present: Collection[str]) -> Iterator[Step]:
    for number, mixer in enumerate(closing.manifest.mixers, 1):
        mix = MixStep(style, number, mixer)
        if not all(name in present for name in mix.files):
            yield mix
            return
    roster = closing.manifest.ceremony.election_key.roster
    openings = [OpenStep(style, trustee) for trustee in range(1, len(roster.cards) + 1)]
    missing = [step for step in openings if step.files[0] not in present]
    if len(openings) - len(missing) < roster.threshold:
        yield from missing
    elif name_ballots(style.id) not in present:
        yield PublishStep(style)


def take_table(style: BallotStyle, first: bytes, number: int, read: Read) -> bytes:
    """Return what round ``number`` takes: the final set for the first, else what the round before put out."""
    return first if number == 1 else read(name_mix(style.id, number - 1))


def run_mix(closing: Closing, step: MixStep, before: bytes, spread: Spread = work_in_turn) -> Files:
    """Shuffle and prove. The secret that links ballots ends with this call."""
    after, secret = shuffle(closing.manifest.ceremony.election_key.key, before, step.style.width, spread)
    statement = closing.state_mix(step.style, step.number, before, after)
    proof = prove_shuffle(statement, secret, spread).to_bytes()
    table, proof_file = step.files
    return {table: after, proof_file: proof}


def check_mix(
    closing: Closing, step: MixStep, before: bytes, files: Files, spread: Spread = work_in_turn
) -> None:
    """Check a mixer's files before the next step builds on them. Raises FormatError naming the mixer."""
    table, proof = step.files
    try:
        statement = closing.state_mix(step.style, step.number, before, files[table])
        check_shuffle(statement, files[proof], spread)
    except EncodingError as error:
        raise FormatError(f"{table}: round {step.number} by {step.mixer}: {error}") from None


def run_opening(
    closing: Closing, step: OpenStep, table: bytes, secret_share: int, spread: Spread = work_in_turn
) -> Files:
    """Make a trustee's shares of the last mixed table."""
    return {
        step.files[0]: make_shares(
            closing.state_opening(step.style, step.trustee, table), secret_share, spread
        )
    }


def check_opening(
    closing: Closing, step: OpenStep, table: bytes, files: Files, spread: Spread = work_in_turn
) -> bytes:
    """Check a trustee's file and return the shares. Raises FormatError naming the trustee."""
    (name,) = step.files
    try:
        return check_shares(closing.state_opening(step.style, step.trustee, table), files[name], spread)
    except EncodingError as error:
        raise FormatError(f"{name}: {error}") from None


def run_lot(closing: Closing, step: LotStep, secret_share: int) -> Files:
    """Make a trustee's part of the lot."""
    return {step.files[0]: make_lot_share(closing.manifest, step.trustee, secret_share)}


def check_lot(closing: Closing, step: LotStep, files: Files) -> Point:
    """Check a trustee's part of the lot and return it. Raises FormatError naming the trustee."""
    (name,) = step.files
    try:
        return check_lot_share(closing.manifest, step.trustee, files[name])
    except EncodingError as error:
        raise FormatError(f"{name}: {error}") from None


def run_publishing(
    closing: Closing,
    step: PublishStep,
    table: bytes,
    shares: Mapping[int, bytes],
    spread: Spread = work_in_turn,
) -> Files:
    """Combine checked shares, by trustee, into the opened ballots. More shares than the threshold are left out.

    Raises ValueError when there are too few.
    """
    threshold = closing.manifest.ceremony.election_key.roster.threshold
    if len(shares) < threshold:
        raise ValueError(f"{len(shares)} trustees have opened, {threshold} are needed")
    used = {trustee: shares[trustee] for trustee in sorted(shares)[:threshold]}
    opened = combine_shares(table, used, spread)
    return {name_ballots(step.style.id): write_opened(step.style, opened, spread)}
