"""Merging: which proposals go together, what the authors' answers make of it, and what a joint text leaves out."""

from dataclasses import replace

import pytest

from pb.kernel.errors import ConflictError
from pb.kernel.ids import AreaId
from pb.kernel.language import Language, LocalizedText
from proposals.core.merge import (
    MOST,
    Consent,
    MergeState,
    Party,
    Wording,
    check_wording,
    decide,
    list_left_out,
    require_mergeable,
    wording_of,
)
from proposals.core.proposal import ProposalStatus
from tests.support.proposals import proposal

EMPTY = LocalizedText()


def parties(*consents: Consent) -> list[Party]:
    before = wording_of(proposal(1))
    return [Party(number, consent, None, before) for number, consent in enumerate(consents, start=1)]


@pytest.mark.parametrize(
    ("consents", "is_due", "silence_agrees", "state"),
    [
        ((Consent.AGREED, Consent.AGREED), False, False, MergeState.DONE),
        ((Consent.AGREED, Consent.WAITING), False, True, MergeState.ASKED),
        ((Consent.AGREED, Consent.WAITING), True, True, MergeState.DONE),
        ((Consent.AGREED, Consent.WAITING), True, False, MergeState.LAPSED),
        ((Consent.REFUSED, Consent.WAITING), False, True, MergeState.REFUSED),
        ((Consent.REFUSED, Consent.AGREED), True, True, MergeState.REFUSED),
    ],
)
def test_answers_decide(
    consents: tuple[Consent, ...], is_due: bool, silence_agrees: bool, state: MergeState
) -> None:
    assert decide(parties(*consents), is_due=is_due, silence_agrees=silence_agrees) is state


def test_standing_unanswered_proposals_of_one_area_go_together() -> None:
    pair = [proposal(1), proposal(2)]
    require_mergeable(pair, answered=[3])
    south = replace(proposal(2), area=AreaId("south"))
    hidden = proposal(2, ProposalStatus.HIDDEN)
    crowd = [proposal(number) for number in range(MOST + 1)]
    for unsound in ([pair[0]], [pair[0], pair[0]], [pair[0], south], [pair[0], hidden], crowd):
        with pytest.raises(ConflictError):
            require_mergeable(unsound, answered=[])
    with pytest.raises(ConflictError):
        require_mergeable(pair, answered=[2])


def test_a_text_has_name_and_text_in_each_language_it_is_written_in() -> None:
    whole = LocalizedText(fi="Valot")
    assert check_wording(Wording(whole, whole, EMPTY)) == {}
    assert set(check_wording(Wording(whole, EMPTY, EMPTY), "part_")) == {"part_text_fi"}
    assert set(check_wording(Wording(EMPTY, whole, EMPTY))) == {"title_fi"}
    assert set(check_wording(Wording(whole, whole, LocalizedText(sv="Därför")))) == {"title_sv"}
    assert set(check_wording(Wording(EMPTY, EMPTY, EMPTY))) == {""}


def test_sentences_that_the_joint_text_lacks_are_listed() -> None:
    before = Wording(
        LocalizedText(fi="Valot"),
        LocalizedText(fi="Reitille valot.\n\nMyös penkki! Miksi?  Siksi."),
        LocalizedText(fi="On pimeää."),
    )
    joint = replace(
        before, text=LocalizedText(fi="Reitille valot. Miksi? Siksi."), why=LocalizedText(fi="Pimeää on.")
    )
    assert list_left_out(before, joint, Language.FI) == ("Myös penkki!", "On pimeää.")
    assert list_left_out(before, before, Language.FI) == ()
