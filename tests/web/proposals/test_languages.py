"""Every page speaks each language, and every route says who may use it."""

from dataclasses import replace

import pytest

from pb.kernel.language import Language
from pb.web.access import list_routes_without_access
from pb.web.roles import Role
from tests.support.cycles import DAY, START
from tests.support.proposals import BENCHES, run_calendar, send
from tests.support.visitors import Town
from tests.support.writing import STEPS, write_proposal


@pytest.mark.parametrize("language", list(Language))
def test_every_page_speaks_the_language(town: Town, language: Language) -> None:
    base = f"/{language}/cycles/2027"
    resident = town.visitor()
    pages = [resident.open(f"{base}/propose"), write_proposal(resident, f"{base}/propose", act="pause")]
    pages.extend(resident.open(f"{base}/propose/write/{step}") for step in (*STEPS, "attachments"))
    pages.append(resident.open(f"{base}/propose/check"))
    pages.append(resident.send(action="/send"))
    pages.extend(resident.open(f"{base}/propose/{name}/1") for name in ("change", "withdraw"))
    send(town.database, replace(BENCHES, title="Toinen"))
    pages.extend(resident.open(f"{base}/proposals{end}") for end in ("", "/1"))
    run_calendar(town.database, 20)
    town.clock.moment = START + 21 * DAY
    staff = town.staff("olli", Role.OFFICIAL, Role.MODERATOR, unit="Puistot")
    pages.extend(staff.open(f"{base}/review{end}") for end in ("", "/1", "/1/hide"))
    titles = {page.partition("<title>")[2].partition("</title>")[0] for page in pages}
    assert all(f'<html lang="{language}">' in page for page in pages)
    assert len(titles) == len(pages)


def test_every_route_says_who_may_use_it(town: Town) -> None:
    assert list_routes_without_access(town.client.app) == []
