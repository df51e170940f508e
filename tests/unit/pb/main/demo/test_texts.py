"""The demo town's words: complete in three languages, plain, and within the town's money."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest

from pb.kernel.language import Language, LocalizedText
from pb.kernel.money import Cents
from pb.kernel.plain import PlainFormError, to_plain
from pb.main.demo.texts import CYCLES, FOLDER, DemoCycle, DemoProposal, DemoTown, read_town

TOWN = read_town()
PROPOSALS = [
    pytest.param(proposal, id=f"{cycle.id}-{proposal.key}")
    for cycle in TOWN.cycles
    for proposal in cycle.proposals
]
SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
LONGEST_MEAN = 12
"""Words in a Finnish sentence: the measure of plain language that the city's pages keep."""


def texts(town: DemoTown) -> Iterator[tuple[str, LocalizedText]]:
    yield "town", town.name
    for area in town.areas:
        yield f"area {area.id}", area.name
    for cycle in town.cycles:
        yield f"{cycle.id} name", cycle.name
        yield f"{cycle.id} summary", cycle.summary
        for proposal in cycle.proposals:
            for name, text in fields(proposal):
                yield f"{cycle.id} {proposal.key} {name}", text


def fields(proposal: DemoProposal) -> Iterator[tuple[str, LocalizedText]]:
    yield from (("title", proposal.title), ("what", proposal.what), ("why", proposal.why))
    if proposal.review is not None:
        yield "reason", proposal.review.reason


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCE_END.split(text) if part.strip()]


def words(texts: list[str]) -> list[int]:
    return [len(sentence.split()) for text in texts for sentence in sentences(text)]


def test_every_text_is_there_in_three_languages() -> None:
    missing = [
        f"{place} {language}"
        for place, text in texts(TOWN)
        for language in Language
        if not getattr(text, language).strip()
    ]
    assert missing == []


def test_no_text_is_left_untranslated() -> None:
    longer = [(place, text) for place, text in texts(TOWN) if len(text.fi.split()) > 3]
    assert len(longer) > 100
    assert [place for place, text in longer if len({text.fi, text.sv, text.en}) < 3] == []


def test_cycles_stand_at_four_points_of_the_year() -> None:
    finished, voting, proposing, reviewing = TOWN.cycles
    assert [cycle.id for cycle in TOWN.cycles] == ["2025", "2026", "2027", "nuoret"]
    assert (len(finished.projects), len(voting.projects)) == (13, 15)
    assert all(proposal.review for cycle in (finished, voting) for proposal in cycle.proposals)
    assert len(proposing.proposals) == 12
    assert all(proposal.review is None for proposal in proposing.proposals)
    assert {proposal.review is None for proposal in reviewing.proposals} == {True, False}


def test_keys_are_unique_and_fit_an_address() -> None:
    keys = [proposal.key for cycle in TOWN.cycles for proposal in cycle.proposals]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in keys)


def test_every_area_has_something_to_choose_between() -> None:
    for cycle in TOWN.cycles[:2]:
        for area in TOWN.areas:
            costs = [p.review.cost for p in cycle.projects if p.review and p.area == area.id]
            assert len(costs) >= 3
            assert sum(costs) > area.budget, f"{cycle.id} {area.id}: everything fits, nothing to decide"


@pytest.mark.parametrize("proposal", PROPOSALS)
def test_a_proposal_belongs_to_the_town_and_its_money(proposal: DemoProposal) -> None:
    places = (*TOWN.areas, *(area for cycle in TOWN.cycles for area in cycle.areas))
    area = next(area for area in places if area.id == proposal.area)
    assert proposal.proposer.strip() == proposal.proposer != ""
    if proposal.review is not None and proposal.review.feasible:
        assert Cents(1_000_00) <= proposal.review.cost <= area.budget
        assert proposal.review.cost % 100_00 == 0
    elif proposal.review is not None:
        assert proposal.review.cost == 0


def test_the_finished_cycle_has_weights_to_draw_votes_by() -> None:
    finished, *others = TOWN.cycles
    assert all(1 <= project.support <= 100 for project in finished.projects)
    assert all(p.support == 0 for cycle in others for p in cycle.proposals)


def test_money_of_all_areas_is_a_round_sum() -> None:
    assert sum(area.budget for area in TOWN.areas) == 100_000_00


@pytest.mark.parametrize("proposal", PROPOSALS)
def test_texts_have_the_length_of_a_short_paragraph(proposal: DemoProposal) -> None:
    for language in Language:
        assert 2 <= len(sentences(getattr(proposal.what, language))) <= 4
        assert 1 <= len(sentences(getattr(proposal.why, language))) <= 2
        assert len(getattr(proposal.title, language)) <= 60


@pytest.mark.parametrize("proposal", PROPOSALS)
def test_finnish_sentences_of_a_proposal_are_short(proposal: DemoProposal) -> None:
    lengths = words([text.fi for name, text in fields(proposal) if name != "title"])
    assert mean(lengths) <= LONGEST_MEAN
    assert max(lengths) <= 2 * LONGEST_MEAN


def test_an_unfeasible_proposal_gets_more_than_a_no() -> None:
    refused = [p for cycle in TOWN.cycles for p in cycle.proposals if p.review and not p.review.feasible]
    assert len(refused) == 9
    for proposal in refused:
        assert proposal.review is not None
        for language in Language:
            assert len(sentences(getattr(proposal.review.reason, language))) >= 2


def test_a_fault_in_a_file_is_named(tmp_path: Path) -> None:
    for source in FOLDER.glob("*.toml"):
        text = source.read_text(encoding="utf-8")
        if source.stem == "cycle_2026":
            text = text.replace('language = "fi"', 'language = "xx"', 1)
        (tmp_path / source.name).write_text(text, encoding="utf-8")
    with pytest.raises(PlainFormError, match=r"'xx'.*proposals\[0\]\.language"):
        read_town(tmp_path)


@pytest.mark.parametrize("cycle", TOWN.cycles, ids=lambda cycle: cycle.id)
def test_nothing_written_in_a_file_is_passed_over(cycle: DemoCycle) -> None:
    name = CYCLES[TOWN.cycles.index(cycle)]
    written = tomllib.loads((FOLDER / f"cycle_{name}.toml").read_text(encoding="utf-8"))
    assert list_lost(written, to_plain(cycle)) == []


def list_lost(written: object, read: object, place: str = "") -> list[str]:
    if isinstance(written, dict) and isinstance(read, dict):
        parts = [(name, value, read.get(name)) for name, value in written.items()]
    elif isinstance(written, list) and isinstance(read, list | tuple):
        parts = [(str(index), value, read[index]) for index, value in enumerate(written)]
    else:
        return [] if written == read else [place]
    return [lost for name, value, kept in parts for lost in list_lost(value, kept, f"{place}.{name}")]


def test_an_unknown_cycle_is_refused() -> None:
    assert TOWN.cycle("2026") is TOWN.cycles[1]
    with pytest.raises(KeyError):
        TOWN.cycle("1999")
