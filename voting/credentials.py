"""Signing a resident in by letter code, and making the codes.

The secret part is checked against argon2id behind the same places as staff passwords. Two throttles count attempts
before the secret is looked at: one for the code, so that nobody guesses at one resident's, and one for the caller, so
that nobody tries many. The right code gives the allowance back: fifty secret bits leave no guesser anything to gain.

An unknown look-up part is refused without hashing. That tells whether a look-up part exists, which helps nobody, and it
keeps a flood of invented codes from taking the places of people who have one.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from pb.engine.cycle import Cycle
from pb.kernel.errors import TooManyAttemptsError
from pb.web.exchange import Connection, toolkit_of
from pb.web.passwords import AT_ONCE, hash_drawn_secret, verify_password
from pb.web.throttle import Counted, Throttle, forgive, hide_address, hide_key, take_attempt
from voting.core.eligibility import Resident
from voting.core.letter_code import LetterCode
from voting.storage.electoral_roll import find_code_holder
from voting.storage.voting_codes import find_void_hash

BY_CODE = Throttle("voting-code", 10, timedelta(minutes=10))
BY_CALLER = Throttle("voting-code-caller", 60, timedelta(minutes=10))
"""A library's or a school's network is one caller for many voters, each of whom gives the allowance back."""


class ReplacedCodeError(Exception):
    """A newer letter has replaced this code; who knows its secret part has held the older letter."""


Progress = Callable[[int], None]
"""Told how many are done so far."""


def check_letter_code(connection: Connection, cycle: Cycle, code: LetterCode) -> Resident | None:
    """Return the resident a code belongs to, or None when it fits nobody.

    Raises ReplacedCodeError for a code that was right until a newer letter, and TooManyAttemptsError.
    """
    toolkit = toolkit_of(connection)
    counted = (
        Counted(BY_CODE, hide_key(connection, "voting-code", cycle.id, code.lookup)),
        Counted(BY_CALLER, hide_address(connection, "voting-code")),
    )
    with toolkit.database.write() as work:
        take_attempt(work, counted, toolkit.clock.now())
        work.commit()
    with toolkit.database.read() as work:
        holder = find_code_holder(work, cycle.id, code.lookup)
        secret_hash = holder.code_hash if holder else find_void_hash(work, cycle.id, code.lookup)
    if secret_hash is None or not verify_password(secret_hash, code.secret):
        return None
    with toolkit.database.write() as work:
        forgive(work, counted)
        work.commit()
    if holder is None:
        raise ReplacedCodeError
    return holder.resident


def hash_secrets(codes: Sequence[LetterCode], progress: Progress = lambda done: None) -> tuple[str, ...]:
    """Return the slow hash of each code's secret part, in order, worked out on several cores."""
    hashes: list[str] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for made in pool.map(_hash_patiently, codes):
            hashes.append(made)
            progress(len(hashes))
    return tuple(hashes)


def _hash_patiently(code: LetterCode) -> str:
    while True:
        try:
            return hash_drawn_secret(code.secret)
        except TooManyAttemptsError:
            continue  # Signing in goes first; a roll can wait.
