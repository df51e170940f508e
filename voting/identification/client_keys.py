"""The keys by which a provider knows this installation: one to sign requests, one by which identities are sealed to it.

They lie in one file that only its owner reads. Keys are renewed without a gap: a new generation is published at once and
signs from a stated moment on; older ones stay until they are dropped, so that nothing under way is lost.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization, RSAKey

from pb.kernel.plain import PlainFormError, from_plain, to_plain
from voting.identification.errors import ConfigurationError

BITS = 2048
SIGNING, SEALING = "RS256", "RSA-OAEP-256"
KEPT = 3
"""Generations that stay in the file."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A pair of private keys, as JSON Web Keys (RFC 7517) in JSON, and the moment from which they sign."""

    signs_from: datetime
    signing: str
    sealing: str


@dataclass(frozen=True, slots=True)
class ClientKeys:
    """All generations, the newest last."""

    generations: tuple[Generation, ...]

    def pick_signing(self, now: datetime) -> RSAKey:
        """Return the newest key that signs by ``now``; the oldest of all while none does."""
        due = [one for one in self.generations if one.signs_from <= now]
        return _read_key((due or self.generations)[-1 if due else 0].signing)

    @property
    def sealing(self) -> KeySet:
        """Every key that an identity may be sealed to."""
        return KeySet([_read_key(one.sealing) for one in self.generations])

    def publish(self) -> KeySetSerialization:
        """Return the public halves, for the provider to fetch."""
        keys = [_read_key(text) for one in self.generations for text in (one.signing, one.sealing)]
        return KeySet([*keys]).as_dict(private=False)


def make_generation(signs_from: datetime) -> Generation:
    """Draw a pair of keys. Takes a moment."""
    return Generation(signs_from, _draw("sig", SIGNING), _draw("enc", SEALING))


def add_generation(keys: ClientKeys | None, signs_from: datetime) -> ClientKeys:
    """Return the keys with a new generation, and without those that are too old."""
    earlier = keys.generations if keys else ()
    return ClientKeys((*earlier, make_generation(signs_from))[-KEPT:])


def read_client_keys(path: Path) -> ClientKeys:
    """Return the keys in the file. Raises ConfigurationError."""
    try:
        found = from_plain(json.loads(path.read_text(encoding="utf-8")), ClientKeys)
        if not found.generations:
            raise ConfigurationError(f"{path} holds no keys. Run: pb eid keys")
        found.publish()
    except FileNotFoundError:
        raise ConfigurationError(f"{path} is missing. Make the keys: pb eid keys") from None
    except (OSError, ValueError, PlainFormError, JoseError) as error:
        if isinstance(error, ConfigurationError):
            raise
        raise ConfigurationError(f"{path} is damaged. Put a copy in place, or make new keys.") from None
    return found


def write_client_keys(path: Path, keys: ClientKeys) -> None:
    """Write the file anew, whole or not at all, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(to_plain(keys), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _draw(use: str, algorithm: str) -> str:
    key = RSAKey.generate_key(BITS, {"use": use, "alg": algorithm}, auto_kid=True)
    return json.dumps(key.as_dict(private=True))


def _read_key(text: str) -> RSAKey:
    return RSAKey.import_key(cast(dict[str, str | list[str]], json.loads(text)))
