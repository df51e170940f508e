"""A run of letters: whom they are for, new codes for each of them, batch by batch, and what the journal says of it.

Addresses live in memory while the run lasts. A batch's codes are valid from the moment before its letters are handed
out; a run that breaks off is done again for everybody in the file. Residents under a non-disclosure order get their
letters apart, without an address, to be handed over.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from pb.engine.acts import Actor
from pb.kernel.errors import NotNowError
from pb.kernel.ids import CycleId, ResidentId
from pb.kernel.language import Language
from pb.kernel.message import Message
from voting.code_issue import issue_codes
from voting.core.address_file import Addressee, read_addressees
from voting.core.channel import Channel
from voting.core.eligibility import Standing
from voting.core.identity_code import IdentityCodeError, read_identity_code
from voting.core.roll_columns import LETTER_COLUMNS, guess_columns
from voting.core.roll_difference import RollEntry
from voting.core.roll_file import RollFault
from voting.core.roll_key import RollKey
from voting.core.rules import VOTING, read_rules
from voting.roll_desk import RollDesk, require_vote
from voting.roll_import import ChooseColumns, RollFaultsError
from voting.roll_table import TableError, read_table
from voting.storage.electoral_roll import read_roll
from voting.storage.print_jobs import PrintJob, note_progress, start_job
from voting.storage.roll_keys import find_roll_key
from voting.storage.voting_codes import list_with_code

BATCH = 500
LETTERS_STARTED = "print-letters"
LETTERS_MADE = "letters-printed"


class Whom(StrEnum):
    """Whom of the file a run is for: who has no code yet, or everybody, whose earlier codes become void."""

    MISSING = "missing"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """The letters to make, those to be posted first. `passed_over` have a code already or may not vote."""

    cycle: CycleId
    whom: Whom
    posted: tuple[tuple[ResidentId, Addressee], ...] = field(repr=False)
    handed: tuple[tuple[ResidentId, Addressee], ...] = field(repr=False)
    passed_over: int

    @property
    def letters(self) -> int:
        """How many letters there will be."""
        return len(self.posted) + len(self.handed)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `address` is empty for one that is handed over; `language` may be left to the run."""

    reference: str = field(repr=False)
    address: tuple[str, ...] = field(repr=False)
    language: Language | None
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters whose codes are valid now. `is_posted` is false for those to be handed over."""

    number: int
    is_posted: bool
    letters: tuple[Letter, ...]


def plan_letters(
    desk: RollDesk,
    cycle_id: CycleId,
    content: bytes,
    whom: Whom,
    choose: ChooseColumns = lambda headings: guess_columns(headings, LETTER_COLUMNS),
) -> LetterPlan:
    """Read an address file and say which letters it makes. Raises RollFaultsError, or NotNowError after the vote."""
    _refuse_late(desk, cycle_id)
    return _plan(desk, cycle_id, _read_file(content, choose), whom)


def plan_one_letter(desk: RollDesk, cycle_id: CycleId, typed: str) -> LetterPlan:
    """Say which letter a reprint makes, for whoever has this reference or identity code; their old code becomes void.

    Raises RollFaultsError when nobody has, NotNowError when they may not vote or the vote is over.
    """
    _refuse_late(desk, cycle_id)
    try:
        identity = read_identity_code(typed)
    except IdentityCodeError:
        identity = None
    reference = identity.text if identity else typed.strip()
    one = Addressee(1, reference, identity, (), None, is_shielded=False)
    plan = _plan(desk, cycle_id, (one,), Whom.ALL)
    if not plan.letters:
        raise NotNowError(Message("This resident is on the roll but may not vote."))
    return plan


def _refuse_late(desk: RollDesk, cycle_id: CycleId) -> None:
    with desk.database.read() as work:
        cycle = work.read_cycle(cycle_id)
    require_vote(cycle)
    if cycle.has_closed(VOTING):
        raise NotNowError(Message("Voting has ended. No more voting codes are made."))
    if Channel.CODE not in read_rules(cycle.declaration).channels:
        raise NotNowError(Message("This round has no voting by letter code."))


def _plan(desk: RollDesk, cycle_id: CycleId, found: Sequence[Addressee], whom: Whom) -> LetterPlan:
    with desk.database.read() as work:
        key = find_roll_key(work, desk.secret, cycle_id)
        roll = read_roll(work, cycle_id)
        have_code = list_with_code(work, cycle_id)
    if key is None:
        raise NotNowError(Message("The electoral roll is empty. Take the roll in first."))
    matched = _match(found, key, roll)
    wanted = [
        (resident, addressee)
        for resident, addressee in matched
        if roll[resident].standing is Standing.ENTITLED and (whom is Whom.ALL or resident not in have_code)
    ]
    handed = tuple(
        one for one in wanted if one[1].is_shielded or roll[one[0]].is_shielded or not one[1].address
    )
    apart = {resident for resident, _addressee in handed}
    posted = tuple(one for one in wanted if one[0] not in apart)
    return LetterPlan(cycle_id, whom, posted, handed, len(matched) - len(wanted))


def make_letters(desk: RollDesk, plan: LetterPlan, actor: Actor) -> Iterator[Batch]:
    """Yield the letters in batches; the codes of a batch are kept before it is yielded. Journals start and end."""
    job = PrintJob(secrets.token_hex(8), plan.whom, plan.letters, 0, desk.clock.now(), desk.clock.now())
    with desk.database.write() as work:
        start_job(work, plan.cycle, job)
        desk.note(
            work, plan.cycle, LETTERS_STARTED, actor, {"letters": plan.letters, "whom": plan.whom.value}
        )
        work.commit()
    made = 0
    number = 0
    for is_posted, people in ((True, plan.posted), (False, plan.handed)):
        queue = iter(people)
        while some := tuple(islice(queue, BATCH)):
            number += 1
            codes = issue_codes(desk, plan.cycle, [resident for resident, _addressee in some])
            made += len(some)
            with desk.database.write() as work:
                note_progress(work, job.id, made, desk.clock.now())
                if made == plan.letters:
                    desk.note(work, plan.cycle, LETTERS_MADE, actor, {"letters": made})
                work.commit()
            yield Batch(
                number,
                is_posted,
                tuple(
                    Letter(
                        reference=_name(addressee),
                        address=addressee.address if is_posted else (),
                        language=addressee.language,
                        code=code.printed,
                    )
                    for (_resident, addressee), code in zip(some, codes, strict=True)
                ),
            )


def _name(addressee: Addressee) -> str:
    """Return what tells a letter apart for whoever hands it over: the city's reference, never an identity code."""
    identity = addressee.identity.text if addressee.identity else ""
    return addressee.reference if addressee.reference.upper() != identity else f"#{addressee.line}"


def _read_file(content: bytes, choose: ChooseColumns) -> tuple[Addressee, ...]:
    try:
        table = read_table(content)
    except TableError as error:
        raise RollFaultsError([RollFault(error.line, error.reason)]) from None
    try:
        columns = choose(table.heading)
        found = read_addressees(table.rows, columns)
    except LookupError as error:
        missing = Message("The file has no such column: %(heading)s.", {"heading": str(error.args[0])[:60]})
        raise RollFaultsError([RollFault(1, missing)], table.heading) from None
    except TableError as error:
        raise RollFaultsError([RollFault(error.line, error.reason)], table.heading) from None
    if found.faults:
        raise RollFaultsError(found.faults, table.heading, columns)
    return found.addressees


def _match(
    addressees: Sequence[Addressee], key: RollKey, roll: Mapping[ResidentId, RollEntry]
) -> list[tuple[ResidentId, Addressee]]:
    """Return whom each addressee is on the roll. Raises RollFaultsError with the lines of those who aren't on it."""
    known = {entry.reference: resident for resident, entry in roll.items()}
    known.update({entry.identity: resident for resident, entry in roll.items() if entry.identity})
    matched: list[tuple[ResidentId, Addressee]] = []
    faults: list[RollFault] = []
    for addressee in addressees:
        hashes = [key.hash_reference(addressee.reference)] if addressee.reference else []
        if addressee.identity is not None:
            hashes.append(key.hash_identity(addressee.identity))
        resident = next((known[hashed] for hashed in hashes if hashed in known), None)
        if resident is None:
            faults.append(RollFault(addressee.line, Message("This resident is not on the roll.")))
        else:
            matched.append((resident, addressee))
    if faults:
        raise RollFaultsError(faults)
    return matched
