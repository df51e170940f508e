"""Paper ballots as PDF: one for each area and language, the same for every voter.

The numbers are those of the ballot list and the web. Typst writes PDF/UA-1, so that a screen reader reads the form too.
"""

import json
from collections.abc import Mapping

from jinja2 import TemplateNotFound
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from pb.engine.cycle import Cycle
from pb.engine.declaration import Area
from pb.kernel.canonical import JSON
from pb.kernel.errors import NotFoundError
from pb.kernel.handoff import Shortlist
from pb.kernel.ids import AreaId
from pb.kernel.language import Language
from pb.kernel.message import Message
from pb.storage.database import Database
from pb.web.exchange import WebRequest, toolkit_of
from pb.web.formats import money
from pb.web.toolkit import Toolkit
from voting.core.ballot.style import BallotStyle
from voting.storage.ballot_paper import find_ballot_paper
from voting.storage.elections import find_manifest
from voting.storage.paper_styles import find_styles
from voting.typeset import typeset
from voting.web.paper_access import DESK_STAFF, read_paper_cycle
from voting.web.paper_words import WITH_NUMBERS, explain_marking

TEMPLATE = "voting/paper_ballot.typ"


@get(
    "/admin/cycles/{cycle:str}/paper/ballots/{area:str}/{printed_in:str}",
    access=DESK_STAFF,
    sync_to_thread=True,
)
def send_ballot(
    request: WebRequest,
    cycle: FromPath[str],
    area: FromPath[str],
    printed_in: FromPath[str],
    database: NamedDependency[Database],
) -> Response[bytes]:
    """Send the ballot of one area in one language, to print."""
    with database.read() as work:
        found = read_paper_cycle(work, cycle)
        place = found.declaration.area(area)
        style = find_styles(work, found).get(AreaId(area))
        paper = find_ballot_paper(work, found)
        sealed = find_manifest(work, found.id)
    if place is None or style is None or printed_in not in found.declaration.languages:
        raise NotFoundError
    manifest = sealed.digest.hex() if sealed else ""
    content = print_ballot(toolkit_of(request), found, place, style, paper, Language(printed_in), manifest)
    headers = {
        "content-disposition": f'inline; filename="ballot-{found.id}-{place.id}-{printed_in}.pdf"',
        "cache-control": "no-store",
    }
    return Response(content, media_type="application/pdf", headers=headers)


def print_ballot(
    toolkit: Toolkit,
    cycle: Cycle,
    area: Area,
    style: BallotStyle,
    paper: Shortlist,
    language: Language,
    manifest: str = "",
) -> bytes:
    """Return the PDF. ``manifest``: the digest that voting opened under; without it the sheet is marked as a proof."""
    content = _fill(toolkit, cycle, area, style, paper, language, manifest)
    loader = toolkit.environments[language].loader
    if loader is None:
        raise TemplateNotFound(TEMPLATE)
    source, _, _ = loader.get_source(toolkit.environments[language], TEMPLATE)
    return typeset(source.encode(), {"ballot": json.dumps(content)})


def _fill(
    toolkit: Toolkit,
    cycle: Cycle,
    area: Area,
    style: BallotStyle,
    paper: Shortlist,
    language: Language,
    manifest: str,
) -> Mapping[str, JSON]:
    declaration = cycle.declaration
    currency = declaration.currency or ""

    def say(message: Message) -> str:
        return toolkit.translations.translate(message, language)

    def price(cents: int) -> str:
        return money(cents, language, currency) if currency else ""

    proof = Message("Proof. Not for voting: the ballots are printed when voting has opened.")
    heading = Message("Ballot: %(area)s", {"area": area.name.in_language(language)})
    budget = price(area.budget)
    return {
        "lang": language.value,
        "title": f"{say(heading)}, {declaration.name.in_language(language)}",
        "town": toolkit.service_name.in_language(language),
        "round": declaration.name.in_language(language),
        "heading": say(heading),
        "proof": "" if manifest else say(proof),
        "how": say(Message("How to fill in the ballot")),
        "steps": [say(step) for step in explain_marking(style.rule, budget)],
        "numbers": style.rule.kind in WITH_NUMBERS,
        "mark": say(Message("Number") if style.rule.kind in WITH_NUMBERS else Message("Choose")),
        "number": say(Message("No.")),
        "project": say(Message("Project")),
        "cost": say(Message("Cost")) if currency else "",
        "money": say(Message("Money to share: %(money)s", {"money": budget})) if currency else "",
        "foot": say(_name_foot(heading, manifest)),
        "pages": say(Message("The ballot goes on over the page. Keep its pages together.")),
        "page": say(Message("Page %(page)s of %(pages)s", {"page": "{n}", "pages": "{m}"})),
        "projects": [
            {
                "number": project.id,
                "title": project.title.in_language(language),
                "lang": project.title.language_shown(language) or language.value,
                "cost": price(project.cost),
            }
            for project in paper.in_area(area.id)
        ],
    }


def _name_foot(heading: Message, manifest: str) -> Message:
    if not manifest:
        return heading
    return Message(
        "%(ballot)s. Rules of this vote: %(digest)s", {"ballot": heading, "digest": shorten(manifest)}
    )


def shorten(digest: str) -> str:
    """Return the beginning of a digest as people compare it: sixteen digits in groups of four."""
    return " ".join(digest[start : start + 4] for start in range(0, min(16, len(digest)), 4))


HANDLERS = (send_ballot,)
