"""A key ceremony among people who never meet: cards, roster, deals, confirmations, shares."""

from dataclasses import dataclass

from voting.core.encryption.group import draw_scalar
from voting.core.trustees.deal import make_deal
from voting.core.trustees.election_key import Ceremony, ElectionKey, confirm, take_share
from voting.core.trustees.roster import Roster, make_card

NAMES = ("Library", "School", "Union", "Parish", "Press")


@dataclass(frozen=True, slots=True)
class HeldCeremony:
    """A finished ceremony with every secret in it."""

    ceremony: Ceremony
    card_secrets: tuple[int, ...]
    shares: tuple[int, ...]


def make_roster(trustees: int, threshold: int, election: str = "test 2027") -> tuple[Roster, tuple[int, ...]]:
    """Return a roster and its card secrets."""
    secrets = tuple(draw_scalar() for _ in range(trustees))
    cards = tuple(make_card(name, secret) for name, secret in zip(NAMES, secrets, strict=False))
    return Roster(election, threshold, cards), secrets


def hold_ceremony(trustees: int, threshold: int, election: str = "test 2027") -> HeldCeremony:
    """Run a whole ceremony."""
    roster, secrets = make_roster(trustees, threshold, election)
    deals = tuple(make_deal(roster, index, secret) for index, secret in enumerate(secrets, 1))
    election_key = ElectionKey(roster, deals)
    shares = tuple(take_share(election_key, index, secret) for index, secret in enumerate(secrets, 1))
    confirmations = tuple(confirm(election_key, index, secret) for index, secret in enumerate(secrets, 1))
    return HeldCeremony(Ceremony(election_key, confirmations), secrets, shares)
