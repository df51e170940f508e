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
        "theme": "",
        "address": "",
        "point": "",
        "author_kind": "alone",
        "guide": "",
    }


def test_text_in_one_language_leaves_the_others_empty() -> None:
    assert in_one_language("Bänkar", Language.SV) == LocalizedText(sv="Bänkar")


def test_proposal_says_what_its_author_rewrote_and_gives_it_back_for_the_next_change() -> None:
    content = ProposalText(
        "Sauna",
        "Rantasauna.",
        "Ei ole.",
        "south",
        "4 B",
        "a@b.fi",
        "sport",
        "Ranta 1",
        "61.68860, 27.27227",
        "class",
        "Opettaja",
    )
    rewritten = proposal(1).rewrite(content)
    assert rewritten.content() == content
    data = rewritten.open_data()
    assert (data["theme"], data["address"], data["point"]) == ("sport", "Ranta 1", "61.68860, 27.27227")
    assert "Opettaja" not in str(data)
    assert "a@b.fi" not in str(data)
