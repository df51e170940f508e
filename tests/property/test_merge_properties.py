"""No sequence of merging, undoing and splitting loses a proposal or a word of it, or counts a supporter twice."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pb.engine.cycle import Cycle
from pb.kernel.errors import DomainError
from pb.kernel.ids import ProposalId
from pb.kernel.language import Language, LocalizedText
from pb.storage.database import Database
from pb.storage.unit_of_work import Work
from proposals.core.lineage import find_standing, list_family
from proposals.core.merge import Merge, MergeState, Wording, wording_of
from proposals.core.participant import ParticipantId
from proposals.core.proposal import Proposal, ProposalStatus
from proposals.storage.merge_acts import answer_merge, ask_merge, stop_merge, undo_merge
from proposals.storage.merges import list_merges, list_splits, read_merged
from proposals.storage.participant_tables import SupportRow
from proposals.storage.participants import ask_for_link, use_link
from proposals.storage.proposals import find_proposal, list_proposals, withdraw_proposal
from proposals.storage.review_acts import hide, show_again
from proposals.storage.split_acts import split_proposal, undo_split
from proposals.storage.supporters import count_by_number
from proposals.storage.tables import ProposalRow
from proposals.storage.taking_part import add_support
from tests.support.cycles import CHAIR, DAY, START
from tests.support.databases import copy_sqlite, open_database
from tests.support.proposals import BENCHES, ROUND, send, skip_disk_waits, start_round

SENT = 4
NUMBERS = st.one_of(st.integers(1, SENT), st.integers(1, SENT + 2))
STEPS = st.one_of(
    st.tuples(
        st.sampled_from(["merge", "join", "join"]),
        st.sets(NUMBERS, min_size=2, max_size=3).map(sorted).map(tuple),
    ),
    st.tuples(st.just("answer"), st.tuples(st.integers(0, 2), st.sampled_from([0, 1, 1, 1]))),
    st.tuples(st.sampled_from(["stop", "undo", "undo-first"]), st.just(())),
    st.tuples(st.sampled_from(["split", "hide", "show", "withdraw"]), st.tuples(NUMBERS)),
    st.tuples(st.just("support"), st.tuples(st.integers(0, 2), NUMBERS)),
)
Step = tuple[str, tuple[int, ...]]
WHY = LocalizedText(fi="Tekstissä oli henkilötietoja.")


def joint(proposals: tuple[Proposal, ...]) -> Wording:
    text = " ".join(proposal.text.fi for proposal in proposals)
    return replace(wording_of(proposals[0]), text=LocalizedText(fi=text))


class City:
    """A round with proposals that all may go together, and three people who support what they like."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = START
        self.split = 0
        self.people: list[ParticipantId] = []
        start_round(database)
        for number in range(1, SENT + 1):
            send(database, replace(BENCHES, text=f"Ajatus {number}.", contact=""))
        with database.write() as work:
            for name in "abc":
                link = ask_for_link(work, f"{name}@mallila.example", Language.FI, "/fi/me", START)
                person = use_link(work, link.id, START)
                assert person is not None
                self.people.append(person.id)
            work.commit()

    def take(self, step: Step) -> bool:
        """Do one step as the pages would; False for a refusal, which has to change nothing."""
        name, details = step
        self.now += DAY / 100
        with self.database.write() as work:
            cycle = work.load_cycle(ROUND)
            try:
                self._act(work, cycle, name, details)
            except DomainError:
                return False
            work.commit()
        return True

    def _act(self, work: Work, cycle: Cycle, name: str, details: tuple[int, ...]) -> None:
        if name in ("merge", "join"):
            proposals = tuple(find_proposal(work, ROUND, number) for number in details)
            merge = ask_merge(work, cycle, proposals, details[0], joint(proposals), CHAIR, self.now)
            for number in details if name == "join" else ():
                merge = answer_merge(work, cycle, merge, number, agrees=True, now=self.now)
        elif name in ("answer", "stop"):
            self._act_on_asked(work, cycle, name, details)
        elif name == "undo":
            undo_newest(work, cycle, self)
        elif name == "undo-first":
            self._undo_first(work, cycle)
        elif name == "support":
            add_support(work, find_proposal(work, ROUND, details[1]), self.people[details[0]], self.now)
        else:
            self._act_on_one(work, cycle, name, find_proposal(work, ROUND, details[0]))

    def _act_on_asked(self, work: Work, cycle: Cycle, name: str, details: tuple[int, ...]) -> None:
        one = next(asked(work), None)
        if one is None:
            return
        if name == "stop":
            stop_merge(work, cycle, one, CHAIR, self.now)
        else:
            party = one.parties[details[0] % len(one.parties)]
            answer_merge(work, cycle, one, party.number, agrees=bool(details[1]), now=self.now)

    def _undo_first(self, work: Work, cycle: Cycle) -> None:
        done = [merge for merge in list_merges(work, ROUND)[0] if merge.state is MergeState.DONE]
        for merge in done[-1:]:
            undo_merge(work, cycle, merge, CHAIR, self.now)

    def _act_on_one(self, work: Work, cycle: Cycle, name: str, proposal: Proposal) -> None:
        if name == "hide":
            hide(work, cycle, proposal, WHY, CHAIR, self.now)
        elif name == "show":
            show_again(work, cycle, proposal, CHAIR, self.now)
        elif name == "withdraw":
            withdraw_proposal(work, proposal, self.now)
        else:
            kept = wording_of(proposal)
            part = replace(kept, text=LocalizedText(fi=f"Osa {self.split + 1}."))
            made_id, link = ProposalId(token_hex(16)), token_hex(32)
            split_proposal(work, cycle, proposal, kept, part, made_id, link, CHAIR, self.now)
            self.split += 1


def asked(work: Work) -> Iterator[Merge]:
    return (merge for merge in list_merges(work, ROUND)[0] if merge.state is MergeState.ASKED)


def undo_newest(work: Work, cycle: Cycle, city: City) -> None:
    """Undo the newest merge or split in force."""
    done = [merge for merge in list_merges(work, ROUND)[0] if merge.state is MergeState.DONE]
    splits = [split for split in list_splits(work, ROUND) if split.undone_at is None]
    merge = max(done, key=lambda one: one.settled_at or START, default=None)
    if splits and (merge is None or (merge.settled_at or START) < splits[0].at):
        undo_split(work, cycle, splits[0], CHAIR, city.now)
    elif merge is not None:
        undo_merge(work, cycle, merge, CHAIR, city.now)


def require_sound(city: City) -> None:
    """Check what holds after every step."""
    with city.database.read() as work:
        found = list_proposals(work, ROUND)
        assert [proposal.number for proposal in found] == list(range(1, SENT + city.split + 1))
        merged = read_merged(work, ROUND)
        assert set(merged) == {one.number for one in found if one.status is ProposalStatus.MERGED}
        standing = {find_standing(proposal.number, merged) for proposal in found}
        assert sum(len(list_family(number, merged)) for number in standing) == len(found)
        for proposal in found:
            if proposal.status is ProposalStatus.WITHDRAWN:
                assert list_family(proposal.number, merged) == {proposal.number}, (
                    "withdrawn with others in it"
                )
        require_each_word(work, found, merged)
        require_fair_counts(work, found, merged)


def require_each_word(work: Work, found: tuple[Proposal, ...], merged: Mapping[int, int]) -> None:
    """Each idea can be read under its own number, or in the joint text, or in the history of a merge or split."""
    history = " ".join(
        [
            *(party.before.text.fi for merge in list_merges(work, ROUND)[0] for party in merge.parties),
            *(split.before.text.fi for split in list_splits(work, ROUND)),
        ]
    )
    for number in range(1, SENT + 1):
        assert f"Ajatus {number}." in " ".join([found[number - 1].text.fi, history])


def require_fair_counts(work: Work, found: tuple[Proposal, ...], merged: Mapping[int, int]) -> None:
    """Whoever supports one of a family counts for it, and counts one."""
    numbers = {
        name: number for name, number in work.session.execute(select(ProposalRow.id, ProposalRow.number))
    }
    rows = work.session.execute(select(SupportRow.participant_id, SupportRow.proposal_id)).all()
    counted = count_by_number(work, found)
    splits = {split.part: split.source for split in list_splits(work, ROUND)}
    for proposal in found:
        family = list_family(proposal.number, merged)
        wholes = {splits[number] for number in family if number in splits}
        own = {person for person, name in rows if numbers[name] in family}
        most = {person for person, name in rows if numbers[name] in family | wholes}
        assert len(own) <= counted[proposal.number] <= len(most)


def part_everything(city: City) -> None:
    """Settle what waits, show what is hidden, and undo until nothing is merged or split."""
    for number in range(1, SENT + city.split + 1):
        city.take(("show", (number,)))
    city.take(("stop", ()))
    while city.take(("stop", ())):
        with city.database.read() as work:
            if not any(asked(work)):
                break
    for _ in range(40):
        if not city.take(("undo", ())):
            break
        with city.database.read() as work:
            in_force = [one for one in list_merges(work, ROUND)[0] if one.state is MergeState.DONE]
            if not in_force and all(split.undone_at for split in list_splits(work, ROUND)):
                break


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(STEPS, max_size=18))
def test_no_sequence_loses_a_proposal_or_counts_a_supporter_twice(
    migrated_sqlite: Path, steps: list[Step]
) -> None:
    with TemporaryDirectory() as folder:
        url = copy_sqlite(migrated_sqlite, Path(folder) / "pb.sqlite3")
        with open_database(url) as database:
            skip_disk_waits(database)
            city = City(database)
            for step in steps:
                city.take(step)
                require_sound(city)
            part_everything(city)
            require_sound(city)
            with database.read() as work:
                found = list_proposals(work, ROUND)
                withdrawn = any(one.status is ProposalStatus.WITHDRAWN for one in found)
                if not withdrawn:
                    assert [one.text.fi for one in found[:SENT]] == [
                        f"Ajatus {n}." for n in range(1, SENT + 1)
                    ]
                    assert all(one.status is ProposalStatus.SENT for one in found[:SENT])
