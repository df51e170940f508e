"""Giving residents their letter codes: drawn, hashed and kept; in the clear they exist only in what is returned.

A new code takes the place of the one a resident had, which is void from then on.
"""

from collections.abc import Callable, Sequence
from itertools import islice

from sqlalchemy.exc import IntegrityError

from pb.kernel.errors import ConflictError
from pb.kernel.ids import CycleId, ResidentId
from pb.kernel.message import Message
from voting.core.letter_code import LetterCode, draw_letter_codes
from voting.credentials import hash_secrets
from voting.roll_desk import RollDesk
from voting.storage.voting_codes import KeptCode, list_lookups, replace_codes


def issue_codes(
    desk: RollDesk,
    cycle_id: CycleId,
    residents: Sequence[ResidentId],
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[LetterCode, ...]:
    """Return a new code for each resident, in order, once all are kept. Raises ConflictError when the roll has changed.

    ``progress`` is told how many are hashed, which is what takes the time.
    """
    with desk.database.read() as work:
        taken = list_lookups(work, cycle_id)
    codes = tuple(islice(draw_letter_codes(taken), len(residents)))
    hashes = hash_secrets(codes, progress)
    kept = [
        KeptCode(resident, code.lookup, secret_hash)
        for resident, code, secret_hash in zip(residents, codes, hashes, strict=True)
    ]
    with desk.database.write() as work:
        try:
            replace_codes(work, cycle_id, kept)
        except IntegrityError:
            raise ConflictError(
                Message("The roll has changed meanwhile. No code of this batch is valid. Try again.")
            ) from None
        work.commit()
    return codes
