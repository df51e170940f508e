"""A trustee's key file: the card's secret under a passphrase, with argon2id and XChaCha20-Poly1305.

It is written once and never changes: the trustee's share of the election key is worked out from it and the public deals
each time. Losing the file or the passphrase loses the trustee; nobody can bring either back.
"""

import secrets
from pathlib import Path

import click
from argon2.low_level import Type, hash_secret_raw

from pb.kernel.canonical import JSON, canonical_bytes
from voting.cli.files import read_json, write_new
from voting.core.encryption.group import EncodingError, read_scalar, write_scalar
from voting.core.encryption.sodium import CIPHER_KEY_BYTES, NONCE_BYTES, lock, unlock
from voting.core.reading import Fields, FormatError

FORMAT = "pb-trustee-key-1"
LEAST_LETTERS = 12
PASSES = 4
MEMORY_KIB = 256 * 1024
"""About a second on a laptop of today, once a command."""

_MOST_MEMORY_KIB = 2 * 1024 * 1024
_MOST_PASSES = 20
_SALT_BYTES = 16


def write_key_file(path: Path, name: str, secret: int, passphrase: str) -> None:
    """Write a new key file that only its owner can read. Raises click.ClickException when it is there already."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    key = _stretch(passphrase, salt, PASSES, MEMORY_KIB)
    plain: dict[str, JSON] = {
        "format": FORMAT,
        "locked": lock(key, nonce, write_scalar(secret), name.encode()).hex(),
        "memory_kib": MEMORY_KIB,
        "name": name,
        "nonce": nonce.hex(),
        "passes": PASSES,
        "salt": salt.hex(),
    }
    write_new(path, canonical_bytes(plain) + b"\n", 0o600)


def read_key_file(path: Path, passphrase: str) -> int:
    """Return the card's secret. Raises click.ClickException for a wrong passphrase or another file."""
    try:
        fields = Fields(read_json(path), str(path))
        if fields.text("format") != FORMAT:
            raise FormatError(f"{path}: not a trustee's key file")
        name, locked = fields.text("name"), fields.octets("locked")
        salt, nonce = fields.octets("salt", _SALT_BYTES), fields.octets("nonce", NONCE_BYTES)
        passes, memory = fields.integer("passes", least=1), fields.integer("memory_kib", least=8)
        fields.finish()
    except FormatError as error:
        raise click.ClickException(str(error)) from None
    if passes > _MOST_PASSES or memory > _MOST_MEMORY_KIB:
        raise click.ClickException(f"{path}: asks for more work than any key file of ours")
    content = unlock(_stretch(passphrase, salt, passes, memory), nonce, locked, name.encode())
    if content is None:
        raise click.ClickException("The passphrase is wrong, or the key file was damaged.")
    try:
        return read_scalar(content)
    except EncodingError as error:
        raise click.ClickException(f"{path}: {error}") from None


def keep_to_one_board(path: Path, closing: bytes) -> None:
    """Note beside the key file which closing it opens. Raises click.ClickException when it has opened another."""
    note = path.with_name(f"{path.name}.opened")
    if not note.exists():
        write_new(note, closing.hex().encode() + b"\n")
    elif note.read_text().strip() != closing.hex():
        raise click.ClickException(
            f"{note} says that this key file has opened another board. Ask why there are two."
        )


def _stretch(passphrase: str, salt: bytes, passes: int, memory_kib: int) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, passes, memory_kib, 1, CIPHER_KEY_BYTES, Type.ID)
