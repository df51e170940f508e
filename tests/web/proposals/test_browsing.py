"""Order of the list, favourites without an account, and the round at a glance."""

import re
from dataclasses import replace

from pb.kernel.language import LocalizedText
from proposals.storage.proposals import find_proposal, withdraw_proposal
from proposals.storage.review_acts import hide
from tests.support.cycles import CHAIR, DAY, START
from tests.support.proposals import BENCHES, ROUND, send
from tests.support.visitors import Town

ROUND_PAGE = "/en/cycles/2027"
HERE = f"{ROUND_PAGE}/proposals"


def shown(page: str) -> list[int]:
    return [int(number) for number in re.findall(rf'<h2><a href="{HERE}/(\d+)"', page)]


def test_order_stays_for_the_visit_and_differs_between_visitors(town: Town) -> None:
    for _ in range(12):
        send(town.database)
    visitor = town.visitor()
    first = shown(visitor.open(HERE))
    assert shown(visitor.open(HERE)) == first
    assert sorted(first) == list(range(1, 13))
    orders = {
        tuple(shown(town.client.get(HERE, headers={"user-agent": f"browser {n}"}).text)) for n in range(5)
    }
    assert len(orders) == 5


def test_chosen_order_and_its_seed_stand_in_the_address(town: Town) -> None:
    for _ in range(21):
        send(town.database)
    visitor = town.visitor()
    assert shown(visitor.open(f"{HERE}?order=number")) == list(range(1, 21))
    assert shown(visitor.open(f"{HERE}?order=newest"))[0] == 21
    page = visitor.open(f"{HERE}?seed=12")
    assert "seed=12&amp;page=2" in page
    both = shown(page) + shown(visitor.open(f"{HERE}?seed=12&page=2"))
    assert sorted(both) == list(range(1, 22))


def test_favourite_is_kept_without_an_account_and_removed_again(town: Town) -> None:
    send(town.database)
    send(town.database, replace(BENCHES, title="Keinu"))
    visitor = town.visitor()
    page = visitor.open(f"{HERE}/1")
    assert f'href="{ROUND_PAGE}/favourites/1"' in page
    visitor.open(f"{ROUND_PAGE}/favourites/1")
    page = visitor.send({"keep": "yes"}, "favourites/1")
    assert "Added to your favourites." in page
    assert "Remove from favourites" in page
    visitor.open(f"{HERE}/2")
    visitor.send({"keep": "yes"}, "favourites/2")
    assert shown(visitor.open(f"{ROUND_PAGE}/favourites")) == [1, 2]
    assert "Your favourites (2)" in visitor.open(HERE)
    visitor.open(f"{HERE}/1")
    assert "Add to favourites" in visitor.send({"keep": ""}, "favourites/1")
    page = visitor.open(f"{ROUND_PAGE}/favourites")
    assert shown(page) == [2]
    assert "No favourites yet" in town.visitor().open(f"{ROUND_PAGE}/favourites")


def test_list_of_favourites_can_be_sent_as_an_address(town: Town) -> None:
    for _ in range(3):
        send(town.database)
    with town.database.write() as work:
        withdraw_proposal(work, find_proposal(work, ROUND, 2), START + DAY)
        work.commit()
    page = town.visitor().open(f"{ROUND_PAGE}/favourites?numbers=3.2.1.x.99999999999.3")
    assert "Favourites from a link" in page
    assert shown(page) == [1, 3]
    assert re.search("1 proposal of this list can(&#39;|')t be read any more", page)


def test_hidden_or_unknown_proposal_is_no_favourite(town: Town) -> None:
    send(town.database)
    with town.database.write() as work:
        cycle = work.load_cycle(ROUND)
        hide(work, cycle, find_proposal(work, ROUND, 1), LocalizedText(fi="Syy."), CHAIR, START + DAY)
        work.commit()
    visitor = town.visitor()
    assert "Penkkejä" not in visitor.open(f"{ROUND_PAGE}/favourites/1", status=404)
    visitor.open(f"{ROUND_PAGE}/favourites/9", status=404)


def test_round_at_a_glance_tells_areas_and_words_as_text(town: Town) -> None:
    page = town.visitor().open(f"{HERE}/overview")
    assert "No common words yet" in page
    for title, area in (("Keinuja puistoon", "south"), ("Puiston keinu", "north"), ("Valoa", "north")):
        send(town.database, replace(BENCHES, title=title, text=title, area=area))
    page = town.visitor().open(f"{HERE}/overview")
    assert "2 proposals</span>" in page
    words = re.findall(r'lang="fi">([^<]+)</a> <span class="number">(\d+)', page)
    assert [count for _, count in words] == ["2", "2"]
    assert "aria-hidden" in page.partition("word-picture")[2][:100]
    assert "No common words yet" in town.visitor().open(f"{HERE}/overview?area=south")
    assert "3 proposals</p>" in town.visitor().open(f"{HERE}/overview?area=elsewhere")


def test_words_of_a_hidden_proposal_are_gone_at_once(town: Town) -> None:
    for _ in range(2):
        send(town.database, replace(BENCHES, title="Keinu", text="Keinu"))
    assert ">keinu</a>" in town.visitor().open(f"{HERE}/overview")
    with town.database.write() as work:
        cycle = work.load_cycle(ROUND)
        hide(work, cycle, find_proposal(work, ROUND, 1), LocalizedText(fi="Syy."), CHAIR, START + DAY)
        work.commit()
    assert ">keinu</a>" not in town.visitor().open(f"{HERE}/overview")
