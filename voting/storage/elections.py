"""Who can open a cycle's box, and the versions of its manifest. Never a secret in the clear."""

from dataclasses import dataclass

from sqlalchemy import select

from pb.kernel.canonical import JSON
from pb.kernel.ids import CycleId
from pb.storage.unit_of_work import Work
from voting.core.board.admission import SealedManifest
from voting.core.board.manifest import Manifest, digest_manifest, read_manifest
from voting.core.tally.files import name_manifest
from voting.core.trustees.election_key import Ceremony, read_ceremony
from voting.storage.tables import ElectionRow, ManifestRow

_known: dict[bytes, Manifest] = {}
"""Manifests by their digests. They never change, and reading one checks every trustee's proofs anew."""

_MOST_KNOWN = 64


@dataclass(frozen=True, slots=True)
class Election:
    """The finished ceremony and, in server custody, the server's share as `ServerKeys.lock_share` made it."""

    ceremony: Ceremony
    locked_share: bytes | None = None


def keep_ceremony(work: Work, cycle_id: CycleId, election: Election) -> None:
    """Keep the ceremony of a cycle, in the place of an earlier one. The caller sees that voting hasn't opened."""
    plain = election.ceremony.to_plain()
    work.session.merge(ElectionRow(cycle_id=cycle_id, ceremony=plain, locked_share=election.locked_share))
    work.session.flush()


def find_election(work: Work, cycle_id: CycleId) -> Election | None:
    """Return who can open the box, or None while no key has been made."""
    row = work.session.get(ElectionRow, cycle_id)
    if row is None:
        return None
    plain: JSON = row.ceremony
    return Election(read_ceremony(plain, "the ceremony"), row.locked_share)


def keep_manifest(work: Work, cycle_id: CycleId, manifest: Manifest) -> SealedManifest:
    """Keep a new version of the manifest. A version is written once."""
    content = manifest.to_bytes()
    digest = digest_manifest(content)
    work.session.add(ManifestRow(cycle_id=cycle_id, version=manifest.version, content=content, digest=digest))
    work.session.flush()
    return SealedManifest(manifest, digest)


def find_manifest(work: Work, cycle_id: CycleId) -> SealedManifest | None:
    """Return the version in force, or None before voting opens."""
    digest = work.session.scalars(
        select(ManifestRow.digest)
        .where(ManifestRow.cycle_id == cycle_id)
        .order_by(ManifestRow.version.desc())
        .limit(1)
    ).first()
    return None if digest is None else SealedManifest(_read(work, cycle_id, digest), digest)


def require_manifest(work: Work, cycle_id: CycleId) -> SealedManifest:
    """Return the version in force. Raises LookupError before voting opens."""
    found = find_manifest(work, cycle_id)
    if found is None:
        raise LookupError(f"{cycle_id} has no manifest yet")
    return found


def list_manifests(work: Work, cycle_id: CycleId) -> tuple[SealedManifest, ...]:
    """Return all versions in order."""
    digests = work.session.scalars(
        select(ManifestRow.digest).where(ManifestRow.cycle_id == cycle_id).order_by(ManifestRow.version)
    ).all()
    return tuple(SealedManifest(_read(work, cycle_id, digest), digest) for digest in digests)


def read_manifest_file(work: Work, cycle_id: CycleId, version: int) -> bytes | None:
    """Return a version as it is published, byte for byte, or None."""
    row = work.session.get(ManifestRow, (cycle_id, version))
    return row.content if row else None


def _read(work: Work, cycle_id: CycleId, digest: bytes) -> Manifest:
    manifest = _known.get(digest)
    if manifest is None:
        row = work.session.scalars(
            select(ManifestRow).where(ManifestRow.cycle_id == cycle_id, ManifestRow.digest == digest)
        ).one()
        if digest_manifest(row.content) != digest:
            raise RuntimeError(
                f"version {row.version} of the manifest of {cycle_id} was changed in the database"
            )
        manifest = read_manifest(row.content, name_manifest(row.version))
        while len(_known) >= _MOST_KNOWN:
            _known.pop(next(iter(_known)), None)
        _known[digest] = manifest
    return manifest
