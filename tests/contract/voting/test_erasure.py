"""After the appeal period nothing leads from a resident to a ballot any more, and what is published stays."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from pb.kernel.errors import NotNowError
from pb.storage.database import Database
from tests.support.dump import dump_rows
from tests.support.voting_world import (
    CLERK,
    CLOSES,
    NORTH,
    PUBLICATION,
    ROUND,
    SOUTH,
    VotingWorld,
    open_vote,
)
from voting.core.letter_code import read_letter_code
from voting.erasure import erase_due, erase_identities
from voting.stages import PACKAGE
from voting.storage.ballot_box import count_cast
from voting.storage.electoral_roll import count_residents, find_code_holder
from voting.storage.outcomes import find_published
from voting.storage.tables import ParticipationRow

DAY = timedelta(days=1)


@pytest.fixture
def world(database: Database) -> Iterator[VotingWorld]:
    with open_vote(database, {"appeal_days": 30}) as opened:
        for place, (project, area) in enumerate((("1", NORTH), ("1", NORTH), ("4", SOUTH))):
            opened.cast(opened.find(place), project, f"wish {place}", area)
        opened.close_voting()
        opened.open_ballots()
        opened.open_publication()
        yield opened


def publish(world: VotingWorld) -> None:
    world.act(PUBLICATION, "publish", CLOSES + DAY)


def read_marks(world: VotingWorld) -> set[tuple[str, bytes]]:
    with world.database.read() as work:
        query = select(ParticipationRow.resident_id, ParticipationRow.tag)
        return {(row.resident_id, row.tag) for row in work.session.execute(query)}


def test_nothing_is_erased_before_the_appeal_period_is_over(world: VotingWorld) -> None:
    for moment in (CLOSES + DAY, CLOSES + 90 * DAY):
        with world.database.write() as work, pytest.raises(NotNowError, match="not published"):
            erase_identities(work, ROUND, CLERK, moment)
    publish(world)
    with world.database.write() as work, pytest.raises(NotNowError, match="appeal period"):
        erase_identities(work, ROUND, CLERK, CLOSES + 30 * DAY)


def test_identities_codes_and_ties_go_and_the_figures_stay(world: VotingWorld) -> None:
    publish(world)
    before, marks = dump_rows(world.database), read_marks(world)
    with world.database.read() as work:
        entitled = count_residents(work, ROUND)
    with world.database.write() as work:
        erasure = erase_identities(work, ROUND, CLERK, CLOSES + 31 * DAY)
        work.commit()
    assert (erasure.identities, erasure.codes, erasure.marks) == (3, 3, 3)
    after = dump_rows(world.database)
    text = repr(after)
    for row in before["electoral_roll"]:
        assert str(row["reference"]) not in text
    assert after["voting_codes"] == []
    assert after["roll_keys"] == []
    assert {tag for _resident, tag in read_marks(world)} == {tag for _resident, tag in marks}
    with world.database.read() as work:
        assert count_residents(work, ROUND) == entitled
        assert count_cast(work, ROUND) == 3
        assert find_published(work, ROUND) is not None
        code = read_letter_code(world.codes[0].code)
        assert code is not None
        assert find_code_holder(work, ROUND, code.lookup) is None
        journal = work.read_journal(ROUND)
    assert journal[-1].event.act == "erase-identities"
    assert journal[-1].event.details == {"identities": 3, "codes": 3, "marks": 3}
    for name in ("board_entries", "checkpoints", "manifests", "outcomes", "sealed_ballots"):
        assert after[name] == before[name]


def test_marks_are_dealt_out_anew(world: VotingWorld) -> None:
    publish(world)
    before = read_marks(world)
    dealt = set()
    for _trial in range(20):
        with world.database.write() as work:
            erase_identities(work, ROUND, CLERK, CLOSES + 31 * DAY)
            query = select(ParticipationRow.resident_id, ParticipationRow.tag)
            dealt.add(frozenset((row.resident_id, row.tag) for row in work.session.execute(query)))
    assert len(dealt) > 1
    assert before == read_marks(world)


def test_calendar_erases_by_itself_and_once(world: VotingWorld) -> None:
    publish(world)
    for moment, expected in ((CLOSES + 30 * DAY, 0), (CLOSES + 32 * DAY, 1), (CLOSES + 33 * DAY, 0)):
        with world.database.write() as work:
            assert erase_due(work, moment) == expected
            PACKAGE.forget(work, moment)
            work.commit()
    with world.database.read() as work:
        acts = [entry.event.act for entry in work.read_journal(ROUND)]
    assert acts.count("erase-identities") == 1
