"""The ceremony gives one key that t trustees can use, and names whoever cheats in it."""

from dataclasses import replace

import pytest

from pb.kernel.canonical import JSON
from tests.support.trustees import HeldCeremony, hold_ceremony, make_roster
from voting.core.encryption.group import add, draw_scalar, multiply_base, subtract
from voting.core.encryption.proofs import Proof
from voting.core.reading import FormatError
from voting.core.trustees.complaint import judge_complaint, make_complaint, read_complaint
from voting.core.trustees.deal import Deal, make_deal, read_deal
from voting.core.trustees.election_key import (
    BadShareError,
    ElectionKey,
    confirm,
    holds_share,
    read_ceremony,
    read_confirmation,
    read_election_key,
    take_share,
)
from voting.core.trustees.roster import Roster, make_card, read_card, read_roster


@pytest.fixture(scope="module")
def held() -> HeldCeremony:
    return hold_ceremony(3, 2)


def test_ceremony_reads_back_from_its_plain_form(held: HeldCeremony) -> None:
    assert read_ceremony(held.ceremony.to_plain(), "ceremony") == held.ceremony


def test_every_trustee_holds_the_share_that_public_values_say(held: HeldCeremony) -> None:
    key = held.ceremony.election_key
    for trustee, share in enumerate(held.shares, 1):
        assert holds_share(key, trustee, share)
        assert not holds_share(key, trustee, share + 1)


def test_one_trustee_alone_is_a_ceremony_too() -> None:
    held = hold_ceremony(1, 1)
    assert multiply_base(held.shares[0]) == held.ceremony.election_key.key


def _spoil_share(deal: Deal, receiver: int) -> Deal:
    """Return a deal whose share for one trustee is wrong, before its proof is made again."""
    share = bytearray(deal.shares[receiver - 1])
    share[40] ^= 1
    shares = list(deal.shares)
    shares[receiver - 1] = bytes(share)
    return replace(deal, shares=tuple(shares))


def test_wrong_share_is_noticed_and_a_complaint_names_the_dealer(held: HeldCeremony) -> None:
    key = held.ceremony.election_key
    spoiled = _spoil_share(key.deals[0], 2)
    deals = (spoiled, *key.deals[1:])
    with pytest.raises(BadShareError, match="trustee 1"):
        take_share(ElectionKey(key.roster, deals), 2, held.card_secrets[1])
    assert take_share(ElectionKey(key.roster, deals), 3, held.card_secrets[2])
    complaint = make_complaint(key.roster, spoiled, 2, held.card_secrets[1])
    assert judge_complaint(key.roster, spoiled, read_complaint(complaint.to_plain(), "complaint")) == 1


def test_false_complaint_names_the_complainer(held: HeldCeremony) -> None:
    key = held.ceremony.election_key
    honest = key.deals[0]
    complaint = make_complaint(key.roster, honest, 2, held.card_secrets[1])
    assert judge_complaint(key.roster, honest, complaint) == 2
    forged = replace(complaint, shared_point=multiply_base(7))
    assert judge_complaint(key.roster, _spoil_share(honest, 2), forged) == 2
    stolen = make_complaint(key.roster, honest, 2, held.card_secrets[2])
    assert judge_complaint(key.roster, honest, stolen) == 2


def test_deal_that_cancels_the_others_can_not_be_proved(held: HeldCeremony) -> None:
    """A rogue key: commitments chosen so that the sum is a key the last dealer knows alone."""
    key = held.ceremony.election_key
    wanted = multiply_base(5)
    others = add(key.deals[0].commitments[0], key.deals[1].commitments[0])
    rogue = replace(key.deals[2], commitments=(subtract(wanted, others), key.deals[2].commitments[1]))
    plain = [key.deals[0].to_plain(), key.deals[1].to_plain(), rogue.to_plain()]
    with pytest.raises(FormatError, match="deal 3: the proof of trustee 3, Union"):
        read_election_key(key.roster, plain, "ceremony")


def test_altered_deal_is_refused_by_name(held: HeldCeremony) -> None:
    key = held.ceremony.election_key
    with pytest.raises(FormatError, match="trustee 1, Library"):
        read_deal(_spoil_share(key.deals[0], 2).to_plain(), key.roster, "deal")
    moved: dict[str, JSON] = {**key.deals[0].to_plain(), "dealer": 2}
    with pytest.raises(FormatError, match="trustee 2, School"):
        read_deal(moved, key.roster, "deal")


def test_deal_of_another_roster_or_threshold_is_refused(held: HeldCeremony) -> None:
    key = held.ceremony.election_key
    other = Roster("another", key.roster.threshold, key.roster.cards)
    with pytest.raises(FormatError, match="proof"):
        read_deal(key.deals[0].to_plain(), other, "deal")
    with pytest.raises(FormatError, match="another roster"):
        read_deal(key.deals[0].to_plain(), Roster("test 2027", 3, key.roster.cards), "deal")


def test_missing_doubled_or_reordered_deals_are_refused(held: HeldCeremony) -> None:
    key = held.ceremony.election_key
    first, second, third = (deal.to_plain() for deal in key.deals)
    for deals in ([first, second], [first, second, second], [second, first, third]):
        with pytest.raises(FormatError, match="order of the roster"):
            read_election_key(key.roster, deals, "ceremony")


def test_only_the_holder_of_a_card_deals_for_it() -> None:
    roster, secrets = make_roster(3, 2)
    with pytest.raises(FormatError, match="key file"):
        make_deal(roster, 1, secrets[1])
    with pytest.raises(FormatError, match="no trustee 4"):
        make_deal(roster, 4, secrets[0])


def test_confirmation_is_for_these_deals_only(held: HeldCeremony) -> None:
    key = held.ceremony.election_key
    other = hold_ceremony(3, 2).ceremony.election_key
    confirmation = confirm(key, 1, held.card_secrets[0]).to_plain()
    assert read_confirmation(confirmation, key, "confirmation").trustee == 1
    for wrong, place in (((other), confirmation), ((key), {**confirmation, "trustee": 2})):
        with pytest.raises(FormatError, match="isn't for these deals"):
            read_confirmation(place, wrong, "confirmation")


@pytest.mark.parametrize("change", ["key", "confirmations", "extra"])
def test_altered_ceremony_is_refused(held: HeldCeremony, change: str) -> None:
    plain = held.ceremony.to_plain()
    others: dict[str, dict[str, JSON]] = {
        "key": {"key": multiply_base(9).hex()},
        "confirmations": {"confirmations": [one.to_plain() for one in held.ceremony.confirmations[:2]]},
        "extra": {"extra": 1},
    }
    with pytest.raises(FormatError, match="ceremony"):
        read_ceremony({**plain, **others[change]}, "ceremony")


def test_card_proves_to_hold_its_key() -> None:
    card = make_card("Library", draw_scalar())
    assert read_card(card.to_plain(), "card") == card
    for bad in (
        replace(card, key=multiply_base(3)),
        replace(card, name="School"),
        replace(card, proof=Proof(1, (1,))),
    ):
        with pytest.raises(FormatError, match="didn't prove"):
            read_card(bad.to_plain(), "card")


def test_roster_that_can_not_be_is_refused() -> None:
    roster, _ = make_roster(3, 2)
    plain = roster.to_plain()
    cards = [card.to_plain() for card in roster.cards]
    assert read_roster(plain, "roster") == roster
    changes: list[dict[str, JSON]] = [
        {"threshold": 4},
        {"threshold": 0},
        {"cards": []},
        {"cards": [cards[0]] * 3},
    ]
    for change in changes:
        with pytest.raises(FormatError, match="roster"):
            read_roster({**plain, **change}, "roster")
