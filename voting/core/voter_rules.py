"""Who is entitled to vote, as a cycle's rules declare it: an age, a municipality, and the areas by postal code.

Example: ``{"age": 13, "counted": "year", "municipality": "491", "postal_codes": {"ristiina": ["52300"]}}``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pb.kernel.ids import AreaId
from pb.kernel.message import Message
from voting.core.eligibility import Standing

OLDEST_LIMIT = 120


class AgeCount(StrEnum):
    """When the age has to be reached: at some day of the year, or by the day that voting opens.

    The second takes the opening day and no later one, so that nobody votes before their birthday.
    """

    YEAR = "year"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class VoterRules:
    """What an entry of the roll must fulfil. Without an age or a municipality, everybody on the roll is entitled.

    `municipality` is the three-digit code of Statistics Finland. `postal_codes` places the residents whose line says no
    area.
    """

    age: int | None = None
    counted: AgeCount = AgeCount.YEAR
    municipality: str | None = None
    postal_codes: Mapping[AreaId, tuple[str, ...]] = field(default_factory=dict)


def check_voter_rules(rules: VoterRules, areas: Sequence[AreaId]) -> tuple[Message, ...]:
    """Return everything that makes the rules unusable; empty when they are sound."""
    faults: list[Message] = []
    if rules.age is not None and not 1 <= rules.age <= OLDEST_LIMIT:
        faults.append(Message("The voting age is between 1 and 120 years."))
    if rules.municipality is not None and re.fullmatch("[0-9]{3}", rules.municipality) is None:
        faults.append(Message("A municipality is named by its three-digit code."))
    codes = [code for listed in rules.postal_codes.values() for code in listed]
    if any(re.fullmatch("[0-9]{5}", code) is None for code in codes):
        faults.append(Message("A postal code has five digits."))
    if len(set(codes)) < len(codes):
        faults.append(Message("A postal code belongs to one area only."))
    if not set(rules.postal_codes) <= set(areas):
        faults.append(Message("The postal codes name an area that the round does not have."))
    return tuple(faults)


def count_years(rules: VoterRules, born: date, opening: date) -> int:
    """Return the age in whole years that the rules go by, for voting that opens on ``opening``."""
    years = opening.year - born.year
    if rules.counted is AgeCount.DAY and (opening.month, opening.day) < (born.month, born.day):
        return years - 1
    return years


def judge_standing(rules: VoterRules, years: int | None, municipality: str) -> Standing:
    """Return whether somebody may vote, by their ``years`` of age (see `count_years`) and home municipality.

    What the rules ask for has to be known: the caller refuses a line that lacks it.
    """
    if rules.municipality is not None and municipality != rules.municipality:
        return Standing.ELSEWHERE
    if rules.age is not None and years is not None and years < rules.age:
        return Standing.TOO_YOUNG
    return Standing.ENTITLED
