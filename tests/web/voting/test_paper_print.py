"""Paper ballots of every kind as documents: what they say, how they go on over the page, and that copies are equal."""

import time
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from pb.engine.cycle import start_cycle
from pb.engine.declaration import Rule
from pb.kernel.handoff import Shortlist
from pb.kernel.ids import ProjectId
from pb.kernel.language import Language
from pb.kernel.money import Cents
from pb.web.toolkit import Toolkit
from tests.support.voting_app import VotingHouse
from tests.support.voting_world import SHORTLIST, declare_projects, declare_vote
from voting.core.ballot.styles import make_style
from voting.core.rules import read_rules
from voting.web.paper_print import print_ballot, shorten

MANY = Shortlist(
    tuple(
        replace(SHORTLIST.projects[number % 3], id=ProjectId(str(number)), summary=SHORTLIST.projects[0].summary)
        for number in range(1, 46)
    )
)  # fmt: skip
DIGEST = "0123456789abcdef" * 4


@pytest.fixture
def toolkit(house: VotingHouse) -> Toolkit:
    """The toolkit of a running application."""
    found: Toolkit = house.app.state.toolkit
    return found


def make_pages(
    toolkit: Toolkit,
    rules: Mapping[str, Rule],
    paper: Shortlist = SHORTLIST,
    language: Language = Language.EN,
    *,
    has_money: bool = True,
) -> list[str]:
    """Return the text of each page."""
    document = PdfReader(BytesIO(make(toolkit, rules, paper, language, has_money=has_money)))
    return [" ".join(page.extract_text().split()) for page in document.pages]


def make(
    toolkit: Toolkit,
    rules: Mapping[str, Rule],
    paper: Shortlist = SHORTLIST,
    language: Language = Language.EN,
    *,
    has_money: bool = True,
) -> bytes:
    if not has_money:
        paper = Shortlist(tuple(replace(project, cost=Cents(0)) for project in paper.projects))
    cycle = start_cycle(declare_vote({**rules, "projects": declare_projects(paper)}, has_money=has_money))
    area = cycle.declaration.areas[0]
    style = make_style(read_rules(cycle.declaration).ballot, area, paper)
    return print_ballot(toolkit, cycle, area, style, paper, language, DIGEST)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"ballot": "approval", "maximum": 2}, "Choose at most this many projects: 2."),
        ({"ballot": "approval", "minimum": 2}, "Choose at least this many projects: 2."),
        ({"ballot": "knapsack"}, "Together your projects may cost at most €40,000."),
        (
            {"ballot": "points", "points": 10, "top": 4},
            "You have 10 points. You may give one project at most 4.",
        ),
        ({"ballot": "scores", "top": 5}, "Write beside a project a number from 1 to 5."),
        ({"ballot": "ranking", "maximum": 3}, "Write 1 beside the project you want most"),
        ({"ballot": "single"}, "Put a cross in the box of one project."),
        ({"ballot": "approval", "blank": True}, "You may leave the ballot blank."),
    ],
)
def test_each_kind_says_how_it_is_filled_in(toolkit: Toolkit, rules: Mapping[str, Rule], said: str) -> None:
    (page,) = make_pages(toolkit, rules)
    assert said in page
    assert "2 Repairs to the pump track €26,000" in page
    assert "Money to share: €40,000" in page
    assert "Page 1 of 1" in page
    assert shorten(DIGEST) in page
    assert "The ballot goes on" not in page


@pytest.mark.parametrize("language", Language)
def test_many_projects_go_on_over_the_page_with_their_heading(toolkit: Toolkit, language: Language) -> None:
    pages = make_pages(toolkit, {"maximum": 5}, MANY, language)
    assert len(pages) == 3
    cost = {Language.FI: "Hinta", Language.SV: "Kostnad", Language.EN: "Cost"}[language]
    goes_on = {
        Language.FI: "Lippu jatkuu",
        Language.SV: "Sedeln fortsätter",
        Language.EN: "The ballot goes on",
    }
    assert goes_on[language] in pages[0]
    for page in pages:
        assert cost in page
        assert shorten(DIGEST) in page
    numbers = [word for page in pages for word in page.split() if word.isdigit()]
    assert all(str(number) in numbers for number in range(1, 46))


def test_without_money_there_is_no_cost(toolkit: Toolkit) -> None:
    (page,) = make_pages(toolkit, {"maximum": 1}, has_money=False)
    assert "Cost" not in page
    assert "€" not in page


def test_every_copy_is_the_same(toolkit: Toolkit) -> None:
    first = make(toolkit, {"maximum": 2})
    time.sleep(1.1)  # a date of printing would differ by now
    assert make(toolkit, {"maximum": 2}) == first
