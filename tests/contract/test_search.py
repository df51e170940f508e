"""Search finds alike on both databases, in the same order, and is in step with every change."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pb.kernel.language import Language, LocalizedText
from pb.storage.database import Database
from proposals.core.proposal import ProposalText
from proposals.core.review import Feasibility
from proposals.storage.participants import ask_for_link, use_link
from proposals.storage.proposals import change_text, find_proposal, hide_proposal
from proposals.storage.review_acts import answer_proposal
from proposals.storage.search import Order, Search, search_proposals
from proposals.storage.taking_part import add_support
from tests.support.cycles import CLERK, DAY, START
from tests.support.databases import KINDS, copy_of_kind, open_database
from tests.support.proposals import BENCHES, FEASIBLE, NOT_FEASIBLE, ROUND, run_calendar, send, start_round

TEXTS = (
    ("Penkkejä rantareitille", "Levähdyspaikkoja kävelijöille.", ""),
    ("Koirapuisto Ässälään", "Aita ja penkki, 2 porttia.", "Puistossa ei ole paikkaa koirille."),
    ("Lekplatsen vid ån", "Nya gungor och bänkar.", "Barnen behöver en lekplats."),
    ("Pyöräteitä keskustaan", "Katu on ahdas.", "12 onnettomuutta vuodessa."),
    ("Puistopenkit", "Rikki.", ""),
    ("Valoja", "Leikkipuiston valaistus; ' \" * OR AND NOT ( : \\ & | !", ""),
)


@pytest.fixture(scope="module", params=KINDS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A round with the texts above, numbered from 1, and six more of one name."""
    folder: Path = tmp_path_factory.mktemp("search")
    with copy_of_kind(request, folder) as url, open_database(url) as database:
        start_round(database)
        for title, text, why in TEXTS:
            send(database, ProposalText(title, text, why or "Syy.", "north", "Väki", BENCHES.contact))
        for number in range(7, 13):
            send(database, replace(BENCHES, title=f"Uimaranta {number}", text="Hiekkaa.", area="south"))
        yield database


def numbers(database: Database, search: Search, page: int = 1, size: int = 20) -> list[int]:
    with database.read() as work:
        found = search_proposals(work, ROUND, search, page, size)
    return [entry.proposal.number for entry in found.entries]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("penkki", [1, 2, 5]),
        ("PENKKEJÄ", [1, 2, 5]),
        ("puisto", [5, 2, 6]),
        ("puistossa koira", [2]),
        ("ässälä", [2]),
        ("lekplatser", [3]),
        ("bänk", [3]),
        ("gunga bänk", [3]),
        ("pyörätie", [4]),
        ("ranta", [1, 7, 8, 9, 10, 11, 12]),
        ("12", [12, 4]),
        ("#12", [12]),
        ("#2 koira", [2]),
        ("väki", [1, 2, 3, 4, 5, 6]),
        ("penkki ja", [1, 2, 5]),
        ("' OR \"", [6]),
        ("NOT (penkki)", [1, 2, 5]),
        ("title:penkki", []),
        ("* : \\", []),
        ("\0", []),
    ],
)
def test_words_are_found_in_the_order_of_their_weight(
    town: Database, words: str, expected: list[int]
) -> None:
    assert numbers(town, Search(words=words)) == expected


def test_contact_address_is_never_searched(town: Database) -> None:
    assert numbers(town, Search(words="kavelijat.example")) == []
    assert numbers(town, Search(words="example")) == []


def test_shuffled_order_stays_under_its_seed_and_leaves_nobody_out(town: Database) -> None:
    search = Search(order=Order.MIXED, seed=77)
    pages = [numbers(town, search, page, size=5) for page in (1, 2, 3)]
    assert sum(pages, []) == numbers(town, search)  # noqa: RUF017  # three short lists
    assert sorted(numbers(town, search)) == list(range(1, 13))
    assert numbers(town, search) != numbers(town, replace(search, seed=78))


def test_both_databases_shuffle_by_the_same_arithmetic(town: Database) -> None:
    prime = 2**31 - 1
    factor, shift = pow(48_271, 6, prime), pow(69_621, 6, prime)

    def place(number: int) -> int:
        once = pow(number * factor + shift, 2, prime)
        return pow(once * factor + shift, 2, prime)

    assert numbers(town, Search(order=Order.MIXED, seed=5)) == sorted(range(1, 13), key=place)


def test_each_proposal_is_shuffled_to_the_front_equally_often(town: Database) -> None:
    with town.read() as work:
        first = Counter(
            search_proposals(work, ROUND, Search(order=Order.MIXED, seed=seed), size=1)
            .entries[0]
            .proposal.number
            for seed in range(360)
        )
    # 30 are expected for each of twelve. The seeds are fixed, so this can't fail by chance.
    assert set(first) == set(range(1, 13))
    assert sum((count - 30) ** 2 / 30 for count in first.values()) < 24.7, (
        first
    )  # chi-squared, 11 degrees, 1 %


def test_newest_and_numbered_orders(town: Database) -> None:
    assert numbers(town, Search(order=Order.NUMBER, words="penkki")) == [1, 2, 5]
    assert numbers(town, Search(order=Order.NEWEST))[:2] == [12, 11]


def test_most_supported_come_first(database: Database) -> None:
    start_round(database)
    sent = [send(database) for _ in range(3)]
    with database.write() as work:
        links = [ask_for_link(work, f"{name}@example.fi", Language.FI, "", START) for name in "ab"]
        people = [person for link in links if (person := use_link(work, link.id, START)) is not None]
        for person, proposal in ((people[0], sent[1]), (people[1], sent[1]), (people[1], sent[2])):
            add_support(work, proposal, person.id, START)
        work.commit()
    assert numbers(database, Search(order=Order.SUPPORTED)) == [2, 3, 1]


def test_changed_and_hidden_texts_are_found_as_they_are_now(database: Database) -> None:
    start_round(database)
    proposal = send(database)
    with database.write() as work:
        swings = replace(BENCHES, title="Keinuja", text="Kaksi.")
        changed = change_text(work, proposal, swings, 1, START + DAY)
        work.commit()
    assert numbers(database, Search(words="keinu")) == [1]
    assert numbers(database, Search(words="penkki")) == []
    with database.write() as work:
        hide_proposal(work, changed, LocalizedText(fi="Syy."), START + DAY)
        work.commit()
    assert numbers(database, Search(words="keinu")) == []
    assert numbers(database, Search(words="keinu", with_removed=True)) == [1]


def test_change_that_is_not_committed_is_not_found(database: Database) -> None:
    start_round(database)
    proposal = send(database)
    with database.write() as work:
        change_text(work, proposal, replace(BENCHES, title="Keinuja"), 1, START + DAY)
        assert [
            one.proposal.number for one in search_proposals(work, ROUND, Search(words="keinu")).entries
        ] == [1]
    assert numbers(database, Search(words="keinu")) == []


def test_newest_verdict_narrows(database: Database) -> None:
    start_round(database)
    first, second = send(database), send(database)
    send(database)
    run_calendar(database, 20)
    with database.write() as work:
        work.load_cycle(ROUND)
        answer_proposal(work, first, FEASIBLE, 0, CLERK, "", START)
        answer_proposal(work, second, FEASIBLE, 0, CLERK, "", START)
        answer_proposal(work, find_proposal(work, ROUND, 2), NOT_FEASIBLE, 1, CLERK, "", START)
        work.commit()
    assert numbers(database, Search(verdict=Feasibility.FEASIBLE)) == [1]
    assert numbers(database, Search(verdict=Feasibility.NOT_FEASIBLE)) == [2]
