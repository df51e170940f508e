"""No sequence of acts counts a support twice, tells a follower the same thing twice or shows an address."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pb.kernel.canonical import JSON
from pb.kernel.language import Language
from pb.storage.database import Database
from pb.storage.outbox import LetterState, QueuedLetter, list_letters
from pb.storage.unit_of_work import Work
from proposals.core.history import list_changes
from proposals.core.news import NewsKind
from proposals.core.participant import Pace, Participant
from proposals.core.proposal import Proposal
from proposals.storage.coauthors import add_coauthor, list_coauthors
from proposals.storage.leaving import forget_participant
from proposals.storage.news import NEWS, SETTLES, post_news, tell_followers
from proposals.storage.participants import change_participant, find_by_address, join
from proposals.storage.proposals import change_text, find_proposal, list_proposals
from proposals.storage.supporters import count_supporters
from proposals.storage.taking_part import add_support, follow, remove_support, unfollow
from proposals.storage.versions import count_versions, read_version
from tests.support.cycles import START
from tests.support.databases import copy_sqlite, open_database
from tests.support.proposals import BENCHES, ROUND, send, skip_disk_waits, start_round

ADDRESSES = tuple(f"person-{number}@mallila.example" for number in range(3))
ACTS = (
    "support",
    "unsupport",
    "follow",
    "unfollow",
    "write along",
    "change",
    "daily",
    "never",
    "leave",
    "wait",
    "post",
    "crash",
)
STEPS = st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(1, 2), st.integers(0, 3))


class Neighbours:
    """A town with two proposals; `supports` is what a person with paper and pencil would know."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = START
        self.supports: set[tuple[int, str]] = set()

    def take(self, act: str, who: int, number: int, word: int) -> None:
        """Do one step, everything twice: pressing a button again changes nothing."""
        if act == "wait":
            self.now += timedelta(hours=7 * (word + 1))
            return
        self.now += timedelta(seconds=1)
        with self.database.write() as work:
            for _ in range(2):
                self._act(work, act, ADDRESSES[who], number, word)
            if act == "crash":
                return
            work.commit()
        self._note(act, ADDRESSES[who], number)

    def _act(self, work: Work, act: str, address: str, number: int, word: int) -> None:
        proposal = find_proposal(work, ROUND, number)
        if act in ("post", "crash"):
            post_news(work, self.now)
        elif act == "change":
            self._change(work, proposal, word)
        else:
            self._take_part(work, act, proposal, join(work, address, Language.FI, self.now))

    def _change(self, work: Work, proposal: Proposal, word: int) -> None:
        content = proposal.content()
        content = type(content)(**{**content.as_typed(), "title": f"Otsikko {word}"})
        changed = change_text(work, proposal, content, count_versions(work, proposal), self.now)
        if changed.changed_at != proposal.changed_at:
            tell_followers(work, changed, NewsKind.CHANGED, self.now.isoformat(), self.now)

    def _take_part(self, work: Work, act: str, proposal: Proposal, person: Participant) -> None:
        if act == "support":
            add_support(work, proposal, person.id, self.now)
        elif act == "unsupport":
            remove_support(work, proposal, person.id)
        elif act == "follow":
            follow(work, proposal, person.id, self.now)
        elif act == "unfollow":
            unfollow(work, proposal, person.id)
        elif act == "write along":
            add_coauthor(work, proposal, person.id, "Naapuri", self.now)
        elif act == "leave":
            forget_participant(work, person)
        else:
            changed = Participant(
                person.id, person.address, person.name, person.language, Pace(act), person.joined_at
            )
            change_participant(work, changed)

    def _note(self, act: str, address: str, number: int) -> None:
        if act == "support":
            self.supports.add((number, address))
        elif act == "unsupport":
            self.supports.discard((number, address))
        elif act == "leave":
            self.supports = {one for one in self.supports if one[1] != address}


def require_fair_counts(town: Neighbours) -> None:
    """Each support counts once."""
    with town.database.read() as work:
        for proposal in list_proposals(work, ROUND):
            known = {who for number, who in town.supports if number == proposal.number}
            assert count_supporters(work, proposal) == len(known)


def require_news_once(town: Neighbours) -> None:
    """No two letters to one person tell of the same span of time, and each tells of something."""
    with town.database.read() as work:
        letters = [one for one in list_letters(work, tuple(LetterState), 9999) if one.letter.kind == NEWS]
        happened = {str(one.number): count_versions(work, one) - 1 for one in list_proposals(work, ROUND)}
    told = [(one.letter.recipient, one.letter.key) for one in letters]
    assert len(told) == len(set(told))
    assert all(one.letter.values["news"] for one in letters)
    counted = Counter(
        (str(one.letter.values["reader"]), str(item["number"])) for one in letters for item in _items(one)
    )
    assert all(count <= happened[number] for (_, number), count in counted.items())


def _items(queued: QueuedLetter) -> list[Mapping[str, JSON]]:
    listed = queued.letter.values["news"]
    assert isinstance(listed, list)
    return [item for item in listed if isinstance(item, Mapping)]


def require_no_address(town: Neighbours) -> None:
    """What anyone can read holds no address: open data, co-authors, every version and every change."""
    with town.database.read() as work:
        for proposal in list_proposals(work, ROUND):
            newest = count_versions(work, proposal)
            versions = [read_version(work, proposal, number) for number in range(1, newest + 1)]
            changes = [list_changes(one.content, other.content) for one, other in pairwise(versions)]
            assert all(changes), "a version differs from the one before it"
            assert versions[-1].content.title == proposal.title
            public = str((proposal.open_data(), list_coauthors(work, proposal.id), versions, changes))
            assert "@" not in public


def require_whole_departure(town: Neighbours, address: str) -> None:
    """After leaving nothing leads to the address."""
    with town.database.write() as work:
        person = find_by_address(work, address) or join(work, address, Language.FI, town.now)
        forget_participant(work, person)
        work.commit()
    with town.database.read() as work:
        letters = list_letters(work, tuple(LetterState), 9999)
        assert find_by_address(work, address) is None
        assert address not in {one.letter.recipient for one in letters}


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(STEPS, min_size=4, max_size=24))
def test_no_sequence_counts_twice_tells_twice_or_shows_an_address(
    migrated_sqlite: Path, steps: list[tuple[str, int, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        url = copy_sqlite(migrated_sqlite, Path(folder) / "pb.sqlite3")
        with open_database(url) as database:
            skip_disk_waits(database)
            start_round(database)
            for contact in (BENCHES.contact, ""):
                send(database, type(BENCHES)(**{**BENCHES.as_typed(), "contact": contact}))
            town = Neighbours(database)
            for step in steps:
                town.take(*step)
                require_fair_counts(town)
            town.now += timedelta(days=8) + 2 * SETTLES
            for _ in range(2):
                town.take("post", 0, 1, 0)
            require_news_once(town)
            require_no_address(town)
            require_whole_departure(town, ADDRESSES[0])
