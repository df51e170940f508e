"""What a proposal shows of itself."""

from dataclasses import replace

from pb.kernel.language import Language, LocalizedText
from proposals.core.proposal import ProposalStatus, ProposalText, in_one_language
from tests.support.proposals import BENCHES, proposal


def test_content_comes_back_as_its_author_wrote_it() -> None:
    assert proposal(1).content() == BENCHES
    translated = replace(proposal(1), title=LocalizedText(fi="Penkkejä rantareitille", sv="Bänkar"))
    assert translated.content() == BENCHES


def test_open_data_never_holds_the_contact_address() -> None:
    data = proposal(1).open_data()
    assert data["title"] == {"fi": "Penkkejä rantareitille"}
    assert BENCHES.contact not in str(data)
    assert "contact" not in data


def test_open_data_of_a_proposal_out_of_sight_tells_only_what_became_of_it() -> None:
    reason = LocalizedText(fi="Tekstissä oli henkilötietoja.")
    hidden = replace(proposal(2, ProposalStatus.HIDDEN), removal_reason=reason)
    assert hidden.open_data() == {"number": 2, "status": "hidden", "reason": {"fi": reason.fi}}
    assert proposal(3, ProposalStatus.WITHDRAWN).open_data() == {
        "number": 3,
        "status": "withdrawn",
        "reason": {},
    }


def test_typed_text_comes_by_field_name() -> None:
    assert ProposalText(title="a", area="b").as_typed() == {
        "title": "a",
        "text": "",
        "why": "",
        "area": "b",
        "proposer": "",
        "contact": "",
    }


def test_text_in_one_language_leaves_the_others_empty() -> None:
    assert in_one_language("Bänkar", Language.SV) == LocalizedText(sv="Bänkar")
