"""The lot, and the count made again from the bundle's ballots; the published outcome has to be those bytes."""

from collections.abc import Iterator

from voting.core.board.manifest import Manifest
from voting.core.encryption.group import Point
from voting.core.reading import FormatError
from voting.core.tally.closing import Closing
from voting.core.tally.files import OUTCOME, name_ballots, name_lot, name_manifest, name_paper
from voting.core.tally.lots import combine_lot, draw_lots
from voting.core.tally.outcome_file import StyleOutcome, count_style, find_difference, write_outcome
from voting.core.tally.steps import LotStep, check_lot
from voting.core.tally.terms import read_terms
from voting.verify.bundle import Bundle, VerificationError


def check_lots(bundle: Bundle, closing: Closing) -> Point:
    """Return the lot after checking every part of it. Raises VerificationError naming the trustee's file."""
    roster = closing.manifest.ceremony.election_key.roster
    names, parts = bundle.names(), {}
    for trustee in range(1, len(roster.cards) + 1):
        name = name_lot(trustee)
        if name in names:
            try:
                parts[trustee] = check_lot(closing, LotStep(trustee), {name: bundle.read(name)})
            except FormatError as error:
                raise VerificationError(name, str(error)) from None
    if len(parts) < roster.threshold:
        raise VerificationError("lots", f"{len(parts)} trustees have drawn, {roster.threshold} are needed")
    return combine_lot({trustee: parts[trustee] for trustee in sorted(parts)[: roster.threshold]})


def check_outcome(bundle: Bundle, manifest: Manifest, digest: bytes, lot: Point) -> Iterator[str]:
    """Count every style again, compare, and yield a line for each. The ballots were checked before."""
    outcomes = count_again(bundle, manifest, lot)
    expected, found = write_outcome(outcomes, digest), bundle.read(OUTCOME)
    if expected != found:
        raise VerificationError(*find_difference(expected, found))
    for outcome in outcomes:
        voters = outcome.seen.sealed + outcome.seen.paper - outcome.seen.invalid
        yield (
            f"{outcome.style.id}: counted again, {voters} valid ballots select {len(outcome.selected)} of "
            f"{len(outcome.style.projects)} projects, as published"
        )


def count_again(bundle: Bundle, manifest: Manifest, lot: Point) -> list[StyleOutcome]:
    """Return the outcome of every style. Raises VerificationError when the manifest has no terms to count by."""
    try:
        terms = read_terms(manifest.rules, manifest.styles, name_manifest(manifest.version))
    except FormatError as error:
        raise VerificationError(name_manifest(manifest.version), str(error)) from None
    names = bundle.names()
    return [
        count_style(
            style,
            terms,
            draw_lots(lot, style),
            bundle.read(name_ballots(style.id)).splitlines(),
            bundle.read(name_paper(style.id)).splitlines() if name_paper(style.id) in names else (),
        )
        for style in manifest.styles
    ]
