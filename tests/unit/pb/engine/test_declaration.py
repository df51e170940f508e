"""A declaration that can't run is refused before it starts, with every fault named."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime

import pytest

from pb.engine.declaration import Area, CycleDeclaration, check_declaration, end_stage, read_declaration
from pb.kernel.ids import AreaId, CycleId, StageKey
from pb.kernel.language import LocalizedText
from pb.kernel.money import Cents
from pb.kernel.plain import PlainFormError, to_plain
from tests.support.cycles import DAY, START, declare, plan

SOUND = declare(plan("first", 0), plan("second", 20))


def test_sound_declaration_has_no_fault_and_reads_back() -> None:
    assert check_declaration(SOUND) == ()
    assert read_declaration(to_plain(SOUND)) == SOUND
    assert read_declaration(to_plain(SOUND)).seal() == SOUND.seal()


@pytest.mark.parametrize(
    ("unsound", "fault"),
    [
        (replace(SOUND, id=CycleId("Round 1")), "short name has lower-case"),
        (replace(SOUND, name=LocalizedText(fi="Kierros")), "name is missing"),
        (replace(SOUND, areas=()), "no area"),
        (replace(SOUND, areas=SOUND.areas[:1] * 2), "Two areas"),
        (replace(SOUND, areas=(Area(AreaId("a"), LocalizedText(fi="a")),)), "budget above zero"),
        (replace(SOUND, currency=None), "needs a currency"),
        (replace(SOUND, stages=()), "no stage"),
        (declare(plan("first", 0), plan("first", 20)), "stands twice"),
        (declare(plan("first", 0, days=0)), "closes before it opens"),
        (declare(plan("first", 0), plan("second", 9)), "opens before"),
        (declare(replace(plan("first", 0), opens_at=datetime(2027, 1, 1))), "no time zone"),  # noqa: DTZ001
    ],
)
def test_fault_is_named(unsound: CycleDeclaration, fault: str) -> None:
    assert any(fault in str(message) for message in check_declaration(unsound))


def test_cycle_without_money_needs_no_budget() -> None:
    award = declare(plan("vote", 0), currency=None)
    assert not award.has_money
    assert check_declaration(award) == ()


def test_seal_changes_with_every_rule() -> None:
    changed = replace(SOUND.stages[0], rules={"maximum": 3})
    seals = {SOUND.seal(), replace(SOUND, stages=(changed, SOUND.stages[1])).seal()}
    assert len(seals) == 2


def test_budget_is_the_sum_of_the_areas() -> None:
    assert SOUND.budget == Cents(80_000_00)


def test_stage_that_follows_at_once_moves_along_with_an_early_end() -> None:
    moment = START + DAY
    chained = declare(plan("first", 0), plan("second", 10), plan("third", 30))
    first, second, third = end_stage(chained, StageKey("first"), moment).stages
    assert (first.closes_at, second.opens_at) == (moment, moment)
    assert (second.closes_at, third) == (chained.stages[1].closes_at, chained.stages[2])


def test_misspelt_declaration_names_the_place() -> None:
    data = {"id": "2027", "name": {"fi": "K"}, "areas": [], "stages": [{"key": "voting"}]}
    with pytest.raises(PlainFormError, match=r"opens_at.*stages\[0\]"):
        read_declaration(data)


def test_seal_is_the_same_in_every_process() -> None:
    # Sets of strings are ordered anew in each process; the seal must not see it.
    program = (
        "from tests.support.cycles import DAY, START, declare, plan;"
        "print(declare(plan('a', 0, two_person=frozenset({'open', 'amend', 'publish', 'close-early'}))).seal())"
    )
    seals = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(seals) == 1


@pytest.mark.parametrize(
    ("place", "name"), [((), "currencyy"), (("stages", 0), "two_persn"), (("areas", 1), "bugdet")]
)
def test_misspelt_name_is_refused_with_its_place(place: tuple[str, int], name: str) -> None:
    data = json.loads(json.dumps(to_plain(SOUND)))
    part = data
    for step in place:
        part = part[step]
    part[name] = 1
    with pytest.raises(PlainFormError, match=f"unknown field.*{name}"):
        read_declaration(data)


def test_rules_of_any_name_are_left_to_their_stage() -> None:
    data = json.loads(json.dumps(to_plain(SOUND)))
    data["stages"][0]["rules"] = {"anything": {"deep": [1, {"inside": 2}]}}
    assert read_declaration(data).stages[0].rules == data["stages"][0]["rules"]


@pytest.mark.parametrize(
    "outline", [((0, 0), (10, 10)), ((0, 0), (10, 0), (10, 1001)), ((-1, 0), (10, 0), (10, 10))]
)
def test_outline_that_is_no_area_is_refused(outline: tuple[tuple[int, int], ...]) -> None:
    area = replace(declare(plan("first", 0)).areas[0], outline=outline)
    (fault,) = check_declaration(replace(declare(plan("first", 0)), areas=(area,)))
    assert "three corners" in fault.text


def test_number_stands_in_the_middle_of_the_outline_whichever_way_it_is_drawn() -> None:
    square = ((100, 100), (300, 100), (300, 300), (100, 300))
    area = declare(plan("first", 0)).areas[0]
    assert replace(area, outline=square).middle == (200, 200)
    assert replace(area, outline=square[::-1]).middle == (200, 200)
    assert replace(area, outline=((5, 5), (5, 5), (5, 5))).middle == (5, 5)
    assert check_declaration(replace(declare(plan("first", 0)), areas=(replace(area, outline=square),))) == ()
