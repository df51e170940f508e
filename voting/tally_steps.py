"""Making and checking one step of the tally, whatever its kind, over files that a caller reads."""

from collections.abc import Callable, Mapping

from voting.core.mixing.spread import Spread
from voting.core.tally.closing import Closing
from voting.core.tally.files import name_mix, name_shares
from voting.core.tally.steps import (
    Files,
    LotStep,
    MixStep,
    OpenStep,
    PublishStep,
    Read,
    Step,
    check_lot,
    check_mix,
    check_opening,
    run_lot,
    run_mix,
    run_opening,
    run_publishing,
)

FirstTable = Callable[[MixStep], bytes]
"""Gives what a round takes: the final set, or what the round before put out."""


def make_step(
    closing: Closing, step: Step, first: FirstTable, read: Read, share: int | None, spread: Spread
) -> Files:
    """Make a step's files. Raises LookupError for a trustee's step without the ``share`` it takes."""
    if isinstance(step, MixStep):
        return run_mix(closing, step, first(step), spread)
    if isinstance(step, PublishStep):
        table = _read_mixed(closing, step, read)
        return run_publishing(closing, step, table, _read_shares(closing, step, table, read, spread), spread)
    if share is None:
        raise LookupError(f"only trustee {step.trustee} can take this step")
    if isinstance(step, LotStep):
        return run_lot(closing, step, share)
    return run_opening(closing, step, _read_mixed(closing, step, read), share, spread)


def check_step(
    closing: Closing, step: Step, first: FirstTable, read: Read, files: Files, spread: Spread
) -> None:
    """Check a step's files before anything builds on them. Raises FormatError naming whose they are."""
    match step:
        case MixStep():
            check_mix(closing, step, first(step), files, spread)
        case OpenStep():
            check_opening(closing, step, _read_mixed(closing, step, read), files, spread)
        case LotStep():
            check_lot(closing, step, files)
        case PublishStep():
            # It follows from checked shares and has no proof of its own; the verifier makes it again.
            pass


def _read_mixed(closing: Closing, step: OpenStep | PublishStep, read: Read) -> bytes:
    return read(name_mix(step.style.id, len(closing.manifest.mixers)))


def _read_shares(
    closing: Closing, step: PublishStep, table: bytes, read: Read, spread: Spread
) -> Mapping[int, bytes]:
    shares = {}
    for trustee in range(1, len(closing.manifest.ceremony.election_key.roster.cards) + 1):
        name = name_shares(step.style.id, trustee)
        try:
            content = read(name)
        except LookupError:
            continue
        shares[trustee] = check_opening(
            closing, OpenStep(step.style, trustee), table, {name: content}, spread
        )
    return shares
